"""MDX: Markdown whose tags are components, whose braces hold code, and whose modules export content.

Code is masked at the same width, and what is left is read as Markdown.
"""

import re

from kcheck.document import Document
from kcheck.readers.front_matter import front_matter_end
from kcheck.readers.markdown import read_mdx as read_masked
from kcheck.readers.mask import Mask, Masked
from kcheck.readers.tags import KINDS
from kcheck.readers.templates.elements import attribute_blocks, is_component, name_masks
from kcheck.readers.templates.expressions import mask_expression
from kcheck.readers.templates.gather import Gather
from kcheck.readers.templates.scan import Language, Tag, scan
from kcheck.source import Source

_CODE = re.compile(
    r"^[ \t>]*(`{3,}+|~{3,}+)[^\n]*+\n.*?(?:^[ \t>]*\1[`~]*[ \t]*$|\Z)"
    r"|(?<![`\\])(`++)(?:[^\n`]|\n(?!\s*\n))*?(?<!`)\2(?!`)",
    re.DOTALL | re.MULTILINE,
)
_MODULE = re.compile(r"^(?:import|export)\b", re.MULTILINE)
_BLANK_LINE = re.compile(r"\n[ \t]*(?:\r?\n|\Z)")
_BRACKET = re.compile(
    r"\"(?:\\.|[^\"\\\n])*+\"|'(?:\\.|[^'\\\n])*+'|`(?:\\.|[^`\\])*+`|//[^\n]*|/\*.*?\*/|[{}()\[\]]", re.DOTALL
)


def read_mdx(source: Source) -> Document:
    """MDX as blocks: Markdown, components and their attributes, and the strings of modules and expressions."""
    gather, text = Gather(source), source.text
    start = front_matter_end(text)
    shown = _without_code(text, start)
    for begin, end in _modules(shown, start):
        gather.script(begin, end)
        gather.masks.append(Mask(begin, end, "", " "))
        shown = shown[:begin] + " " * (end - begin) + shown[end:]
    found = scan(shown, start, len(text), Language(braces=True, islands=True))
    for syntax in found.found:
        mask_expression(gather, syntax)
    gather.broken(found.broken)
    gather.masks += _alone(text, found.tags)
    gather.masks += name_masks(text, found.tags, components=True)
    # the tags are masked, so their attributes are read where they stand
    gather.blocks += attribute_blocks(Masked(source.path, text, origin=source), found.attributes, components=True)
    return gather.document(read=read_masked)


def _without_code(text: str, start: int) -> str:
    """The text with its code spans and fences blank: braces in them open nothing."""
    return text[:start] + _CODE.sub(lambda code: re.sub(r"[^\n]", " ", code.group()), text[start:])


def _modules(text: str, start: int) -> list[tuple[int, int]]:
    """Paragraphs of `import` and `export`, up to the first blank line at which no bracket is open."""
    found: list[tuple[int, int]] = []
    at = start
    while module := _MODULE.search(text, at):
        depth, at, begin = 0, module.end(), module.start()
        before = text[start:begin].rstrip(" \t")
        if (
            before.strip()
            and not before.endswith("\n\n")
            and not before.endswith("\n\r\n")
            and not (found and not text[found[-1][1] : begin].strip())
        ):
            continue  # a word in a paragraph
        while True:
            line = _BLANK_LINE.search(text, at)
            stop = line.start() if line else len(text)
            depth += sum(
                (mark in "{([") - (mark in "})]") for mark in _BRACKET.findall(text, at, stop) if len(mark) == 1
            )
            at = stop + 1
            if depth <= 0 or line is None:
                break
        found.append((begin, stop))
        at = stop
    return found


def _alone(text: str, tags: list[Tag]) -> list[Mask]:
    """Masks for components' tags that stand on lines of their own: what is between them is Markdown."""
    masks = []
    for tag in tags:
        line = text.rfind("\n", 0, tag.start) + 1
        stop = text.find("\n", tag.end)
        alone = not text[line : tag.start].strip() and not text[tag.end : stop if stop >= 0 else len(text)].strip()
        if alone and (
            is_component(tag.name)
            or (tag.name and tag.name not in KINDS and tag.name not in {"script", "style", "pre", "img", "br"})
        ):
            masks.append(Mask(tag.start, tag.end, "", " "))
    return masks
