"""The page must carry this disclosure: whether it owes it, and whether it is there, in part, or not at all."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from kcheck.finding import Match
from kcheck.page import Page
from kcheck.rulebook import Disclosure, Element, Trigger

Hit = tuple[int, int, int]  # block index, start, end
Claim = tuple[str, Match]  # a settled match with its category


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


def judge(page: Page, disclosure: Disclosure, claims: Sequence[Claim]) -> Presence:
    """Judge one disclosure. `claims` are the page's matches, each with its category."""
    found = {element.name: find(page, element, disclosure.id) for element in disclosure.elements}
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


def find(page: Page, element: Element, owner: str) -> Hit | None:
    """The first words that satisfy an element, or None. `at_least` counts different patterns."""
    alternatives = [(one,) for one in element.patterns] if element.at_least > 1 else [element.patterns]
    hits = []
    for patterns in alternatives:
        hit = _first(page, element, patterns, f"disclosure {owner!r}, element {element.name!r}")
        if hit is not None:
            hits.append(hit)
            if len(hits) >= element.at_least:
                return min(hits)
    return None


def _first(page: Page, element: Element, patterns: tuple[str, ...], where: str) -> Hit | None:
    """The first words that match any of `patterns` and the element's own conditions; or a question denied."""
    for index, found in page.look(patterns, where):
        if _counts(page, element, index, found.start(), found.end(), where):
            return index, found.start(), found.end()
    for index, found in page.look(element.asked_no, where):
        if _answered(page, index, found.start(), "answer-no"):
            return index, found.start(), found.end()
    return None


def _answered(page: Page, index: int, start: int, lexicon: str) -> bool:
    """Whether the sentence is a question whose answer begins in this way."""
    block = page.blocks[index].plain
    end = page.sentence(index, start).end
    if not block[:end].endswith("?"):
        return False
    answer = block[end:].strip() or page.neighbour(index, 1)
    return bool(page.rulebook.pattern((rf"\W*{{{lexicon}}}",), "lexicon").match(answer))


def _counts(page: Page, element: Element, index: int, start: int, end: int, where: str) -> bool:
    """Whether matching words satisfy the element where they stand: `unless`, `unless_sentence`, `needs`."""
    book, text = page.rulebook, page.blocks[index].plain
    sentence = page.sentence(index, start)
    low, high = sentence.start, max(sentence.end, end)
    if text[low:high].endswith("?") and not _answered(page, index, start, "answer-yes"):
        return False  # a question by itself discloses nothing
    if element.unless:
        others = book.pattern(element.unless, where).finditer(text)
        if any(other.start() < end and start < other.end() for other in others):
            return False
    if element.unless_sentence and book.pattern(element.unless_sentence, where).search(text, low, high):
        return False
    if not element.needs or not page.facts.isdisjoint(element.given):
        return True
    needs = book.pattern(element.needs, where)
    return any(needs.search(scope) for scope in _scopes(page, element.near, index, low, high))


def _scopes(page: Page, near: str, index: int, low: int, high: int) -> Iterator[str]:
    """The texts in which a sentence's element may find what it needs."""
    text = page.blocks[index].plain
    if near == "next":
        following = next((s.end for s in page.blocks[index].sentences if s.start >= high), high)
        yield text[low:following]
    elif near == "block":
        yield text
    elif near == "lead":
        yield text
        yield from page.leads(index)
    elif near == "question":
        yield page.question(index, low)
    elif near == "heading":
        yield page.heading_text(index)
    elif near == "section":
        yield page.section_text(index)
    elif near == "page":
        yield page.text
    else:
        yield text[low:high]


def _triggered(page: Page, disclosure: Disclosure, claims: Sequence[Claim]) -> tuple[bool, str, Hit | None]:
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


def _trigger_place(page: Page, disclosure: Disclosure, trigger: Trigger, claims: Sequence[Claim]) -> Hit | None:
    book, where = page.rulebook, f"disclosure {disclosure.id!r}, trigger"
    claimed = [m for category, m in claims if category in trigger.claims or m.rule in trigger.claims]
    hits = [(match.block, match.start, match.end) for match in claimed]
    unless = book.pattern(trigger.unless, where) if trigger.unless else None
    for index, start, end in chain(hits, ((i, m.start(), m.end()) for i, m in page.look(trigger.patterns, where))):
        sentence = page.sentence(index, start)
        if not (unless and unless.search(page.blocks[index].plain, sentence.start, max(sentence.end, end))):
            return index, start, end
    return None
