"""Markdown: CommonMark blocks with tables, footnotes and front matter; inline markup is read by `inline.py`."""

import re
from dataclasses import dataclass, field

from kcheck.document import Block, Comment, Document
from kcheck.readers.build import BlockBuilder
from kcheck.readers.front_matter import front_matter_comments, front_matter_end, read_front_matter
from kcheck.readers.html import html_blocks
from kcheck.readers.inline import Inline, keep_inline
from kcheck.source import Source

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\n|\r|$)")
_QUOTE = re.compile(r"[ \t]{0,3}>[ \t]?")
_ITEM = re.compile(r"[ \t]*(?:[-*+]|\d{1,9}[.)])(?:[ \t]+(?:\[[ xX]\][ \t]+)?|(?=$))")
_INTERRUPTS = re.compile(r"[ \t]*(?:[-*+]|0*1[.)])[ \t]")  # which items may follow a paragraph line
_ATX = re.compile(r"[ \t]{0,3}(#{1,6})(?:[ \t]+|$)")
_ATX_END = re.compile(r"(?:[ \t]+#+)?[ \t]*$")
_SETEXT = re.compile(r"[ \t]{0,3}(=+|-+)[ \t]*$")
_RULE = re.compile(r"[ \t]{0,3}(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,})$")
_FENCE = re.compile(r"[ \t]*(`{3,}(?=[^`]*$)|~{3,})")
_DEFINITION = re.compile(
    r"""[ \t]{0,3}\[((?:[^\[\]\\^]|\\.)[^\[\]]{0,200})\]:[ \t]*<?(\S+?)>?(?:[ \t]+["'(].*)?[ \t]*$"""
)
_FOOTNOTE = re.compile(r"[ \t]{0,3}\[\^[^\]\s]+\]:[ \t]*")
_HTML = re.compile(r"[ \t]{0,3}<(?:!--|/?[A-Za-z][\w.-]*(?=[\s/>]|$)|\?|!)")
_INLINE_HTML = re.compile(
    r"[ \t]*</?(?:a|abbr|b|bdi|cite|em|i|img|mark|q|s|small|span|strong|sub|sup|u|br)(?=[\s/>])", re.IGNORECASE
)
_HTML_TO = (("<!--", "-->"), ("<script", "</script>"), ("<style", "</style>"), ("<pre", "</pre>"), ("<?", "?>"))
_DELIMITERS = re.compile(r"[ \t]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$")
_MODULE = re.compile(r"(?:import|export)\b")


@dataclass
class _State:
    """The open paragraph and what the blocks before it left open."""

    source: Source
    build: BlockBuilder
    mdx: bool
    references: dict[str, str]
    paragraph: list[tuple[int, int, int]] = field(default_factory=list)  # line start, content start, content end
    kind: str = "text"
    in_list: bool = False
    code_by_indent: bool = True  # not inside another language, where all may be indented
    comments: list[Comment] = field(default_factory=list)
    others: list[Block] = field(default_factory=list)


def read_markdown(source: Source) -> Document:
    """Markdown as blocks, front matter first."""
    return _read(source, mdx=False)


def read_mdx(source: Source) -> Document:
    """MDX: Markdown whose tags are components and whose braces hold code."""
    return _read(source, mdx=True)


def _read(source: Source, *, mdx: bool) -> Document:
    text, build = source.text, BlockBuilder(source.text)
    begin = front_matter_end(text)
    notes = read_front_matter(build, begin) if begin else []
    lines = [found.span() for found in _LINE.finditer(text, begin) if found.end() > found.start()]
    state = _State(source, build, mdx, _references(text, lines), code_by_indent=not mdx)
    at = 0
    while at < len(lines):
        at = _line(state, lines, at)
    _flush(state)
    blocks = sorted([*build.blocks, *state.others], key=lambda block: block.pieces[0].start)
    comments = (*front_matter_comments(text, begin), *state.comments)
    return Document(source, tuple(blocks), comments, (*source.notes, *notes))


