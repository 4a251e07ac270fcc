"""REPORTERS: format name -> reporter. A reporter renders a Report and decides nothing."""

from collections.abc import Callable
from importlib import import_module
from typing import Final

from kcheck.finding import Report

Render = Callable[[Report], str]

# Named, not imported: a run loads the one it prints with.
REPORTERS: Final[dict[str, str]] = {
    "text": "text:render",
    "concise": "concise:render",
    "grouped": "grouped:render",
    "json": "json_v1:render",
    "jsonl": "jsonl:render",
    "sarif": "sarif:render",
    "github": "github:render",
    "gitlab": "gitlab:render",
    "junit": "junit:render",
    "checkstyle": "checkstyle:render",
    "rdjson": "rdjson:render",
    "markdown": "markdown:render",
    "html": "html:render",
}


def reporter(name: str) -> Render:
    """The reporter of a format name."""
    module, function = REPORTERS[name].split(":")
    render: Render = getattr(import_module(f"kcheck.reporters.{module}"), function)
    return render
