"""Decode one file, or say why it could not be read."""

import sys
from pathlib import Path

from kcheck.errors import UnreadableError
from kcheck.source import Source

MAX_BYTES = 10_000_000  # no page of copy is larger; bundles, dumps and videos are
_MARKS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
# Bytes that text never holds, whatever its encoding.
_BINARY = bytes(b for b in range(32) if b not in b"\t\n\f\r\x1b")


def read_file(path: Path, name: str | None = None, max_bytes: int = MAX_BYTES) -> Source:
    """The file's decoded text. Raises UnreadableError, naming the file and the remedy."""
    shown = name or path.as_posix()
    try:
        size = path.stat().st_size
        if size > max_bytes:
            raise UnreadableError(
                f"{shown}: {size / 1e6:.0f} MB is more than the limit of {max_bytes / 1e6:g} MB; "
                "check the pages inside it, or raise --max-size"
            )
        raw = path.read_bytes()
    except FileNotFoundError as error:
        broken = path.is_symlink()
        reason = f"a link to {path.readlink()}, which does not exist" if broken else "no such file"
        raise UnreadableError(f"{shown}: {reason}; check the path") from error
    except PermissionError as error:
        raise UnreadableError(f"{shown}: no permission to read it; run as a user who may, or leave it out") from error
    except OSError as error:
        raise UnreadableError(f"{shown}: cannot be read: {error.strerror or error}") from error
    return decode(raw, shown)


def read_stdin(name: str) -> Source:
    """Standard input, under the name that decides its format."""
    return decode(sys.stdin.buffer.read(), name)


def decode(raw: bytes, shown: str) -> Source:
    """Strictly UTF-8, else by its byte-order mark, else the likeliest 8-bit encoding, and say so."""
    for mark, encoding in _MARKS:
        if raw.startswith(mark):
            try:
                # utf-16 takes its mark off; the UTF-8 one stays, so that offsets count every character of the file
                return Source(shown, raw.decode(encoding), encoding)
            except UnicodeDecodeError as error:
                raise UnreadableError(f"{shown}: not valid {encoding}: {error.reason}; save it as UTF-8") from error
    if raw.translate(None, _BINARY) != raw:
        raise UnreadableError(f"{shown}: binary, not text; leave it out, or export its words as text")
    try:
        return Source(shown, raw.decode("utf-8"))
    except UnicodeDecodeError as error:
        place = raw.count(b"\n", 0, error.start) + 1
        guess = _guess(raw)
        if guess is None:
            reason = f"line {place}: not UTF-8 and no known encoding; save it as UTF-8"
            raise UnreadableError(f"{shown}: {reason}") from error
        note = f"not UTF-8 (line {place}); read as {guess}. Save it as UTF-8 to be sure of every character"
        return Source(shown, raw.decode(guess), guess, (note,))


def _guess(raw: bytes) -> str | None:
    """The likeliest legacy encoding. Web pages that are not UTF-8 are Windows-1252 unless they say otherwise."""
    try:
        raw.decode("cp1252")
    except UnicodeDecodeError:
        from charset_normalizer import from_bytes  # slow to import, seldom needed

        best = from_bytes(raw).best()
        return best.encoding if best else None
    return "cp1252"
