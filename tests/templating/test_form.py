"""The form of template files: headers, blank line, body, and what the file's name says."""

from __future__ import annotations

from pathlib import Path

import pytest

from planner.model.errors import TemplateError
from planner.templating.form import LONGEST_FILE, read_form
from planner.templating.languages import language_code
from planner.templating.library import Library
from planner.templating.template_names import FileName, read_file_name


def written(folder: Path, content: bytes) -> Path:
    path = folder / "mine.txt"
    path.write_bytes(content)
    return path


def test_headers_keep_order_case_lines_and_continuations(tmp_path: Path) -> None:
    headers = ("TO: a@example.org", "Subject: one", "  two", "ATTACHMENT: a", "ATTACHMENT: b")
    text = "\r\n".join(("\ufeff" + headers[0], *headers[1:], "", "Hi", ""))
    form = read_form(written(tmp_path, text.encode()))
    spoken = [(header.name, header.value, header.line) for header in form.headers]
    assert spoken == [
        ("TO", "a@example.org", 1),
        ("Subject", "one two", 2),
        ("ATTACHMENT", "a", 4),
        ("ATTACHMENT", "b", 5),
    ]
    assert form.header("subject") == form.headers[1]
    assert (form.body.rstrip(), form.body_line) == ("Hi", 7)


def test_a_file_without_headers_is_a_part_of_others(tmp_path: Path) -> None:
    form = read_form(written(tmp_path, b"Dear all, this is\nonly text.\n\nMore: of it"))
    assert form.is_part
    assert (form.headers, form.body_line) == ((), 1)
    assert [template.name for template in Library.load([tmp_path])].count("mine") == 0


def test_a_mail_merges_template_is_an_email(tmp_path: Path) -> None:
    written(tmp_path, b"TO: {{ email }}\nFROM: me@example.org\nSUBJECT: Hi\n\nHello")
    assert str(Library.load([tmp_path]).named("mine").channel) == "email"


def test_headers_without_a_body_are_read(tmp_path: Path) -> None:
    assert read_form(written(tmp_path, b"Channel: email")).body == ""


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"Hello\0", "is no text"),
        (b"x" * (LONGEST_FILE + 1), "has 100,001 characters"),
    ],
)
def test_a_file_that_is_no_text_is_refused(tmp_path: Path, content: bytes, reason: str) -> None:
    with pytest.raises(TemplateError, match=reason):
        read_form(written(tmp_path, content))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_a_file_is_read_as_editors_save_it(tmp_path: Path, encoding: str) -> None:
    text = "Channel: email\n\nGrüße – „Jörg“"
    assert read_form(written(tmp_path, text.encode(encoding))).body == "Grüße – „Jörg“"


def test_a_missing_file_is_an_error_with_its_path(tmp_path: Path) -> None:
    with pytest.raises(TemplateError, match="none"):
        read_form(tmp_path / "none.txt")


@pytest.mark.parametrize(
    ("name", "meaning"),
    [
        ("note.txt", FileName("note", "note")),
        ("note.de.txt", FileName("note.de", "note", "de")),
        ("note.a.txt", FileName("note.a", "note", "", "a")),
        ("mentor-note.de.b.txt", FileName("mentor-note.de.b", "mentor-note", "de", "b")),
        ("note.b.de.txt", FileName("note.b.de", "note", "de", "b")),
        ("note.x.y.txt", FileName("note.x.y", "note.x", "", "y")),
        ("my words v1.2.txt", FileName("my words v1.2", "my words v1.2")),
    ],
)
def test_a_file_name_tells_language_and_variant(name: str, meaning: FileName) -> None:
    assert read_file_name(Path(name)) == meaning


@pytest.mark.parametrize(
    ("word", "code"),
    [
        ("German", "de"), ("deutsch", "de"), ("de-AT", "de"), ("DE", "de"), ("de_CH", "de"),
        ("English (UK)", "en"), ("Français", "fr"), ("日本語", "ja"), ("", ""), ("mostly", ""),
    ],
)  # fmt: skip
def test_a_language_is_known_by_its_words(word: str, code: str) -> None:
    assert language_code(word) == code