def markdown_blocks(source: Source, start: int, end: int) -> tuple[list[Block], list[Comment]]:
    """The blocks and comments of Markdown standing in another format's source `[start, end)`."""
    lines = []
    for found in _LINE.finditer(source.text, start, end):
        if found.end() > found.start():
            lines.append(found.span())
    state = _State(source, BlockBuilder(source.text), False, _references(source.text, lines), code_by_indent=False)
    at = 0
    while at < len(lines):
        at = _line(state, lines, at)
    _flush(state)
    blocks = sorted([*state.build.blocks, *state.others], key=lambda block: block.pieces[0].start)
    return blocks, state.comments


def _content(text: str, line: tuple[int, int]) -> tuple[int, int]:
    """A line without its line end."""
    start, end = line
    while end > start and text[end - 1] in "\r\n":
        end -= 1
    return start, end


def _references(text: str, lines: list[tuple[int, int]]) -> dict[str, str]:
    found: dict[str, str] = {}
    for line in lines:
        if definition := _DEFINITION.match(text, *_content(text, line)):
            found.setdefault(" ".join(definition[1].split()).casefold(), definition[2])
    return found


def _line(state: _State, lines: list[tuple[int, int]], index: int) -> int:
    """Take one line, or the block that begins with it; the index of the next line."""
    text = state.source.text
    begin, end = _content(text, lines[index])
    start, quoted = begin, False
    while (quote := _QUOTE.match(text, start, end)) and not _indented(text, start, end, state):
        start, quoted = quote.end(), True
    while not state.code_by_indent and start < end and text[start] in " \t":
        start += 1
    if text[start:end].isspace() or start == end:
        _flush(state)
        return index + 1
    if not state.paragraph and _indented(text, start, end, state):
        return index + 1  # indented code
    if fence := _FENCE.match(text, start, end):
        _flush(state)
        return _fenced(text, lines, index + 1, fence[1])
    if state.paragraph and (setext := _SETEXT.match(text, start, end)) and state.kind == "text":
        _flush(state, heading=1 if setext[1][0] == "=" else 2)
        return index + 1
    if _RULE.match(text, start, end):
        _flush(state)
        return index + 1
    if heading := _ATX.match(text, start, end):
        _flush(state)
        stop = _ATX_END.search(text, heading.end(), end)
        state.paragraph = [(begin, heading.end(), stop.start() if stop else end)]
        _flush(state, heading=len(heading[1]))
        return index + 1
    return _text_line(state, lines, index, start, quoted=quoted)


def _indented(text: str, start: int, end: int, state: _State) -> bool:
    width = 0
    for char in text[start:end]:
        if char not in " \t":
            break
        width += 4 if char == "\t" else 1
    return width >= 4 and state.code_by_indent and not state.in_list and not state.paragraph


def _text_line(state: _State, lines: list[tuple[int, int]], index: int, start: int, *, quoted: bool) -> int:
    """A line of an HTML block, a table, a definition, an item or a paragraph; the index of the next line."""
    text = state.source.text
    begin, end = _content(text, lines[index])
    opens = not state.paragraph
    if _HTML.match(text, start, end) and not _INLINE_HTML.match(text, start, end):
        _flush(state)
        return _html(state, lines, index, start)
    if opens and state.mdx and _MODULE.match(text, start, end):
        return _skip_paragraph(text, lines, index)
    if opens and _DEFINITION.match(text, start, end):
        return index + 1
    if opens and "|" in text[start:end] and _heads_table(text, lines, index):
        return _table(state, lines, index)
    if footnote := _FOOTNOTE.match(text, start, end):
        _flush(state)
        start = footnote.end()
    elif (item := _ITEM.match(text, start, end)) and (opens or state.in_list or _INTERRUPTS.match(item.group())):
        _flush(state)
        state.kind, state.in_list = "item", True
        start = item.end()
        while nested := _ITEM.match(text, start, end):
            start = max(nested.end(), start + 1)
        if heading := _ATX.match(text, start, end):
            start = heading.end()
    elif opens:
        state.kind = "quote" if quoted else "text"
        if not quoted and text[start] not in " \t":
            state.in_list = False
    while start < end and text[start] in " \t":
        start += 1
    state.paragraph.append((begin, start, end))
    return index + 1


