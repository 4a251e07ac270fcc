"""Score kcheck against labelled pages: for people who write rules.

A labelled corpus is a folder with claims.jsonl and disclosures.jsonl (or several, `claims.a.jsonl`), beside a folder
`docs` of text pages, one block a line. A claim row is {doc, block, quote, category, strength}; a disclosure row is
{doc, disclosure, triggered, status}. A finding is right if it overlaps a label; `may` labels are neither missed nor
wrong.
"""

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from kcheck.errors import UsageError
from kcheck.finding import Finding, PageResult
from kcheck.read import read_file
from kcheck.readers.text import read_text
from kcheck.rulebook import Rulebook
from kcheck.run import check_source
from kcheck.settings import Settings

LONGEST = 25  # words; a longer finding marks a sentence, not a claim, and matches nothing


@dataclass(frozen=True, slots=True)
class Label:
    """One labelled claim: line and 0-based columns, category, strength."""

    line: int
    start: int
    end: int
    category: str
    strength: str


@dataclass
class Score:
    """Counts over pages. Precision and recall come from them; misses and alarms are kept as lines to read."""

    found: Counter[str] = field(default_factory=Counter)
    right: Counter[str] = field(default_factory=Counter)
    strict_right: Counter[str] = field(default_factory=Counter)
    wanted: Counter[str] = field(default_factory=Counter)
    caught: Counter[str] = field(default_factory=Counter)
    strict_caught: Counter[str] = field(default_factory=Counter)
    must: Counter[str] = field(default_factory=Counter)
    by_rule: dict[str, list[int]] = field(default_factory=lambda: defaultdict(lambda: [0, 0]))
    undoubted: dict[str, list[int]] = field(default_factory=lambda: defaultdict(lambda: [0, 0]))
    rows: Counter[str] = field(default_factory=Counter)
    missed: list[str] = field(default_factory=list)
    alarms: list[str] = field(default_factory=list)


def evaluate(gold: Path, docs: Path, rulebook: Rulebook, only: Sequence[str] = ()) -> Score:
    """Score every labelled page. Raises UsageError, naming the file, where labels and pages do not fit."""
    claims, disclosures = _rows(gold, "claims"), _rows(gold, "disclosures")
    names = sorted({row["doc"] for row in (*claims, *disclosures)})
    scored = {category.id for category in rulebook.categories.values() if category.scored}
    score = Score()
    for name in names:
        if only and name not in only:
            continue
        path = docs / f"{name}.txt"
        if not path.exists():
            raise UsageError(f"{path}: labelled, but there is no such page; --docs names the folder of the pages")
        source = read_file(path)
        settings = Settings(suggest=False)
        result = check_source(source, read_text, rulebook, settings)
        lines = source.text.split("\n")
        labels = _labels([row for row in claims if row["doc"] == name], lines, path)
        findings = [f for f in result.findings if settings.shows(f) and f.category in scored]
        _score_rules(score, result.findings, labels, rulebook)
        _score_claims(score, name, labels, findings, lines)
        _score_disclosures(score, [row for row in disclosures if row["doc"] == name], result)
    return score


def _rows(folder: Path, kind: str) -> list[dict[str, Any]]:
    paths = sorted(folder.glob(f"{kind}*.jsonl"))
    if not paths:
        raise UsageError(f"{folder}: no {kind}.jsonl here; see docs/quality.md for the format")
    return [
        json.loads(line) for path in paths for line in path.read_text(encoding="utf-8").splitlines() if line.strip()
    ]


def _labels(rows: Iterable[Mapping[str, Any]], lines: Sequence[str], path: Path) -> list[Label]:
    """Rows as places: the n-th label of a quote is its n-th occurrence in the block."""
    seen: Counter[tuple[int, str, str]] = Counter()
    labels = []
    for row in rows:
        line, quote, key = lines[row["block"] - 1], row["quote"], (row["block"], row["quote"], row["category"])
        start = -1
        for _ in range(seen[key] + 1):
            start = found if (found := line.find(quote, start + 1)) >= 0 else start
        seen[key] += 1
        if start < 0:
            raise UsageError(f"{path}, line {row['block']}: the labelled words {quote!r} are not in this block")
        labels.append(Label(row["block"], start, start + len(quote), row["category"], row["strength"]))
    return labels


def _overlap(finding: Finding, label: Label) -> bool:
    if finding.begin.line != finding.finish.line or len(finding.text.split()) > LONGEST:
        return False
    start, end = finding.begin.column - 1, finding.finish.column - 1
    return finding.begin.line == label.line and start < label.end and label.start < end


