"""The page must carry this disclosure: is it owed, and is it there, in part, or not at all?"""

from collections.abc import Sequence
from dataclasses import dataclass

from kcheck.finding import Match
from kcheck.page import Page
from kcheck.rulebook import Disclosure, Element, Trigger

Hit = tuple[int, int, int]  # block index, start, end


@dataclass(frozen=True, slots=True)
class Presence:
    """What a page says towards one disclosure, in block coordinates."""

    disclosure: str
    triggered: bool
    reason: str
    status: str
    lacking: tuple[str, ...]
    trigger: Hit | None
    evidence: Hit | None


def judge(page: Page, disclosure: Disclosure, claims: Sequence[tuple[str, Match]]) -> Presence:
    """Judge one disclosure. `claims` are the page's matches, each with its category."""
    found = {element.name: _find(page, element, disclosure.id) for element in disclosure.elements}
    said = {name for name, hit in found.items() if hit is not None}
    status, shown = "absent", None
    for alternatives, name in ((disclosure.present, "present"), (disclosure.partial, "partial")):
        full = [alternative for alternative in alternatives if said.issuperset(alternative)]
        if full:
            status, shown = name, found[full[0][0]]
            break
    lacking: tuple[str, ...] = ()
    if status != "present" and disclosure.present:
        nearest = min(disclosure.present, key=lambda names: len(set(names) - said))
        lacking = tuple(name for name in nearest if name not in said)
    triggered, reason, place = _triggered(page, disclosure, claims)
    return Presence(disclosure.id, triggered, reason, status, lacking, place, shown)


def _find(page: Page, element: Element, owner: str) -> Hit | None:
    """The first words that satisfy an element, or None. `at_least` counts different patterns."""
    book, where = page.rulebook, f"disclosure {owner!r}, element {element.name!r}"
    unless = book.pattern(element.unless, where) if element.unless else None
    spoilt = book.pattern(element.unless_sentence, where) if element.unless_sentence else None
    needs = book.pattern(element.needs, where) if element.needs else None
    seen: set[str] = set()
    first: Hit | None = None
    for wanted in element.patterns if element.at_least > 1 else (None,):
        pattern = book.pattern((wanted,) if wanted else element.patterns, where)
        hit = None
        for index, block in enumerate(page.blocks):
            for match in pattern.finditer(block.plain):
                low, high = _window(page, index, match.start(), element.near)
                text = block.plain[low:high] if element.near in {"sentence", "block"} else page.section_text(index)
                overlaps = unless and any(
                    o.start() < match.end() and match.start() < o.end() for o in unless.finditer(block.plain)
                )
                if overlaps or (spoilt and spoilt.search(block.plain, *_window(page, index, match.start(), "sentence"))):
                    continue
                if needs and not needs.search(text):
                    continue
                hit = (index, match.start(), match.end())
                break
            if hit:
                break
        if hit:
            seen.add(wanted or "")
            first = first or hit
            if len(seen) >= element.at_least:
                return first
    return None


def _window(page: Page, index: int, offset: int, near: str) -> tuple[int, int]:
    if near == "sentence":
        sentence = page.sentence(index, offset)
        return sentence.start, sentence.end
    return 0, len(page.blocks[index].plain)


def _triggered(
    page: Page, disclosure: Disclosure, claims: Sequence[tuple[str, Match]]
) -> tuple[bool, str, Hit | None]:
    """Whether the page owes the disclosure, why, and the words that make it so."""
    for trigger in disclosure.triggers:
        if not page.facts.issuperset(trigger.facts) or not page.facts.isdisjoint(trigger.none):
            continue
        place: Hit | None = None
        if trigger.claims or trigger.patterns:
            place = _trigger_place(page, disclosure, trigger, claims)
            if place is None:
                continue
        return True, trigger.reason, place
    return False, disclosure.not_applicable, None


def _trigger_place(
    page: Page, disclosure: Disclosure, trigger: Trigger, claims: Sequence[tuple[str, Match]]
) -> Hit | None:
    for category, match in claims:
        if category in trigger.claims:
            return match.block, match.start, match.end
    if trigger.patterns:
        book, where = page.rulebook, f"disclosure {disclosure.id!r}, trigger"
        pattern = book.pattern(trigger.patterns, where)
        unless = book.pattern(trigger.unless, where) if trigger.unless else None
        for index, block in enumerate(page.blocks):
            for match in pattern.finditer(block.plain):
                sentence = page.sentence(index, match.start())
                if not (unless and unless.search(block.plain, sentence.start, max(sentence.end, match.end()))):
                    return index, match.start(), match.end()
    return None
