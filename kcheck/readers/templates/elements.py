"""Components in templates: what their tags are to the HTML around them, and the words in their attributes.

`<CardTitle>`, `<v-card-title>` and `<x-card>` are elements that HTML does not know. One that stands in a sentence is
part of it; one that stands by itself is a block, and its name may tell of which kind.
"""

import re
from collections.abc import Iterable, Iterator

from kcheck.document import Block
from kcheck.readers.build import BlockBuilder
from kcheck.readers.entities import keep_text
from kcheck.readers.mask import Mask, Masked
from kcheck.readers.script.roles import Accept, Where, last_word, named
from kcheck.readers.script.walk import accepts, kind_of
from kcheck.readers.tags import BLOCK
from kcheck.readers.templates.scan import VOID, Attribute, Tag

_KINDS = {
    **dict.fromkeys("title heading headline question trigger summary h subtitle header".split(), "h3"),
    **dict.fromkeys("button cta btn".split(), "button"),
    **dict.fromkeys("quote blockquote testimonial".split(), "blockquote"),
    **dict.fromkeys("item li step".split(), "li"), **dict.fromkeys("cell td".split(), "td"), "label": "label",
    "caption": "caption", "link": "a", "option": "li",
}  # fmt: skip
_HTML_NAMES = BLOCK | frozenset("b i em strong span small sup sub u s mark abbr cite q time a br img input".split())
# Names of components that would hide their contents if they were taken for elements of HTML.
_HIDE = frozenset(
    "template select object canvas math iframe textarea datalist pre code svg xmp link base col embed".split()
)
_WINDOW = 600  # characters in which an element of a sentence ends
_NAMES = re.compile(r"(?<=\s)(?:alt|title|placeholder)(?=\s*=)")
_BOUND = re.compile(
    r"^(?::|@|#|v-|on:|bind:|class:|style:|use:|wire:|x-|hx-|data-|aria-|client:|is:|set:|define:|slot)"
)


def name_masks(text: str, tags: Iterable[Tag], *, components: bool) -> Iterator[Mask]:
    """Masks for the names of tags that HTML would misread. `components`: capitals and `<div />` mean something."""
    open_names: dict[str, list[str]] = {}
    for tag in tags:
        if not tag.name:
            if text[tag.start : tag.end] in {"<>", "</>"}:  # a fragment
                yield Mask(tag.start, tag.end)
            continue
        start = tag.start + 1 + tag.closing
        end = start + len(tag.name)
        if not tag.closing and is_component(tag.name, components=components):
            # a component's title is what its name says, and no tooltip as in HTML
            yield from (Mask(*found.span(), "x" * len(found.group())) for found in _NAMES.finditer(text, end, tag.end))
        if text[start:end] != tag.name:
            continue
        if tag.closing:
            stack = open_names.get(tag.name)
            shown = stack.pop() if stack else ""
            if not shown and is_component(tag.name, components=components):
                shown = "x"
        else:
            shown = _shown(text, tag, end, components=components)
            if not tag.closed:
                open_names.setdefault(tag.name, []).append(shown)
        if shown and len(shown) <= end - start:
            unknown = shown == "x"
            yield Mask(start, end, "x" * (end - start) if unknown else shown, " ")


def _shown(text: str, tag: Tag, end: int, *, components: bool) -> str:
    """The name that a start tag goes by; "" for its own, "x" for one that is part of a sentence."""
    name, lower = tag.name, tag.name.lower()
    if components and tag.closed and lower in _HTML_NAMES | _HIDE | {"script", "style"} and lower not in VOID:
        # <div /> is whole; HTML would leave it open
        return "b" if lower in {"a", "p"} else "img" if len(lower) > 2 and lower not in BLOCK else "hr"
    if not is_component(name, components=components):
        return ""
    if lower in _HTML_NAMES - {"title", "object", "canvas", "pre", "iframe"}:
        return ""
    if tag.closed:
        return "hr" if not _in_sentence(text, tag) else "img" if len(name) > 2 else "x"
    if _in_sentence(text, tag):
        return "a" if lower.endswith("link") and " href=" in text[tag.start : tag.end] else "x"
    shown = _KINDS.get(last_word(name.rpartition("-")[2] if "-" in name else name), "div")
    return shown if len(shown) <= len(name) else "div" if len(name) > 2 else "x"


def is_component(name: str, *, components: bool = True) -> bool:
    """Whether a tag's name is a component's: `x-card`, `Card`, `Card.Title`."""
    return "-" in name or ":" in name or "." in name or (components and name[:1].isupper())


def _in_sentence(text: str, tag: Tag) -> bool:
    """Whether text stands directly before a component or after it."""
    before = text[max(0, tag.start - 40) : tag.start].rstrip()
    if before and before[-1] not in ">})(" and not before.endswith(("---", "=>")) and before[-1:].strip():
        return not before.endswith(("&&", "?", ":", "return", ";"))
    stop = tag.end
    if not tag.closed:
        close = text.find(f"</{tag.name}", tag.end, tag.end + _WINDOW)
        stop = text.find(">", close) + 1 if close >= 0 else 0
    after = text[stop : stop + 40].lstrip() if stop else "<"
    return bool(after) and after[0] not in "<{)}@" and bool(before)


def attribute_blocks(copy: Masked, attributes: Iterable[Attribute], *, components: bool) -> list[Block]:
    """Blocks for quoted attributes of components that are copy: props, whatever they are called."""
    build = BlockBuilder(copy.text)
    for tag, name, start, end, _ in attributes:
        if not is_component(tag, components=components) or _BOUND.match(name):
            continue
        if name.startswith("aria-"):
            continue  # read as the label that it is
        where = named(Where(tag, accept=Accept.LABEL), name, attribute=True)
        if accepts(copy.text[start:end].replace("\u2060", ""), where.accept):
            keep_text(build, start, end, attribute=True)
            build.mark("attribute", 0, build.length, copy.origin.text[start - 1])
            build.finish(kind_of(where), name=where.path)
    return build.blocks
