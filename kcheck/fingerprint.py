"""What makes a finding the same finding next week: its rule, words and sentence; never a line number.

Two findings may share a fingerprint (the same sentence twice); whoever compares them counts.
"""

import hashlib
import unicodedata

from kcheck.document import Document
from kcheck.finding import DisclosureRow, Finding

_STRAIGHT = str.maketrans("\u2018\u2019\u201c\u201d\u2010\u2011\u2013\u2014", "''\"\"----")


def fingerprint(finding: Finding) -> str:
    """32 hexadecimal digits that survive moves, renames and reformatting; another word makes another one."""
    return _digest(finding.rule, _plain(finding.text), _plain(finding.sentence))


def fingerprint_of_row(row: DisclosureRow) -> str:
    """The same of a missing disclosure, which belongs to its page."""
    return _digest(row.disclosure, row.path, row.status)


def _plain(text: str) -> str:
    """Letter case, white space, quotes and dashes are reformatting."""
    return " ".join(unicodedata.normalize("NFKC", text).translate(_STRAIGHT).casefold().split())


def _digest(*parts: str) -> str:
    return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:32]


def page_print(document: Document) -> str:
    """The same of a page's whole copy, by which a page is known again after it was renamed."""
    return _digest(*(_plain(block.text) for block in document.blocks))
