"""SARIF 2.1.0 as GitHub's code scanning reads it, for it and for every other tool that does.

The limits are GitHub's: 25,000 results and 25,000 rules a run; titles and descriptions of 1,024 characters.
"""

from pathlib import Path
from typing import Any
from urllib.parse import quote

from kcheck import __version__
from kcheck.finding import Confidence, Report, RuleInfo
from kcheck.reporters.edits import Edit
from kcheck.reporters.escape import json_text, sarif
from kcheck.reporters.places import repository_path
from kcheck.reporters.problems import Problem, problems, troubles
from kcheck.source import Position

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
MOST, LONGEST = 25_000, 1_024
_UNMEASURED = {Confidence.CERTAIN: "high", Confidence.LIKELY: "medium", Confidence.POSSIBLE: "low"}
_GITHUB_SEVERITY = {"error": "error", "warning": "warning", "note": "recommendation"}

Table = dict[str, Any]


def render(report: Report) -> str:
    """The report as one SARIF log with one run."""
    whole = sorted(problems(report), key=lambda p: -p.severity.rank)
    found = whole[:MOST]
    found.sort(key=lambda p: (p.path, p.begin, p.rule))
    used = {problem.rule for problem in found}
    rules = [info for name, info in report.rules.items() if name in used]
    index = {info.id: number for number, info in enumerate(rules)}
    notes = [_notification(trouble) for trouble in troubles(report)]
    if left := len(whole) - len(found):
        notes.append(_left_out(left))
    run: Table = {
        "tool": {
            "driver": {
                "name": "kcheck",
                "version": __version__,
                "semanticVersion": __version__,
                "properties": {"rulepack": report.rulepack},
                "rules": [_rule(info) for info in rules],
            }
        },
        "automationDetails": {"id": f"kcheck/{report.profile}/"},
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {"%SRCROOT%": {"description": {"text": "The root of the repository."}}},
        "invocations": [
            {
                "executionSuccessful": not any(skipped.failed for skipped in report.skipped),
                "toolExecutionNotifications": notes,
            }
        ],
        "results": [_result(problem, index) for problem in found],
    }
    return json_text({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}) + "\n"


def _rule(info: RuleInfo) -> Table:
    table: Table = {
        "id": info.id,
        **_name(info.id),
        "shortDescription": {"text": _cut(info.title)},
        "fullDescription": {"text": _cut(f"{info.message} {info.why}")},
        "help": {"text": _help(info), "markdown": _help_markdown(info)},
        "defaultConfiguration": {"level": info.severity.value},
        "properties": {
            "tags": ["ketamine", "marketing-copy", info.category],
            "precision": _precision(info),
            "problem.severity": _GITHUB_SEVERITY[info.severity.value],
        },
    }
    if info.references and info.references[0].url:
        table["helpUri"] = info.references[0].url
    return table


def _precision(info: RuleInfo) -> str:
    """GitHub's four words for it: as measured, or as sure as the rule says that it is."""
    if info.precision is None:
        return _UNMEASURED[info.confidence]
    steps = ((0.95, "very-high"), (0.85, "high"), (0.7, "medium"))
    return next((word for least, word in steps if info.precision >= least), "low")


def _help(info: RuleInfo) -> str:
    lines = [f"{info.message} {info.why}", *([info.advice] if info.advice else [])]
    lines += [f"{r.title} ({r.issuer}), {r.citation}, {r.date}: {r.url}" for r in info.references]
    return "\n".join(lines)


def _help_markdown(info: RuleInfo) -> str:
    parts = [f"**{info.message}** {info.why}"]
    if info.advice:
        parts.append(f"**Instead:** {info.advice}")
    if info.bad:
        marked = (example.replace("[[", "**").replace("]]", "**") for example in info.bad)
        parts.append("\n".join(["**Flagged**", "", *(f"- {example}" for example in marked)]))
    if info.good:
        parts.append("\n".join(["**Left alone**", "", *(f"- {example}" for example in info.good)]))
    cited = (f"- [{r.title}]({r.url}) ({r.issuer}), {r.citation}, {r.date}" for r in info.references)
    parts.append("\n".join(["**Authority**", "", *cited]))
    parts.append("kcheck reports wording, not law, and is no legal advice.")
    return "\n\n".join(parts)


def _result(problem: Problem, index: dict[str, int]) -> Table:
    table: Table = {
        "ruleId": problem.rule,
        "level": problem.severity.value,
        "message": {"text": sarif(problem.text)},
        "locations": [_location(problem.path, problem.begin, problem.finish)],
        "partialFingerprints": {
            "primaryLocationLineHash": f"{problem.fingerprint}:{problem.ordinal}",
            "kcheck/v1": problem.fingerprint,
        },
    }
    if problem.rule in index:
        table["ruleIndex"] = index[problem.rule]
    if problem.related:
        place = problem.related
        related = _location(problem.path, place.begin, place.finish)
        table["relatedLocations"] = [related | {"id": 1, "message": {"text": sarif(f"Found: {place.text[:200]}")}}]
    if problem.edits:
        table["fixes"] = [_fix(problem.path, edit) for edit in problem.edits]
    return table


def _location(path: str, begin: Position, finish: Position) -> Table:
    return {"physicalLocation": {"artifactLocation": _artifact(path), "region": _region(begin, finish)}}


def _artifact(path: str) -> Table:
    shown = repository_path(path)
    if Path(shown).is_absolute():
        return {"uri": "file://" + _uri(shown)}
    return {"uri": _uri(shown), "uriBaseId": "%SRCROOT%"}


def _uri(path: str) -> str:
    """A name may hold anything, and its bytes may not be UTF-8."""
    try:
        return quote(path.encode("utf-8", "surrogateescape"), safe="/")
    except UnicodeEncodeError:
        return quote(path.encode("utf-8", "replace"), safe="/")


def _region(begin: Position, finish: Position) -> Table:
    return {
        "startLine": begin.line,
        "startColumn": begin.column,
        "endLine": finish.line,
        "endColumn": finish.column,
    }


def _fix(path: str, edit: Edit) -> Table:
    replacement = {"deletedRegion": _region(edit.begin, edit.finish), "insertedContent": {"text": edit.text}}
    says = f"{edit.says[0].upper()}{edit.says[1:]}, kind: {edit.kind}."
    change = {"artifactLocation": _artifact(path), "replacements": [replacement]}
    return {"description": {"text": sarif(says)}, "artifactChanges": [change]}


def _notification(trouble: Problem) -> Table:
    return {
        "level": trouble.severity.value,
        "message": {"text": sarif(trouble.text)},
        "descriptor": {"id": trouble.rule},
        "locations": [{"physicalLocation": {"artifactLocation": _artifact(trouble.path)}}],
    }


def _left_out(number: int) -> Table:
    says = f"A run holds {MOST:,} results at most; {number:,} more, the least severe, are left out."
    return {"level": "warning", "message": {"text": says}, "descriptor": {"id": "left-out"}}


def _name(rule: str) -> Table:
    """A name beside the id, as people read it; SARIF wants none where it would be the id again."""
    return {"name": "".join(part.capitalize() for part in rule.split("-"))} if "-" in rule else {}


def _cut(text: str) -> str:
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "\u2026"
