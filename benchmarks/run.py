"""Times planner against the naive script: whole processes, in pairs, in one run.

    python benchmarks/run.py                     the usual sizes, about half an hour
    python benchmarks/run.py --rows 100 --rows 10000 --pairs 5
    python benchmarks/run.py --million           Excel's own limit as well
    python benchmarks/run.py --out docs/performance.md --plot docs/performance.svg

A pair runs both programs one after the other on fresh copies of the same workbook, so that what
else the machine does hits both. Time is wall-clock, memory the peak of resident memory.
"""

from __future__ import annotations

import argparse
import hashlib
import math
import os
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from datetime import datetime
from importlib.util import find_spec
from pathlib import Path

HERE = Path(__file__).resolve().parent
# In processes of their own: the memory of this one would count as its children's peak.
GENERATE = [sys.executable, str(HERE / "generate.py")]
ORDERS = [sys.executable, str(HERE / "orders.py")]
NAIVE = [sys.executable, str(HERE / "naive.py")]
PLANNER = [sys.executable, "-m", "planner"]
DEFAULT_ROWS = (100, 1_000, 10_000, 100_000)
MILLION = 1_000_000
# As a user runs it: Python keeps what it has compiled.
USUAL = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
EXCEL_ROWS = 1_048_575  # a sheet's rows without the header


@dataclass(frozen=True, slots=True)
class Run:
    """One process: seconds of wall-clock time and the peak of its memory in MiB."""

    seconds: float
    mebibytes: float


@dataclass(frozen=True, slots=True)
class Result:
    """One line of the table: medians, and the median of the paired ratios."""

    what: str
    rows: int
    pairs: int
    naive: Run | None
    planner: Run
    ratio: float | None
    memory: float | None


def timed(command: list[str], *, cwd: Path) -> Run:
    """Run a command to its end."""
    started = time.perf_counter()
    with subprocess.Popen(
        command, cwd=cwd, env=USUAL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
    ) as process:
        errors = process.stderr.read() if process.stderr else b""
        _, code, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(code)
    seconds = time.perf_counter() - started
    # 1 is planner's "some rows need you".
    if process.returncode not in {0, 1}:
        raise SystemExit(f"{' '.join(command)} failed:\n{errors.decode()}")
    scale = 1 << 20 if sys.platform == "darwin" else 1 << 10
    return Run(seconds, usage.ru_maxrss / scale)


class Bench:
    """The workbooks in one temporary folder, and the measurements on them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def contacts(self, rows: int) -> Path:
        """A fresh workbook of contacts, made once per size."""
        path = self.folder / f"contacts-{rows}.xlsx"
        if not path.exists():
            timed([*GENERATE, str(rows), path.name], cwd=self.folder)
        return path

    def tracked(self, rows: int) -> Path:
        """The same, drafted by planner."""
        path = self.folder / f"tracked-{rows}.xlsx"
        if not path.exists():
            shutil.copyfile(self.contacts(rows), path)
            timed([*PLANNER, "draft", path.name], cwd=self.folder)
        return path

    def orders(self, rows: int) -> Path:
        """A CSV file that marks one touch in a hundred as sent."""
        path = self.folder / f"orders-{rows}.csv"
        if not path.exists():
            timed([*ORDERS, self.tracked(rows).name, path.name], cwd=self.folder)
        return path

    def draft(self, rows: int, pairs: int, *, naive: bool = True) -> Result:
        """Draft a workbook that has no Tracking sheet yet."""
        source = self.contacts(rows)
        commands = {"planner": [*PLANNER, "draft"], "naive": [*NAIVE, "draft"]}
        return self._paired("draft", rows, pairs, source, commands, naive=naive)

    def status(self, rows: int, pairs: int) -> Result:
        """Set the status of one touch in a hundred."""
        source = self.tracked(rows)
        orders = self.orders(rows)
        commands = {
            "planner": [*PLANNER, "status", "{}", "set", "--from", orders.name],
            "naive": [*NAIVE, "status"],
        }
        return self._paired("status set", rows, pairs, source, commands, naive=True)

    def alone(self, what: str, rows: int, runs: int, command: list[str]) -> Result:
        """A command that the naive script has no counterpart for, on a drafted workbook."""
        return self._paired(
            what, rows, runs, self.tracked(rows), {"planner": [*PLANNER, *command]}, naive=False
        )

    def rerun(self, rows: int, pairs: int) -> Result:
        """Draft again with nothing to change, against the first draft."""
        first, again = [], []
        for number in range(pairs):
            path = self._copy(self.contacts(rows), f"rerun-{rows}-{number}.xlsx")
            first.append(timed([*PLANNER, "draft", path.name], cwd=self.folder))
            before = _state(path)
            again.append(timed([*PLANNER, "draft", path.name], cwd=self.folder))
            if _state(path) != before:
                raise SystemExit("the rerun touched the file")
            path.unlink()
        return _result("draft again", rows, first, again)

    def _paired(
        self,
        what: str,
        rows: int,
        pairs: int,
        source: Path,
        commands: dict[str, list[str]],
        *,
        naive: bool,
    ) -> Result:
        runs: dict[str, list[Run]] = {name: [] for name in commands}
        for number in range(pairs):
            for name, command in commands.items():
                if name == "naive" and not naive:
                    continue
                path = self._copy(source, f"{name}-{rows}-{number}.xlsx")
                filled = [word.format(path.name) for word in command]
                if filled == command:
                    filled.append(path.name)
                runs[name].append(timed(filled, cwd=self.folder))
                path.unlink()
        return _result(what, rows, runs.get("naive", []), runs["planner"])

    def _copy(self, source: Path, name: str) -> Path:
        path = self.folder / name
        shutil.copyfile(source, path)
        return path


def _state(path: Path) -> tuple[bytes, int]:
    """What a file holds and when it was written; read in pieces, to keep this process small."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "blake2b").digest(), path.stat().st_mtime_ns


