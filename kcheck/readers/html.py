"""HTML: one pass over tags, as browsers cut them, with the exact place of every visible character.

No library gives correct text together with exact character offsets, so this is a scanner of our own. It follows
the HTML standard's tokenizer where that matters for words, and reads on where a browser would swallow text.
"""

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import NamedTuple

from kcheck.document import Block, Comment, Document
from kcheck.readers.build import BlockBuilder
from kcheck.readers.entities import keep_text
from kcheck.readers.json_strings import read_json_ld
from kcheck.readers.tags import BLOCK, BUTTON_CLASS, HIDDEN, KINDS, LEVELS, META
from kcheck.readers.unseen import Unseen, ends_at_end_tag, ends_at_start_tag
from kcheck.source import Source

_TAG_NAME = re.compile(r"</?([A-Za-z][^\s/>]*)")
_ATTRIBUTE = re.compile(r"""[\s/]*+([^\s"'>/=][^\s>/=]*+)(?:\s*+=\s*+(?:"([^"]*+)"|'([^']*+)'|([^\s>"']++)?))?""")
_VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())
# Their contents are no copy, whatever they hold.
_RAW = frozenset("script style xmp noembed noframes plaintext iframe textarea".split())
_SKIPPED = frozenset("template svg math select datalist pre code kbd samp object canvas".split())
# They stand in the line like a picture, so the words beside them are two.
_PARTS_WORDS = frozenset("code kbd samp svg math img input select textarea iframe".split())
_COMMENT_END = re.compile(r"--!?>")
# End tags that may be left out, so an open one is no fault.
_OPTIONAL = frozenset("p li dt dd td th tr thead tbody tfoot option optgroup html head body caption colgroup".split())
_LABELS = ("alt", "aria-label", "title", "placeholder", "aria-description")


class _Open(NamedTuple):
    """An open block element: where its tag stands, and what a block directly in it is."""

    name: str
    at: int
    kind: str
    level: int


@dataclass
class _State:
    """Where the scan is: open elements, what is skipped, and the block that is being collected."""

    build: BlockBuilder
    side: BlockBuilder
    open: list[_Open] = field(default_factory=list)
    count: Counter[str] = field(default_factory=Counter)  # how many elements of each name are open
    skip: Unseen = field(default_factory=Unseen)
    absent: set[str] = field(default_factory=set)  # closers that stand nowhere ahead
    link: tuple[int, str, str] | None = None  # block offset, address and kind of the open link
    only_links: bool = True  # the block so far holds nothing but links
    link_kind: str = "link"
    comments: list[Comment] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    bare: str = ""  # the tag that was just passed, if no text has come since


def read_html(source: Source) -> Document:
    """A page as blocks: visible text, titles, metadata, labels and JSON-LD, in source order."""
    state = _State(BlockBuilder(source.text), BlockBuilder(source.text))
    read_fragment(source, 0, len(source.text), state)
    for element in state.open[:20]:
        if element.name not in _OPTIONAL:
            state.notes.append(f"line {source.position(element.at).line}: <{element.name}> is never closed")
    if state.skip:
        line = source.position(state.skip.at).line
        state.notes.append(f"line {line}: <{state.skip.root}> is never closed; the rest is not read")
    blocks = sorted([*state.build.blocks, *state.side.blocks], key=_first_offset)
    return Document(source, tuple(blocks), tuple(state.comments), (*source.notes, *state.notes[:20]))


def html_blocks(source: Source, start: int, end: int) -> tuple[list[Block], list[Comment]]:
    """The blocks and comments of HTML standing in another format's source `[start, end)`."""
    state = _State(BlockBuilder(source.text), BlockBuilder(source.text))
    read_fragment(source, start, end, state)
    return sorted([*state.build.blocks, *state.side.blocks], key=_first_offset), state.comments


def _first_offset(block: Block) -> int:
    return block.pieces[0].start


def read_fragment(source: Source, start: int, end: int, state: _State) -> None:
    """Scan source `[start, end)` into the state's builders."""
    text, at = source.text, start
    while at < end:
        opening = text.find("<", at, end)
        if opening < 0:
            _text(state, at, end)
            break
        if opening > at:
            _text(state, at, opening)
        at = _markup(source, opening, end, state)
    _finish(state)


