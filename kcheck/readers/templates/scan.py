"""One pass over a template: where its own syntax stands in the HTML around it, and that HTML's tags and attributes.

What a piece of template syntax may be masked with depends on where it stands: `{{ x }}` in text is a word, in a tag it
is white space, and inside `<{{ tag }}>` it is the tag's name. No tree is made: broken templates are the rule.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())
RAW = ("script", "style", "textarea", "title", "xmp")
_TAG = re.compile(r"<(/?)([A-Za-z][^\s/>{]*)?")
_NAME_BEFORE = re.compile(r"([^\s\"'<>=/{]+)\s*=\s*$")
_OPERAND_BEFORE = re.compile(r"(?:[(&|?:=>,\[{;]|\breturn)\s*$")  # an element may stand here in a script
_CODE = re.compile(
    r"\"(?:\\.|[^\"\\\n])*+\"?|'(?:\\.|[^'\\\n])*+'?|`|//[^\n]*|/\*(?:[^*]|\*(?!/))*+(?:\*/)?|[{}]|<(?=[A-Za-z>])",
    re.DOTALL,
)
_LONGEST = 2_000  # characters of an expression in a quoted value
_TEMPLATE = re.compile(r"\\.|`|\$\{", re.DOTALL)

# An opener that was found -> the offset after the whole, and what it is; None where it is plain text after all.
Host = Callable[[re.Match[str]], tuple[int, str] | None]


class Found(NamedTuple):
    """Template syntax: its place, what it is, where in the HTML it stands, and the attribute that it is the value of.

    `context` is `text`, `name` (of a tag), `tag`, `value` (in quotes), `bare` (a value without quotes), `raw`.
    `islands` are the elements inside an expression's code.
    """

    start: int
    end: int
    kind: str
    context: str
    attribute: str = ""
    tag: str = ""
    islands: tuple[tuple[int, int], ...] = ()


class Tag(NamedTuple):
    """One start or end tag: `[start, end)`, and its name as it is written."""

    start: int
    end: int
    name: str
    closing: bool
    closed: bool  # by itself: `<br />`


class Attribute(NamedTuple):
    """A quoted value `[start, end)` and whose it is."""

    tag: str
    name: str
    start: int
    end: int
    quote: str


class Language(NamedTuple):
    """What a template language adds to HTML."""

    opener: re.Pattern[str] | None = None
    host: Host | None = None
    braces: bool = False  # `{` opens an expression of JavaScript
    islands: bool = False  # which may hold elements
    quoted_braces: bool = False  # and may stand in quoted values


@dataclass
class Scan:
    """What was found, and where the scan is."""

    text: str
    language: Language
    found: list[Found] = field(default_factory=list)
    tags: list[Tag] = field(default_factory=list)
    attributes: list[Attribute] = field(default_factory=list)
    raw: list[tuple[Tag, int, int]] = field(default_factory=list)  # start tag, contents of a script and the like
    comments: list[tuple[int, int]] = field(default_factory=list)
    lost: set[str] = field(default_factory=set)  # closers that stand nowhere ahead
    broken: int = -1  # the brace that is never closed


@dataclass
class _Code:
    """An open expression: where it began, in which place, how many braces are open, and the elements inside."""

    start: int
    context: str
    attribute: str = ""
    tag: str = ""
    braces: int = 0
    islands: list[tuple[int, int]] = field(default_factory=list)


@dataclass
class _Island:
    """Markup: the page itself, or elements inside an expression, until as many are closed as were opened."""

    start: int
    depth: int = 0
    page: bool = False


def scan(text: str, start: int, end: int, language: Language) -> Scan:
    """Everything of a template language in `[start, end)`. Nesting is kept on a stack of our own."""
    state = Scan(text, language)
    opener = language.opener.pattern if language.opener else r"(?!)"
    markup = re.compile(rf"(?P<host>{opener})|<!--|<(?=/?(?:{opener})|[A-Za-z/>]){'|[{]' if language.braces else ''}")
    inside = re.compile(rf"(?P<host>{opener})|[\"'>]|/>{'|[{]' if language.braces else ''}")
    stack: list[_Code | _Island | Tag | str] = [_Island(start, page=True)]
    at = start
    while at < end:
        top = stack[-1]
        if isinstance(top, _Code):
            at = _code(state, stack, top, at, end)
        elif isinstance(top, str):
            at = _template(state, stack, at, end)
        elif isinstance(top, Tag):
            at = _tag(state, stack, top, inside, at, end)
        else:
            at = _markup(state, stack, top, markup, at, end)
    if left := next((left for left in stack if isinstance(left, _Code)), None):
        _reread(state, left, end)
    state.found.sort(key=lambda found: (found.start, -found.end))
    return state


def _reread(state: Scan, left: _Code, end: int) -> None:
    """A brace that is never closed is text, and what follows it is HTML without expressions: nothing is lost."""
    at = left.start + 1
    rest = scan(state.text, at, end, state.language._replace(braces=False, quoted_braces=False))
    state.broken = left.start
    state.found = [*(found for found in state.found if found.start < left.start), *rest.found]
    state.tags = [*(tag for tag in state.tags if tag.start < at), *rest.tags]
    state.attributes = [*(value for value in state.attributes if value.start < at), *rest.attributes]
    state.raw = [*(raw for raw in state.raw if raw[1] < at), *rest.raw]


_Stack = list["_Code | _Island | Tag | str"]


def _markup(state: Scan, stack: _Stack, top: _Island, pattern: re.Pattern[str], at: int, end: int) -> int:
    text = state.text
    found = pattern.search(text, at, end)
    if found is None:
        return end
    if found["host"] is not None:
        return _host(state, found, "text")
    if found.group() == "<!--":
        close = _find(state, "-->", found.end(), end)
        if close >= 0:
            state.comments.append((found.start(), close + 3))
            return close + 3
        return found.end()
    if found.group() == "{":
        stack.append(_Code(found.start(), "text"))
        return found.end()
    tag = _TAG.match(text, found.start(), end)
    assert tag is not None
    stack.append(Tag(found.start(), tag.end(), tag[2] or "", bool(tag[1]), closed=False))
    return tag.end()


def _tag(state: Scan, stack: _Stack, top: Tag, pattern: re.Pattern[str], at: int, end: int) -> int:
    """One step inside a tag: syntax of the template, a quoted value, an expression, or the end of the tag."""
    text = state.text
    found = pattern.search(text, at, end)
    if found is None:
        stack.pop()
        return end
    if found["host"] is not None:
        return _host(state, found, _context(text, top, found.start()), top.name)
    mark = found.group()
    if mark == "{":
        attribute = _attribute(text, top, found.start())
        stack.append(_Code(found.start(), "bare" if attribute else "tag", attribute, top.name))
        return found.end()
    if mark in "\"'":
        attribute = _attribute(text, top, found.start())
        return _quoted(state, stack, top, attribute, found, end) if attribute else found.end()
    tag = top._replace(end=found.end(), closed=mark == "/>")
    stack.pop()
    state.tags.append(tag)
    _count(state, stack, tag)
    name = tag.name.lower()
    if name in RAW and tag.name == name and not tag.closing and not tag.closed:
        return _raw(state, tag, end)
    return found.end()


def _count(state: Scan, stack: _Stack, tag: Tag) -> None:
    """Open or close an element of an island; the island ends with the last of them."""
    island = stack[-1]
    if not isinstance(island, _Island) or island.page:
        return
    if tag.closing:
        island.depth -= 1
    elif not tag.closed and tag.name.lower() not in VOID:
        island.depth += 1
    if island.depth <= 0:
        stack.pop()
        code = stack[-1]
        if isinstance(code, _Code):
            code.islands.append((island.start, tag.end))


def _raw(state: Scan, tag: Tag, end: int) -> int:
    """The contents of a script or style are no HTML, but the template's own syntax may stand in them."""
    text = state.text
    closing = re.compile(rf"</{re.escape(tag.name)}(?=[\s/>])", re.IGNORECASE).search(text, tag.end, end)
    stop = closing.start() if closing else end
    if tag.name == "title":
        return tag.end
    state.raw.append((tag, tag.end, stop))
    at = tag.end
    opener = state.language.opener
    while opener is not None and (found := opener.search(text, at, stop)):
        at = _host(state, found, "raw")
    return max(stop, tag.end)


