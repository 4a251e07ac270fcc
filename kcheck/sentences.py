"""Cut a block's text into sentences, sparing abbreviations, initials, decimals and enumerations."""

import regex

# Never the end of a sentence, whatever follows.
_TITLES = frozenset(
    """dr mr mrs ms prof st rev sr jr gen col sgt capt lt hon vs e.g i.e eg ie cf approx ca no nos fig figs vol pp
    ed eds dept est mt ft tel ext min max avg resp incl esp""".split()
)
# May end one: only when a capital that begins a plain word follows.
_MAYBE = frozenset(
    """m.d d.o ph.d r.n n.p p.a i.v i.m u.s u.s.a u.k a.m p.m b.a m.a d.c etc inc ltd co corp jr sr al st ave blvd
    rd""".split()
)

_END = regex.compile(r"[.!?\u2026]+[\"'\u2019\u201d)\]]*(?=\s+\S)|\n")
_LAST_WORD = regex.compile(r"[\p{L}\p{N}.]+$")
_STARTER = regex.compile(
    r"[\"'(\u2018\u201c\[]*(?:The|A|An|This|That|These|Those|It|Its|He|She|They|We|Our|You|Your|In|At|On|For|With|If|When|"
    r"But|And|However|Ketamine|There|Some|Many|Most|Results|No|Not|As|All|After|To|Is|Are|Call)\b"
)


def sentence_bounds(text: str) -> list[tuple[int, int]]:
    """Half-open bounds of each sentence of `text`, in its own characters, blanks between them left out."""
    bounds: list[tuple[int, int]] = []
    start = 0
    for stop in _END.finditer(text):
        if not _ends(text, stop.start(), stop.end(), start):
            continue
        bounds.append((start, stop.end()))
        start = stop.end()
        while start < len(text) and text[start].isspace():
            start += 1
    if start < len(text.rstrip()):
        bounds.append((start, len(text.rstrip())))
    return bounds


def _ends(text: str, at: int, after: int, start: int) -> bool:
    """Whether the punctuation at `[at, after)` ends the sentence that began at `start`."""
    following = text[after:].lstrip()[:60]
    if text[at] != "." or (after - at > 1 and text[at:after].startswith(("..", ".!", ".?"))):
        # "Ready?" she asked; "Yahoo! users": a lower-case word goes on with the sentence
        return not following[:1].islower()
    word = _LAST_WORD.search(text, start, at)
    last = word.group().lower().lstrip(".") if word else ""
    if not following or following[0].islower():
        return False
    if last in _MAYBE:
        return bool(_STARTER.match(following))
    if last in _TITLES:
        # "No. 1" goes on, "He said no. Then" does not
        return last == "no" and not following[0].isdigit()
    if len(last) == 1 and last.isalpha() and text[at - 1].isupper():
        return last == "i" and bool(_STARTER.match(following))
    if last.isdigit() and len(last) < 3 and at - len(last) == start:
        return False  # "1. First step"
    return True
