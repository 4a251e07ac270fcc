"""Templates whose body is HTML: Jinja, Django, Liquid, Twig, Nunjucks, Handlebars, ERB, EJS, PHP and Blade.

The template's own syntax is masked at the same width, and what is left is read as HTML. A value reads as a
placeholder, a tag as a blank, so no words are fused; what is echoed as a literal stays and flows with the rest.
"""

from kcheck.document import Document
from kcheck.readers.templates.elements import attribute_blocks, name_masks
from kcheck.readers.templates.gather import Gather
from kcheck.readers.templates.hosts import contents_unseen, mask_host
from kcheck.readers.templates.languages import BY_SUFFIX, PAGE, language
from kcheck.readers.templates.regions import Regions
from kcheck.readers.templates.scan import scan
from kcheck.source import Source


def read_mixed(source: Source) -> Document:
    """A page named `.html` that holds syntax of some template language."""
    return _read(source, PAGE)


def read_template(source: Source) -> Document:
    """A template, by its suffix."""
    name = source.path.lower()
    return _read(source, BY_SUFFIX[next(suffix for suffix in BY_SUFFIX if name.endswith(suffix))])


def _read(source: Source, table: dict[str, tuple[str, str]]) -> Document:
    gather = Gather(source)
    start = gather.front_matter()
    text = source.text
    regions = Regions(gather)
    unseen = contents_unseen(gather, start) if "{%" in table else []
    found = scan(text, start, len(text), language(table, text, regions.whole))
    titles: list[str] = []
    skip = iter([*unseen, (len(text) + 1, len(text) + 1)])
    passing = next(skip)
    for syntax in found.found:
        while syntax.start >= passing[1]:
            passing = next(skip)
        if syntax.start >= passing[0]:
            continue
        if syntax.kind in {"php", "blade"}:
            regions.mask(syntax)
        else:
            mask_host(gather, syntax, titles)
    regions.finish()
    gather.masks += name_masks(text, found.tags, components=False)
    return gather.document(lambda copy: attribute_blocks(copy, found.attributes, components=False))
