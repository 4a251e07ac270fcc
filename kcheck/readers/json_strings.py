"""Strings of a JSON text with their key paths and exact places: for JSON-LD and other data in pages."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from kcheck.readers.build import BlockBuilder
from kcheck.readers.entities import keep_text

# A string that is never closed is taken to the end, or each quote in it would be tried anew.
_TOKEN = re.compile(r'"(?:[^"\\]++|\\.?+)*+("|\Z)|[{}\[\],:]', re.DOTALL)
_ESCAPE = re.compile(r"\\(?:u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|.)", re.DOTALL)
_MEANING = {"n": "\n", "t": "\t", "r": "\r", "b": " ", "f": " "}
_TAG = re.compile(r"</?[A-Za-z][^<>]*>")
_DEEPEST = 32  # no data are nested deeper; paths stop here
# Keys of schema.org data whose strings a visitor may read in a search result.
COPY_KEYS = frozenset({
    "name", "headline", "alternativeheadline", "description", "text", "reviewbody", "slogan", "abstract", "caption",
    "disambiguatingdescription", "articlebody", "answer", "question", "keywordsummary", "howperformed", "preparation",
    "followup", "risks", "seriousadverseoutcome", "sideeffect", "warning", "offers",
})  # fmt: skip


class JsonString(NamedTuple):
    """One string value: where its characters stand (quotes left out) and its path, `mainEntity[0].name`."""

    start: int
    end: int
    path: str
    key: str


def json_strings(text: str, start: int, end: int) -> Iterator[JsonString]:
    """The string values in JSON source `[start, end)`, in order. Broken JSON gives what can be told."""
    stack: list[list[str | int]] = []  # one [kind, key or index] for each open object or array
    pending = ""
    for token in _TOKEN.finditer(text, start, end):
        mark = token.group()
        if mark == "{":
            stack.append(["{", ""])
        elif mark == "[":
            stack.append(["[", 0])
        elif mark in "}]":
            if stack:
                stack.pop()
        elif mark == ",":
            if stack and stack[-1][0] == "[":
                stack[-1][1] = int(stack[-1][1]) + 1
        elif mark == ":":
            if stack and stack[-1][0] == "{":
                stack[-1][1] = pending
        elif not token[1]:
            return
        else:
            pending = mark[1:-1]
            rest = text[token.end() : token.end() + 20].lstrip()
            if not (stack and stack[-1][0] == "{" and rest.startswith(":")):
                key = next((str(part) for kind, part in reversed(stack[-_DEEPEST:]) if kind == "{"), "")
                yield JsonString(token.start() + 1, token.end() - 1, _path(stack[:_DEEPEST]), key)


def _path(stack: list[list[str | int]]) -> str:
    parts = [f"[{part}]" if kind == "[" else f".{part}" for kind, part in stack]
    return "".join(parts).lstrip(".")


def keep_json_string(build: BlockBuilder, start: int, end: int) -> None:
    """Take the inside of a JSON string: escapes resolved, tags as gaps, character references as text."""
    text, at = build.source, start
    for found in re.finditer(rf"{_ESCAPE.pattern}|{_TAG.pattern}", text[start:end], re.DOTALL):
        begin, finish = start + found.start(), start + found.end()
        keep_text(build, at, begin)
        at = finish
        if found.group()[0] == "<":
            build.gap(begin, finish)
        else:
            build.put(_meaning(found.group()), begin, finish)
    keep_text(build, at, end)


def _meaning(escape: str) -> str:
    if len(escape) == 2:  # a plain escape, or \\u without its digits
        return _MEANING.get(escape[1], escape[1])
    codes = [int(part, 16) for part in escape.split("\\u")[1:]]
    if len(codes) == 2:
        return chr(0x10000 + ((codes[0] - 0xD800) << 10) + (codes[1] - 0xDC00))
    return " " if 0xD800 <= codes[0] < 0xE000 else chr(codes[0])


def read_json_ld(build: BlockBuilder, start: int, end: int) -> None:
    """Blocks for the strings of JSON-LD source `[start, end)` that are copy."""
    for string in json_strings(build.source, start, end):
        if string.key.lower() in COPY_KEYS and " " in build.source[string.start : string.end]:
            keep_json_string(build, string.start, string.end)
            build.finish("data", name=f"json-ld:{string.path}")