def _markup(source: Source, at: int, end: int, state: _State) -> int:
    """Handle what begins with `<` at an offset; the offset after it."""
    text = source.text
    if text.startswith("<!--", at):
        return _comment(source, at, end, state)
    if text.startswith(("<?php", "<?="), at):
        close = _find(state, "?>", at, end)
        if close < 0:
            state.notes.append(f"line {source.position(at).line}: <? is never closed; the rest is not read")
            return end
        state.build.gap(at, close + 2)
        return close + 2
    if text.startswith("<%", at) and (close := _find(state, "%>", at, end)) >= 0:
        state.build.gap(at, close + 2)
        return close + 2
    named = _TAG_NAME.match(text, at, end)
    if named is None:
        # "<!doctype html>" and what the standard calls a bogus comment, such as </3>
        if text.startswith(("</", "<!", "<?"), at) and (close := _find(state, ">", at, end)) >= 0:
            return close + 1
        _text(state, at, at + 1)
        return at + 1
    name = named[1].lower()
    if text[at + 1] == "/":
        close = text.find(">", named.end(), end)
        _end_tag(state, name, at)
        return end if close < 0 else close + 1
    return _start_tag(source, named, end, state)


def _find(state: _State, closer: str, at: int, end: int) -> int:
    """Where a closer stands next, or -1; what is absent is looked for once, or hostile pages would take for ever."""
    if closer in state.absent:
        return -1
    found = state.build.source.find(closer, at, end)
    if found < 0:
        state.absent.add(closer)
    return found


def _comment(source: Source, at: int, end: int, state: _State) -> int:
    """Keep a comment, which ends as browsers have it: `<!-->` is a whole one, and `--!>` closes."""
    text = source.text
    if text.startswith((">", "->"), at + 4):
        return text.index(">", at) + 1
    close = _COMMENT_END.search(text, at + 4, end)
    if close is None:
        state.notes.append(f"line {source.position(at).line}: <!-- is never closed; the rest is not read")
        return end
    state.comments.append(Comment(text[at + 4 : close.start()], at, close.end()))
    return close.end()


def _attributes(text: str, at: int, end: int) -> tuple[dict[str, tuple[int, int]], int]:
    """The attributes from an offset inside a tag, name -> value span, and the offset after the tag.

    An unclosed quote ends at the next `>`: a browser would swallow the page from here, a reader must not.
    """
    found: dict[str, tuple[int, int]] = {}
    while at < end:
        attribute = _ATTRIBUTE.match(text, at, end)
        if attribute is None:
            while at < end and text[at] in " \t\r\n\f/\"'=":
                at += 1
            if at >= end or text[at] == ">":
                return found, min(at + 1, end)
            if _ATTRIBUTE.match(text, at, end) is None:
                at += 1
            continue
        group = next((g for g in (2, 3, 4) if attribute[g] is not None), 0)
        span = attribute.span(group) if group else (attribute.end(1), attribute.end(1))
        found.setdefault(attribute[1].lower(), span)
        at = attribute.end()
        if at < end and text[at] in "\"'" and text[at - 1 : at] in "= \t\n":
            close = text.find(">", at, end)  # the quote that opens here is never closed
            return found, end if close < 0 else close + 1
    return found, end


def _start_tag(source: Source, tag: re.Match[str], end: int, state: _State) -> int:
    text, name, at = source.text, tag[1].lower(), tag.start()
    attributes, after = _attributes(text, tag.end(), end)
    if after == end and text[end - 1] != ">":
        state.notes.append(f"line {source.position(at).line}: the tag <{name} is never finished")
    if state.skip and ends_at_start_tag(state.skip, name, state.open[-1].name if state.open else ""):
        _end_skip(state)
    if state.skip:
        return _unseen_tag(source, name, at, after, end, state)
    value = {key: text[a:b] for key, (a, b) in attributes.items()}
    hidden = "hidden" in value or bool(HIDDEN.search(value.get("style", "")))
    if not hidden:
        _labels(state, name, attributes, value)
    if name == "br" or name in _PARTS_WORDS:
        state.build.gap(at, after)
    if name in _RAW:
        return _raw_end(source, name, after, end, state, json_ld="ld+json" in value.get("type", "").lower())
    if name in BLOCK:
        _finish(state)
        if name not in _VOID:
            _open(state, name, at)
    if name in _VOID:
        return after
    if hidden or (name in _SKIPPED and text[after - 2 : after] != "/>"):
        state.skip.push(name, at, hidden=hidden)
    elif name == "a":
        _open_link(state, value)
    state.bare = name
    return after


def _unseen_tag(source: Source, name: str, at: int, after: int, end: int, state: _State) -> int:
    """A start tag where nothing is copy, but for the title of a drawing; the offset after what it opens."""
    text, skip = source.text, state.skip
    closed = text[after - 2 : after] == "/>"
    if name in _RAW and not (closed and skip.root in {"svg", "math"}):
        return _raw_end(source, name, after, end, state)
    if name == "title" and skip.root == "svg" and not skip.hidden and not closed:
        close = text.find("<", after, end)
        _side(state, (after, close if close >= 0 else end), "alt", "svg:title")
    if name not in _VOID and not closed:
        skip.push(name, at)
    return after


def _end_skip(state: _State) -> None:
    """The element that hid its contents has ended."""
    name = state.skip.root
    state.skip.clear()
    if name in BLOCK:
        _finish(state)
        _close(state, name)


