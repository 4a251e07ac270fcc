"""What is derived from a rulebook at some cost, and kept between runs: compiled patterns and the literals they need.

One file a rulebook in the user's cache folder, of plain data (marshal), named after the content of the rules and after
all that reads them. It is a copy of what can be made again: a file that is damaged, or not ours, is made anew.
"""

import marshal
import os
import sys
import zlib
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import regex
from regex import _regex

from kcheck import __version__
from kcheck.literals import Literals, required

_MAGIC = b"kcheck-derived-1\n"
Pattern = regex.Pattern[str]


class Derived:
    """Compiled patterns, required literals and the parsed tables of one rules file. Grows as patterns are first used.

    What is kept is found by the pattern as written, so that a run that has it need not fill in lexicons again; one
    Derived therefore serves one set of lexicons.
    """

    def __init__(self, file: Path | None = None) -> None:
        """Start from what an earlier run kept in `file`, or from nothing."""
        self._file = file
        kept = _read(file) if file else {}
        self._codes: dict[str, Any] = kept.get("codes", {})
        self._literals: dict[str, Any] = kept.get("literals", {})
        self._tables: dict[str, Any] | None = kept.get("tables")
        self._compiled: dict[str, Pattern] = {}
        self._grown = False

    def tables(self, parse: Callable[[], dict[str, Any]]) -> dict[str, Any]:
        """The rules file as plain tables: kept, or parsed now."""
        if self._tables is None:
            self._tables = parse()
            self._grown = True
        return self._tables

    def compile(self, written: str, full: Callable[[], str]) -> Pattern:
        """The pattern compiled, ignoring case; `full` gives its regular expression. Raises regex.error."""
        found = self._compiled.get(written)
        if found is None:
            found = self._compiled[written] = self._compile(written, full)
        return found

    def _compile(self, written: str, full: Callable[[], str]) -> Pattern:
        code = self._codes.get(written)
        if code is not None:
            ready: Pattern = _regex.compile(*code)  # type: ignore[attr-defined]  # what unpickling a pattern calls
            return ready
        compiled = regex.compile(full(), regex.IGNORECASE | regex.VERSION0)
        # the very data that `regex` pickles: flags, code and names, no object and nothing that runs
        self._codes[written] = compiled._pickled_data  # type: ignore[attr-defined]
        self._grown = True
        return compiled

    def literals(self, written: str, full: Callable[[], str]) -> Literals | None:
        """What a text must contain for the pattern to match it."""
        if written not in self._literals:
            found = required(full())
            self._literals[written] = sorted(found) if found is not None else None
            self._grown = True
        kept = self._literals[written]
        return frozenset(kept) if kept is not None else None

    def save(self) -> None:
        """Keep what was derived for the next run. A folder that cannot be written costs speed, nothing else."""
        if not self._grown or self._file is None:
            return
        payload = marshal.dumps({"codes": self._codes, "literals": self._literals, "tables": self._tables})
        beside = self._file.with_name(f"{self._file.name}.{os.getpid()}")
        try:
            self._file.parent.mkdir(parents=True, exist_ok=True)
            beside.write_bytes(_MAGIC + zlib.crc32(payload).to_bytes(4, "big") + payload)
            beside.replace(self._file)  # at once: another run sees the old file or the new one
        except OSError:
            with suppress(OSError):
                beside.unlink()
        self._grown = False


def file_for(content: bytes) -> Path | None:
    """Where what is derived from a rules file is kept, or None where the user wants no cache."""
    folder = cache_folder()
    if folder is None:
        return None
    readers = f"{__version__} {regex.__version__} {sys.implementation.cache_tag}"
    return folder / f"rules-{zlib.crc32(content):08x}{len(content):x}-{zlib.crc32(readers.encode()):08x}.bin"


def cache_folder() -> Path | None:
    """The user's cache folder for kcheck; KCHECK_CACHE_DIR names another, and an empty one switches it off."""
    chosen = os.environ.get("KCHECK_CACHE_DIR")
    if chosen is not None:
        return Path(chosen) if chosen else None
    from platformdirs import user_cache_path

    return user_cache_path("kcheck", appauthor=False)


def _read(file: Path) -> dict[str, Any]:
    try:
        raw = file.read_bytes()
    except OSError:
        return {}
    head = len(_MAGIC) + 4
    payload = raw[head:]
    if not raw.startswith(_MAGIC) or zlib.crc32(payload).to_bytes(4, "big") != raw[len(_MAGIC) : head]:
        return {}
    try:
        kept = marshal.loads(payload)
    except (ValueError, EOFError, TypeError):
        return {}
    return kept if isinstance(kept, dict) else {}
