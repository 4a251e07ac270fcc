"""Vue, Svelte and Astro: scripts through the reader of scripts, the template through the reader of HTML."""

import re

from kcheck.document import Block, Document
from kcheck.readers.mask import Mask, Masked
from kcheck.readers.templates.elements import attribute_blocks, name_masks
from kcheck.readers.templates.expressions import bound_attribute, mask_expression
from kcheck.readers.templates.gather import Gather
from kcheck.readers.templates.hosts import mask_host
from kcheck.readers.templates.languages import BY_SUFFIX, language
from kcheck.readers.templates.scan import Language, Scan, scan
from kcheck.source import Source

_ASTRO = re.compile(r"\s*---[ \t]*\r?\n(.*?)^---[ \t]*$", re.DOTALL | re.MULTILINE)
_TYPESCRIPT = re.compile(r"\blang\s*=\s*[\"']?ts")
_BOUND = re.compile(r"^(?::|v-bind:|v-text$|v-html$)")
_DATA = re.compile(r"\btype\s*=\s*[\"']?(?:application/(?:ld\+)?json|text/x-)")


def read_vue(source: Source) -> Document:
    """A single-file component of Vue."""
    gather, text = Gather(source), source.text
    found = scan(text, 0, len(text), language(BY_SUFFIX[".vue"], text, lambda at, kind: None))
    for syntax in found.found:
        mask_host(gather, syntax, [])
    gather.masks += _templates(text, found)
    for attribute in found.attributes:
        if _BOUND.match(attribute.name):
            bound_attribute(gather, attribute.name, attribute.start, attribute.end)
    return _finished(gather, found)


def read_svelte(source: Source) -> Document:
    """A component of Svelte."""
    gather, text = Gather(source), source.text
    found = scan(text, 0, len(text), Language(braces=True, quoted_braces=True))
    for syntax in found.found:
        mask_expression(gather, syntax)
    return _finished(gather, found)


def read_astro(source: Source) -> Document:
    """A page or component of Astro: front matter in TypeScript, and markup with elements in its expressions."""
    gather, text = Gather(source), source.text
    fences = _ASTRO.match(text, 1 if text.startswith("\ufeff") else 0)
    start = fences.end() if fences else 0
    if fences:
        gather.script(fences.start(1), fences.end(1))
        gather.masks.append(Mask(0, start, "", " "))
    found = scan(text, start, len(text), Language(braces=True, islands=True))
    for syntax in found.found:
        mask_expression(gather, syntax)
    return _finished(gather, found)


def _finished(gather: Gather, found: Scan) -> Document:
    text = gather.source.text
    gather.broken(found.broken)
    for tag, start, end in found.raw:
        if tag.name.lower() == "script" and not _DATA.search(text, tag.start, tag.end):
            gather.script(start, end, ".ts" if _TYPESCRIPT.search(text, tag.start, tag.end) else ".tsx")
    gather.masks += name_masks(text, found.tags, components=True)

    def more(copy: Masked) -> list[Block]:
        return attribute_blocks(copy, found.attributes, components=True)

    return gather.document(more)


def _templates(text: str, found: Scan) -> list[Mask]:
    """`<template>` hides nothing in Vue: at the top it is the page, with a slot's name a part, else it is not there."""
    masks: list[Mask] = []
    shown: list[str] = []
    for tag in found.tags:
        if tag.name != "template":
            continue
        start = tag.start + 1 + tag.closing
        if tag.closing:
            name = shown.pop() if shown else "article"
        else:
            part = not shown or re.search(r"\s(?:#|v-slot)", text[tag.start : tag.end])
            name = "article" if part else "fragment"
            if not tag.closed:
                shown.append(name)
        masks.append(Mask(start, start + len("template"), name, " "))
    return masks
