"""Which matches stand: one claim, one finding; severity and confidence decided. Labels, never drops silently."""

from collections.abc import Iterable, Mapping

from kcheck.finding import Confidence, Match, Severity
from kcheck.rulebook import Rule, Rulebook

Settled = tuple[Rule, Match, Severity, Confidence]


def settle(
    struck: Iterable[tuple[Rule, Match]], book: Rulebook, severity: Mapping[str, Severity] | None = None
) -> list[Settled]:
    """Overlapping matches settled on the most specific, in reading order, with their final severity.

    `severity` holds the settings' own levels for rules and categories; guards lower those too.
    """
    levels = severity or {}
    kept: list[tuple[Rule, Match]] = []
    for rule, match in sorted(struck, key=_precedence):
        rivals = [(r, m) for r, m in kept if m.block == match.block and m.start < match.end and match.start < m.end]
        if not any(_covers(other, own, rule, match) for other, own in rivals):
            kept.append((rule, match))
    kept.sort(key=lambda pair: (pair[1].block, pair[1].start, pair[1].end, pair[0].id))
    return [
        (rule, match, _level(rule, levels).lowered(match.lowered), _confidence(book.confidence(rule), match))
        for rule, match in kept
    ]


def _level(rule: Rule, levels: Mapping[str, Severity]) -> Severity:
    return levels.get(rule.id, levels.get(rule.category, rule.severity))


def _precedence(pair: tuple[Rule, Match]) -> tuple[bool, int, int, str]:
    """Specific rules before general ones, then worse ones, then longer matches."""
    rule, match = pair
    return (rule.general, -rule.severity.rank, match.start - match.end, rule.id)


def _covers(other: Rule, own: Match, rule: Rule, match: Match) -> bool:
    """Whether a match says nothing that an accepted and overlapping one does not say already.

    Two rules of one category never mark the same words twice. Rules of different categories may overlap at an
    edge, each with words of its own, but not one inside the other.
    """
    if other.category == rule.category or rule.general:
        return True
    shared = min(own.end, match.end) - max(own.start, match.start)
    return shared >= min(own.end - own.start, match.end - match.start)


def _confidence(sure: Confidence, match: Match) -> Confidence:
    """The rule's confidence, less for each doubt that a guard raised; a doubt takes a certain one to possible."""
    return Confidence.POSSIBLE if match.doubts else sure
