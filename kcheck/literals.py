"""What a text must contain for a pattern to match it: literals for a gate that tells which patterns look where.

A gate of necessary literals loses nothing: a literal is implied by the match. It is taken from the pattern by the
standard library's own pattern parser; what that parser does not know is left without literals and always looked for.
"""

import re._constants as op  # type: ignore[import-not-found]  # no stubs; there since 3.11
import re._parser as parser  # type: ignore[import-not-found]
import warnings
from collections.abc import Iterable
from functools import lru_cache
from itertools import product
from typing import Any

Literals = frozenset[str]
_MOST = 48  # alternatives of one run of characters; beyond, the run ends
_SHORTEST = 3  # characters that a literal needs to be worth looking for
# Words that nearly every page on the subject has: as a gate they are open doors.
_EVERYWHERE = (
    "ketamine", "treat", "patient", "the", "and", "ing", "ion", "our", "you", "your", "for", "with", "that", "are",
    "is ", "therap", "people", "health", "mental", "depress", "infusion", "ment", "all", "use", "can", "this", "from",
)  # fmt: skip


def required(pattern: str) -> Literals | None:
    """Lower-case strings of which every matching text has at least one, once lowered; None where there are none."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of sets that a future version may read otherwise
            tree = parser.parse(pattern)
    except (parser.error, OverflowError, RecursionError):
        return None
    exact, clauses = _sequence(tree)
    found = [*clauses, *_usable(exact)]
    return _least(min(found, key=cost)) if found else None


def cost(literals: Iterable[str]) -> float:
    """How often a text is let through, roughly: the sum over the literals of how common each looks."""
    return sum(_commonness(literal) for literal in literals)


@lru_cache(maxsize=8192)
def _commonness(literal: str) -> float:
    if any(literal in word for word in _EVERYWHERE):
        return 1.0
    return 0.005 + 0.2 * 0.55 ** (len(literal) - _SHORTEST)


def _usable(exact: set[str] | None) -> list[Literals]:
    """The strings as literals to look for, if each is long enough to tell, or no letter."""
    fit = exact and all(len(text) >= _SHORTEST or (text and not text.isalpha() and text != " ") for text in exact)
    return [frozenset(exact)] if exact and fit else []


def _least(literals: Literals) -> Literals:
    """Without the strings that contain another one of the set: the shorter lets them through already."""
    return frozenset(one for one in literals if not any(other != one and other in one for other in literals))


def _sequence(items: Any) -> tuple[set[str] | None, list[Literals]]:
    """(all strings that match, where they can be listed; sets of which each match has one) for parts in a row."""
    clauses: list[Literals] = []
    run: set[str] = {""}
    whole = True
    for code, value in items:
        exact, found = _part(code, value)
        clauses += found
        if exact is not None and len(exact) * len(run) <= _MOST:
            run = {before + after for before, after in product(run, exact)}
            continue
        clauses += _usable(run)
        whole = False
        run = exact if exact is not None and len(exact) <= _MOST else {""}
    if whole:
        return run, clauses
    return None, [*clauses, *_usable(run)]


def _part(code: Any, value: Any) -> tuple[set[str] | None, list[Literals]]:
    if code is op.LITERAL:
        return {chr(value).lower()}, []
    if code is op.IN:
        return _characters(value), []
    if code is op.AT or code is op.ASSERT or code is op.ASSERT_NOT:
        return {""}, []
    if code is op.SUBPATTERN:
        return _sequence(value[3])
    if code is op.ATOMIC_GROUP:
        return _sequence(value)
    if code is op.BRANCH:
        return _branches(value[1])
    if code in (op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT):
        low, high, inner = value
        exact, clauses = _sequence(inner)
        if (low, high) == (1, 1):
            return exact, clauses
        if (low, high) == (0, 1):
            return (exact | {""}, []) if exact is not None and len(exact) < _MOST else (None, [])
        return None, ([*clauses, *_usable(exact)] if low else [])
    return None, []


def _characters(items: Any) -> set[str] | None:
    """The characters of a small set, or None."""
    found: set[str] = set()
    for code, value in items:
        if code is op.LITERAL:
            found.add(chr(value).lower())
        elif code is op.CATEGORY and value is op.CATEGORY_DIGIT:
            found |= set("0123456789")  # other scripts' digits stand in no figure that copy gives
        elif code is op.RANGE and value[1] - value[0] < 10:
            found |= {chr(point).lower() for point in range(value[0], value[1] + 1)}
        else:
            return None
    return found


def _branches(branches: Any) -> tuple[set[str] | None, list[Literals]]:
    """Alternatives: listed together where all can be; otherwise the cheapest literals of each, together."""
    parts = [_sequence(branch) for branch in branches]
    if all(exact is not None for exact, _ in parts):
        together = {text for exact, _ in parts for text in exact or ()}
        if len(together) <= _MOST:
            return together, []
    chosen: set[str] = set()
    for exact, clauses in parts:
        found = [*clauses, *_usable(exact)]
        if not found:
            return None, []
        chosen |= min(found, key=cost)
    return None, [frozenset(chosen)]
