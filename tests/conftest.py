"""What the tests of several rooms share: where the corpus lies, LibreOffice, whole packages."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

import hypothesis
import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_ROOT = Path(__file__).resolve().parents[1]

# What is started in the background has Ctrl-C ignored, and hands that on to all that it starts.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)

# A busy machine is no fault of the code; and what CI tries is the same each time.
hypothesis.settings.register_profile("planner", deadline=None, derandomize="CI" in os.environ)
hypothesis.settings.load_profile("planner")


def corpus_folder() -> Path:
    """The folder of public workbooks; it need not exist."""
    return Path(os.environ.get("PLANNER_CORPUS", _ROOT.parent / "shared" / "corpus"))


def _require_corpus() -> Path:
    folder = corpus_folder()
    if not folder.is_dir():
        pytest.skip(f"the corpus of public workbooks is not at {folder}")
    return folder


@pytest.fixture(scope="session")
def good_workbooks() -> list[Path]:
    """The corpus's workbooks that open."""
    return sorted((_require_corpus() / "good").glob("*.xls?"))


@pytest.fixture(scope="session")
def bad_workbooks() -> list[Path]:
    """The corpus's workbooks that are damaged, hostile or full."""
    return sorted((_require_corpus() / "bad").glob("*.xlsx"))


@pytest.fixture(scope="session")
def parts_of() -> Callable[[Path], dict[str, bytes]]:
    """Reads all members of a package."""

    def read(path: Path) -> dict[str, bytes]:
        with zipfile.ZipFile(path) as archive:
            return {each.filename: archive.read(each) for each in archive.infolist()}

    return read


@pytest.fixture(scope="session")
def convert_with_office(
    tmp_path_factory: pytest.TempPathFactory,
) -> Callable[[Sequence[Path], str, Path], None]:
    """Has LibreOffice convert files to a format, into a folder; skips where it is absent."""
    office = shutil.which("soffice") or shutil.which("libreoffice")
    if office is None:
        pytest.skip("LibreOffice is not installed")
    profile = tmp_path_factory.mktemp("office-profile").as_uri()

    def convert(files: Sequence[Path], format_name: str, folder: Path) -> None:
        command = [office, f"-env:UserInstallation={profile}", "--headless", "--convert-to"]
        subprocess.run(
            [*command, format_name, "--outdir", str(folder), *map(str, files)],
            check=True,
            capture_output=True,
            timeout=280,
        )

    return convert
