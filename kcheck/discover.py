"""Which files a run checks: those named, and those in the folders named that a reader knows."""

import os
import re
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from kcheck.finding import Skipped
from kcheck.readers import READERS

# Folders that hold no copy of the site's own.
LEFT_OUT = frozenset({
    "node_modules", "bower_components", "vendor", "venv", "__pycache__", "dist", "build", "coverage", "site-packages",
})  # fmt: skip
# Formats that hold copy on clinic sites and have no reader yet: named, so that nobody takes them for checked.
UNREAD = frozenset({
    ".json", ".yaml", ".yml", ".toml", ".rst", ".adoc", ".docx", ".pdf", ".xml",
})  # fmt: skip
# Of those, the ones that are more often code or settings than copy: in a folder they pass unnamed.
_SELDOM_COPY = frozenset({".json", ".yaml", ".yml", ".toml", ".xml"})
# Scripts about the site's code: in a folder they pass unnamed.
_NO_PAGE = re.compile(
    r"\.(?:test|spec|stories|story|config|d|setup|e2e|cy)\.[cm]?[jt]sx?$|^(?:setupTests|jest|gulpfile|gruntfile)\.|Test\.php$",
    re.I,
)
_TESTS = frozenset({"__tests__", "__mocks__", "__snapshots__", "cypress", "e2e"})


class Wanted(NamedTuple):
    """A file to read. `named` when the user gave its very path."""

    path: Path
    named: bool


class LeftOut(NamedTuple):
    """A file that was named and that the settings exclude: no failure, and counted."""

    path: str


Found = Wanted | Skipped | LeftOut


def discover(
    paths: Sequence[str], leaves_out: Callable[[str, bool], bool] = lambda path, named: False
) -> Iterator[Found]:
    """Every file to check, in path order within each folder, and every input that cannot or shall not be."""
    seen: set[str] = set()
    for given in paths:
        path = Path(given)
        if path.is_dir():
            found = False
            for wanted in _walk(path):
                if leaves_out(str(wanted.path), False):
                    continue
                found = True
                key = os.path.realpath(wanted.path)
                if key not in seen:
                    seen.add(key)
                    yield wanted
            if not found:
                known = " ".join(sorted(READERS))
                yield Skipped(given, f"no file in this folder is of a format that is read ({known})", failed=True)
        elif leaves_out(given, True):
            yield LeftOut(path.as_posix())
        elif (key := os.path.realpath(path)) not in seen:
            seen.add(key)
            yield Wanted(path, named=True)


def _walk(folder: Path) -> Iterator[Wanted]:
    for root, folders, files in os.walk(folder):
        folders[:] = sorted(f for f in folders if f not in LEFT_OUT | _TESTS and not f.startswith("."))
        for name in sorted(files):
            suffix = Path(name).suffix.lower()
            if not (name.startswith(".") or _NO_PAGE.search(name)) and (
                suffix in READERS or suffix in UNREAD - _SELDOM_COPY
            ):
                yield Wanted(Path(root) / name, named=False)
