"""Claims that are part of a name of the clinic's own: "Miracle Mile Ketamine" promises no miracle."""

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from kcheck.finding import Match
from kcheck.page import Page

GUARD = "brand-name"


def in_own_name(page: Page, match: Match, names: Sequence[str]) -> Match:
    """The match as a note that is less sure, where all of it stands within one of the names; else as it was."""
    if not names:
        return match
    text = page.blocks[match.block].plain
    for found in _pattern(tuple(names)).finditer(text):
        if found.start() <= match.start and match.end <= found.end():
            return replace(match, guards=(*match.guards, GUARD), lowered=2, doubts=match.doubts + 1)
    return match


@lru_cache(maxsize=8)
def _pattern(names: tuple[str, ...]) -> re.Pattern[str]:
    longest_first = sorted(names, key=len, reverse=True)
    words = (r"\s+".join(map(re.escape, name.split())) for name in longest_first)
    return re.compile(rf"(?<!\w)(?:{'|'.join(words)})(?!\w)", re.IGNORECASE)