def _open(state: _State, name: str, at: int) -> None:
    """Push a block element; a paragraph or item closes an open one of its kind, as browsers do."""
    if state.open and state.open[-1].name == "p":
        _pop(state)
    if name in {"li", "dt", "dd", "td", "th", "tr", "option"} and state.open and state.open[-1].name == name:
        _pop(state)
    kind, level = (state.open[-1].kind, state.open[-1].level) if state.open else ("text", 0)
    if name in KINDS:
        kind, level = KINDS[name], LEVELS.get(name, 0)
    state.open.append(_Open(name, at, kind, level))
    state.count[name] += 1


def _pop(state: _State) -> _Open:
    element = state.open.pop()
    state.count[element.name] -= 1
    return element


def _open_link(state: _State, value: dict[str, str]) -> None:
    role = value.get("role", "") == "button" or bool(BUTTON_CLASS.search(value.get("class", "")))
    if "href" not in value and not role:
        return  # <a name="top">, often left open, is a place and no link
    if state.only_links and not state.build.empty:
        _finish(state)  # menus: each link is read on its own
    state.link = (state.build.length, value.get("href", ""), "button" if role else "link")


def _end_tag(state: _State, name: str, at: int) -> None:
    if state.skip:
        if ends_at_end_tag(state.skip, name, state.count[name]):
            _end_skip(state)
        else:
            root = state.skip.root
            state.skip.pop(name)
            if name in BLOCK and not state.skip:
                _finish(state)
                _close(state, root)
            return
    state.bare = name
    if name == "a":
        _close_link(state)
    elif name == "br":
        state.build.gap(at)
    elif name in BLOCK:
        _finish(state)
        _close(state, name)


def _close(state: _State, name: str) -> None:
    """Close the nearest open element of a name; a stray end tag closes nothing."""
    while state.count[name] and _pop(state).name != name:
        pass


def _close_link(state: _State) -> None:
    if state.link is not None:
        start, href, kind = state.link
        state.build.mark("link", start, state.build.length, href)
        state.link_kind = kind
        state.link = None


def _text(state: _State, start: int, end: int) -> None:
    if state.skip:
        return
    build = state.build
    text = build.source
    if not text[start:end].isspace():
        if build.empty:
            state.only_links = state.link is not None
        elif state.link is None:
            state.only_links = False
        if state.bare and state.bare not in {"sup", "sub"} and text[start].isalpha() and build.ends_with_figure:
            build.gap(start)  # <b>85%</b><span>success</span>: a figure and its label are two words
    keep_text(build, start, end)
    state.bare = ""


def _finish(state: _State) -> None:
    """Close the block that is being collected."""
    if state.link is not None:
        _, href, kind = state.link
        _close_link(state)
        state.link = (0, href, kind)
    kind, level = _kind(state)
    state.build.finish(kind, level=level)
    state.only_links = True


def _kind(state: _State) -> tuple[str, int]:
    kind, level = (state.open[-1].kind, state.open[-1].level) if state.open else ("text", 0)
    if kind in {"text", "item", "cell"} and state.only_links and not state.build.empty:
        return state.link_kind, 0
    return kind, level


def _labels(state: _State, name: str, attributes: dict[str, tuple[int, int]], value: dict[str, str]) -> None:
    """Blocks for the attributes that a visitor reads, hears or finds in a search result."""
    if name == "meta":
        label = (value.get("name") or value.get("property") or "").lower()
        if label in META and "content" in attributes:
            _side(state, attributes["content"], "meta", label)
        return
    for key in _LABELS:
        if value.get(key, "").strip() and not (key == "title" and name in {"link", "style", "iframe"}):
            _side(state, attributes[key], "alt" if key == "alt" else "label", key)
    if name == "input" and value.get("type", "").lower() in {"submit", "button", "reset"} and value.get("value"):
        _side(state, attributes["value"], "button", "value")


def _side(state: _State, span: tuple[int, int], kind: str, name: str) -> None:
    keep_text(state.side, *span, attribute=True)
    state.side.finish(kind, name=name)


def _raw_end(source: Source, name: str, after: int, end: int, state: _State, *, json_ld: bool = False) -> int:
    """The offset after a raw element's end tag; its JSON-LD strings become blocks."""
    closing = re.compile(rf"</{re.escape(name)}(?=[\s/>])", re.IGNORECASE).search(source.text, after, end)
    stop = closing.start() if closing else end
    if closing is None:
        state.notes.append(f"line {source.position(after).line}: <{name}> is never closed; the rest is not read")
    if json_ld:
        read_json_ld(state.side, after, stop)
    if closing is None:
        return end
    close = source.text.find(">", stop, end)
    return end if close < 0 else close + 1
