"""Is this script written by a program? Bundles and minified code hold no copy that a site's people could mend."""

import re

LONG = 1_000  # characters; people break their lines, and a whole post on one line is mostly words and blanks
_SMALLEST = 4_000  # a short file is read whatever it looks like
_HEAD = 2_000
_SAYS_SO = re.compile(
    r"@generated\b|\bdo not edit\b.*\bgenerated\b|\bgenerated\b.*\bdo not edit\b"
    r"|\bauto-?generated (?:file|by)\b|\bwebpackBootstrap\b|\b__webpack_require__\b",
    re.IGNORECASE,
)
_NAME = re.compile(r"\.min\.[cm]?js$|[.-]bundle\.[cm]?js$|\.chunk\.[cm]?js$", re.IGNORECASE)


def why_generated(path: str, text: str) -> str:
    """Why a script is taken for generated, in words for the user; "" where it is not."""
    if _NAME.search(path):
        return "its name says that it is a bundle or minified"
    if found := _SAYS_SO.search(text, 0, _HEAD):
        return f"it says so: {' '.join(found.group().split())!r}"
    if len(text) < _SMALLEST:
        return ""
    long = [line for line in text.splitlines() if len(line) > LONG]
    size = sum(map(len, long))
    if size * 2 < len(text):
        return ""
    blanks = sum(line.count(" ") for line in long)
    return "minified: very long lines with hardly a blank" if blanks * 10 < size else ""
