"""Templates written into a folder of their own, and emails made of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest

from planner.email.render import RenderedEmail, render_email

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Writer:
    """Somebody who writes templates into `folder`."""

    folder: Path

    def email(
        self, template: str, /, *, within: Sequence[Path] | None = None, **values: Any
    ) -> RenderedEmail:
        """Render the text of a template."""
        path = self.folder / "template.txt"
        path.write_text(template, encoding="utf-8")
        date = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
        return render_email(path, values, within=within, date=date)

    def plain(self, body: str, /, *headers: str, **values: Any) -> RenderedEmail:
        """Render a body below the headers that each email needs, and more."""
        head = "\n".join(["TO: ada@example.com", "FROM: Bo <bo@example.com>", *headers])
        return self.email(f"{head}\n\n{body}", **values)

    def file(self, name: str, content: bytes = b"content") -> Path:
        """Put a file beside the template."""
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        return path


@pytest.fixture(scope="session")
def writer_in() -> type[Writer]:
    """Makes writers, for tests that need more than one folder."""
    return Writer


@pytest.fixture
def writer(tmp_path: Path) -> Writer:
    """Somebody who writes templates into an empty folder."""
    folder = tmp_path / "templates"
    folder.mkdir()
    return Writer(folder)
