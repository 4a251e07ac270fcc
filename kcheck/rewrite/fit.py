"""Make new words fit where they stand: capitals, articles, blanks."""

import re

_ARTICLE = re.compile(r"(?<!\w)(an?) $", re.IGNORECASE)
# Words whose first letter misleads about their first sound.
_VOWEL_SOUND = re.compile(r"(?:[aeio]|u(?!n[ai]|s[aeu])|hour|honest|(?:FDA|IV|MD|NMDA)(?!\w))", re.IGNORECASE)
_SMALL = frozenset("a an and as at but by for from in into of on or the to with not is are".split())
_WORD = re.compile(r"[^\s-]+")


def like(words: str, wording: str) -> str:
    """The wording with the capital, or all capitals, of the words it stands in for."""
    letters = [c for c in words if c.isalpha()]
    if len(letters) > 3 and all(c.isupper() for c in letters):
        return wording.upper()
    if words[:1].isupper() and wording[:1].islower():
        return wording[0].upper() + wording[1:]
    return wording


def as_title(words: str, wording: str) -> str:
    """The wording in title case where the words it stands in for are; in all capitals where they are."""
    long = [word for word in _WORD.findall(words) if word[0].isalpha() and word.lower() not in _SMALL]
    if len(long) < 2 or not all(word[0].isupper() for word in long):
        return like(words, wording)
    first, *rest = re.split(r"(?<=[\s-])", like(words, wording))
    return _capital(first) + "".join(part if part.strip(" -,") in _SMALL else _capital(part) for part in rest)


def article(before: str, wording: str) -> tuple[int, str]:
    """How many characters of an article that ends `before` must change, and the wording with its own article."""
    found = _ARTICLE.search(before)
    if not found or not wording:
        return 0, wording
    fitting = "an" if _VOWEL_SOUND.match(wording) else "a"
    if fitting == found[1].lower():
        return 0, wording
    return len(found[0]), f"{_capital(fitting) if found[1][0].isupper() else fitting} {wording}"


def lowered(words: str) -> str:
    """Words from a heading as they stand in running text: abbreviations and names with a mark of their own kept."""
    return " ".join(
        word if sum(c.isupper() for c in word) > 1 or "'" in word else word.lower() for word in words.split(" ")
    )


def _capital(word: str) -> str:
    return word[:1].upper() + word[1:]
