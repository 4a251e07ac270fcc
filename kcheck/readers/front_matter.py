"""Front matter in YAML (`---`), TOML (`+++`) or JSON (`{`): the values that are prose, each in its place."""

import re
from collections.abc import Iterator
from typing import Any

from kcheck.document import Comment
from kcheck.readers.build import BlockBuilder
from kcheck.readers.json_strings import json_strings, keep_json_string

# Keys whose values a machine reads, whatever they look like.
_NO_COPY = frozenset("""
    slug url permalink canonical image images img cover thumbnail icon href src link path file layout template type kind
    date lastmod updated published draft id uuid tags categories category keywords author authors theme color css class
    locale lang weight order menu aliases redirect robots sitemap key
""".split())  # fmt: skip
_COPY = frozenset("title heading headline subtitle tagline seotitle metatitle question name cta".split())
_LOOKS_LIKE_CODE = re.compile(r"^[\w./:#@%?=&+-]+$|^https?://|^\d{4}-\d\d")
_WORD = re.compile(r"[^\W\d_]{2,}")
_TOML_STRING = re.compile(
    r"^[ \t]*+(?:[\w.-]+[ \t]*=|-|,|\[)?[ \t]*+"
    r'("""(?:\\.|[^\\])*?"""|"(?:\\.|[^"\\\n])*+"|\'\'\'.*?\'\'\'|\'[^\'\n]*+\')',
    re.MULTILINE | re.DOTALL,
)
_COMMENT = re.compile(r"^[ \t]*#([^\r\n]*)", re.MULTILINE)
_TOML_KEY = re.compile(r"^[ \t]*([\w.-]+)[ \t]*=", re.MULTILINE)


def front_matter_end(text: str) -> int:
    """The offset after the front matter and its closing line; 0 where there is none."""
    start = 1 if text.startswith("\ufeff") else 0
    for fence in ("---", "+++"):
        if re.compile(rf"{re.escape(fence)}[ \t]*\r?\n").match(text, start):
            close = re.compile(rf"^{re.escape(fence)}[ \t]*$", re.MULTILINE).search(text, start + 3)
            return close.end() if close else 0
    if text.startswith("{", start) and (close := re.compile(r"^\}[ \t]*$", re.MULTILINE).search(text)):
        return close.end()
    return 0


def read_front_matter(build: BlockBuilder, end: int) -> list[str]:
    """Blocks for the prose in front matter `[0, end)`; what could not be read, as notes."""
    text = build.source
    start = 1 if text.startswith("\ufeff") else 0
    if text.startswith("---", start):
        return _yaml(build, start + 3, end - 3)
    if text.startswith("{", start):
        for string in json_strings(text, start, end):
            if is_copy(string.key, text[string.start : string.end]):
                keep_json_string(build, string.start, string.end)
                build.finish(_kind(string.key), name=f"front-matter:{string.path}")
        return []
    _toml(build, start + 3, end - 3)
    return []


def front_matter_comments(text: str, end: int) -> list[Comment]:
    """The comments of YAML or TOML front matter `[0, end)` that stand on lines of their own."""
    if text.startswith("{", 1 if text.startswith("\ufeff") else 0):
        return []
    return [Comment(found[1], found.start(), found.end()) for found in _COMMENT.finditer(text, 0, end)]


def is_copy(key: str, value: str) -> bool:
    """Whether a value under a key is prose: a name that says so, or at least three words that are no code."""
    key = re.sub(r"[^a-z]", "", key.lower())
    if key in _NO_COPY or _LOOKS_LIKE_CODE.match(value.strip()):
        return key in _COPY and bool(_WORD.search(value)) and "/" not in value
    return key in _COPY or len(_WORD.findall(value)) >= 3


def _kind(key: str) -> str:
    return "title" if re.sub(r"[^a-z]", "", key.lower()) in {"title", "seotitle", "metatitle", "headline"} else "meta"


def _yaml(build: BlockBuilder, start: int, end: int) -> list[str]:
    import yaml  # only pages with YAML front matter pay for it

    text = build.source[start:end]
    try:
        root = yaml.compose(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    except yaml.YAMLError as error:
        return [f"front matter: not valid YAML, not read: {str(error).splitlines()[0]}"]
    except RecursionError:
        return ["front matter: nested too deeply, not read"]
    for path, key, node in _scalars(root, "", ""):
        if node.tag.endswith(":str") and is_copy(key, node.value):
            begin, stop = start + node.start_mark.index, start + node.end_mark.index
            _yaml_scalar(build, begin, stop, node.style)
            build.finish(_kind(key), name=f"front-matter:{path}")
    return []


def _scalars(node: Any, path: str, key: str) -> Iterator[tuple[str, str, Any]]:
    """Every scalar value below a YAML node, with its path and the nearest key."""
    import yaml

    if isinstance(node, yaml.ScalarNode):
        yield path, key, node
    elif isinstance(node, yaml.SequenceNode):
        for index, item in enumerate(node.value):
            yield from _scalars(item, f"{path}[{index}]", key)
    elif isinstance(node, yaml.MappingNode):
        for name, value in node.value:
            yield from _scalars(value, f"{path}.{name.value}".lstrip("."), str(name.value))


def _yaml_scalar(build: BlockBuilder, start: int, end: int, style: str | None) -> None:
    text = build.source
    if style == '"':
        keep_json_string(build, start + 1, end - 1)
    elif style == "'":
        at = start + 1
        for quote in re.finditer("''", text[start + 1 : end - 1]):
            build.keep(at, start + 1 + quote.start())
            at = start + 1 + quote.end()
            build.put("'", at - 2, at)
        build.keep(at, end - 1)
    elif style in {"|", ">"}:
        head = text.find("\n", start, end)
        build.keep(head + 1 if head >= 0 else start, end)
    else:
        build.keep(start, end)


def _toml(build: BlockBuilder, start: int, end: int) -> None:
    text = build.source
    for found in _TOML_STRING.finditer(text, start, end):
        begin, stop = found.span(1)
        key = ""
        for name in _TOML_KEY.finditer(text, start, begin):
            key = name[1]
        quotes = 3 if text.startswith(('"""', "'''"), begin) else 1
        if is_copy(key, text[begin + quotes : stop - quotes]):
            if text[begin] == '"':
                keep_json_string(build, begin + quotes, stop - quotes)
            else:
                build.keep(begin + quotes, stop - quotes)
            build.finish(_kind(key), name=f"front-matter:{key}")
