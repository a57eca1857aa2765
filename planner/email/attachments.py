"""Attachments: where an ATTACHMENT header points, and the parts that the files become."""

from __future__ import annotations

import hashlib
from email.encoders import encode_base64
from email.message import Message
from pathlib import Path
from typing import TYPE_CHECKING

from planner.email.bodies import as_related
from planner.email.email_error import EmailError
from planner.email.line_breaks import on_one_line
from planner.email.policy import POLICY

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


# ".invalid" can belong to nobody (RFC 2606), so no host's name leaks; mailmerge says the same.
_DOMAIN = "mailmerge.invalid"


def attachment_paths(
    message: Message[str, str], template: Path, within: Sequence[Path] | None
) -> list[Path]:
    """The files that the message's Attachment headers name; the headers go.

    With `within`, a file must lie under the template's folder or under one of these.

    Raises:
        EmailError: a header is empty, or names what is no readable file or lies elsewhere.
    """
    paths = [_found(value, template) for value in message.get_all("Attachment", [])]
    del message["Attachment"]
    if within is not None:
        folders = [folder.expanduser().resolve() for folder in (template.parent, *within)]
        for path in paths:
            if not any(path.is_relative_to(folder) for folder in folders):
                raise EmailError(
                    f"{template.name}: the attachment {path} lies outside the allowed folders.",
                    "Put it beside the template, or allow its folder with --attach-from.",
                )
    return paths


def attach(
    message: Message[str, str], paths: Sequence[Path]
) -> tuple[Message[str, str], Mapping[Path, str]]:
    """The message with the files after its text, and the content id by which each is known.

        multipart/related
         ├── text/plain, or multipart/alternative
         ├── first file
         └── second file

    Raises:
        EmailError: a file cannot be read.
    """
    content_ids: dict[Path, str] = {}
    if paths:
        message = as_related(message)
    for number, path in enumerate(paths, start=1):
        content = _read(path)
        # The same files give the same message, so that a rerun changes nothing.
        content_id = f"{number}.{hashlib.sha256(content).hexdigest()[:32]}@{_DOMAIN}"
        content_ids[path] = content_id
        message.attach(_part(path.name, content, content_id))
    return message, content_ids


def resolved(value: str, template: Path) -> Path:
    """Where a path in a template points: relative ones start beside the template."""
    return (template.parent / Path(value.strip()).expanduser()).resolve()


def _found(value: str, template: Path) -> Path:
    if not value.strip():
        raise EmailError(
            f"Empty attachment header in {template.name}.",
            "Name a file there, or leave the line out with {% if … %}.",
        )
    try:
        path = resolved(value, template)
        is_file = path.is_file()
    except (OSError, RuntimeError, ValueError) as error:  # such as no home folder for `~`
        raise _unreadable(value, error) from error
    if not is_file:
        kind = "a folder" if path.is_dir() else "missing"
        raise EmailError(
            f"{template.name}: the attachment {path} is {kind}.",
            f"Paths start in {template.parent.resolve()}. Check the path, or put the file there.",
        )
    return path


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise _unreadable(str(path), error) from error


def _unreadable(path: str, error: Exception) -> EmailError:
    reason = (isinstance(error, OSError) and error.strerror) or str(error) or "no reason given"
    return EmailError(
        f"The attachment {path} cannot be read: {reason.rstrip('.')}.", "Check the path."
    )


def _part(name: str, content: bytes, content_id: str) -> Message[str, str]:
    name = on_one_line(name)
    part: Message[str, str] = Message(POLICY)
    part.add_header("Content-Type", "application/octet-stream", Name=name)
    part["MIME-Version"] = "1.0"
    part.set_payload(content)
    encode_base64(part)
    part.add_header("Content-Disposition", "attachment", filename=name)
    part["Content-Id"] = f"<{content_id}>"
    return part
