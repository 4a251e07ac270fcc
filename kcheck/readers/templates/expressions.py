"""Expressions of JavaScript in markup, `{...}` in Svelte, Astro and MDX and quoted ones in Vue.

A literal flows with the text around it. Other strings of an expression (`{faqs.map(...)}`, `items={[...]}`) are read by
the reader of scripts, in which an element that the expression holds is only a nought.
"""

import re

from kcheck.document import Comment
from kcheck.readers.mask import Mask, Quoted, blank, unseen, value
from kcheck.readers.templates.elements import is_component
from kcheck.readers.templates.gather import Gather
from kcheck.readers.templates.hosts import plain_mask
from kcheck.readers.templates.literals import escapes, printed
from kcheck.readers.templates.scan import Found, islands_out

_COMMENT = re.compile(r"\{\s*(?:/\*.*\*/\s*|//[^\n]*\s*)\}$", re.DOTALL)
_STATEMENT = re.compile(r"\{\s*(?:[#:]|/[a-z]+\s*\}|@(?:render|const|debug|attach)\b)")  # {#if}, {:else}, {/if}
_EACH = re.compile(r"\{\s*#each\s+(.*?)\s+as\s", re.DOTALL)
_HTML = re.compile(r"\{\s*@html\b")
_TEMPLATE = re.compile(r"\{\s*`((?:\\.|[^`\\])*)`\s*\}$", re.DOTALL)
_PLAIN = re.compile(r"\{\s*(?:\"((?:\\.|[^\"\\])*)\"|'((?:\\.|[^'\\\"])*)'|`((?:\\.|[^`\\$\"])*)`)\s*\}$", re.DOTALL)
_HOLE = re.compile(r"\$\{[^{}]*\}")
_STRING = re.compile(r"[\"'`]")
_NO_COPY = re.compile(
    r"^(?:class|className|style|href|src|srcset|id|key|on\w+|on:.*|use:.*|class:.*|style:.*|client:.*|bind:.*|data-.*)$"
)


def mask_expression(gather: Gather, found: Found) -> None:
    """Mask one `{...}` and take its words."""
    text = gather.source.text
    start, end = found.start, found.end
    if found.islands:
        gather.masks += [blank(begin, stop) for begin, stop in islands_out(found)]
        _aside(gather, found, "")
    elif found.context == "text":
        _in_text(gather, found)
    elif found.context == "value":
        _printed(gather, found)
    elif found.attribute:
        _in_attribute(gather, found)
    elif found.context == "name":
        gather.masks.append(plain_mask(text, found))
    else:
        gather.masks.append(blank(start, end))


def _in_text(gather: Gather, found: Found) -> None:
    text, start, end = gather.source.text, found.start, found.end
    if _COMMENT.match(text, start, end):
        gather.comments.append(Comment(text[start + 1 : end - 1].strip().strip("/*"), start, end))
        gather.masks.append(unseen(text, start, end))
    elif _STATEMENT.match(text, start, end):
        gather.masks.append(unseen(text, start, end))
        if each := _EACH.match(text, start, end):
            gather.expression(text[slice(*each.span(1))], each.start(1))
    elif template := _TEMPLATE.match(text, start, end):
        _template(gather, found, template)
    else:
        _printed(gather, found)


def _template(gather: Gather, found: Found, template: re.Match[str]) -> None:
    """A template literal alone: its text flows, with a placeholder for each value."""
    text, at = gather.source.text, template.start(1)
    gather.masks.append(Mask(found.start, at))
    for hole in _HOLE.finditer(text, at, template.end(1)):
        gather.masks += escapes(text, at, hole.start())
        gather.masks.append(value(*hole.span()))
        at = hole.end()
    gather.masks += escapes(text, at, template.end(1))
    gather.masks.append(Mask(template.end(1), found.end))
    gather.quoted.append(Quoted(template.start(1), template.end(1), "`"))


def _printed(gather: Gather, found: Found) -> None:
    """An expression whose value is shown: its literals stay; those of objects, arrays and calls are read aside."""
    text, start, end = gather.source.text, found.start, found.end
    inner = start + 1, max(start + 1, end - 1)
    html = _HTML.match(text, start, end)
    if html:
        inner = html.end(), inner[1]
    code = text[slice(*inner)]
    if re.search(r"[{\[]|=>", code) and _STRING.search(code):
        gather.masks.append(value(start, end))
        _aside(gather, found, "")
        return
    masks, quoted = printed(text, start, end, inner)
    gather.masks += masks
    gather.quoted += quoted


def _in_attribute(gather: Gather, found: Found) -> None:
    text, start, end = gather.source.text, found.start, found.end
    plain = _PLAIN.match(text, start, end)
    if plain and not is_component(found.tag) and not found.attribute.startswith("set:"):
        group = plain.lastindex or 1
        inside = plain.span(group)
        # title={'Our rooms'} reads as title= "Our rooms"
        gather.masks += [Mask(start, inside[0] - 1, "", " "), Mask(inside[0] - 1, inside[0], '"')]
        gather.masks += escapes(text, *inside)
        gather.masks += [Mask(inside[1], inside[1] + 1, '"'), Mask(inside[1] + 1, end, "", " ")]
        gather.quoted.append(Quoted(*inside, text[inside[0] - 1]))
        return
    gather.masks.append(value(start, end))
    if not _NO_COPY.match(found.attribute):
        _aside(gather, found, found.attribute)


def _aside(gather: Gather, found: Found, attribute: str) -> None:
    """Read an expression's code as a script: `items={[...]}` as `items=([...])`, so that the name tells of its kind."""
    text = gather.source.text
    start = found.start
    code = [
        text[begin:stop] + "0".ljust(gap) for (begin, stop), gap in zip(islands_out(found), _gaps(found), strict=True)
    ]
    joined = "".join(code)[: found.end - start]
    joined = f"({joined[1:-1]})" if joined.startswith("{") and joined.endswith("}") else joined
    if (
        attribute
        and re.fullmatch(r"[\w:.-]+", attribute)
        and text[start - 1] == "="
        and text.startswith(attribute, start - 1 - len(attribute))
    ):
        joined = re.sub(r"\W", "_", attribute) + "=" + joined
        start -= len(attribute) + 1
    gather.expression(joined, start)


def _gaps(found: Found) -> list[int]:
    return [end - start for start, end in found.islands] + [1]


def bound_attribute(gather: Gather, name: str, start: int, end: int) -> None:
    """The quoted expression of `:title="..."` or `v-bind:items="..."`, value `[start, end)`."""
    text = gather.source.text
    bare = re.sub(r"^(?:v-bind:|v-|:|x-|@)", "", name)
    if _NO_COPY.match(bare) or not _STRING.search(text, start, end):
        return
    begin = start - 2 - len(bare)
    if bare.isidentifier() and text.startswith(f"{bare}=", begin):
        gather.expression(f"{bare}=({text[start:end]})", begin)
    else:
        gather.expression(text[start:end], start)
