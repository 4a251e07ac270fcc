"""Another sentence in place of one that makes claims: what may be said, filled with its own condition and treatment."""

import re
from collections.abc import Iterable, Iterator

from kcheck.document import Block, Sentence
from kcheck.page import Page
from kcheck.rewrite.fit import as_title, like, lowered
from kcheck.rewrite.phrase import Change
from kcheck.rulebook import Rule, Wording

_SLOT = re.compile(r"\{(\w+)\}")
_STOP = re.compile(r"""[.!?:]["')\]]*$""")
# How long a fragment may grow, and what search engines show of a title and a description.
_ROOM, _LIMITS = 28, {"title": 65, "meta": 160}


def other_sentences(page: Page, index: int, sentence: Sentence, rules: Iterable[Rule]) -> Iterator[Change]:
    """Sentences for the one at `sentence`, those for the gravest claim first; none where one must go or be sourced."""
    block = page.blocks[index]
    words = block.plain[sentence.start : sentence.end]
    rules = list(rules)
    if not all(wordings_for(page, rule) for rule in rules if page.rulebook.remedy(rule) != "reword"):
        return
    short = is_fragment(block, sentence)
    for wording in _gravest(page, rules):
        for template in wording.short if short else wording.to:
            text = _filled(page, index, words, template)
            if text and _has_room(block, words, text, short):
                fitted = as_title(words, text) if short else like(words[:1], text)
                yield Change(sentence.start, sentence.end, fitted, "review")


def is_fragment(block: Block, sentence: Sentence) -> bool:
    """Whether the words stand alone as a heading, a button, a tile or an item do, without a stop at their end."""
    if block.kind in ("heading", "title", "button", "link", "label"):
        return True
    return len(block.sentences) == 1 and not _STOP.search(block.plain[: sentence.end])


def wordings_for(page: Page, rule: Rule) -> list[Wording]:
    """The wordings that serve a rule, its own first. A rule with a remedy of its own takes none from its category."""
    fitting = [
        wording
        for wording in page.rulebook.wordings
        if page.facts.issuperset(wording.facts) and page.facts.isdisjoint(wording.not_facts)
    ]
    own = [wording for wording in fitting if rule.id in wording.of]
    return own if rule.remedy else own + [wording for wording in fitting if rule.category in wording.of]


def _gravest(page: Page, rules: Iterable[Rule]) -> list[Wording]:
    """Wordings for several rules: those of the most severe first, then as the rulebook orders them."""
    order = {id(wording): place for place, wording in enumerate(page.rulebook.wordings)}
    served = [(rule, wordings) for rule in rules if (wordings := wordings_for(page, rule))]
    served.sort(key=lambda pair: (-pair[0].severity.rank, order[id(pair[1][0])]))
    return list({id(wording): wording for _, wordings in served for wording in wordings}.values())


def _filled(page: Page, index: int, words: str, template: str) -> str:
    """The template with its slots filled from the sentence; nothing where a slot finds no words."""
    values = {}
    for name in _SLOT.findall(template):
        value = _slot(page, name, words)
        if not value:
            return ""
        values[name] = value
    text = _SLOT.sub(lambda found: values[found[1]], template)
    return text[:1].upper() + text[1:]


def _slot(page: Page, name: str, words: str) -> str:
    for slot in page.rulebook.slots:
        if slot.name == name:
            found = [match.group() for match in page.rulebook.pattern(slot.patterns, f"slot {name!r}").finditer(words)]
            if found and (len(found) == 1 or not slot.single):
                return lowered(found[0])
            if slot.otherwise and not found:
                return slot.otherwise
    return ""


def _has_room(block: Block, words: str, text: str, short: bool) -> bool:
    limit = _LIMITS.get(block.kind)
    if limit is not None:
        return len(block.text) - len(words) + len(text) <= max(limit, len(block.text))
    return not short or len(text) <= len(words) + _ROOM
