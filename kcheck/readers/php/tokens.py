"""PHP between `<?php` and `?>` as tokens: just enough of the language to tell strings, keys and calls apart."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from kcheck.readers.build import PLACEHOLDER
from kcheck.readers.embedded import Part

_OPENING = re.compile(r"<\?(?:php\b|=)?", re.IGNORECASE)
_TOKEN = re.compile(
    r"""
    (?P<comment>(?://|\#(?!\[))[^\n]*?(?=\?>|\n|\Z)|/\*(?:[^*]|\*(?!/))*+(?:\*/)?)
    |(?P<heredoc><<<[ \t]*(?P<mark>["']?)(?P<id>[A-Za-z_]\w*)(?P=mark)\r?\n)
    |(?P<single>'(?:[^'\\]|\\.)*+(?:'|\Z))
    |(?P<double>"(?:[^"\\]|\\.)*+(?:"|\Z))
    |(?P<close>\?>)
    |(?P<arrow>=>)
    |(?P<compare>===?|!==?|<=>|<>|\binstanceof\b)
    |(?P<coalesce>\?\?=?|\?:|&&|\|\|)
    |(?P<member>(?:\?->|->|::)[ ]*\$?\w*)
    |(?P<variable>\$+\w+)
    |(?P<name>[A-Za-z_\\\x80-\U0010ffff][\w\\]*)
    |(?P<number>\d[\d._]*)
    |(?P<op>[()\[\]{},;.=?:])
    """,
    re.VERBOSE | re.DOTALL,
)
_INSIDE = re.compile(
    r"\\(?:u\{[0-9a-fA-F]+\}|x[0-9a-fA-F]{1,2}|[0-7]{1,3}|.)|\{\$[^{}]*\}|\$\{[^{}]*\}|\$[A-Za-z_]\w*(?:->\w+|\[[^\]\s]*\])?",
    re.DOTALL,
)
_ESCAPED = frozenset('nrtvfe\\$"ux01234567')  # in double quotes; a backslash before another character is one
_MEANING = {"n": "\n", "t": "\t", "r": "\n", "v": " ", "f": " ", "e": " "}


class Token(NamedTuple):
    """One token, white space left out: `kind` is a group's name, or the operator itself."""

    kind: str
    start: int
    end: int


class Region(NamedTuple):
    """`<?php ... ?>`: its place, its tokens, and whether it prints (`<?=`)."""

    start: int
    end: int
    tokens: tuple[Token, ...]
    prints: bool


def region(text: str, start: int, end: int | None = None) -> Region:
    """The region that opens at an offset. Without `?>` it lasts to the end of the file, as PHP has it."""
    opening = _OPENING.match(text, start)
    at = opening.end() if opening else start
    tokens, stop = tokens_in(text, at, len(text) if end is None else end)
    return Region(start, stop, tuple(tokens), bool(opening and opening.group() == "<?="))


def tokens_in(text: str, at: int, end: int) -> tuple[list[Token], int]:
    """The tokens of PHP source `[at, end)`, up to `?>`, and the offset after it."""
    tokens: list[Token] = []
    while found := _TOKEN.search(text, at, end):
        kind = found.lastgroup or ""
        at = found.end()
        if found["close"] is not None:
            return tokens, at
        if found["heredoc"] is not None:
            close = re.compile(rf"^[ \t]*{found['id']}\b", re.MULTILINE).search(text, at, end)
            stop = close.start() if close else end
            tokens.append(Token("nowdoc" if found["mark"] == "'" else "heredoc", at, stop))
            at = close.end() if close else end
        elif found["op"] is not None:
            tokens.append(Token(found["op"], found.start(), at))
        else:
            tokens.append(Token(kind, found.start(), at))
    return tokens, end


def parts(text: str, token: Token) -> Iterator[Part]:
    """The inside of a string token: text, escapes, and holes for interpolated values."""
    start, end = token.start, token.end
    if token.kind in {"single", "double"}:
        quote = text[start]
        start, end = start + 1, end - 1 if end - start > 1 and text[end - 1] == quote else end
    at = start
    for found in _INSIDE.finditer(text, start, end) if token.kind != "nowdoc" else ():
        what = found.group()
        if token.kind == "single" and what[:2] not in {"\\\\", "\\'"}:
            continue
        if token.kind != "single" and what[0] == "\\" and what[1] not in _ESCAPED:
            continue
        if found.start() > at:
            yield Part("text", at, found.start())
        if what[0] == "\\":
            yield Part("escape", found.start(), found.end(), _meaning(what))
        else:
            yield Part("hole", found.start(), found.end(), PLACEHOLDER)
        at = found.end()
    if end > at:
        yield Part("text", at, end)


def _meaning(escape: str) -> str:
    if escape[1] in "ux" and len(escape) > 2:
        code = int(escape[2:].strip("{}"), 16)
    elif escape[1].isdigit():
        code = int(escape[1:], 8) if escape[1] in "01234567" else ord(escape[1])
    else:
        return _MEANING.get(escape[1], escape[1] if escape[1] in "\\'\"$" else escape)
    return " " if 0xD800 <= code < 0xE000 or not 32 <= code <= 0x10FFFF else chr(code)
