"""Settings as a file that would say the same, each with the place that decided it."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from kcheck.config.keys import KEYS
from kcheck.config.resolve import Resolved
from kcheck.globs import Glob


def as_toml(resolved: Resolved) -> str:
    """Every key, its value and its origin."""
    from json import dumps

    file = resolved.file
    lines = [f"# settings file: {_seen(file.resolve()) if file else 'none'}"]
    tables = []
    for name in KEYS:
        value, origin = resolved.values[name], _origin(resolved.origins[name])
        if isinstance(value, Mapping):
            for key, entry in value.items():
                inner = key.pattern if isinstance(key, Glob) else key
                tables.append(f"{name}.{dumps(inner)} = {_toml(entry)}  # {origin}")
        elif value is None or (value == "" and name in ("required-version", "rulepack")):
            lines.append(f"# {name} is not set")
        else:
            lines.append(f"{name} = {_toml(value)}  # {origin}")
    return "\n".join([*lines, *tables]) + "\n"


def _toml(value: Any) -> str:
    from json import dumps

    if isinstance(value, Glob):
        return dumps(value.pattern, ensure_ascii=False)
    if isinstance(value, tuple | list):
        return f"[{', '.join(map(_toml, value))}]"
    if isinstance(value, Mapping):
        return "{ " + ", ".join(f"{dumps(str(name))} = {_toml(entry)}" for name, entry in value.items()) + " }"
    if isinstance(value, Path):
        return dumps(_seen(value), ensure_ascii=False)
    return dumps(value, ensure_ascii=False)


def _origin(text: str) -> str:
    return _seen(Path(text)) if Path(text).is_absolute() else text


def _seen(path: Path) -> str:
    here = Path.cwd()
    return path.relative_to(here).as_posix() if here in path.parents else path.as_posix()
