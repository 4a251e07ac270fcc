"""The grammar of an inline exception. Strict: what does not fit allows nothing, and is said.

kcheck: allow <rule>[, <rule>...] [until YYYY-MM-DD] [by <who>] -- <reason>
kcheck: allow-start <rule>[, ...] [until YYYY-MM-DD] [by <who>] -- <reason>   ...   kcheck: allow-end <rule>[, ...]
"""

import re
from datetime import date
from typing import NamedTuple

_MEANT = re.compile(
    r"\s*kcheck\s*:|\s*kcheck[\s-]*(?:allow|ignore|disable|enable|off|on|noqa|skip|nolint)\b", re.IGNORECASE
)
_VERB = re.compile(r"kcheck: (allow|allow-start|allow-end)(?: (.*))?\Z", re.DOTALL)
_NAME = re.compile(r"[a-z0-9][a-z0-9-]*\Z")
_CLAUSE = re.compile(r" (until|by) ")
_DATED = re.compile(r"\buntil\s+(\d{4}-\d{2}-\d{2})\b")
SHORTEST = 3  # letters of a reason
SPLIT = " -- "


class Marker(NamedTuple):
    """What a comment says: `verb` is allow, allow-start or allow-end. `wrong` says why it allows nothing."""

    verb: str
    rules: tuple[str, ...] = ()
    reason: str = ""
    until: str = ""
    by: str = ""
    wrong: str = ""


def parse(comment: str) -> Marker | None:
    """The marker of a comment's text; None where the comment is none of kcheck's."""
    if not _MEANT.match(comment):
        return None
    text = " ".join(comment.split())
    found = _VERB.match(text)
    if not found:
        return Marker("allow", wrong="it must begin with `kcheck: allow`, `kcheck: allow-start` or `kcheck: allow-end`")
    verb, rest = found[1], found[2] or ""
    if verb == "allow-end":
        rules, wrong = _rules(rest)
        return Marker(verb, rules, wrong=wrong)
    head, separator, reason = f" {rest} ".partition(SPLIT)
    reason = reason.strip()
    rules, until, by, wrong = _head(head.strip())
    if not wrong and (not separator or sum(c.isalpha() for c in reason) < SHORTEST):
        wrong = "the reason is missing; put it after ` -- `"
    if not wrong and not until and (dated := _DATED.search(reason)):
        until = dated[1]  # an end that stands in the reason is an end all the same
    if not wrong and until and not _is_date(until):
        wrong = f"`until {until}` is no day; write YYYY-MM-DD"
    return Marker(verb, rules, reason, until, by, wrong)


def write(rules: str, reason: str, until: str = "", by: str = "") -> str:
    """The text of a marker that allows these rules."""
    return f"kcheck: allow {rules}{f' until {until}' if until else ''}{f' by {by}' if by else ''}{SPLIT}{reason}"


def _head(text: str) -> tuple[tuple[str, ...], str, str, str]:
    """Rules, until, by, and what is wrong, of the part before the reason."""
    names, *clauses = _CLAUSE.split(f"{text} ")
    rules, wrong = _rules(names)
    said: dict[str, str] = {}
    for word, value in zip(clauses[::2], clauses[1::2], strict=True):
        if word in said or not value.strip():
            wrong = wrong or f"`{word}` is given twice or says nothing"
        said[word] = value.strip()
    return rules, said.get("until", ""), said.get("by", ""), wrong


def _rules(text: str) -> tuple[tuple[str, ...], str]:
    names = tuple(name.strip() for name in text.split(",")) if text.strip() else ()
    if not names:
        return (), "it names no rule"
    bad = next((name for name in names if not _NAME.match(name)), None)
    if bad is not None:
        return (), f"{bad!r} is no name of a rule; part several names by commas"
    return names, ""


def _is_date(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False
