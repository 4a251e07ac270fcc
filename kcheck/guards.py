"""The named reasons for silence, or for a lesser severity. What they look for is data in rules.toml.

A guard has one or more looks. A look names a scope around the match, and words that must stand in it before,
after or around the match. Negation, for one, reaches no further than its clause.
"""

from functools import lru_cache
from itertools import pairwise

import regex

from kcheck.page import Page
from kcheck.rulebook import Guard

# Where one clause ends and the next begins, for negation and hedging.
_CLAUSE = regex.compile(
    r"[;:()\u2014]|\s\u2013\s|\s-\s|\.\.\.|\u2026"
    r"|,? (?:but|yet|however|though|although|whereas|because|so that|nevertheless|instead)(?=[ ,])"
    r"|, (?:and|so|not|while|who|which|where|\w+ing)(?= )"
    r"| (?:while|whereas|when|where|if|even when|so) (?=\w)"
    r"| and (?=(?:it|they|we|you|he|she|this|that|ketamine|can|may|is|are|has|have)\b)"
)


# A sentence that opens with a condition or contrast: its first comma closes that clause.
_OPENING = regex.compile(
    r"\W*(?:if|when|while|although|though|because|since|for|after|once|even|unlike|whether|where|in)\b[^,;:.!?]*,",
    regex.IGNORECASE,
)


@lru_cache(maxsize=4096)
def clause_bounds(sentence: str) -> tuple[tuple[int, int], ...]:
    """Half-open bounds of the clauses of a sentence."""
    cuts = {0, len(sentence), *(found.start() for found in _CLAUSE.finditer(sentence))}
    if opening := _OPENING.match(sentence):
        cuts.add(opening.end() - 1)
    return tuple(pairwise(sorted(cuts)))


def clause_at(page: Page, index: int, start: int, end: int) -> tuple[int, int]:
    """The bounds, in block characters, of the clause in which a match begins; never short of the match's end."""
    block = page.blocks[index]
    sentence = block.sentence_at(start)
    low, high = sentence.start, max(sentence.end, end)
    for clause_start, clause_end in clause_bounds(block.plain[low:high]):
        if low + clause_start <= start < low + clause_end:
            return low + clause_start, max(end, low + clause_end)
    return low, high


def holds(guard: Guard, page: Page, index: int, start: int, end: int) -> bool:
    """Whether one look excuses the match at `[start, end)` of block `index`."""
    if not page.facts.issuperset(guard.facts):
        return False
    before, inside, after = _scope(guard.scope, page, index, start, end)
    if guard.within:
        before, after = _last_words(before, guard.within), _first_words(after, guard.within)
    whole = before + inside + after
    book, where = page.rulebook, f"guard {guard.name!r}"
    if guard.unless and book.pattern(guard.unless, where).search(whole):
        return False
    if guard.around:
        sentence = page.sentence(index, start)
        text, offset = page.blocks[index].plain[sentence.start : sentence.end], sentence.start
        spans = book.pattern(guard.around, where).finditer(text)
        if any(s.start() + offset <= start and end <= s.end() + offset for s in spans):
            return True
    if guard.links:
        pattern = book.pattern(guard.links, where)
        if any(mark.kind == "link" and pattern.search(mark.value) for mark in page.blocks[index].marks):
            return True
    return bool(
        (guard.before and book.pattern(guard.before, where).search(before))
        or (guard.after and book.pattern(guard.after, where).search(after))
        or (guard.anywhere and book.pattern(guard.anywhere, where).search(whole))
        or not (guard.before or guard.after or guard.anywhere or guard.around or guard.links)
    )


def _scope(scope: str, page: Page, index: int, start: int, end: int) -> tuple[str, str, str]:
    """The scope's text as what stands before the match, the match, and what stands after it."""
    block = page.blocks[index]
    text = block.plain
    if scope == "heading":
        return "", page.heading_text(index), ""
    if scope == "section":
        return "", page.section_text(index), ""
    if scope == "page":
        return "", page.text, ""
    if scope == "question":
        return page.question(index, start), "", ""
    if scope == "neighbours":
        return page.neighbour(index, -1), "", page.neighbour(index, 1)
    if scope == "block":
        return text[:start], text[start:end], text[end:]
    sentence = block.sentence_at(start)
    low, high = sentence.start, max(sentence.end, end)
    if scope == "next":
        rest = text[high:].strip()
        answer = rest or page.neighbour(index, 1)
        return "", "", answer[:200]
    if scope == "near":
        place = block.sentences.index(sentence) if sentence in block.sentences else 0
        low = block.sentences[max(0, place - 1)].start
        high = max(end, block.sentences[min(len(block.sentences) - 1, place + 1)].end)
    elif scope == "clause":
        low, high = clause_at(page, index, start, end)
    return text[low:start], text[start:end], text[end:high]


def _last_words(text: str, count: int) -> str:
    tail = text.rstrip().split(" ")[-count:]
    return " ".join(tail) + (" " if text.endswith(" ") else "")


def _first_words(text: str, count: int) -> str:
    return " ".join(text.split(" ")[: count + 1])
