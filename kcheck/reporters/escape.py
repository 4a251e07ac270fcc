"""Every escape of every format, in one place: page text and file names are hostile.

Nothing here knows a format's fields. Each function takes any text and returns text that cannot end, or begin,
anything in the format that it is named for.
"""

import html as _html
import json
import re
from typing import Any

# What moves a cursor, turns the direction of reading, ends a line or cannot be encoded.
_UNSEEN = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ufff9-\ufffb\ud800-\udfff]")
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff\ud800-\udfff]")
_SURROGATE = re.compile("[\ud800-\udfff]")
_NAMED = {"\n": "\\n", "\r": "\\r", "\t": "\\t"}


def visible(text: str) -> str:
    r"""One line for a terminal or a log: the unseen is spelt out (`\x1b`), and no runner takes it as a command.

    GitHub's log reads a line that begins with `::`, or holds `##[`, as a command.
    """
    text = _UNSEEN.sub(_spelt, text).replace("##[", "##\\[")
    return "\\" + text if text.lstrip().startswith("::") else text


def _spelt(found: re.Match[str]) -> str:
    code = ord(found[0])
    return _NAMED.get(found[0]) or (f"\\x{code:02x}" if code < 256 else f"\\u{code:04x}")


def quoted(text: str, limit: int = 0) -> str:
    """The words as people quote them, on one line, cut where they are long."""
    text = " ".join(text.split())
    return f'"{text[: limit - 1].rstrip()}\u2026"' if limit and len(text) > limit else f'"{text}"'


def json_text(data: Any, *, indent: int | None = 1) -> str:
    """JSON that any stream can carry: lone surrogates as escapes, and nothing that GitHub's log takes as a command."""
    text = json.dumps(data, ensure_ascii=False, indent=indent)
    return _SURROGATE.sub(lambda found: f"\\u{ord(found[0]):04x}", text).replace("##[", "#\\u0023[")


def xml(text: str) -> str:
    """Text or attribute value of XML 1.0; a character that XML cannot hold becomes U+FFFD."""
    text = _html.escape(_NOT_XML.sub("\ufffd", text), quote=True)
    return text.replace("\n", "&#10;").replace("\r", "&#13;").replace("\t", "&#9;")


def html(text: str) -> str:
    """Text or quoted attribute value of HTML; control characters become U+FFFD."""
    return _html.escape(_NOT_XML.sub("\ufffd", text), quote=True)


def github(text: str) -> str:
    """The message of a workflow command."""
    return _SURROGATE.sub("\ufffd", text).replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def github_property(text: str) -> str:
    """A property of a workflow command."""
    return github(text).replace(":", "%3A").replace(",", "%2C")


def sarif(text: str) -> str:
    """A SARIF message: no placeholder and no embedded link."""
    return re.sub(r"([\[\]\\])", r"\\\1", text).replace("{", "{{").replace("}", "}}")


def markdown_code(text: str) -> str:
    """A code span of Markdown, in which GitHub and GitLab see no markup, link, mention or reference."""
    text = " ".join(_UNSEEN.sub(" ", text).split()).replace("##[", "##\u2060[") or " "
    fence = "`" * (max((len(run) for run in re.findall("`+", text)), default=0) + 1)
    pad = " " if text.startswith("`") or text.endswith("`") else ""
    return f"{fence}{pad}{text}{pad}{fence}"


def markdown_text(text: str) -> str:
    """Prose of Markdown on one line: no markup, and a word joiner where GitHub would make a mention or a link."""
    text = " ".join(_UNSEEN.sub(" ", text).split())
    text = re.sub(r"([\\`*_{}\[\]<>#!|~@&$]|:(?=\S))", r"\\\1", text)
    return re.sub(r"(\\[@#:]|www)", "\\1\u2060", text, flags=re.IGNORECASE)