def _quoted(state: Scan, stack: _Stack, top: Tag, attribute: str, opening: re.Match[str], end: int) -> int:
    """A quoted value, with the template's syntax in it. One that is never closed ends where its tag seems to."""
    text, quote, start = state.text, opening.group(), opening.end()
    language, at = state.language, opening.end()
    while True:
        close = text.find(quote, at, end)
        if close < 0:
            return start
        found = language.opener.search(text, at, close + 1) if language.opener else None
        brace = text.find("{", at, close) if language.quoted_braces else -1
        if found is None and brace < 0:
            break
        if found is not None and (brace < 0 or found.start() <= brace):
            at = _host(state, found, "value", top.name, attribute)
        else:
            at = _brace_end(text, brace, min(end, brace + _LONGEST))
            state.found.append(Found(brace, at, "value", "value", attribute, top.name))
    state.attributes.append(Attribute(top.name, attribute, start, close, quote))
    return close + 1


def _brace_end(text: str, at: int, end: int) -> int:
    """The offset after the brace that closes the one at an offset, strings passed over."""
    depth = 0
    for found in _CODE.finditer(text, at, end):
        depth += (found.group() == "{") - (found.group() == "}")
        if depth == 0:
            return found.end()
    return at + 1


def _code(state: Scan, stack: _Stack, top: _Code, at: int, end: int) -> int:
    text = state.text
    found = _CODE.search(text, at, end)
    if found is None:
        return end
    mark = found.group()
    if mark == "{":
        top.braces += 1
    elif mark == "}" and top.braces:
        top.braces -= 1
    elif mark == "}":
        stack.pop()
        if top.context != "nested":
            islands = tuple(top.islands)
            state.found.append(Found(top.start, found.end(), "value", top.context, top.attribute, top.tag, islands))
        elif top.islands and (outer := next((code for code in reversed(stack) if isinstance(code, _Code)), None)):
            outer.islands.extend(top.islands)
    elif mark == "`":
        stack.append("`")
    elif mark == "<" and state.language.islands and _stands_alone(text, top, found.start()):
        stack.append(_Island(found.start()))
        return found.start()
    return found.end()


