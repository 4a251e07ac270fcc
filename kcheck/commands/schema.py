"""`kcheck schema NAME`: the JSON Schemas of the files that kcheck reads and writes, as shipped."""

from pathlib import Path

import click

from kcheck.commands.checking import OK

FOLDER = Path(__file__).parent.parent / "schemas"
NAMES = ("config", "rules", "baseline", "report")


@click.command()
@click.argument("name", type=click.Choice(NAMES))
def command(name: str) -> int:
    """Print a JSON Schema: of the settings, of rules files, of the baseline or of the JSON report."""
    click.echo((FOLDER / f"{name}.json").read_text(encoding="utf-8"), nl=False)
    return OK
