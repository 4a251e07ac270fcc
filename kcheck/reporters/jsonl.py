"""JSON Lines: what the JSON report holds, one object a line, each with its `type`, for streams and `grep`."""

from collections.abc import Iterator
from typing import Any

from kcheck.finding import Report
from kcheck.reporters.escape import json_text
from kcheck.reporters.json_v1 import as_table

_TYPES = (("pages", "page"), ("findings", "finding"), ("disclosures", "disclosure"), ("skipped", "skipped"))


def render(report: Report) -> str:
    """The report as lines: the run, its pages, findings, disclosures, what was skipped, and the summary last."""
    return "".join(json_text(row, indent=None) + "\n" for row in _rows(report))


def _rows(report: Report) -> Iterator[dict[str, Any]]:
    table = as_table(report)
    yield {"type": "run"} | {key: table[key] for key in ("version", "tool", "rulepack")}
    for key, kind in _TYPES:
        for row in table[key]:
            yield {"type": kind} | row
    yield {"type": "summary"} | table["summary"]
