"""Styled lines to a terminal. The only module that imports rich."""

from typing import IO

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn
from rich.text import Text

from kcheck.finding import Report
from kcheck.reporters.text import lines


def print_report(report: Report, stream: IO[str], width: int | None = None) -> None:
    """Print the report in colour."""
    console = Console(file=stream, force_terminal=True, highlight=False, soft_wrap=width is None, width=width)
    for line in lines(report):
        console.print(Text.assemble(*line))


def progress_bar(stream: IO[str]) -> Progress:
    """A bar for many files; it vanishes when done, so that only the report stays."""
    columns = (TextColumn("checking"), BarColumn(), MofNCompleteColumn(), TextColumn("{task.description}"))
    return Progress(*columns, console=Console(file=stream), transient=True)
