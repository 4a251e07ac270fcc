"""Which settings file holds, and what it says. The nearest one wins; only `extend` brings in another."""

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from kcheck.config.convert import convert_table
from kcheck.errors import UsageError
from kcheck.globs import absolute

NAMES = (".kcheck.toml", "kcheck.toml", "pyproject.toml")


def nearest(paths: Sequence[str]) -> Path | None:
    """The settings file of a run: looked for from the working directory upwards.

    Where what is checked lies elsewhere, the search starts from the folder that holds all of it. It ends at the
    root of a repository.
    """
    start = _start(paths)
    for folder in (start, *start.parents):
        here = [folder / name for name in NAMES if (folder / name).is_file()]
        here = [file for file in here if file.name != "pyproject.toml" or _has_table(file)]
        if len(here) > 1:
            both = " and ".join(file.name for file in here)
            raise UsageError(f"{folder}: both {both} hold settings; keep one, or have one `extend` the other elsewhere")
        if here:
            return here[0]
        if (folder / ".git").exists():
            return None
    return None


def load(file: Path) -> dict[str, tuple[Any, Path]]:
    """Every setting of a file and of those that it extends, with the file that says it."""
    found: dict[str, tuple[Any, Path]] = {}
    seen: list[Path] = []
    next_file: Path | None = file
    while next_file is not None:
        key = next_file.resolve()
        if key in seen:
            raise UsageError(f"{seen[-1]}: extend: {next_file} comes back to itself; take one `extend` out")
        seen.append(key)
        values = convert_table(_read(next_file), key.parent, str(next_file))
        next_file = values.pop("extend", None)
        for name, value in values.items():
            found.setdefault(name, (value, key))
    return found


def _start(paths: Sequence[str]) -> Path:
    here = Path.cwd()
    places = [Path(absolute(path)) for path in paths if path != "-"]
    if all(place == here or here in place.parents for place in places):
        return here
    folders = [place if place.is_dir() else place.parent for place in places]
    try:
        return Path(os.path.commonpath(folders))
    except ValueError:  # on different drives
        return here


def _has_table(file: Path) -> bool:
    try:
        return b"kcheck" in (raw := file.read_bytes()) and "kcheck" in _tables(raw, file).get("tool", {})
    except OSError as error:
        raise UsageError(f"{file}: cannot be read: {error.strerror}") from error


def _read(file: Path) -> dict[str, Any]:
    try:
        table = _tables(file.read_bytes(), file)
    except OSError as error:
        raise UsageError(f"{file}: cannot read the settings: {error.strerror}") from error
    if file.name == "pyproject.toml":
        table = table.get("tool", {}).get("kcheck", {})
        if not isinstance(table, dict):
            raise UsageError(f"{file}: [tool.kcheck] must be a table, not {table!r}")
    return table


def _tables(raw: bytes, file: Path) -> dict[str, Any]:
    import tomllib

    try:
        return tomllib.loads(raw.decode("utf-8-sig"))
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise UsageError(f"{file}: not valid TOML: {error}") from error
