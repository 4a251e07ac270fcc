"""Does this string look like copy? One answer for all formats that hold strings: scripts, data files, attributes.

Content files keep copy beside class lists, addresses, dates and messages. No list of names tells them apart, so the
string itself is judged: words with blanks between them, some of them small words of a language or a capital, and no
shape of code. A reader that also knows the key or the place decides on the doubtful ones with `looks_like_label`.
"""

import html
import re

_JUDGED = 2_000  # characters; a longer string is what its beginning is
_TAG = re.compile(r"</?[A-Za-z!][^<>]*>")
_WORD = re.compile(
    r"[\"'(\u2018\u201c\[\u00bf\u00a1*_#\u2022\u2013-]*[^\W\d_]+(?:['\u2019.&/+\u2010-\u2014\u00ae\u2122-][^\W\d_]+)*"
    r"(?:'|\u2019|\u00ae|\u2122|\u2026|[\"\u201d).,;:!?\]*_\u2013\u2014%+-])*$"
)
_NO_BLANKS = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\u0e00-\u0e7f]{4}")
# Small words: where they stand, somebody is talking. English and Spanish, the languages of US clinic pages.
_SMALL = frozenset(
    """
    a about after all also an and any are as at be been before but by can do does for from get had has have he her his
    how i if in into is it its may more most my new no not of on one or our out per she should so than that the their
    them then there these they this those through to under up us was we what when where which who why will with
    without would you your your're you'll we're it's don't
    al con de del el en es la las lo los m\u00e1s no para por que se sin su sus tu un una y
""".split()
)
_CODE = re.compile(
    r"""
    ^\#(?:[0-9a-fA-F]{3,4}|[0-9a-fA-F]{6}|[0-9a-fA-F]{8})$
    | ^\s*(?:[a-z][a-z0-9+.-]*:(?://|(?=\S+$))|(?:mailto|tel|sms|data|blob):|//|/\*|/\w|\./|\.\./|[@~]/|\#!|<\?|use\s(?:client|server|strict)$)
    | => | ===? | !== | && | \|\| | \w\(\) | \w\((?!s\))[^()\s]*\);(?:\s|$) | ^\s*\{.*\}\s*$ | ":\s*["{\[] | \$\{
    | \bfunction\s*\( | ^\s*(?:const|let|var)\s[^.?!=]+=\s
    | ^\s*import\s.*\sfrom\s["'] | ^\s*export\s(?:default|const|function)\s
    | ^\s*[a-z-]+\s*:\s*[^;:\s]+(?:\s[^;:\s]+){0,3};(?:\s*[a-z-]+\s*:|\s*$)
    | \b\d+(?:\.\d+)?(?:px|rem|vh|vw|fr|deg|ms)\b | \b\d*\.\d+s\b | ^\s*\(?(?:min|max)-(?:width|height):
    | \b(?:rgba?|hsla?|calc|var|url|translate[XYZ3d]*|rotate|scale|matrix
        |(?:linear|radial|conic)-gradient|cubic-bezier|minmax|clamp)\(
    | \bwidth=device-width | ^(?:no)?index,\s*(?:no)?follow
    | \b(?:noopener|noreferrer|max-age=|charset=|no-cache|[a-z]+-src\s)
    | (?:sans-serif|monospace|system-ui|,\s*serif)\W*$
    | ^\s*(?:SELECT\s.*\sFROM|INSERT\sINTO|UPDATE\s\S+\sSET|DELETE\sFROM|CREATE\sTABLE)\s
    | ^\s*(?:query|mutation|fragment|subscription)\s\w*[^.?!]*[({]
    | ^\s*[Mm]\s?-?[\d.]+[\s,-][MmLlHhVvCcSsQqTtAaZz\d\s,.+-]*$
    | ^(?=.*([yMdDHhE])\1)(?:(?:do\b|([yMdDHhmsaAEeSZ])\2*+)[\s,./:'-]*+)++$
    | ^(?=[a-z])[\w.-]+/[\w./+*-]+$ | ^(?:text|application|image|audio|video|font)/[\w.+*-]+\s*[,;]
    | ^\d{4}-\d\d(?:-\d\d)?(?:T.*)?$ | ^[A-Za-z0-9+/=_-]{40,}$ | ^Bearer\s
    """,
    re.VERBOSE | re.DOTALL,
)
# One of these in a list of lower-case words: class names, most often of a utility framework.
_UTILITY = re.compile(
    r"""(?:[a-z0-9@\[\]-]+:)*!?-?(?:
    (?:bg|text|border|rounded|shadow|ring|from|to|via|p|px|py|pt|pb|pl|pr|m|mx|my|mt|mb|ml|mr|w|h|min|max|gap|space|grid|
    flex|items|justify|self|font|leading|tracking|z|top|left|right|bottom|inset|opacity|duration|ease|delay|col|row|
    overflow|object|order|scale|rotate|translate|animate|transition|btn|is|has|sr|not|line|aspect|size|backdrop|blur)
    -[\w./\[\]#%()&>:,*-]+
    |flex|grid|block|inline|hidden|relative|absolute|fixed|sticky|container|truncate|uppercase|lowercase|capitalize|
    antialiased|prose|group|peer|transition|btn|card|row|col|[\w-]+(?:__|--)[\w-]+)$""",
    re.VERBOSE,
)
_FIGURE = re.compile(
    r"[~<>\u2264\u2265+-]?[$\u20ac\u00a3#]?\d[\d,.:]*(?:\s?[\u2013/x-]\s?[$\u20ac\u00a3]?\d[\d,.:]*)*\s?"
    r"(?:%|\+|x|k|K|M|am|pm|AM|PM|st|nd|rd|th|(?:\s?[a-z]{1,8}\.?))?[+*%]?$"
)
_PHONE = re.compile(r"(?:\+?1[\s.-]?)?\(?\d{3}\)?[\s.-]?\d{3}[\s.-]?\d{4}$")
_CAPITAL = re.compile(
    r"[\"'(\u2018\u201c]*[A-Z\u00c0-\u00de][^\W_]*(?:['\u2019.&/+\u2013\u00ae\u2122-][^\W_]+)*"
    r"[.,!?:\u2026\u00ae\u2122)\"'\u201d\u2019]*$"
)
_CAMEL = re.compile(r"^(?!Mc|Mac|De|Di|La|Le)[A-Z]?[a-z]+[A-Z][a-z]")
_VALUES = frozenset("auto none solid dashed inherit normal ease linear".split())
_NO_LABEL = frozenset(
    "GET POST PUT PATCH DELETE HEAD OPTIONS UTF-8 JSON UTC Enter Escape Tab Space Array Object".split()
)


