"""Templates -> suggestions: wording a person may put in place of the marked words."""

import re

import regex

from kcheck.finding import Match, Suggestion
from kcheck.page import Page
from kcheck.rulebook import Rewrite, Rule

_ARTICLE = re.compile(r"(?<!\w)(an?) $", re.IGNORECASE)
# Words whose first letter misleads about their first sound.
_VOWEL_SOUND = re.compile(r"(?:[aeio]|u(?!n[ai]|s[aeu])|hour|honest|(?:FDA|IV|MD|NMDA)(?!\w))", re.IGNORECASE)


def suggestions_for(page: Page, rule: Rule, match: Match) -> tuple[Suggestion, ...]:
    """The rule's wordings as edits of the source: capitals kept, a preceding article made to fit."""
    block = page.blocks[match.block]
    words = block.text[match.start : match.end]
    wordings, kind = _wordings(page, rule, match)
    found = []
    for wording in wordings:
        start, text = match.start, _like(words, wording)
        article = _ARTICLE.search(block.plain, 0, match.start)
        if article and text and (fitting := _article(article[1], text)) != article[1]:
            start, text = article.start(), f"{fitting} {text}"
        span = block.locate(start, match.end)
        found.append(Suggestion(text, span.start, span.end, kind))
    return tuple(found)


def _wordings(page: Page, rule: Rule, match: Match) -> tuple[tuple[str, ...], str]:
    """The wordings for these marked words, and their kind: the first rewrite that fits, or the rule's own."""
    block = page.blocks[match.block]
    before = block.plain[block.sentence_at(match.start).start : match.start]
    for rewrite in rule.rewrites:
        if found := _fits(page, rule, rewrite, block.plain[match.start : match.end], before):
            return tuple(found.expand(wording) for wording in rewrite.to), rewrite.kind
    return rule.suggest, rule.suggest_kind


def _fits(page: Page, rule: Rule, rewrite: Rewrite, words: str, before: str) -> regex.Match[str] | None:
    where = f"rule {rule.id!r}, rewrite"
    if rewrite.after and not page.rulebook.pattern((rewrite.after,), where).search(before):
        return None
    return page.rulebook.pattern((rewrite.words,), where).fullmatch(words)


def _article(article: str, following: str) -> str:
    """`a` or `an`, as the following word asks, in the capitals of the one that stands there."""
    fitting = "an" if _VOWEL_SOUND.match(following) else "a"
    return fitting.capitalize() if article[0].isupper() else fitting


def _like(words: str, replacement: str) -> str:
    """The replacement with the capital, or all capitals, of the words it stands in for."""
    letters = [c for c in words if c.isalpha()]
    if len(letters) > 3 and all(c.isupper() for c in letters):
        return replacement.upper()
    if words[:1].isupper() and replacement[:1].islower():
        return replacement[0].upper() + replacement[1:]
    return replacement
