"""Inline exceptions at work: which findings each one covers, and what is wrong with the exceptions themselves.

An exception covers the next block, or the block that it stands in; a region covers what lies between its two ends.
One for a disclosure covers the page, as disclosures do. Nothing is dropped: what is covered is labelled as accepted.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import NamedTuple

from kcheck.document import Comment, Document
from kcheck.finding import BY_EXCEPTION, Accepted, Confidence, DisclosureRow, Finding, Granted, Severity, Stretch
from kcheck.policy import notices
from kcheck.policy.grammar import Marker, parse
from kcheck.source import Span

SOON = timedelta(days=30)
_STATES = {
    notices.MALFORMED: "malformed", notices.UNKNOWN: "unknown rule", notices.REFUSED: "refused",
    notices.EXPIRED: "expired", notices.EXPIRING: "expiring", notices.UNUSED: "unused",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Governance:
    """What may be allowed: the categories of all rules by id, and the questions that the settings answer."""

    categories: Mapping[str, str]
    active: Callable[[str], bool]
    may_allow: Callable[[str], bool]
    severity: Mapping[str, Severity] = field(default_factory=dict)
    ignored: frozenset[str] = frozenset()
    today: Callable[[], date] = date.today


class Ruled(NamedTuple):
    """A page after its exceptions."""

    findings: tuple[Finding, ...]
    disclosures: tuple[DisclosureRow, ...]
    accepted: tuple[Accepted, ...]
    exceptions: tuple[Granted, ...]


@dataclass(slots=True)
class _Grant:
    """One rule of one marker, its reach in the source, and what it was used for."""

    rule: str
    marker: Marker
    comment: Comment
    reach: Span
    notice: str = ""
    words: list[str] = field(default_factory=list)


def rule_on(
    document: Document, findings: Sequence[Finding], rows: Sequence[DisclosureRow], governance: Governance
) -> Ruled:
    """The page's findings and rows with its exceptions applied; notices of bad exceptions are among the findings."""
    markers = [(comment, marker) for comment in document.comments if (marker := parse(comment.text))]
    if not markers:
        return Ruled(tuple(findings), tuple(rows), (), ())
    today = governance.today()
    grants, wrong = _grants(document, markers)
    for grant in grants:
        grant.notice = _refusal(grant, governance, today)
    valid = [grant for grant in grants if not grant.notice]
    kept: list[Finding] = []
    accepted: list[Accepted] = []
    for finding in findings:
        by = [g for g in valid if g.rule == finding.rule and _covers(g.reach, finding.span)]
        if not by:
            kept.append(finding)
            continue
        by[-1].words.append(finding.text)
        accepted.append(_accepted(finding, by[-1]))
    new_rows = []
    for row in rows:
        by = [g for g in valid if g.rule == row.disclosure] if row.needs_action else []
        if by:
            by[-1].words.append(row.title)
            accepted.append(_accepted(row, by[-1]))
            row = replace(row, accepted=BY_EXCEPTION)
        new_rows.append(row)
    for grant in valid:
        if not grant.words and governance.active(grant.rule):
            grant.notice = notices.UNUSED
        elif grant.marker.until and date.fromisoformat(grant.marker.until) - today <= SOON:
            grant.notice = notices.EXPIRING
    grants += wrong
    grants.sort(key=lambda grant: (grant.comment.start, grant.rule))
    told = [grant for grant in grants if grant.notice and not _ignored(grant, governance)]
    said = [_notice(document, grant, governance) for grant in told]
    found = sorted([*kept, *said], key=lambda finding: (finding.span, finding.rule))
    listed = tuple(_granted(document, grant) for grant in grants)
    return Ruled(tuple(found), tuple(new_rows), tuple(accepted), listed)


