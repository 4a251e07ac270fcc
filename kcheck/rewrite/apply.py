"""Edits put into a source, and a source written back byte for byte as it was but for them."""

import contextlib
import os
import shutil
import tempfile
from collections.abc import Iterable
from pathlib import Path

from kcheck.errors import UnreadableError
from kcheck.finding import Suggestion


def without_overlap(edits: Iterable[Suggestion]) -> list[Suggestion]:
    """The edits in source order; of two that overlap, the one that was given first. Equal ones count once."""
    chosen: list[Suggestion] = []
    for edit in edits:
        if all(edit.end <= other.start or other.end <= edit.start for other in chosen):
            chosen.append(edit)
    return sorted(chosen, key=lambda edit: edit.start)


def applied(text: str, edits: Iterable[Suggestion]) -> str:
    """The source's text with these edits, which must not overlap."""
    parts, at = [], 0
    for edit in sorted(edits, key=lambda edit: edit.start):
        parts += [text[at : edit.start], edit.replacement]
        at = edit.end
    return "".join([*parts, text[at:]])


def write_back(path: Path, raw: bytes, before: str, after: str, encoding: str) -> None:
    """Replace the file's text, all at once, if the file still holds `raw`; its encoding, mark and permissions stay.

    Raises UnreadableError, naming the file, where it changed since it was read or cannot hold the new characters.
    """
    target = path.resolve()
    if target.read_bytes() != raw:
        raise UnreadableError(f"{path}: changed while kcheck was reading it; nothing was written, run again")
    data = _encoded(path, raw, before, after, encoding)
    handle, name = tempfile.mkstemp(prefix=f".{target.name}.", suffix=".kcheck", dir=target.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        shutil.copymode(target, name)
        Path(name).replace(target)
    except BaseException:
        with contextlib.suppress(FileNotFoundError):
            Path(name).unlink()
        raise


def _encoded(path: Path, raw: bytes, before: str, after: str, encoding: str) -> bytes:
    for mark, codec in (
        (b"", encoding), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"),
    ):  # fmt: skip
        try:
            if mark + before.encode(codec) == raw:
                return mark + after.encode(codec)
        except UnicodeEncodeError as error:
            letter = error.object[error.start : error.end]
            raise UnreadableError(f"{path}: {encoding} has no {letter!r}; save the file as UTF-8 first") from error
    raise UnreadableError(f"{path}: cannot be written back exactly as it was; save it as UTF-8 first")