def _result(what: str, rows: int, naive: list[Run], ours: list[Run]) -> Result:
    ratio = memory = None
    if naive:
        pairs = list(zip(naive, ours, strict=True))
        ratio = statistics.median(one.seconds / other.seconds for one, other in pairs)
        memory = statistics.median(other.mebibytes / one.mebibytes for one, other in pairs)
    return Result(what, rows, len(ours), _median(naive), _median(ours) or Run(0, 0), ratio, memory)


def _median(runs: list[Run]) -> Run | None:
    if not runs:
        return None
    return Run(
        statistics.median(run.seconds for run in runs),
        statistics.median(run.mebibytes for run in runs),
    )


def start_up(pairs: int, folder: Path) -> float:
    """`planner --help` against a bare Python: the median ratio."""
    ratios = []
    for _ in range(pairs):
        bare = timed([sys.executable, "-c", "pass"], cwd=folder)
        helped = timed([*PLANNER, "--help"], cwd=folder)
        ratios.append(helped.seconds / bare.seconds)
    return statistics.median(ratios)


def exponent(results: list[Result], what: str, least: int) -> float | None:
    """The exponent of time over rows between the two largest sizes of at least `least` rows."""
    sizes = sorted(
        (result for result in results if result.what == what and result.rows >= least),
        key=lambda result: result.rows,
    )[-2:]
    if len(sizes) < 2:
        return None
    small, large = sizes
    return math.log(large.planner.seconds / small.planner.seconds) / math.log(
        large.rows / small.rows
    )


def table(results: list[Result], help_ratio: float) -> str:
    """The results as Markdown."""
    lines = [
        "| command | rows | pairs | other s / MiB | planner s / MiB | times faster | memory |",
        "|---|---|---|---|---|---|---|",
    ]
    for each in results:
        other = f"{each.naive.seconds:.2f} / {each.naive.mebibytes:.0f}" if each.naive else ""
        ours = f"{each.planner.seconds:.2f} / {each.planner.mebibytes:.0f}"
        ratio = f"{each.ratio:.1f}" if each.ratio else ""
        memory = f"{each.memory:.2f}" if each.memory else ""
        lines.append(
            f"| {each.what} | {each.rows:,} | {each.pairs} "
            f"| {other} | {ours} | {ratio} | {memory} |"
        )
    lines += ["", f"`planner --help` takes {help_ratio:.1f} times as long as `python -c pass`."]
    slope = exponent(results, "draft", 100_000) or exponent(results, "draft", 10_000)
    if slope is not None:
        lines.append(
            f"Drafting grows with the rows to the power of {slope:.2f} at the largest sizes."
        )
    return "\n".join(lines)


