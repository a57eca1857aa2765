"""Times the checks alone at growing sizes, and says how they grow: 1 is linear.

    python benchmarks/checks.py
    python benchmarks/checks.py 1000 10000 50000 100000

Each size is checked by a process of its own, on a workbook that generate.py makes; the quickest of
three counts.
"""

from __future__ import annotations

import math
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from generate import make_workbook

SIZES = (1_000, 10_000, 50_000)
TIMES = 3


def seconds_for(path: Path) -> float:
    """The wall-clock time of one `planner check`."""
    command = [sys.executable, "-m", "planner", "check", str(path), "--json"]
    start = time.perf_counter()
    done = subprocess.run(command, stdout=subprocess.DEVNULL, check=False)
    if done.returncode not in {0, 1}:
        raise SystemExit(f"planner check failed with exit code {done.returncode}")
    return time.perf_counter() - start


def main() -> None:
    """Print one line a size."""
    sizes = [int(size) for size in sys.argv[1:]] or SIZES
    with tempfile.TemporaryDirectory() as folder:
        before: tuple[int, float] | None = None
        for size in sizes:
            path = Path(folder) / f"{size}.xlsx"
            make_workbook(path, size)
            best = min(seconds_for(path) for _ in range(TIMES))
            grown = ""
            if before is not None:
                exponent = math.log(best / before[1]) / math.log(size / before[0])
                grown = f", grew with exponent {exponent:.2f}"
            print(f"{size:>9,} rows: {best:6.2f} s, {1e6 * best / size:5.0f} µs a row{grown}")
            before = size, best


if __name__ == "__main__":
    main()