def _score_claims(
    score: Score, name: str, labels: Sequence[Label], findings: Sequence[Finding], lines: Sequence[str]
) -> None:
    for finding in findings:
        hits = [label for label in labels if _overlap(finding, label)]
        score.found[finding.category] += 1
        score.right[finding.category] += bool(hits)
        score.strict_right[finding.category] += any(label.category == finding.category for label in hits)
        score.by_rule[finding.rule][0] += 1
        score.by_rule[finding.rule][1] += bool(hits)
        if not hits:
            score.alarms.append(f"{name}:{finding.begin.line} {finding.rule}: {finding.text!r}")
    for label in labels:
        if label.strength == "may":
            continue
        hits_of = [finding for finding in findings if _overlap(finding, label)]
        score.wanted[label.category] += 1
        score.caught[label.category] += bool(hits_of)
        score.strict_caught[label.category] += any(f.category == label.category for f in hits_of)
        if label.strength == "must":
            score.must["wanted"] += 1
            score.must["caught"] += bool(hits_of)
        if not hits_of:
            words = lines[label.line - 1][label.start : label.end]
            score.missed.append(f"{name}:{label.line} {label.strength} {label.category}: {words!r}")


def _score_rules(score: Score, findings: Iterable[Finding], labels: Sequence[Label], rulebook: Rulebook) -> None:
    """Each rule's findings and how many were right, shown or not, but for those that a guard doubts."""
    for finding in findings:
        looks = [look for name in finding.guards for look in rulebook.guards[name]]
        if not any(look.effect == "doubt" for look in looks):
            score.undoubted[finding.rule][0] += 1
            score.undoubted[finding.rule][1] += any(_overlap(finding, label) for label in labels)


def _score_disclosures(score: Score, rows: Iterable[Mapping[str, Any]], result: PageResult) -> None:
    found = {row.disclosure: row for row in result.disclosures}
    for gold in rows:
        row = found.get(gold["disclosure"])
        if row is None:
            continue
        owes = gold["triggered"] and gold["status"] != "present"
        score.rows["all"] += 1
        score.rows["triggered"] += row.triggered == gold["triggered"]
        score.rows["status"] += row.status == gold["status"]
        score.rows["owed"] += owes
        score.rows["said"] += row.needs_action
        score.rows["both"] += owes and row.needs_action


def ratio(part: int, whole: int) -> float:
    """A share, or nought where there is nothing to share."""
    return part / whole if whole else 0.0


def f1(precision: float, recall: float) -> float:
    """The harmonic mean of precision and recall."""
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def as_table(score: Score) -> dict[str, Any]:
    """The figures as plain data."""
    found, wanted = sum(score.found.values()), sum(score.wanted.values())
    precision, recall = ratio(sum(score.right.values()), found), ratio(sum(score.caught.values()), wanted)
    strict = ratio(sum(score.strict_right.values()), found), ratio(sum(score.strict_caught.values()), wanted)
    action = ratio(score.rows["both"], score.rows["said"]), ratio(score.rows["both"], score.rows["owed"])
    return {
        "claims": {
            "found": found,
            "wanted": wanted,
            "precision": precision,
            "recall": recall,
            "f1": f1(precision, recall),
            "recall_must": ratio(score.must["caught"], score.must["wanted"]),
            "strict_f1": f1(*strict),
        },
        "categories": {
            name: {
                "found": score.found[name],
                "precision": ratio(score.right[name], score.found[name]),
                "wanted": score.wanted[name],
                "recall": ratio(score.caught[name], score.wanted[name]),
            }
            for name in sorted({*score.found, *score.wanted})
        },
        "rules": {
            name: {"found": found_, "precision": ratio(right, found_)}
            for name, (found_, right) in sorted(score.by_rule.items())
        },
        "disclosures": {
            "rows": score.rows["all"],
            "triggered": ratio(score.rows["triggered"], score.rows["all"]),
            "status": ratio(score.rows["status"], score.rows["all"]),
            "needs_action_f1": f1(*action),
        },
        "missed": score.missed,
        "false_alarms": score.alarms,
    }


def as_text(score: Score, *, show: bool) -> str:
    """The figures as lines to read; with `show`, every miss and false alarm."""
    table = as_table(score)
    claims, owed = table["claims"], table["disclosures"]
    out = [
        f"claims       precision {claims['precision']:.3f}  recall {claims['recall']:.3f}  F1 {claims['f1']:.3f}  "
        f"recall of must {claims['recall_must']:.3f}  strict F1 {claims['strict_f1']:.3f}  "
        f"({claims['found']} found, {claims['wanted']} wanted)",
        f"disclosures  triggered {owed['triggered']:.3f}  status {owed['status']:.3f}  "
        f"needs action F1 {owed['needs_action_f1']:.3f}  ({owed['rows']} rows)",
        "",
        f"{'category':12} {'found':>6} {'precision':>9} {'wanted':>7} {'recall':>7}",
    ]
    out += [
        f"{name:12} {row['found']:6} {row['precision']:9.2f} {row['wanted']:7} {row['recall']:7.2f}"
        for name, row in table["categories"].items()
    ]
    if show:
        out += ["", f"{'rule':28} {'found':>6} {'precision':>9}"]
        out += [f"{name:28} {row['found']:6} {row['precision']:9.2f}" for name, row in table["rules"].items()]
        out += ["", *(f"missed       {line}" for line in table["missed"])]
        out += [f"false alarm  {line}" for line in table["false_alarms"]]
    return "\n".join(out) + "\n"
