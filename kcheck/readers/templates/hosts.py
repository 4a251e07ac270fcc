"""Masks for template tags: `{{ }}`, `{% %}`, `<% %>`, `<?php ?>`, and directives of Blade."""

import re

from kcheck.document import Comment
from kcheck.readers.build import BlockBuilder
from kcheck.readers.embedded import Literal, Part, keep_literal
from kcheck.readers.json_strings import json_strings, keep_json_string
from kcheck.readers.mask import Mask, blank, unseen, value
from kcheck.readers.prose import looks_like_prose
from kcheck.readers.templates.gather import Gather
from kcheck.readers.templates.literals import escapes, literals, printed
from kcheck.readers.templates.scan import Found

_OPEN = re.compile(r"\{\{\{?[~#/^>&!]?(?:--)?|\{%[-+~]?|\{!!|\{#|<%[-=_#]?|@\{\{")
_CLOSE = re.compile(r"(?:--)?[-~+]?\}\}\}?$|[-+~]?%\}$|!!\}$|#\}$|[-_]?%>$")
_TRANSLATES = re.compile(r"\s*(?:trans|translate|t)\b")
_TESTS = re.compile(
    r"\s*(?:#?if|#?unless|elsif|elif|elseif|case|when|#?each|for|while|end\w*|assign_if|url|static|load|extends|layout)\b"
)
_BLOCK = re.compile(r"\s*(?:block|section)\b\s*(\w*)|\s*(endblock|endsection)\b")
_KEY = re.compile(r"([A-Za-z_][\w-]*)\s*[:=]\s*$")
# Tags of Liquid and others whose contents, up to their end, are no page.
_UNSEEN = re.compile(r"\{%-?\s*(comment|javascript|style|stylesheet|schema|doc)\b[^%]*%\}")


def contents_unseen(gather: Gather, start: int) -> list[tuple[int, int]]:
    """The stretches between Liquid's `{% schema %}` and its end, and the like; masked."""
    text, found = gather.source.text, []
    lost: set[str] = set()
    at = start
    while opening := _UNSEEN.search(text, at):
        name, at = opening[1], opening.end()
        closing = None if name in lost else re.compile(rf"\{{%-?\s*end{name}\s*-?%\}}").search(text, at)
        if closing is None:
            lost.add(name)
            continue
        found.append((opening.start(), closing.end()))
        gather.masks.append(unseen(text, opening.start(), closing.end()))
        if name == "comment":
            gather.comments.append(Comment(text[opening.end() : closing.start()], opening.start(), closing.end()))
        elif name == "schema":
            _schema(gather, opening.end(), closing.start())
        at = closing.end()
    return found


def _schema(gather: Gather, start: int, end: int) -> None:
    """Settings of a section: their defaults are what a visitor reads until somebody writes something else."""
    build = BlockBuilder(gather.source.text)
    for string in json_strings(gather.source.text, start, end):
        if string.key in {"default", "content"} and looks_like_prose(gather.source.text[string.start : string.end]):
            keep_json_string(build, string.start, string.end)
            build.finish("text", name=f"schema:{string.path}")
    gather.blocks += build.blocks


def mask_host(gather: Gather, found: Found, titles: list[str]) -> None:
    """Mask one tag of a template, and take the words in it. `titles` holds the open blocks of the language."""
    text = gather.source.text
    start, end = found.start, found.end
    inner = _inner(text, start, end)
    if found.kind == "comment":
        gather.comments.append(Comment(text[slice(*inner)], start, end))
        gather.masks.append(_hidden(text, found))
        return
    if found.kind == "value" and text[slice(*inner)].strip() in {"else", "^"}:
        found = found._replace(kind="statement")
    if found.context in {"name", "bare"} or (found.kind == "value" and found.context == "tag"):
        gather.masks.append(plain_mask(text, found))
    elif found.kind == "value":
        masks, quoted = printed(text, start, end, inner)
        gather.masks += masks
        gather.quoted += quoted
    else:
        _statement(gather, found, inner, titles)


def _inner(text: str, start: int, end: int) -> tuple[int, int]:
    """Where the inside of a tag stands."""
    opening = _OPEN.match(text, start, end)
    closing = _CLOSE.search(text[max(start, end - 6) : end])
    begin = opening.end() if opening else start
    return begin, max(begin, end - len(closing.group()) if closing else end)


def plain_mask(text: str, found: Found) -> Mask:
    """What syntax reads as that shows no words: a value, a blank, part of a tag's name."""
    start, end = found.start, found.end
    if found.context == "name":
        if text[start - 1] in "</":
            return Mask(start, end, "div"[: end - start] if end - start > 2 else "b", " ")
        return Mask(start, end, "2", " ")  # <h{{ level }}>
    if found.context == "bare" or (found.kind != "statement" and found.context != "tag"):
        return value(start, end)
    return blank(start, end)


def _hidden(text: str, found: Found) -> Mask:
    return unseen(text, found.start, found.end) if found.context in {"text", "value"} else blank(found.start, found.end)


def _statement(gather: Gather, found: Found, inner: tuple[int, int], titles: list[str]) -> None:
    text = gather.source.text
    start, end = found.start, found.end
    if found.context in {"text", "value"} and _TRANSLATES.match(text, *inner):
        masks, quoted = printed(text, start, end, inner)
        gather.masks += masks
        gather.quoted += quoted
        return
    block = _BLOCK.match(text, *inner) if found.context == "text" else None
    gather.masks.append(_part(block, start, end, titles) if block else _hidden(text, found))
    if not _TESTS.match(text, *inner):
        side_strings(gather, inner)


def _part(block: re.Match[str], start: int, end: int, titles: list[str]) -> Mask:
    """A named block is a part of the page of its own, and one that is named a title is one."""
    tag = "<hr>"
    if block[2]:
        tag = titles.pop() if titles else tag
    else:
        title = "title" in block[1].lower()
        titles.append("</title>" if title else "<hr>")
        tag = "<title>" if title else tag
    return Mask(start, end, tag, " ") if end - start >= len(tag) else blank(start, end)


def side_strings(gather: Gather, inner: tuple[int, int]) -> None:
    """Strings in a tag that prints nothing by itself: `{% include 'card' with title='About your visit' %}`."""
    text, build = gather.source.text, BlockBuilder(gather.source.text)
    for literal in literals(text, *inner):
        if not looks_like_prose(literal.decoded):
            continue
        key = _KEY.search(text, max(inner[0], literal.start - 60), literal.start - 1)
        parts, at = [], literal.start
        for mask in escapes(text, literal.start, literal.end):
            parts += [Part("text", at, mask.start)] if mask.start > at else []
            parts.append(Part("escape", mask.start, mask.end, mask.meaning))
            at = mask.end
        parts += [Part("text", at, literal.end)] if literal.end > at else []
        keep_literal(build, Literal(tuple(parts), literal.quote))
        build.mark("string", 0, build.length, literal.quote)
        build.finish("text", name=key[1] if key else "")
    gather.blocks += build.blocks
