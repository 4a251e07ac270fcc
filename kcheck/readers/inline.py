"""The inside of a Markdown paragraph: emphasis, links, code spans, escapes, entities, inline HTML."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from kcheck.document import Comment
from kcheck.readers.build import BlockBuilder
from kcheck.readers.entities import TEMPLATE, resolve

_SPECIAL = re.compile(r"[\\`*_~\[\]!<&\n\r{]|https?://")
_PUNCTUATION = frozenset("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~")
_REFERENCE = re.compile(r"&(?:#[xX][0-9a-fA-F]{1,6}|#[0-9]{1,7}|[A-Za-z][A-Za-z0-9]*);")
_AUTOLINK = re.compile(r"<(?:[A-Za-z][A-Za-z0-9+.-]{1,31}:[^\s<>]*|[^\s<>@]+@[^\s<>]+)>")
_HTML_TAG = re.compile(r"""</?([A-Za-z][A-Za-z0-9.-]*)(?:\s++(?:[^<>"']|"[^"]*"|'[^']*')*+)?\s*/?>""")
_BARE_URL = re.compile(r"https?://[^\s<>\[\]()\"']+")
_DESTINATION = re.compile(
    r"""\(\s*+(?:<([^<>\n]*+)>|([^\s()]*+(?:\([^\s()]*+\)[^\s()]*+)*+))(?:\s++(?:"[^"]*+"|'[^']*+'|\([^()]*+\)))?\s*+\)"""
)
_LABEL = re.compile(r"\[([^\[\]]{0,200})\]")
_RUN = re.compile(r"\*+|_+|~+")


@dataclass
class Inline:
    """One paragraph to scan: source `[start, end)` and, for each line but the first, where its content begins."""

    start: int
    end: int
    lines: Mapping[int, int] = field(default_factory=dict)  # offset of a line's first character -> of its content
    references: Mapping[str, str] = field(default_factory=dict)
    expressions: bool = False  # braces hold code, as in MDX
    comments: list[Comment] = field(default_factory=list)
    images: list[tuple[int, int]] = field(default_factory=list)  # source spans of alt texts


def keep_inline(build: BlockBuilder, inline: Inline) -> None:
    """Take a paragraph's visible text into the builder, markup left out, links marked."""
    text, at, end = build.source, inline.start, inline.end
    brackets = _brackets(text, inline)
    removed = _emphasis(text, inline)
    closing: dict[int, tuple[int, int, str]] = {}  # offset of `]` -> offset after, block offset, address
    while at < end:
        special = _SPECIAL.search(text, at, end)
        if special is None:
            build.keep(at, end)
            return
        build.keep(at, special.start())
        at = special.start()
        char = text[at]
        if at in closing:
            after, begin, href = closing[at]
            build.mark("link", begin, build.length, href)
            at = after
        elif char in "\n\r":
            build.gap(at)
            at = _next_line(text, at, inline)
        elif at in removed:
            at += removed[at]
        elif char == "[" or (char == "!" and text[at + 1 : at + 2] == "["):
            at = _bracket(build, inline, at, brackets, closing)
        else:
            at = _other(build, inline, at, char)


def _next_line(text: str, at: int, inline: Inline) -> int:
    at += 2 if text.startswith("\r\n", at) else 1
    return inline.lines.get(at, at)


def _other(build: BlockBuilder, inline: Inline, at: int, char: str) -> int:
    """Escapes, code, HTML, entities, templates and bare addresses; the offset after."""
    text, end = build.source, inline.end
    if char == "\\" and at + 1 < end:
        if text[at + 1] in _PUNCTUATION:
            build.put(text[at + 1], at, at + 2)
            return at + 2
        if text[at + 1] in "\r\n":
            return at + 1
    elif char == "`":
        return _code(build, at, end)
    elif char == "<":
        return _angle(build, inline, at)
    elif char == "&" and (found := _REFERENCE.match(text, at, end)):
        meaning, length = resolve(found.group(), "")
        if length:
            build.put(meaning, at, at + length)
            return at + length
    elif char == "{":
        return _brace(build, inline, at)
    elif char == "h" and (url := _BARE_URL.match(text, at, end)):
        build.gap(at, url.end())
        build.mark("link", max(0, build.length - 1), build.length, url.group())
        return url.end()
    build.keep(at, at + 1)
    return at + 1


def _code(build: BlockBuilder, at: int, end: int) -> int:
    text, ticks = build.source, at
    while ticks < end and text[ticks] == "`":
        ticks += 1
    fence = text[at:ticks]
    close = re.compile(rf"(?<!`){fence}(?!`)").search(text, ticks, end)
    if close is None:
        build.keep(at, ticks)
        return ticks
    build.gap(at, close.end())
    return close.end()


def _angle(build: BlockBuilder, inline: Inline, at: int) -> int:
    text, end = build.source, inline.end
    if text.startswith("<!--", at):
        close = text.find("-->", at, end)
        if close >= 0:
            inline.comments.append(Comment(text[at + 4 : close], at, close + 3))
            return close + 3
    if link := _AUTOLINK.match(text, at, end):
        build.gap(at, link.end())
        return link.end()
    if tag := _HTML_TAG.match(text, at, end):
        if tag[1].lower() in {"br", "hr"}:
            build.gap(at, tag.end())
        return tag.end()
    build.keep(at, at + 1)
    return at + 1


def _brace(build: BlockBuilder, inline: Inline, at: int) -> int:
    text, end = build.source, inline.end
    if template := TEMPLATE.match(text, at, end):
        build.gap(at, template.end())
        return template.end()
    if inline.expressions:
        close = text.find("}", at, end)
        if close >= 0:
            if text.startswith("{/*", at):
                inline.comments.append(Comment(text[at + 3 : close].removesuffix("*/"), at, close + 1))
            build.gap(at, close + 1)
            return close + 1
    build.keep(at, at + 1)
    return at + 1


def _bracket(
    build: BlockBuilder, inline: Inline, at: int, brackets: Mapping[int, int], closing: dict[int, tuple[int, int, str]]
) -> int:
    """A link, an image, a footnote mark, or a plain bracket; the offset to go on from."""
    text, image = build.source, build.source[at] == "!"
    opening = at + image
    close = brackets.get(opening)
    if close is None:
        build.keep(at, opening + 1)
        return opening + 1
    inside = text[opening + 1 : close]
    if inside.startswith("^") and not image:
        build.mark("cite", max(0, build.length - 1), build.length, inside)
        return close + 1
    href, after = _target(text, close, inside, inline)
    if after is None:
        build.keep(at, opening + 1)
        return opening + 1
    if image:
        inline.images.append((opening + 1, close))
        build.gap(at, after)
        return after
    closing[close] = (after, build.length, href)
    return opening + 1


def _target(text: str, close: int, inside: str, inline: Inline) -> tuple[str, int | None]:
    """Where the link whose text ends at `close` leads, and the offset after it; None where it is no link."""
    after = close + 1
    if destination := _DESTINATION.match(text, after, inline.end):
        return destination[1] or destination[2] or "", destination.end()
    if (label := _LABEL.match(text, after, inline.end)) and (key := _key(label[1] or inside)) in inline.references:
        return inline.references[key], label.end()
    if (key := _key(inside)) in inline.references:
        return inline.references[key], after
    return "", None


def _key(label: str) -> str:
    return " ".join(label.split()).casefold()


def _brackets(text: str, inline: Inline) -> dict[int, int]:
    """Which `]` closes each `[`, escapes passed over."""
    pairs: dict[int, int] = {}
    stack: list[int] = []
    for found in re.finditer(r"\\.|[\[\]]", text[inline.start : inline.end], re.DOTALL):
        at = inline.start + found.start()
        if found.group() == "[":
            stack.append(at)
        elif found.group() == "]" and stack:
            pairs[stack.pop()] = at
    return pairs


def _emphasis(text: str, inline: Inline) -> dict[int, int]:
    """Delimiter characters that mark emphasis, offset -> how many: openers paired with closers of their kind."""
    removed: dict[int, int] = {}
    stacks: dict[str, list[tuple[int, int]]] = {"*": [], "_": [], "~": []}
    for found in _RUN.finditer(text, inline.start, inline.end):
        at, stop, char = found.start(), found.end(), text[found.start()]
        before = text[at - 1 : at] if at > inline.start else " "
        after = text[stop : stop + 1] if stop < inline.end else " "
        if before == "\\" or (char == "~" and stop - at != 2):
            continue
        opens = not after.isspace() and (before.isspace() or before in _PUNCTUATION or char != "_")
        closes = not before.isspace() and (after.isspace() or after in _PUNCTUATION or char != "_")
        stack, left = stacks[char], stop - at
        while closes and left and stack:
            begin, length = stack.pop()
            taken = min(left, length)
            removed[begin + length - taken] = removed.get(begin + length - taken, 0) + taken
            removed[at + (stop - at - left)] = removed.get(at + (stop - at - left), 0) + taken
            left -= taken
            if length > taken:
                stack.append((begin, length - taken))
        if opens and left:
            stack.append((stop - left, left))
    return removed
