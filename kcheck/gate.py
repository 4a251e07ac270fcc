"""Which patterns may match a text at all: one pass for all the literals that the patterns need.

ahocorasick_rs does the pass; where it has no wheel, each literal is looked for by itself: slower, the same answer.
"""

from collections.abc import Iterator, Mapping

from kcheck.literals import Literals

try:
    import ahocorasick_rs as automaton
except ImportError:  # pragma: no cover  a platform without a wheel
    automaton = None  # type: ignore[assignment]


class Gate:
    """Built of each pattern's literals (None: it is always let through); tells which patterns a text lets through."""

    def __init__(self, anchors: Mapping[str, Literals | None]) -> None:
        """Gather the literals of all patterns into one automaton."""
        self._always = [pattern for pattern, literals in anchors.items() if literals is None]
        self._owners: dict[str, list[str]] = {}
        for pattern, literals in anchors.items():
            for literal in literals or ():
                self._owners.setdefault(literal, []).append(pattern)
        self._literals = list(self._owners)
        self._automaton = automaton.AhoCorasick(self._literals) if automaton and self._literals else None

    def open(self, text: str) -> set[str]:
        """The patterns that may match the text; no other does."""
        found = set(self._always)
        for literal in self._present(text.lower()):
            found.update(self._owners[literal])
        return found

    def _present(self, text: str) -> Iterator[str]:
        if self._automaton is None:
            yield from (literal for literal in self._literals if literal in text)
            return
        for number in {match[0] for match in self._automaton.find_matches_as_indexes(text, overlapping=True)}:
            yield self._literals[number]
