"""`kcheck init`: a commented settings file to start from. Asks nothing; looks at what kind of site it is."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import click

from kcheck import __version__
from kcheck.commands.checking import OK
from kcheck.errors import UsageError
from kcheck.rulebook import bundled


class Kind(NamedTuple):
    """A kind of site: how it is told, and where its copy is."""

    name: str
    is_it: Callable[[Path], bool]
    include: tuple[str, ...]
    exclude: tuple[str, ...] = ()


def _any_of(*names: str) -> Callable[[Path], bool]:
    return lambda folder: any(next(folder.glob(name), None) is not None for name in names)


def _needs(package: str) -> Callable[[Path], bool]:
    def told(folder: Path) -> bool:
        try:
            table = json.loads((folder / "package.json").read_text(encoding="utf-8"))
            return any(package in table.get(key, {}) for key in ("dependencies", "devDependencies"))
        except (OSError, ValueError, AttributeError, TypeError):
            return False

    return told


def _is_theme(folder: Path) -> bool:
    try:
        head = (folder / "style.css").read_text(encoding="utf-8", errors="replace")[:4000]
    except OSError:
        return False
    return "Theme Name:" in head


def _is_hugo(folder: Path) -> bool:
    named = _any_of("hugo.toml", "hugo.yaml", "hugo.json", "config/_default/hugo.*")(folder)
    return named or (_any_of("config.toml", "config.yaml")(folder) and _any_of("archetypes", "layouts")(folder))


KINDS = (
    Kind(
        "Next.js", lambda f: _any_of("next.config.*")(f) or _needs("next")(f),
        ("{app,pages,components,content,src,public}/**",), ("**/*.test.*", "**/api/**"),
    ),
    Kind(
        "Astro", lambda f: _any_of("astro.config.*")(f) or _needs("astro")(f),
        ("src/{pages,content,components,layouts}/**",),
    ),
    Kind(
        "Hugo", _is_hugo, ("content/**", "layouts/**", "data/**", "i18n/**"),
        ("themes/**", "public/**", "resources/**"),
    ),
    Kind(
        "a WordPress theme", _is_theme, ("*.php", "{templates,template-parts,parts,patterns,inc}/**"), ("assets/**",)
    ),
)  # fmt: skip


@click.command()
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False, exists=True), default=".")
@click.option("--dry-run", is_flag=True, help="Print the file instead of writing it.")
def command(folder: Path, *, dry_run: bool) -> int:
    """Write a commented kcheck.toml to start from. Asks nothing, and never writes over a file."""
    kind = next((kind for kind in KINDS if kind.is_it(folder)), None)
    text = settings_file(kind)
    if dry_run:
        click.echo(text, nl=False)
        return OK
    file = folder / "kcheck.toml"
    for name in (".kcheck.toml", "kcheck.toml"):
        if (folder / name).exists():
            raise UsageError(f"{folder / name} is there already and is left as it is; --dry-run prints a new one")
    try:
        with file.open("x", encoding="utf-8", newline="\n") as stream:
            stream.write(text)
    except OSError as error:
        raise UsageError(f"{file}: cannot be written: {error.strerror}") from error
    click.echo(f"{file} is written for {kind.name if kind else 'any kind of site'}. Next: kcheck check")
    return OK


def settings_file(kind: Kind | None) -> str:
    """The file's text."""
    include = _lines("include", kind.include if kind else (), "content/**")
    exclude = _lines("exclude", kind.exclude if kind else (), "archive/**")
    major, minor, *_ = __version__.split(".")
    told = f"This looks like {kind.name}; `include` says where its copy is." if kind else "Say where the copy is."
    return f"""\
# Settings of kcheck. `kcheck check --show-settings` shows what holds, and why; docs/configuration.md explains each.

# Versions of kcheck and of its rules that this file was written for. A new rule can turn a build red: move these on
# purpose.
required-version = ">={major}.{minor}"
# rulepack = "{bundled().version}"

# {told} `kcheck check --show-files` lists what is checked.
{include}
{exclude}

# Rules, disclosures and categories: `kcheck rules` lists them.
# select = ["cure", "safety", "disclosure"]
# ignore = ["review-date"]
# never-allow = ["cure"]            # no inline exception may silence these

# The build fails from this severity up: error, warning, note or never.
fail-level = "error"

# Names of your own: a claim inside such a name is not held against the page.
# brands = ["Bright Harbor Ketamine"]
# Names under which you sell the treatment.
# products = ["CalmMelt"]

# Findings of today that are for later: `kcheck baseline write`, then
# baseline = "kcheck-baseline.json"

# Rules of your own, in the format of the shipped ones.
# rules = ["clinic-rules.toml"]

# [severity]
# within-hours = "error"

# [per-path."blog/**"]
# ignore = ["review-date"]

# Your own wording for a disclosure, shown where it is lacking.
# [model-texts]
# off-label = "Ketamine is approved as an anesthetic. Its use for depression is off-label."
"""


def _lines(key: str, values: tuple[str, ...], sample: str) -> str:
    if not values:
        return f'# {key} = ["{sample}"]'
    return f"{key} = [{', '.join(json.dumps(value) for value in values)}]"
