"""Files named `.html`: pages, or templates under the name of one."""

import re

from kcheck.document import Document
from kcheck.readers.html import read_html
from kcheck.source import Source

# What tells that a page of HTML is a template, and front matter.
_MARKS = re.compile(r"\{\{|\{%|<%|<\?(?!xml)|\ufeff?(?:---|\+\+\+)[ \t]*\r?\n")


def read_page(source: Source) -> Document:
    """A page of HTML. A page without template syntax never pays for the readers of templates."""
    found = _MARKS.search(source.text)
    while found and found.group()[-1:] == "\n" and found.start():
        found = _MARKS.search(source.text, found.end())
    if found is None:
        return read_html(source)
    from kcheck.readers.templates import read_mixed

    return read_mixed(source)
