"""Files named `.html`: pages, or templates under the name of one."""

import re

from kcheck.document import Document
from kcheck.readers.html import read_html
from kcheck.source import Source

_MARKS = ("{{", "{%", "<%", "<?php", "<?=")
_FENCE = re.compile(r"\ufeff?(?:---|\+\+\+)[ \t]*\r?\n")  # front matter


def read_page(source: Source) -> Document:
    """A page of HTML. A page without template syntax never pays for the readers of templates."""
    if not any(mark in source.text for mark in _MARKS) and not _FENCE.match(source.text):
        return read_html(source)
    from kcheck.readers.templates import read_mixed

    return read_mixed(source)