def _flush(state: _State, heading: int = 0) -> None:
    """Close the open paragraph as a block."""
    lines, state.paragraph = state.paragraph, []
    kind, state.kind = state.kind, "text"
    if not lines:
        return
    inline = Inline(
        start=lines[0][1],
        end=max(lines[0][1], lines[-1][2]),
        lines={begin: content for begin, content, _ in lines[1:]},
        references=state.references,
        expressions=state.mdx,
    )
    keep_inline(state.build, inline)
    block = state.build.finish("heading" if heading else kind, level=heading)
    state.comments.extend(inline.comments)
    side = BlockBuilder(state.source.text)
    for start, end in inline.images:
        keep_inline(side, Inline(start, end, references=state.references))
        side.finish("alt", name="alt")
    state.others.extend(side.blocks)
    if block is not None and not heading and _is_link(block):
        state.build.blocks[-1] = Block("link", block.text, block.pieces, 0, block.name, block.marks)


def _is_link(block: Block) -> bool:
    return any(m.kind == "link" and m.start == 0 and m.end >= len(block.text) for m in block.marks)


def _fenced(text: str, lines: list[tuple[int, int]], index: int, fence: str) -> int:
    """The index of the line after a fenced code block."""
    close = re.compile(rf"[ \t>]*{re.escape(fence[0])}{{{len(fence)},}}[ \t]*$")
    while index < len(lines):
        if close.match(text, *_content(text, lines[index])):
            return index + 1
        index += 1
    return index


def _skip_paragraph(text: str, lines: list[tuple[int, int]], index: int) -> int:
    while index < len(lines) and text[slice(*lines[index])].strip():
        index += 1
    return index


def _html(state: _State, lines: list[tuple[int, int]], index: int, start: int) -> int:
    """An HTML block: up to its end mark, or to the next blank line."""
    text = state.source.text
    opener = text[start : start + 12].lstrip().lower()
    closer = next((close for begin, close in _HTML_TO if opener.startswith(begin)), "")
    if closer:
        found = text.lower().find(closer, start) if len(text) < 1_000_000 else text.find(closer, start)
        stop = len(text) if found < 0 else found + len(closer)
        while index < len(lines) and lines[index][0] < stop:
            index += 1
    else:
        index = _skip_paragraph(text, lines, index)
    stop = lines[index - 1][1]
    blocks, comments = html_blocks(state.source, start, stop)
    state.others.extend(blocks)
    state.comments.extend(comments)
    return index


def _heads_table(text: str, lines: list[tuple[int, int]], index: int) -> bool:
    """Whether the next line is a table's row of dashes."""
    return index + 1 < len(lines) and bool(_DELIMITERS.match(text, *_content(text, lines[index + 1])))


def _table(state: _State, lines: list[tuple[int, int]], index: int) -> int:
    """A pipe table: a cell a block."""
    text, row = state.source.text, index
    while row < len(lines) and "|" in text[slice(*lines[row])]:
        start, end = _content(text, lines[row])
        if row != index + 1:
            cell = start
            for found in re.finditer(r"\\.|\||$", text[start:end]):
                if found.group().startswith("\\"):
                    continue
                at = start + found.start()
                inline = Inline(cell, max(cell, at), references=state.references, expressions=state.mdx)
                keep_inline(state.build, inline)
                state.build.finish("cell")
                state.comments.extend(inline.comments)
                cell = at + 1
        row += 1
    return row
