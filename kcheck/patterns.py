"""The small pattern language of rules.toml, and its translation to `regex` patterns.

A pattern is a case-insensitive regular expression on word bounds, with five shorthands so that a phrase reads
like a phrase:

    {name}      any entry of that lexicon
    word+       all forms of a regular verb: relieve+ is relieve, relieves, relieved, relieving
    long~term   a hyphen, a blank or nothing: long-term, long term, longterm
    a <3> b     up to three words between
    [[words]]   the words to mark, where the pattern needs more around them than it should mark
"""

from collections.abc import Mapping, Sequence
from typing import Any

import regex

from kcheck.derived import Derived, Pattern
from kcheck.errors import RulebookError

Lexicons = Mapping[str, Sequence[str]]

_NAME = regex.compile(r"\{([a-z][a-z0-9-]*)\}")
_FORMS = regex.compile(r"(?<![\w\\])([a-z]{2,})\+")
_GAP = regex.compile(r"( ?)<(\d)>( ?)")
_VOWELS = "aeiou"
_DEEPEST = 6


def verb_forms(verb: str) -> str:
    """A pattern for the four forms of a regular verb, given its plain form."""
    if verb.endswith("e"):
        return f"{verb[:-1]}(?:e|es|ed|ing)"
    if verb.endswith("y") and verb[-2] not in _VOWELS:
        return f"{verb[:-1]}(?:y|ies|ied|ying)"
    if verb.endswith(("s", "x", "z", "ch", "sh")):
        return f"{verb}(?:es|ed|ing)?"
    if len(verb) > 2 and verb[-1] not in _VOWELS + "wxy" and verb[-2] in _VOWELS and verb[-3] not in _VOWELS:
        return f"{verb}(?:s|{verb[-1]}?(?:ed|ing))?"
    return f"{verb}(?:s|ed|ing)?"


def expand(pattern: str, lexicons: Lexicons, depth: int = 0) -> str:
    """The pattern as a plain regular expression. Raises RulebookError for an unknown lexicon or a loop."""
    if depth > _DEEPEST:
        raise RulebookError(f"lexicons that name each other in a circle, at {pattern!r}")

    def entries(match: Any) -> str:
        name = match[1]
        if name not in lexicons:
            raise RulebookError(f"unknown lexicon {{{name}}} in {pattern!r}")
        return "(?:" + "|".join(expand(entry, lexicons, depth + 1) for entry in lexicons[name]) + ")"

    text = _FORMS.sub(lambda m: verb_forms(m[1]), pattern)
    text = _GAP.sub(lambda m: (m[1] or "") + r"(?:[^\s.;!?]++ ){0," + m[2] + "}", text)
    text = text.replace("~", "[- ]?").replace("[[", "(?P<mark>").replace("]]", ")")
    return _NAME.sub(entries, text)


def fill(pattern: str, words: Lexicons) -> str:
    """The pattern with a rule's own words in place of their names; other names stay for `expand`."""

    def entries(match: Any) -> str:
        return "(?:" + "|".join(words[match[1]]) + ")" if match[1] in words else str(match[0])

    for _ in range(_DEEPEST):
        filled = _NAME.sub(entries, pattern)
        if filled == pattern:
            return pattern
        pattern = filled
    raise RulebookError(f"words that name each other in a circle, at {pattern[:80]!r}")


def whole(patterns: Sequence[str], lexicons: Lexicons, where: str) -> str:
    """One regular expression, on word bounds, that matches where any of `patterns` does."""
    try:
        parts = [expand(pattern, lexicons) for pattern in patterns]
    except RulebookError as error:
        raise RulebookError(f"{where}: {error}") from error
    return rf"(?<!\w)(?:{'|'.join(parts)})(?!\w)"


def compile_any(patterns: Sequence[str], lexicons: Lexicons, where: str, derived: Derived) -> Pattern:
    """One compiled pattern that matches where any of `patterns` does. `where` names the place for errors."""
    try:
        return derived.compile("\0".join(patterns), lambda: whole(patterns, lexicons, where))
    except regex.error as error:
        for pattern in patterns if len(patterns) > 1 else ():
            compile_any([pattern], lexicons, where, derived)  # names the one at fault
        raise RulebookError(f"{where}: not a valid pattern: {', '.join(patterns)!r} ({error})") from error
