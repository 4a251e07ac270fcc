"""Raw values of a settings file, the environment or a flag -> checked values, or one exact error."""

import difflib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from kcheck.config.keys import KEYS, LEVELS, PER_PATH, Key
from kcheck.errors import UsageError
from kcheck.globs import Glob

_YES, _NO = ("1", "true", "yes", "on"), ("0", "false", "no", "off")
_KINDS = {"flag": "true or false", "number": "a number above 0", "text": "a text", "path": "a path"}


def convert_table(table: Mapping[str, Any], folder: Path, where: str) -> dict[str, Any]:
    """Every key of a settings table, checked. Paths and patterns become relative to `folder`."""
    found = {}
    for name, value in table.items():
        if name not in KEYS:
            raise UsageError(f"{where}: unknown key {name!r}{hint(name, list(KEYS))}")
        found[name] = convert(KEYS[name], value, folder, where)
    return found


def convert(key: Key, value: Any, folder: Path, where: str) -> Any:
    """One value, checked. Raises UsageError naming the place, the key and what was expected."""
    if key.kind == "choice":
        return _choice(value, key.choices, f"{where}: {key.name}")
    if key.kind in ("names", "words", "globs", "paths", "files"):
        return _list(key, value, folder, where)
    if key.kind == "severities":
        return _severities(value, f"{where}: {key.name}")
    if key.kind == "per-path":
        return _per_path(value, folder, f"{where}: {key.name}")
    if key.kind == "texts":
        return _texts(value, f"{where}: {key.name}")
    number = isinstance(value, int | float) and not isinstance(value, bool) and value > 0
    fits = {"flag": isinstance(value, bool), "number": number}.get(key.kind, isinstance(value, str) and value != "")
    if not fits:
        raise UsageError(f"{where}: {key.name}: expected {_KINDS[key.kind]}, not {value!r}")
    return _path(folder, value) if key.kind == "path" else float(value) if key.kind == "number" else value


def from_text(key: Key, text: str, where: str) -> Any:
    """The raw value that an environment variable or flag says: lists are parted by commas."""
    if key.kind in ("names", "words", "globs", "paths", "files"):
        return [part.strip() for part in text.split(",") if part.strip()]
    if key.kind == "flag":
        if text.lower() not in (*_YES, *_NO):
            raise UsageError(f"{where}: expected 1 or 0, not {text!r}")
        return text.lower() in _YES
    if key.kind == "number":
        try:
            return float(text)
        except ValueError as error:
            raise UsageError(f"{where}: expected a number, not {text!r}") from error
    return text


def hint(word: str, known: Sequence[str]) -> str:
    """What was probably meant."""
    near = difflib.get_close_matches(word, known, n=1)
    return f"; did you mean {near[0]!r}?" if near else f"; known: {', '.join(known)}"


def _list(key: Key, value: Any, folder: Path, where: str) -> tuple[Any, ...]:
    if not isinstance(value, list | tuple) or not all(isinstance(item, str) and item for item in value):
        raise UsageError(f"{where}: {key.name}: expected a list of texts, not {value!r}")
    if key.kind == "globs":
        return tuple(Glob(folder.as_posix(), item) for item in value)
    if key.kind in ("paths", "files"):
        return tuple(_path(folder, item) for item in value)
    return tuple(value)


def _path(folder: Path, value: str) -> Path:
    return folder / value


def _choice(value: Any, choices: Sequence[str], where: str) -> str:
    if value not in choices:
        near = difflib.get_close_matches(str(value), choices, n=1)
        meant = f"; did you mean {near[0]!r}?" if near else ""
        raise UsageError(f"{where}: expected one of {', '.join(choices)}, not {value!r}{meant}")
    return str(value)


def _table(value: Any, where: str) -> Mapping[str, Any]:
    if not isinstance(value, dict):
        raise UsageError(f"{where}: expected a table, not {value!r}")
    return value


def _severities(value: Any, where: str) -> dict[str, str]:
    return {name: _choice(level, LEVELS, f"{where}.{name}") for name, level in _table(value, where).items()}


def _per_path(value: Any, folder: Path, where: str) -> dict[Glob, dict[str, Any]]:
    found = {}
    for pattern, table in _table(value, where).items():
        place = f'{where}."{pattern}"'
        for name in _table(table, place):
            if name not in PER_PATH:
                raise UsageError(f"{place}: unknown key {name!r}{hint(name, PER_PATH)}")
        found[Glob(folder.as_posix(), pattern)] = convert_table(table, folder, place)
    return found


def _texts(value: Any, where: str) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, text in _table(value, where).items():
        parts = text.values() if isinstance(text, dict) else [text]
        if not all(isinstance(part, str) and part.strip() for part in parts):
            raise UsageError(f"{where}.{name}: expected a text, or a table of element = text, not {text!r}")
        found[name] = text
    return found
