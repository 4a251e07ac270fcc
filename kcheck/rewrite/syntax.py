"""A change of a block's words as an edit of its source, in the source's own syntax."""

import re
from html import escape
from itertools import pairwise
from pathlib import PurePath
from typing import NamedTuple

from kcheck.document import Block
from kcheck.rewrite.phrase import Change
from kcheck.source import Source

_VALUES = ("title", "meta", "alt", "label", "data")  # blocks that may stand in an attribute or a quoted value
_MARKUP = frozenset(
    """.html .htm .xhtml .php .phtml .vue .svelte .astro .xml .tsx .jsx .js .mjs .cjs .ts .mts .cts .erb .ejs .hbs
    .handlebars .mustache .liquid .njk .nunjucks .jinja .jinja2 .j2 .twig""".split()
)
_MARKDOWN = (".md", ".markdown", ".mdx")
_LINK = re.compile(r"\]\(|\]\[|<a[\s>]|href=", re.IGNORECASE)
_TAG = re.compile(r"<(/?)([\w.-]+)[^<>]*?(/?)>")
_QUOTES = "\"'`"


class Edit(NamedTuple):
    """One replacement of the source's characters `[start, end)`; `applies` is false where only a person can make it."""

    start: int
    end: int
    text: str
    applies: bool


def edit(source: Source, block: Block, change: Change) -> Edit:
    """The change in the source. Markup between the changed words is kept where it reaches out of them."""
    span = block.locate(change.start, change.end)
    between = _between(source, block, change)
    text = _written(source, block, change)
    kept = _kept(between)
    if kept is None or _LINK.search(between) or text is None:
        return Edit(span.start, span.end, change.text, applies=False)
    return Edit(span.start, span.end, text + kept, applies=True)


def _between(source: Source, block: Block, change: Change) -> str:
    """The source's characters inside the change that are none of the block's words, blanks left out."""
    inside = [piece for piece in block.pieces if piece.text_start < change.end and change.start < piece.text_end]
    gaps = [source.text[left.end : right.start] for left, right in pairwise(inside)]
    return "".join("".join(gap.split()) if "<" not in gap else gap.strip() for gap in gaps)


def _kept(between: str) -> str | None:
    """The markup that must stay behind the new words: closing tags whose opening stands before them.

    None where markup opens inside the change and closes after it, so that no place for it is right.
    """
    if not between:
        return ""
    opened: list[str] = []
    closing = ""
    for slash, name, alone in _TAG.findall(between):
        if slash and opened and opened[-1] == name:
            opened.pop()
        elif slash:
            closing += f"</{name}>"
        elif not alone and name.lower() not in ("br", "wbr", "img"):
            opened.append(name)
    signs = _TAG.sub("", between)
    if opened or (closing and signs):
        return None
    if closing or not signs:
        return closing
    for sign in ("***", "**", "__", "*", "_", "~~"):
        if set(signs) == {sign[0]} and len(signs) == 2 * len(sign):
            return ""  # opened and closed inside
        if signs == sign:
            return sign
    return None


def _written(source: Source, block: Block, change: Change) -> str | None:
    """The new words as the syntax around them writes them; None where there is no sure way."""
    for mark in block.marks:
        if mark.start < change.end and change.start < mark.end:
            if mark.kind == "string":
                return _in_code(change.text, mark.value)
            if mark.kind == "attribute":
                return _in_markup(change.text, mark.value)
    return _escaped(change.text, source, block, _quote_before(source, block))


def _in_code(text: str, quote: str) -> str:
    """Words in a string of a script or of PHP: a backslash before the quote."""
    text = text.replace("\\", "\\\\").replace(quote or '"', "\\" + (quote or '"'))
    return text.replace("${", "\\${") if quote == "`" else text


def _in_markup(text: str, quote: str) -> str:
    """Words in markup, or in an attribute between these quotes."""
    text = escape(text, quote=False)
    return text.replace(quote, "&quot;" if quote == '"' else "&#39;") if quote else text


def _quote_before(source: Source, block: Block) -> str:
    """The quotation mark that the block's source stands in, or nothing."""
    if not block.pieces:
        return ""
    before = source.text[max(0, block.pieces[0].start - 40) : block.pieces[0].start].rstrip()
    in_value = block.kind in _VALUES or not _is_running_text(source)
    return before[-1:] if in_value and before[-1:] in _QUOTES else ""


def _is_running_text(source: Source) -> bool:
    suffix = PurePath(source.path).suffix.lower()
    return suffix in _MARKUP or suffix in _MARKDOWN or suffix in (".txt", ".text", "")


def _escaped(text: str, source: Source, block: Block, quote: str) -> str | None:
    """The words as the syntax around them writes them; None where it has no sure way."""
    suffix = PurePath(source.path).suffix.lower()
    if suffix in _MARKUP:
        return _in_markup(text, quote)
    if suffix in _MARKDOWN:
        if block.kind in _VALUES:
            return _in_value(text, quote)
        return re.sub(r"([\\*_\[\]<>`{}])", r"\\\1", text)
    return text if _is_running_text(source) else _in_value(text, quote)


def _in_value(text: str, quote: str) -> str | None:
    """Words in a string of JSON, YAML, TOML or a script, which all take a backslash before a double quote."""
    if not quote:
        return None if re.search(r"[:#<>{}\[\]&*!|%@`\"']", text) else text
    if quote == "'" and "'" in text:
        return None  # YAML doubles it, scripts escape it
    return _in_code(text, quote)
