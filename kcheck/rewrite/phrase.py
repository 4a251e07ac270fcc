"""Other words for the marked ones, the rest of the sentence left as it stands."""

from collections.abc import Iterator
from typing import NamedTuple

import regex

from kcheck.finding import Match
from kcheck.page import Page
from kcheck.rewrite.fit import article, as_title, like
from kcheck.rulebook import Rewrite, Rule


class Change(NamedTuple):
    """One replacement of a block's characters `[start, end)`."""

    start: int
    end: int
    text: str
    kind: str


def changes(page: Page, rule: Rule, match: Match) -> Iterator[Change]:
    """The wordings of the rule, and those that its category shares, for the marked words."""
    block = page.blocks[match.block]
    words = block.text[match.start : match.end]
    seen = set()
    for wording, kind in _wordings(page, rule, match):
        change = _fitted(block.plain, words, match, wording, kind, block.kind in ("heading", "title", "button"))
        if change not in seen:
            seen.add(change)
            yield change


def _wordings(page: Page, rule: Rule, match: Match) -> Iterator[tuple[str, str]]:
    for rewrite in (*rule.rewrites, *_shared(page, rule)):
        if found := _fits(page, rule, rewrite, match):
            yield from ((found.expand(wording), rewrite.kind) for wording in rewrite.to)
    yield from ((wording, rule.suggest_kind) for wording in rule.suggest)


def _shared(page: Page, rule: Rule) -> Iterator[Rewrite]:
    return (rewrite for rewrite in page.rulebook.rewrites if rule.id in rewrite.of or rule.category in rewrite.of)


def _fits(page: Page, rule: Rule, rewrite: Rewrite, match: Match) -> regex.Match[str] | None:
    block, where = page.blocks[match.block], f"rule {rule.id!r}, rewrite"
    sentence = block.sentence_at(match.start)
    before, after = block.plain[sentence.start : match.start], block.plain[match.end : max(sentence.end, match.end)]
    if rewrite.after and not page.rulebook.pattern((rewrite.after,), where).search(before):
        return None
    if rewrite.before and not page.rulebook.pattern((rewrite.before,), where).match(after):
        return None
    return page.rulebook.pattern((rewrite.words,), where).fullmatch(block.plain[match.start : match.end])


def _fitted(plain: str, words: str, match: Match, wording: str, kind: str, title: bool) -> Change:
    """The change with capitals and article made to fit; words that are taken out take a blank with them."""
    start, end = match.start, match.end
    if wording:
        changed, text = article(plain[:start], (as_title if title else like)(words, wording))
        return Change(start - changed, end, text, kind)
    after = plain[end:]
    if after.startswith(" "):
        end += 1
        following = after[1:].split(" ", 1)[0]
        changed, text = article(plain[:start], following)
        if words[:1].isupper() or changed:
            return Change(start - changed, end + len(following), like(words, text) if not changed else text, kind)
    elif plain[:start].endswith(" "):
        start -= 1
    return Change(start, end, "", kind)
