"""JSON, version 1: a promise to other tools. Fields are written by hand; the dataclasses are not the promise."""

from collections import Counter
from typing import Any

from kcheck import __version__
from kcheck.finding import Accepted, DisclosureRow, Finding, Granted, PageResult, Place, Report, Severity
from kcheck.fingerprint import fingerprint, fingerprint_of_row
from kcheck.reporters.escape import json_text


def render(report: Report) -> str:
    """The report as one JSON object, UTF-8 safe, with a final newline."""
    return json_text(as_table(report)) + "\n"


def as_table(report: Report) -> dict[str, Any]:
    """The report as plain data, in the order of the format's description."""
    rows = report.disclosures
    return {
        "version": 1,
        "tool": {"name": "kcheck", "version": __version__},
        "rulepack": report.rulepack,
        "findings": [_finding(finding) for finding in report.findings],
        "disclosures": [_row(row) for row in rows],
        "pages": [_page(page) for page in report.pages],
        "accepted": [_accepted(accepted) for accepted in report.accepted],
        "exceptions": [_granted(granted) for page in report.pages for granted in page.exceptions],
        "stale": list(report.stale),
        "left_out": list(report.left_out),
        "skipped": [{"path": s.path, "reason": s.reason, "failed": s.failed} for s in report.skipped],
        "summary": {
            "pages": len(report.pages),
            "words": sum(page.words for page in report.pages),
            "words_unread": sum(page.words_unread for page in report.pages),
            "findings": {s.value: sum(f.severity is s for f in report.findings) for s in Severity},
            "hidden": report.hidden,
            "disclosures_lacking": sum(row.needs_action for row in rows),
            "skipped": len(report.skipped),
            "accepted": len(report.accepted),
        },
    }


def _finding(finding: Finding) -> dict[str, Any]:
    return {
        "path": finding.path,
        "rule": finding.rule,
        "category": finding.category,
        "severity": finding.severity.value,
        "confidence": finding.confidence.value,
        "message": finding.message,
        "line": finding.begin.line,
        "column": finding.begin.column,
        "end_line": finding.finish.line,
        "end_column": finding.finish.column,
        "start": finding.span.start,
        "end": finding.span.end,
        "text": finding.text,
        "block": finding.block,
        "block_name": finding.block_name,
        "guards": list(finding.guards),
        "suggestions": [
            {
                "replacement": s.replacement,
                "start": s.start,
                "end": s.end,
                "kind": s.kind,
                "words": s.words,
                "applies": s.applies,
            }
            for s in finding.suggestions
        ],
        "remedy": finding.remedy,
        "advice": finding.advice,
        "authorities": list(finding.authorities),
    }


def _accepted(accepted: Accepted) -> dict[str, Any]:
    """A finding or disclosure that nobody has to act on, and why."""
    thing = accepted.thing
    place = thing if isinstance(thing, Finding) else thing.trigger
    return {
        "path": thing.path,
        "rule": thing.rule if isinstance(thing, Finding) else thing.disclosure,
        "category": thing.category if isinstance(thing, Finding) else "disclosure",
        "severity": thing.severity.value,
        "line": place.begin.line if place else 1,
        "column": place.begin.column if place else 1,
        "text": thing.text if isinstance(thing, Finding) else "",
        "fingerprint": fingerprint(thing) if isinstance(thing, Finding) else fingerprint_of_row(thing),
        "by": accepted.by,
        "reason": accepted.reason,
        "who": accepted.who,
        "until": accepted.until,
    }


def _granted(granted: Granted) -> dict[str, Any]:
    return {
        "path": granted.path,
        "line": granted.place.line,
        "column": granted.place.column,
        "rule": granted.rule,
        "reason": granted.reason,
        "by": granted.by,
        "until": granted.until,
        "state": granted.state,
        "words": list(granted.words),
    }


def _row(row: DisclosureRow) -> dict[str, Any]:
    return {
        "path": row.path,
        "disclosure": row.disclosure,
        "triggered": row.triggered,
        "reason": row.reason,
        "status": row.status,
        "lacking": list(row.lacking),
        "trigger": _place(row.trigger),
        "evidence": _place(row.evidence),
        "severity": row.severity.value,
        "authorities": list(row.authorities),
        "suggestion": row.suggestion,
        "accepted": row.accepted,
    }


def _place(place: Place | None) -> dict[str, Any] | None:
    if place is None:
        return None
    return {
        "line": place.begin.line,
        "column": place.begin.column,
        "end_line": place.finish.line,
        "end_column": place.finish.column,
        "start": place.span.start,
        "end": place.span.end,
        "text": place.text,
    }


def _page(page: PageResult) -> dict[str, Any]:
    return {
        "path": page.path,
        "words": page.words,
        "blocks": page.blocks,
        "voice": page.voice,
        "voice_reason": page.voice_reason,
        "page_type": page.page_type,
        "notes": list(page.notes),
        "words_unread": _unread(page),
    }


def _unread(page: PageResult) -> dict[str, int]:
    """Words that look like prose and were not read, by reason, most first."""
    words: Counter[str] = Counter()
    for part in page.unread:
        words[part.reason] += part.words
    return dict(words.most_common())
