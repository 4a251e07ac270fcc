"""Where things are, as other tools count: paths from the repository's root, columns in UTF-8 bytes."""

import os
from functools import cache
from pathlib import Path

from kcheck.source import Position, Source


@cache
def _root(folder: str) -> str:
    """The folder that holds `.git`, from here up; this folder where there is none."""
    here = Path(folder)
    return str(next((above for above in (here, *here.parents) if (above / ".git").exists()), here))


def repository_path(path: str) -> str:
    """The path from the repository's root, with forward slashes and links resolved; unchanged when it lies outside."""
    return _below_root(os.path.realpath(Path.cwd()), path)


@cache
def _below_root(here: str, path: str) -> str:
    root = _root(here)
    try:
        whole = os.path.realpath(os.path.join(here, path))  # noqa: PTH118  the path may be no valid name
    except ValueError:  # the name given to standard input may be one that no file can have
        return path
    if not whole.startswith(root.rstrip(os.sep) + os.sep):
        return path
    return os.path.relpath(whole, root).replace(os.sep, "/")


def byte_position(source: Source, position: Position) -> dict[str, int]:
    """The line, and the column counted in bytes of UTF-8, as reviewdog wants them."""
    start = source.line_starts[position.line - 1]
    before = source.text[start : start + position.column - 1]
    return {"line": position.line, "column": len(before.encode("utf-8", "surrogatepass")) + 1}
