"""Where block coordinates become source coordinates, and nowhere else."""

from kcheck.checks.presence import Hit, Presence
from kcheck.finding import Confidence, DisclosureRow, Finding, Match, Place, Severity, Stretch, Suggestion
from kcheck.page import Page
from kcheck.rulebook import Disclosure, Rule


def locate(
    page: Page,
    rule: Rule,
    match: Match,
    severity: Severity,
    confidence: Confidence,
    suggestions: tuple[Suggestion, ...],
) -> Finding:
    """A match with its rule, its place in the source and what is offered instead."""
    source, block = page.document.source, page.blocks[match.block]
    span = block.locate(match.start, match.end)
    sentence = block.sentence_at(match.start)
    end = max(sentence.end, match.end)
    return Finding(
        path=source.path,
        rule=rule.id,
        category=rule.category,
        severity=severity,
        confidence=confidence,
        message=rule.message,
        span=span,
        begin=source.position(span.start),
        finish=source.position(span.end),
        stretch=Stretch(match.block, match.start, match.end),
        text=block.text[match.start : match.end],
        sentence=block.text[sentence.start : end],
        sentence_start=match.start - sentence.start,
        block=block.kind,
        block_name=block.name,
        guards=match.guards,
        suggestions=suggestions,
        remedy=page.rulebook.remedy(rule),
        advice=rule.advice,
        authorities=rule.authorities,
    )


def locate_disclosure(page: Page, disclosure: Disclosure, presence: Presence) -> DisclosureRow:
    """A judged disclosure with the places of its trigger and evidence."""
    titles = {element.name: element.title for element in disclosure.elements}
    return DisclosureRow(
        path=page.document.source.path,
        disclosure=disclosure.id,
        title=disclosure.title,
        severity=disclosure.severity,
        triggered=presence.triggered,
        reason=presence.reason,
        status=presence.status,
        lacking=tuple(titles[name] for name in presence.lacking),
        trigger=_place(page, presence.trigger),
        evidence=_place(page, presence.evidence),
        suggestion=_model_text(disclosure, presence),
        authorities=disclosure.authorities,
    )


def _place(page: Page, hit: Hit | None) -> Place | None:
    if hit is None:
        return None
    index, start, end = hit
    source, block = page.document.source, page.blocks[index]
    span = block.locate(start, end)
    return Place(span, source.position(span.start), source.position(span.end), Stretch(*hit), block.text[start:end])


def _model_text(disclosure: Disclosure, presence: Presence) -> str:
    """Wording for what is lacking: the elements' own, or the whole model text."""
    if presence.status == "present":
        return ""
    parts = [e.model for e in disclosure.elements if e.name in presence.lacking and e.model]
    return " ".join(parts) if parts and presence.status == "partial" else disclosure.model
