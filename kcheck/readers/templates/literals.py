"""Words in the expressions of a template: `{{ 'Book now' | t }}`, `<%= link_to "Our doctors", path %>`.

What is printed flows with the HTML around it, so the literal stays in the copy and the code around it is masked.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from kcheck.readers.build import PLACEHOLDER
from kcheck.readers.mask import Mask, Quoted, value
from kcheck.readers.prose import looks_like_label, looks_like_prose

_STRING = re.compile(r"\"((?:\\.|[^\"\\])*+)\"|'((?:\\.|[^'\\])*+)'|`((?:\\.|[^`\\$])*+)`", re.DOTALL)
_ESCAPE = re.compile(r"\\(?:u[0-9a-fA-F]{4}|.)", re.DOTALL)
_MEANING = {"n": "\n", "t": " ", "r": " ", "\n": " "}
_SPEAKS = re.compile(
    r"(?:^|[^\w.])(?:_|__|_e|_x|t|i18n|trans|translate|gettext|lang|esc_(?:html|attr)(?:__|_e|_x)|link_to|button_to|safe|raw"
    r"|content_tag\s+:\w+,|mail_to|submit)\s*\(?\s*$"
)
_TRANSLATED = re.compile(r"\s*\|\s*(?:t|trans|translate|safe|raw|escape|e|upcase|capitalize|title)\b")
# The word before an argument that no visitor reads, and calls that take none.
_NOT_COPY = re.compile(
    r"(?:\b(?:class|id|style|href|src|url|rel|target|method|format|date|strftime|asset|route|path|image|partial|type|name"
    r"|class_name|data|icon|layout|locale|size|sizes|width)\w*\s*(?:=>|=|:)|\b(?:date|strftime|asset\w*|route|url|config|env|session|old|"
    r"image_tag|stylesheet\w*|javascript\w*|render|partial|include|require|split|join|replace\w*|number_format|format|where|map|contains)"
    r"\s*:?\s*\(?)\s*$"
)
_COMPARED = re.compile(r"(?:[=!]==?|[<>]=?|\bin|\bcontains|\bis|\beq|\bne)\s*$")
_COMPARES = re.compile(r"\s*(?:[=!]=|\bin\b|=>|:(?!:)\s*['\"\w])")
_JOINED_BEFORE = re.compile(r"[\w)\]}]\s*(?:\.|~|\+|\|\||<<)\s*$")
_JOINED_AFTER = re.compile(r"\s*(?:\.|~|\+|\|\|)\s*[\w$(@]")
_ONLY_JOINT = re.compile(r"\s*(?:\.|~|\+)\s*$")


class Literal(NamedTuple):
    """A string in an expression, quotes left out, and the quote."""

    start: int
    end: int
    quote: str
    decoded: str


def literals(text: str, start: int, end: int) -> Iterator[Literal]:
    """The strings of an expression that a visitor may read."""
    for found in _STRING.finditer(text, start, end):
        group = found.lastindex or 1
        inside = found[group]
        before = text[max(start, found.start() - 60) : found.start()]
        after = text[found.end() : min(end, found.end() + 20)]
        if _COMPARED.search(before) or _NOT_COPY.search(before) or _is_key(before, after):
            continue
        decoded = _ESCAPE.sub(lambda m: _meaning(m.group()), inside) if "\\" in inside else inside
        alone = not before.strip() and not after.strip()
        said = alone or _SPEAKS.search(before) or _TRANSLATED.match(after)
        if looks_like_prose(decoded) or (said and looks_like_label(decoded)) or (alone and _joint(decoded)):
            yield Literal(found.start(group), found.end(group), text[found.start()], decoded)


def _is_key(before: str, after: str) -> bool:
    """Whether a string before a colon or arrow is a key and no branch: `"a b": 1`, not `x ? "a b" : "c"`."""
    return bool(_COMPARES.match(after)) and not re.search(r"\?\s*$", before)


def _joint(decoded: str) -> bool:
    """Blanks and stops that hold words apart: `{' '}`."""
    return bool(decoded) and not any(char.isalnum() for char in decoded) and len(decoded) < 4


def _meaning(escape: str) -> str:
    if len(escape) == 6:
        code = int(escape[2:], 16)
        return " " if 0xD800 <= code < 0xE000 or code == 0 else chr(code)
    return _MEANING.get(escape[1], escape[1])


def printed(text: str, start: int, end: int, inner: tuple[int, int]) -> tuple[list[Mask], list[Quoted]]:
    """Masks for template syntax `[start, end)` that prints the expression `inner`; its words stay."""
    masks: list[Mask] = []
    quoted: list[Quoted] = []
    at, first = start, True
    for literal in literals(text, *inner):
        opening = literal.start - 1
        between = text[max(at, inner[0]) : opening]
        if not first and _ONLY_JOINT.match(between[1:]):
            masks.append(Mask(at, literal.start))
        elif _JOINED_BEFORE.search(between):
            masks.append(value(at, literal.start))
        elif first:
            masks.append(Mask(at, literal.start))
        else:
            masks.append(Mask(at, literal.start, f"{PLACEHOLDER} "))  # one of two, and no sentence of both
        masks += escapes(text, literal.start, literal.end)
        quoted.append(Quoted(literal.start, literal.end, literal.quote))
        at, first = literal.end, False
    if first:
        return [value(start, end)], []
    rest = value(at, end) if _JOINED_AFTER.match(text, at + 1, inner[1]) else Mask(at, end)
    return [*masks, rest], quoted


def escapes(text: str, start: int, end: int) -> list[Mask]:
    """Masks for the escapes inside a string."""
    if text.find("\\", start, end) < 0:
        return []
    return [
        Mask(start_, end_, _meaning(text[start_:end_]))
        for start_, end_ in (m.span() for m in _ESCAPE.finditer(text, start, end))
    ]