def plain_words(text: str) -> int:
    """How many words, figures left out, a string shows; tags are not words."""
    return sum(bool(_WORD.match(token)) for token in _TAG.sub(" ", text).split())


def looks_like_code(text: str) -> bool:
    """Whether a string has the shape of an address, a style, a query, a date format or a class list."""
    text = text[:_JUDGED].strip()
    return bool(_CODE.search(text)) or _is_class_list(text.split())


def looks_like_prose(text: str) -> bool:
    """Whether a string is something a person would read: two words or more, and no shape of code.

    `Book your visit`, `85% of patients` and a page of HTML are; `flex items-center`, `/about us`, `MMM d, yyyy` and
    `read more` (which a class list could be as well) are not.
    """
    text = _shown(text)
    tokens = text.split()
    if len(tokens) < 2:
        return bool(_NO_BLANKS.search(text))
    if looks_like_code(text):
        return False
    words = [token for token in tokens if _WORD.match(token)]
    if len(words) * 2 < len(tokens):
        return False
    if any(word.lower().strip(".,;:!?\"'()\u2019\u201d") in _SMALL for word in words):
        return True
    if words[0][0].isupper() or text[0] in '"\u201c(' or not text.isascii():
        return bool(words) and not (len(tokens) == 2 and _CAMEL.match(tokens[0]))
    return text[-1] in ".!?" or any(word[-1] in ",.!?" for word in words[:-1]) or _plain(words) >= 4


def surely_prose(text: str) -> bool:
    """Whether a string is prose beyond doubt, wherever it stands: four words, a sentence or with small ones."""
    shown = _shown(text)
    words = [token.lower().strip(".,;:!?\"'()") for token in shown.split() if _WORD.match(token)]
    if len(words) < 4 or looks_like_code(shown):
        return False
    return any(word in _SMALL for word in words) or (shown[0].isupper() and shown[-1] in ".!?")


def looks_like_label(text: str) -> bool:
    """Whether a short string could be a label or a figure on a page: `Depression`, `Step 2`, `85%`, `$450`, `24/7`."""
    text = _shown(text)
    tokens = text.split()
    if not 0 < len(tokens) <= 5 or text in _NO_LABEL or _PHONE.match(text):
        return bool(tokens) and text not in _NO_LABEL and bool(_PHONE.match(text))
    if looks_like_code(text) or tokens[-1] in _VALUES:
        return False
    if _FIGURE.match(text):
        return not text.isdecimal()
    if _CAMEL.match(text):
        return False
    if _FIGURE.match(tokens[0]):  # 4 min read
        return (
            tokens[1] not in _VALUES and any(len(t) > 2 for t in tokens[1:]) and all(_WORD.match(t) for t in tokens[1:])
        )
    return bool(_CAPITAL.match(tokens[0])) and all(
        _WORD.match(t) or _FIGURE.match(t) or t in "&+-\u2013|\u2022" for t in tokens
    )


def could_be_copy(text: str) -> bool:
    """Whether a string under a key that holds copy is some: anything but code, addresses and names of things."""
    text = _shown(text)
    if looks_like_prose(text) or looks_like_label(text) or text.isdecimal():
        return True
    if looks_like_code(text) or not any(c.isalnum() for c in text):
        return False
    return all(not re.search(r"[_/\\=<>{}#@]|[a-z][A-Z]|\w\.\w+$", token) for token in text.split()) and (
        " " in text or "-" not in text
    )


def _shown(text: str) -> str:
    """The beginning of a string without tags and character references."""
    text = text[:_JUDGED]
    if "<" in text:
        text = _TAG.sub(" ", text)
    if "&" in text:
        text = html.unescape(text)
    return text.strip()


def _plain(words: list[str]) -> int:
    return sum("-" not in word for word in words)


def _is_class_list(tokens: list[str]) -> bool:
    """Lower-case words without small ones or stops, at least a third of them utilities or parts of a block name."""
    if any(token[-1] in ".,!?" or not token.islower() for token in tokens) or not tokens:
        return False
    utilities = sum(bool(_UTILITY.match(token[:80])) for token in tokens)
    small = sum(token in _SMALL for token in tokens)
    return utilities * 3 >= len(tokens) and utilities > 0 and small * 4 < len(tokens)
