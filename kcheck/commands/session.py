"""What every command that checks begins with: the settings and the rulebook that they ask for."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple

from kcheck.config.keys import KEYS
from kcheck.config.resolve import Resolved, resolve
from kcheck.errors import UsageError
from kcheck.globs import absolute
from kcheck.rulebook import Rulebook, bundled, load
from kcheck.settings import Settings, check_names


class Session(NamedTuple):
    """One run's settings, its rules, and the paths to check."""

    resolved: Resolved
    rulebook: Rulebook
    paths: tuple[str, ...]

    @property
    def settings(self) -> Settings:
        """The settings of the run."""
        return self.resolved.settings

    def without(self, written: Iterable[Path | None]) -> "Session":
        """The same run, its own reports not taken for pages."""
        paths = frozenset(absolute(path) for path in written if path is not None)
        return self._replace(resolved=self.resolved._replace(settings=replace(self.settings, written=paths)))

    @property
    def values(self) -> Mapping[str, Any]:
        """Every key of the settings."""
        return self.resolved.values


def settings_of(flags: Mapping[str, Any], paths: Sequence[str]) -> Resolved:
    """The settings that hold for these paths, flags first."""
    given = {name: _value(name, flags.get(name.replace("-", "_"))) for name in KEYS if name != "rules"}
    return resolve(given, paths, flags.get("config", ()), isolated=flags.get("isolated", False))


def open_session(flags: Mapping[str, Any], paths: Sequence[str]) -> Session:
    """Settings and rulebook for a run over these paths, or the ones that the settings name, or this folder."""
    resolved = settings_of(flags, [_place(path, flags) for path in paths])
    rulebook = rulebook_of(resolved, flags.get("rules_file"))
    check_names(resolved.settings, rulebook)
    return Session(resolved, rulebook, tuple(paths) or _default_paths(resolved))


def rulebook_of(resolved: Resolved, base: Path | None) -> Rulebook:
    """The shipped rules, or those of `base`, with what the settings add."""
    values = resolved.values
    own, products, texts, pin = values["rules"], values["products"], values["model-texts"], values["rulepack"]
    rulebook = load(base, None, own, products) if base else bundled(own, products)
    if texts:
        from kcheck.own_rules import with_model_texts

        rulebook = replace(rulebook, disclosures=with_model_texts(rulebook.disclosures, texts))
    if pin and pin not in (rulebook.version, f"{rulebook.version}+{rulebook.digest}"):
        raise UsageError(
            f"{resolved.origins['rulepack']}: pins rulepack {pin}, and this kcheck has {rulebook.version}"
            f" ({rulebook.version}+{rulebook.digest}); install the version that has it, or review and move the pin"
        )
    return rulebook


def own_rulebook(base: Path | None) -> Rulebook:
    """The rules that hold in this folder."""
    return rulebook_of(settings_of({}, ()), base)


def _default_paths(resolved: Resolved) -> tuple[str, ...]:
    here = Path.cwd()
    named = [Path(absolute(path)) for path in resolved.values["paths"]]
    return tuple(str(path.relative_to(here) if here in path.parents else path) for path in named) or (".",)


def _place(path: str, flags: Mapping[str, Any]) -> str:
    return flags.get("stdin_filename") or path if path == "-" else path


def _value(name: str, given: Any) -> Any:
    """A flag as settings take it: repeated and comma-separated names as one list, an absent switch as no word."""
    if isinstance(given, tuple):
        return tuple(part.strip() for value in given for part in value.split(",") if part.strip())
    if isinstance(given, Path):
        return str(given)
    return None if given is False and KEYS[name].kind == "flag" else given
