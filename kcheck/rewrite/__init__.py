"""Templates -> suggestions: wording a person may put in place of the marked words."""

from kcheck.finding import Match, Suggestion
from kcheck.page import Page
from kcheck.rulebook import Rule


def suggestions_for(page: Page, rule: Rule, match: Match) -> tuple[Suggestion, ...]:
    """The rule's alternatives as edits of the source, the capital of the marked words kept."""
    block = page.blocks[match.block]
    span = block.locate(match.start, match.end)
    words = block.text[match.start : match.end]
    captured = dict(match.captured)
    found = []
    for template in rule.suggest:
        text = template
        for name, value in captured.items():
            text = text.replace("{" + name + "}", value)
        found.append(Suggestion(_like(words, text), span.start, span.end, rule.suggest_kind))
    return tuple(found)


def _like(words: str, replacement: str) -> str:
    """The replacement with the capital, or all capitals, of the words it stands in for."""
    letters = [c for c in words if c.isalpha()]
    if len(letters) > 3 and all(c.isupper() for c in letters):
        return replacement.upper()
    if words[:1].isupper() and replacement[:1].islower():
        return replacement[0].upper() + replacement[1:]
    return replacement
