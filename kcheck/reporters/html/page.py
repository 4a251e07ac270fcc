"""One page of the report: its copy as a visitor reads it, with the findings marked in place."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from kcheck.document import Block
from kcheck.finding import Finding, PageResult, RuleInfo
from kcheck.reporters.escape import html, visible
from kcheck.reporters.html.panel import cards, checklist
from kcheck.reporters.summary import count

_KINDS = {
    "quote": "quote", "button": "button", "link": "link", "caption": "caption", "title": "page title",
    "meta": "meta", "alt": "image text", "label": "label", "data": "structured data", "cell": "cell", "item": "item",
}  # fmt: skip
Marked = Sequence[tuple[str, int, Finding]]  # a finding with its name and number


def to_do(page: PageResult) -> int:
    """How many things there are to do on a page."""
    return len(page.findings) + sum(row.needs_action for row in page.disclosures)


def page_section(page: PageResult, index: int, rules: Mapping[str, RuleInfo]) -> Iterator[str]:
    """A page with its copy and its panel."""
    name, shown = f"p{index}", html(visible(page.path))
    speaks = f"{page.voice}, {page.voice_reason}" if page.voice_reason else page.voice
    yield f'<section class="page" id="{name}" aria-labelledby="{name}h" data-path="{html(page.path.lower())}">'
    yield f'<h2 id="{name}h" tabindex="-1"><bdi>{shown}</bdi></h2>'
    yield f'<p class="quiet">{count(page.words, "word")} read; voice: {html(speaks)}</p>'
    yield from (f'<p class="unread">{html(visible(note))}</p>' for note in page.notes)
    yield f'<div class="columns"><div class="prose" role="group" aria-label="Copy of {shown}">'
    yield from _copy(page, name)
    yield f'</div><div class="panel" role="group" aria-label="Findings on {shown}" tabindex="0">'
    number = len(page.findings)
    yield f"<h3>{count(number, 'finding') if number else 'No findings'}</h3>"
    yield from cards(page, name, rules)
    if page.disclosures:
        lacking = sum(row.needs_action for row in page.disclosures)
        yield f"<h3>Disclosures: {f'{lacking} lacking' if lacking else 'none lacking'}</h3>"
        yield from checklist(page, name, rules)
    yield "</div></div></section>"


def _copy(page: PageResult, name: str) -> Iterator[str]:
    marked: dict[int, list[tuple[str, int, Finding]]] = defaultdict(list)
    for number, finding in enumerate(page.findings, 1):
        marked[finding.stretch.block].append((f"{name}f{number}", number, finding))
    places = (place for row in page.disclosures for place in (row.trigger, row.evidence) if place)
    linked = {place.stretch.block for place in places}
    for index, block in enumerate(page.document.blocks):
        anchor = f' id="{name}b{index}" tabindex="-1"' if index in linked else ""
        label = _label(block)
        tag = f'<span class="kind" title="{html(label)}">{html(label)}</span>' if label else ""
        level = f" level{min(block.level or 2, 4)}" if block.kind == "heading" else ""
        yield (
            f'<div class="block {html(block.kind)}{level}"{anchor}>{tag}'
            f'<p dir="auto">{_annotated(block, marked[index])}</p></div>'
        )


def _label(block: Block) -> str:
    if block.kind == "heading":
        return f"heading {block.level}" if block.level else "heading"
    kind, name = _KINDS.get(block.kind, ""), block.name.removeprefix("front-matter:")
    return visible(f"{kind}: {name}") if kind and name not in ("", block.kind) else kind


def _annotated(block: Block, marked: Marked) -> str:
    """The block's text, cut where a finding begins or ends; overlapping ones share a stretch."""
    text = block.text
    cuts = sorted({0, len(text), *(edge for _, _, f in marked for edge in f.stretch[1:])})
    parts, begun = [], set()
    for start, end in pairwise(cuts):
        here = [(name, n, f) for name, n, f in marked if f.stretch.start <= start and end <= f.stretch.end]
        if not here:
            parts.append(html(text[start:end]))
            continue
        name, _, worst = max(here, key=lambda item: item[2].severity.rank)
        fresh = [one for one, _, _ in here if one not in begun]
        begun.update(fresh)
        numbers = ",".join(str(n) for _, n, f in here if f.stretch.end == end)
        sign = f'<sup><span class="unseen">finding </span>{numbers}</sup>' if numbers else ""
        anchors = "".join(f'<span id="{one}m"></span>' for one in fresh)
        others = " ".join(one for one, _, _ in here)
        parts.append(
            f'{anchors}<a class="hit {worst.severity.value}" href="#{name}" data-cards="{others}">'
            f"<mark>{html(text[start:end])}</mark>{sign}</a>"
        )
    return "".join(parts)