def _grants(document: Document, markers: Sequence[tuple[Comment, Marker]]) -> tuple[list[_Grant], list[_Grant]]:
    """Every rule of every marker with its reach, and apart from them the markers that are malformed."""
    grants, wrong = [], []
    open_regions: dict[str, _Grant] = {}
    for comment, marker in sorted(markers, key=lambda pair: pair[0].start):
        if marker.wrong:
            wrong.append(_malformed(comment, marker))
            continue
        for rule in marker.rules:
            if marker.verb == "allow":
                grants.append(_Grant(rule, marker, comment, _next_block(document, comment)))
            elif marker.verb == "allow-start":
                if rule in open_regions:
                    wrong.append(_malformed(comment, marker, f"a region for {rule} is open here already", rule))
                else:
                    open_regions[rule] = _Grant(rule, marker, comment, Span(comment.end, comment.end))
            elif (region := open_regions.pop(rule, None)) is not None:
                region.reach = Span(region.comment.end, comment.start)
                grants.append(region)
            else:
                wrong.append(_malformed(comment, marker, f"no region for {rule} is open here", rule))
    for rule, region in open_regions.items():
        said = f"the region has no end; close it with `kcheck: allow-end {rule}`"
        wrong.append(_malformed(region.comment, region.marker, said, rule))
    return grants, wrong


def _malformed(comment: Comment, marker: Marker, said: str = "", rule: str = "") -> _Grant:
    marker = marker._replace(wrong=said or marker.wrong)
    return _Grant(rule or ", ".join(marker.rules), marker, comment, Span(0, 0), notices.MALFORMED)


def _next_block(document: Document, comment: Comment) -> Span:
    """The block that the comment stands in, else the first one after it."""
    after: Span | None = None
    for block in document.blocks:
        own = Span(block.pieces[0].start, block.pieces[-1].end)
        if own.start < comment.start and comment.end < own.end:
            return own
        if own.start >= comment.end and (after is None or own.start < after.start):
            after = own
    return after or Span(comment.end, comment.end)


def _covers(reach: Span, span: Span) -> bool:
    return reach.start <= span.start and span.end <= reach.end


def _refusal(grant: _Grant, governance: Governance, today: date) -> str:
    if grant.rule not in governance.categories:
        return notices.UNKNOWN
    if not governance.may_allow(grant.rule):
        return notices.REFUSED
    if grant.marker.until and date.fromisoformat(grant.marker.until) < today:
        return notices.EXPIRED
    return ""


def _accepted(thing: Finding | DisclosureRow, grant: _Grant) -> Accepted:
    return Accepted(thing, BY_EXCEPTION, grant.marker.reason, grant.marker.by, grant.marker.until)


def _ignored(grant: _Grant, governance: Governance) -> bool:
    return not governance.ignored.isdisjoint((grant.notice, notices.CATEGORY))


def _notice(document: Document, grant: _Grant, governance: Governance) -> Finding:
    info, comment, source = notices.NOTICES[grant.notice], grant.comment, document.source
    words = " ".join(comment.text.split())
    detail = {
        notices.MALFORMED: f" {_sentence(grant.marker.wrong)}",
        notices.UNKNOWN: f" No rule is called {grant.rule!r}.",
        notices.EXPIRED: f" It ended on {grant.marker.until}.",
        notices.EXPIRING: f" It ends on {grant.marker.until}.",
        notices.UNUSED: f" It allows {grant.rule}.",
        notices.REFUSED: f" It names {grant.rule}.",
    }[grant.notice]
    levels = governance.severity
    return Finding(
        path=source.path, rule=info.id, category=info.category,
        severity=levels.get(info.id, levels.get(info.category, info.severity)), confidence=Confidence.CERTAIN,
        message=info.message + detail, span=Span(comment.start, comment.end),
        begin=source.position(comment.start), finish=source.position(comment.end), stretch=Stretch(-1, 0, 0),
        text=words, sentence=words, sentence_start=0, block="comment", block_name="", guards=(), suggestions=(),
        remedy="remove" if grant.notice == notices.UNUSED else "ask",
        advice=info.advice, authorities=(),
    )  # fmt: skip


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:] + "."


def _granted(document: Document, grant: _Grant) -> Granted:
    marker = grant.marker
    state = _STATES[grant.notice] if grant.notice else "in force"
    place = document.source.position(grant.comment.start)
    return Granted(
        document.source.path, place, grant.rule, marker.reason, marker.by, marker.until, state, tuple(grant.words)
    )
