"""Flags over environment over one settings file over defaults: one frozen Settings, and where each value came from."""

import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from kcheck.config.convert import convert, from_text, hint
from kcheck.config.find import load, nearest
from kcheck.config.keys import KEYS, OTHER_VARIABLES, variable
from kcheck.errors import UsageError
from kcheck.finding import Confidence, Severity
from kcheck.settings import PerPath, Settings


class Resolved(NamedTuple):
    """The settings of a run, the value of every key and where it was said, and the settings file if there is one."""

    settings: Settings
    values: Mapping[str, Any]
    origins: Mapping[str, str]
    file: Path | None


def resolve(
    flags: Mapping[str, Any],
    paths: Sequence[str] = (),
    config: Sequence[str] = (),
    *,
    isolated: bool = False,
    environment: Mapping[str, str] = os.environ,
) -> Resolved:
    """One answer for every key. `config` holds --config values: a file, or `key=value` in TOML."""
    file, inline = _files(config, isolated, environment)
    isolated = isolated or _says_yes(environment.get("KCHECK_ISOLATED", ""))
    if file is None and not isolated:
        file = nearest(paths)
    values, origins = {name: key.default for name, key in KEYS.items()}, dict.fromkeys(KEYS, "default")
    if file is not None:
        for name, (value, source) in load(file).items():
            values[name], origins[name] = value, str(source)
    for name, value in inline.items():
        values[name], origins[name] = value, "--config"
    for name, (value, place) in _environment(environment).items() if not isolated else ():
        values[name], origins[name] = value, place
    for name, value in flags.items():
        if value is not None and value != ():
            values[name], origins[name] = convert(KEYS[name], value, Path.cwd(), "the flags"), f"--{name}"
    if values["required-version"]:
        from kcheck import __version__
        from kcheck.config.version import check_version

        check_version(values["required-version"], __version__, origins["required-version"])
    root = file.resolve().parent if file else Path.cwd()
    return Resolved(_settings(values, root), values, origins, file)


def _files(config: Sequence[str], isolated: bool, environment: Mapping[str, str]) -> tuple[Path | None, dict[str, Any]]:
    """--config values apart: the file, and the single settings."""
    inline: dict[str, Any] = {}
    files = []
    for value in config:
        name, separator, said = value.partition("=")
        if separator and name.strip() in KEYS:
            inline[name.strip()] = _inline(name.strip(), said)
        elif separator and not Path(value).exists():
            raise UsageError(f"--config: unknown key {name!r}{hint(name, list(KEYS))}")
        else:
            files.append(value)
    if not files and not isolated and environment.get("KCHECK_CONFIG"):
        files.append(environment["KCHECK_CONFIG"])
    if len(files) > 1:
        raise UsageError(f"--config: one settings file a run; {files[0]} and {files[1]} are two (use `extend`)")
    if files and isolated:
        raise UsageError("--isolated reads no settings file, and --config names one; give one of them")
    return Path(files[0]) if files else None, inline


def _inline(name: str, said: str) -> Any:
    import tomllib

    try:
        raw = tomllib.loads(f"value = {said}")["value"]
    except tomllib.TOMLDecodeError:
        raw = from_text(KEYS[name], said, f"--config {name}")
    return convert(KEYS[name], raw, Path.cwd(), "--config")


def _environment(environment: Mapping[str, str]) -> dict[str, tuple[Any, str]]:
    known = {variable(key): key for key in KEYS.values() if variable(key)}
    found = {}
    for name in sorted(environment):
        if not name.startswith("KCHECK_") or name in OTHER_VARIABLES:
            continue
        if name not in known:
            raise UsageError(f"environment: unknown setting {name}{hint(name, sorted((*known, *OTHER_VARIABLES)))}")
        if environment[name].strip():
            raw = from_text(known[name], environment[name].strip(), name)
            found[known[name].name] = (convert(known[name], raw, Path.cwd(), name), name)
    return found


def _says_yes(text: str) -> bool:
    return text.lower() in ("1", "true", "yes", "on")


def _settings(values: Mapping[str, Any], root: Path) -> Settings:
    return Settings(
        select=frozenset(values["select"]),
        ignore=frozenset(values["ignore"]),
        severity=_severities(values["severity"]),
        per_path=tuple(_per_path(glob, table) for glob, table in values["per-path"].items()),
        include=values["include"],
        exclude=values["exclude"],
        force_exclude=values["force-exclude"],
        never_allow=frozenset(values["never-allow"]),
        brands=values["brands"],
        min_level=Severity(values["min-level"]),
        fail_level=None if values["fail-level"] == "never" else Severity(values["fail-level"]),
        min_confidence=Confidence(values["min-confidence"]),
        voice=_voice(values["voice"]),
        max_bytes=int(values["max-size"] * 1_000_000),
        strict=values["strict"],
        root=root.as_posix(),
    )


def _severities(table: Mapping[str, str]) -> dict[str, Severity]:
    return {name: Severity(level) for name, level in table.items()}


def _voice(value: str) -> str:
    return "" if value == "auto" else value


def _per_path(glob: Any, table: Mapping[str, Any]) -> PerPath:
    return PerPath(
        glob=glob,
        select=frozenset(table.get("select", ())),
        ignore=frozenset(table.get("ignore", ())),
        severity=_severities(table.get("severity", {})),
        voice=_voice(table["voice"]) if "voice" in table else None,
    )
