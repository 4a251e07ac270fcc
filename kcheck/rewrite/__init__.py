"""Templates -> suggestions: wording a person may put in place of the marked words."""

from kcheck.finding import Match, Suggestion
from kcheck.page import Page
from kcheck.rulebook import Rule


def suggestions_for(page: Page, rule: Rule, match: Match) -> tuple[Suggestion, ...]:
    """The rule's alternatives as edits of the source, the capital of the marked words kept."""
    block = page.blocks[match.block]
    span = block.locate(match.start, match.end)
    words = block.text[match.start : match.end]
    return tuple(
        Suggestion(_like(words, wording), span.start, span.end, rule.suggest_kind)
        for wording in _alternatives(page, rule, block.plain[match.start : match.end])
    )


def _alternatives(page: Page, rule: Rule, words: str) -> tuple[str, ...]:
    """The wordings for these marked words: the first rewrite that fits them whole, or the rule's own."""
    for rewrite in rule.rewrites:
        pattern = page.rulebook.pattern((rewrite.words,), f"rule {rule.id!r}, rewrite")
        found = pattern.fullmatch(words)
        if found:
            return tuple(found.expand(wording) for wording in rewrite.to)
    return rule.suggest


def _like(words: str, replacement: str) -> str:
    """The replacement with the capital, or all capitals, of the words it stands in for."""
    letters = [c for c in words if c.isalpha()]
    if len(letters) > 3 and all(c.isupper() for c in letters):
        return replacement.upper()
    if words[:1].isupper() and replacement[:1].islower():
        return replacement[0].upper() + replacement[1:]
    return replacement
