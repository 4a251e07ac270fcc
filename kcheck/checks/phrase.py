"""Says one of these words, here, unless those, with that near by."""

from collections.abc import Iterator

from kcheck.finding import Match
from kcheck.guards import clause_at, holds
from kcheck.page import Page
from kcheck.rulebook import Rule, Rulebook


def find_phrases(page: Page, rule: Rule) -> Iterator[Match]:
    """Every match of one rule on the page, guards weighed; what a guard silences is not yielded."""
    book = page.rulebook
    if not page.facts.issuperset(rule.facts) or not page.facts.isdisjoint(rule.not_facts):
        return
    full = -1  # the block in which a rule that speaks once has spoken
    for index, found in page.look(rule.patterns, f"rule {rule.id!r}"):
        kind = page.blocks[index].kind
        if index == full or (rule.where and kind not in rule.where) or kind in rule.not_where:
            continue
        groups = found.groupdict()
        start, end = found.span("mark" if groups.get("mark") is not None else 0)
        if start == end or not _wanted(page, rule, index, start, end):
            continue
        weighed = weigh(page, book.guards_of(rule), index, start, end)
        if weighed is not None:
            names, lowered, doubts = weighed
            captured = tuple((k, v) for k, v in groups.items() if v is not None and k != "mark")
            yield Match(rule.id, index, start, end, names, lowered, doubts, captured)
            full = index if rule.once else -1


def weigh(
    page: Page, guards: tuple[str, ...], index: int, start: int, end: int
) -> tuple[tuple[str, ...], int, int] | None:
    """The guards that hold, the steps of severity they take and the doubts they raise; None where one silences."""
    names: list[str] = []
    doubts = 0
    for name in guards:
        for guard in page.rulebook.guards[name]:
            if holds(guard, page, index, start, end):
                if guard.effect == "silence":
                    return None
                names.append(name)
                doubts += guard.effect == "doubt"
                break
    return tuple(names), len(names), doubts


def _wanted(page: Page, rule: Rule, index: int, start: int, end: int) -> bool:
    """Whether the rule's own conditions hold at a match: unless, needs, subject."""
    book, text = page.rulebook, page.blocks[index].plain
    sentence = page.sentence(index, start)
    low, high = sentence.start, max(sentence.end, end)
    if rule.unless:
        around = book.pattern(rule.unless, f"rule {rule.id!r}, unless").finditer(text, low, high)
        if any(other.start() < end and start < other.end() for other in around):
            return False
    clause = clause_at(page, index, start, end)
    for patterns, span in (
        (rule.unless_clause, clause), (rule.unless_sentence, (low, high)), (rule.unless_block, (0, len(text))),
    ):  # fmt: skip
        if patterns and book.pattern(patterns, f"rule {rule.id!r}").search(text, *span):
            return False
    if rule.needs and not _near(page, rule, index, start, end):
        return False
    return not book.needs_subject(rule) or _speaks_of_treatment(page, index, low, high)


def _near(page: Page, rule: Rule, index: int, start: int, end: int) -> bool:
    """Whether what the rule needs stands near the match."""
    pattern = page.rulebook.pattern(rule.needs, f"rule {rule.id!r}, needs")
    text = page.blocks[index].plain
    sentence = page.sentence(index, start)
    if rule.near == "sentence":
        return bool(pattern.search(text, sentence.start, max(sentence.end, end)))
    if rule.near == "block":
        return bool(pattern.search(text))
    if rule.near == "neighbours":
        return bool(pattern.search(page.neighbour(index, -1)) or pattern.search(page.neighbour(index, 1)))
    if rule.near == "next":
        return bool(pattern.search(page.neighbour(index, 1)))
    if rule.near == "question":
        return bool(pattern.search(page.question(index, start)))
    if rule.near == "heading":
        return bool(pattern.search(page.heading_text(index)))
    if rule.near == "near":
        return bool(pattern.search(text) or pattern.search(page.heading_text(index)))
    return bool(pattern.search(page.section_text(index) if rule.near == "section" else page.text))


def _speaks_of_treatment(page: Page, index: int, low: int, high: int) -> bool:
    """Whether the sentence is about the treatment, its results or its provider, as far as words tell.

    A sentence that names another subject and nothing of the treatment is about that other thing. A sentence
    that names neither goes on with the subject of the page.
    """
    book, text = page.rulebook, page.blocks[index].plain
    if "treatment" not in page.facts:
        return False
    if book.pattern(_lexicon(book, "treatment-subject"), "lexicon").search(text, low, high):
        return True
    return not book.pattern(_lexicon(book, "other-subject"), "lexicon").search(text, low, high)


def _lexicon(book: Rulebook, name: str) -> tuple[str, ...]:
    return book.lexicons.get(name, (r"(?!)",))
