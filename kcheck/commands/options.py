"""Flags that several commands share: whatever decides what is checked, and how it is judged."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from kcheck.config.keys import CONFIDENCES, LEVELS, VOICES

F = TypeVar("F", bound=Callable[..., Any])

rules_option = click.option(
    "--rules", "rules_file", type=click.Path(path_type=Path), help="Use this rules file instead of the shipped one."
)
_OPTIONS = (
    click.option(
        "--config", multiple=True, metavar="FILE|KEY=VALUE",
        help="Use this settings file instead of the nearest one; or one setting, in TOML.",
    ),
    click.option("--isolated", is_flag=True, help="Read no settings file and no KCHECK_ settings."),
    click.option("--select", multiple=True, help="Only these rules, disclosures or categories (comma-separated)."),
    click.option("--ignore", multiple=True, help="Not these rules, disclosures or categories (comma-separated)."),
    click.option("--include", multiple=True, metavar="GLOB", help="In folders, check only these files."),
    click.option("--exclude", multiple=True, metavar="GLOB", help="In folders, leave these files out."),
    click.option("--force-exclude", is_flag=True, help="Leave out what is excluded even where it is named."),
    click.option("--min-level", type=click.Choice(LEVELS), help="Show findings from this severity up (note)."),
    click.option("--min-confidence", type=click.Choice(CONFIDENCES), help="Show findings at least this sure (likely)."),
    click.option("--fail-level", type=click.Choice([*LEVELS, "never"]), help="Exit with 1 from this level up (error)."),
    click.option("--strict", is_flag=True, help="Exit with 3 if anything at all was not checked or not well-formed."),
    click.option("--voice", type=click.Choice(VOICES), help="Who speaks here, instead of what kcheck decides."),
    click.option("--max-size", type=float, help="Largest file to read, in megabytes (10)."),
    click.option("--baseline", type=click.Path(path_type=Path), help="The file of findings accepted earlier."),
    click.option("--stdin-filename", default="stdin.txt", help="The name, and so the format, of standard input."),
    rules_option,
)  # fmt: skip


def settings_options(function: F) -> F:
    """Add the shared flags to a command."""
    for option in reversed(_OPTIONS):
        function = option(function)
    return function