def _stands_alone(text: str, code: _Code, at: int) -> bool:
    """Whether `<` begins an element, and compares nothing."""
    return bool(_OPERAND_BEFORE.search(text, max(code.start, at - 40), at))


def _template(state: Scan, stack: _Stack, at: int, end: int) -> int:
    found = _TEMPLATE.search(state.text, at, end)
    if found is None:
        return end
    if found.group() == "`":
        stack.pop()
    elif found.group() == "${":
        stack.append(_Code(found.start(), "nested"))
    return found.end()


def _host(state: Scan, found: re.Match[str], context: str, tag: str = "", attribute: str = "") -> int:
    assert state.language.host is not None
    whole = state.language.host(found)
    if whole is None:
        return found.end()
    attribute = attribute or (_attribute(state.text, None, found.start()) if context == "bare" else "")
    state.found.append(Found(found.start(), whole[0], whole[1], context, attribute, tag))
    return whole[0]


def _context(text: str, tag: Tag, at: int) -> str:
    if at == tag.end or (at > tag.start and text[at - 1] in "</"):
        return "name"
    return "bare" if text[at - 1] == "=" else "tag"


def _attribute(text: str, tag: Tag | None, at: int) -> str:
    """The name of the attribute whose value begins at an offset; "" where none does."""
    name = _NAME_BEFORE.search(text, max(tag.end if tag else 0, at - 120), at)
    return name[1] if name else ""


def _find(state: Scan, closer: str, at: int, end: int) -> int:
    """Where a closer stands next, or -1; what is absent is looked for once."""
    if closer in state.lost:
        return -1
    found = state.text.find(closer, at, end)
    if found < 0:
        state.lost.add(closer)
    return found


def islands_out(found: Found) -> Iterator[tuple[int, int]]:
    """The stretches of an expression that are code, the elements inside left out."""
    at = found.start
    for start, end in found.islands:
        yield at, start
        at = end
    yield at, found.end