def write_page(path: Path, measured: str) -> None:
    """Write the page; what somebody has written below its table, from a heading on, stays."""
    written = path.read_text(encoding="utf-8") if path.exists() else ""
    _, heading, prose = written.partition("\n## ")
    path.write_text(measured + heading + prose, encoding="utf-8", newline="\n")


def page(text: str, drawn: Path | None) -> str:
    """The table with what it is, when and on what machine it was measured, and the plot."""
    picture = f"\n![Seconds over rows, both axes logarithmic]({drawn.name})\n" if drawn else ""
    machine = (
        f"{platform.system()} on {platform.machine()} with {os.cpu_count()} cores,"
        f" Python {platform.python_version()}"
    )
    day = datetime.now().astimezone().date().isoformat()
    return f"""# Performance

Whole processes, timed in pairs with the script that a user would write instead
(`benchmarks/naive.py`: pandas, jinja2, openpyxl) on fresh copies of the same workbook of 15
columns; "draft again" is timed against the first draft. Time is wall-clock, memory the peak of
resident memory, each a median; "times faster" is the median of the paired ratios. The script checks
nothing, looks for nothing that people share, styles nothing, and loses what openpyxl does not know.

Measured on {day}, {machine}, by `python benchmarks/run.py`.

{text}
{picture}"""


def plot(results: list[Result], path: Path) -> None:
    """Time over rows, both axes logarithmic, one line a command and program."""
    import matplotlib as mpl  # noqa: PLC0415 - only the plot needs it

    mpl.use("svg")
    from matplotlib import pyplot as plt  # noqa: PLC0415

    figure, axes = plt.subplots(figsize=(7, 4.5))
    for what in dict.fromkeys(each.what for each in results):
        points = [each for each in results if each.what == what]
        axes.plot([p.rows for p in points], [p.planner.seconds for p in points], "o-", label=what)
        pairs = [p for p in points if p.naive and what != "draft again"]
        if pairs:
            axes.plot(
                [p.rows for p in pairs],
                [p.naive.seconds for p in pairs if p.naive],
                "x--",
                label=f"{what}, naive script",
            )
    axes.set(xscale="log", yscale="log", xlabel="contacts", ylabel="seconds, whole process")
    axes.grid(visible=True, which="major", alpha=0.3)
    axes.legend()
    figure.tight_layout()
    figure.savefig(path, metadata={"Date": None})


def measure(options: argparse.Namespace) -> tuple[list[Result], float]:
    """Everything, in one temporary folder."""
    results: list[Result] = []
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(Path(folder))
        for rows in options.rows or DEFAULT_ROWS:
            pairs = options.pairs if rows < 100_000 else min(options.pairs, 3)
            for result in (
                bench.draft(rows, pairs),
                bench.rerun(rows, pairs),
                bench.status(rows, pairs),
                bench.alone("check", rows, pairs, ["check"]),
                bench.alone("status", rows, pairs, ["status"]),
                bench.alone("next --json", rows, pairs, ["next", "--json"]),
            ):
                results.append(result)
                print(table([result], 0).splitlines()[2], flush=True)
        if options.million:
            results.append(bench.draft(MILLION, 1, naive=False))
        help_ratio = start_up(max(options.pairs, 5), Path(folder))
    return results, help_ratio


def main() -> None:
    """Measure, print the table, and write it and the plot where asked."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--rows", type=int, action="append", help="a size; repeatable")
    parser.add_argument("--pairs", type=int, default=5, help="pairs per size (three at 100,000)")
    parser.add_argument("--million", action="store_true", help="draft a million rows too, once")
    parser.add_argument("--plot", type=Path, help="write the plot here, as SVG")
    parser.add_argument("--out", type=Path, help="write the table here")
    options = parser.parse_args()
    if options.plot and find_spec("matplotlib") is None:
        parser.error('--plot needs matplotlib: pip install --editable ".[bench]"')
    results, help_ratio = measure(options)
    text = table(results, help_ratio)
    print(text)
    if options.out:
        write_page(options.out, page(text, options.plot))
    if options.plot:
        plot(results, options.plot)


if __name__ == "__main__":
    main()
