"""The side panel: a card for each finding, and the checklist of disclosures."""

from collections.abc import Iterator, Mapping

from kcheck.finding import DisclosureRow, Finding, PageResult, Place, RuleInfo, Suggestion
from kcheck.reporters.edits import of_sentence
from kcheck.reporters.escape import html, visible
from kcheck.source import Source

_STATUS = {"present": "There", "partial": "Incomplete", "absent": "Missing"}
_KINDS = {"safe": "keeps the meaning", "review": "softens the claim", "delete": "takes the claim out"}


def cards(page: PageResult, name: str, rules: Mapping[str, RuleInfo]) -> Iterator[str]:
    """What was found, in reading order."""
    for number, finding in enumerate(page.findings, 1):
        yield from _card(finding, f"{name}f{number}", number, rules, page.document.source)


def checklist(page: PageResult, name: str, rules: Mapping[str, RuleInfo]) -> Iterator[str]:
    """The disclosures that the page owes, what is there and what is not; then those that it does not owe."""
    owed = sorted((r for r in page.disclosures if r.triggered), key=lambda r: (not r.needs_action, -r.severity.rank))
    for row in owed:
        yield from _check(row, f"{name}d-{row.disclosure}", name, rules)
    if free := [row for row in page.disclosures if not row.triggered]:
        yield f'<details class="free"><summary>{len(free)} not owed on this page</summary><ul>'
        yield from (f"<li>{html(row.title)}{_because(row)}</li>" for row in free)
        yield "</ul></details>"


def references(info: RuleInfo) -> Iterator[str]:
    """Whom a rule cites. An address is a link only where it leads to the web."""
    if not info.references:
        return
    yield '<ul class="references">'
    for r in info.references:
        title = html(r.title)
        if r.url.startswith(("https://", "http://")):
            title = f'<a href="{html(r.url)}" target="_blank" rel="noopener noreferrer">{title}</a>'
        yield f"<li>{title}, {html(r.issuer)}, {html(r.citation)}, {html(r.date)}. {html(r.applies)}</li>"
    yield "</ul>"


def _because(row: DisclosureRow) -> str:
    return f' <span class="quiet">({html(row.reason)})</span>' if row.reason else ""


def _card(finding: Finding, name: str, number: int, rules: Mapping[str, RuleInfo], source: Source) -> Iterator[str]:
    severity, info = finding.severity.value, rules.get(finding.rule)
    kind = html(finding.category)
    yield f'<article class="card {severity}" id="{name}" data-severity="{severity}" data-kind="{kind}">'
    yield (
        f'<h4><button type="button" class="open" aria-expanded="true" aria-controls="{name}b">'
        f'<span class="number">{number}</span><span class="chip">{severity.capitalize()}</span> '
        f'<span class="words"><bdi>{html(visible(finding.text))}</bdi></span>'
        f'<span class="what">{html(finding.message)}</span></button></h4>'
    )
    yield f'<div class="body" id="{name}b">'
    yield from _wordings(finding, source)
    if finding.advice:
        yield f"<h5>What to do</h5><p>{html(finding.advice)}</p>"
    yield from _why(finding.rule, info)
    category = info.category_title if info else finding.category
    yield (
        f'<p class="quiet"><a href="#{name}m">Line {finding.begin.line}, column {finding.begin.column}</a>. '
        f"<code>{html(finding.rule)}</code>, {html(category)}, {finding.confidence.value}</p>"
    )
    yield "</div></article>"


def _wordings(finding: Finding, source: Source) -> Iterator[str]:
    if finding.suggestions:
        yield '<h5>Write instead</h5><ul class="wordings">'
        for suggestion in finding.suggestions:
            before, words, after = _around(finding, suggestion, source)
            wording = suggestion.words
            whole = before + wording + after
            yield (
                f'<li><p class="rewrite">{html(before)}<del>{html(words)}</del><ins>{html(wording)}</ins>'
                f'{html(after)}</p><p class="act">{_copy("Copy wording", wording)}'
                f"{_copy('Copy sentence', whole) if whole != wording else ''}"
                f'<span class="quiet">{html(_KINDS.get(suggestion.kind, ""))}</span></p></li>'
            )
        yield "</ul>"


def _around(finding: Finding, suggestion: Suggestion, source: Source) -> tuple[str, str, str]:
    """The sentence before, in and after the words that a suggestion replaces."""
    sentence, start = finding.sentence, finding.sentence_start
    end = start + len(finding.text)
    if not of_sentence(finding, suggestion) and suggestion.end == finding.span.end:
        return sentence[:start], sentence[start:end], sentence[end:]
    # an article before the words may go too, or a blank and the word after them
    low, high = start - (finding.span.start - suggestion.start), end + (suggestion.end - finding.span.end)
    if 0 <= low <= high and source.text[suggestion.start : suggestion.end] == sentence[low:high]:
        return sentence[:low], sentence[low:high], sentence[high:]
    return "", sentence, ""


def _copy(label: str, text: str) -> str:
    if not text:
        return ""
    return f'<button type="button" class="copy script" data-copy="{html(text)}">{label}</button> '


def _why(rule: str, info: RuleInfo | None) -> Iterator[str]:
    """A pointer to the rule's own section, which the script puts in its place."""
    if info:
        name = html(rule)
        yield f'<h5>Why</h5><p class="why" data-rule="{name}"><a href="#r-{name}">{html(info.title)}</a></p>'


def _check(row: DisclosureRow, name: str, page: str, rules: Mapping[str, RuleInfo]) -> Iterator[str]:
    severity = row.severity.value
    filters = f' data-severity="{severity}" data-kind="disclosure"' if row.needs_action else ""
    yield f'<article class="card check {row.status} {severity}" id="{html(name)}"{filters}>'
    chip = f'<span class="chip">{_STATUS[row.status]}</span>'
    level = f'<span class="unseen">, {severity}</span>' if row.needs_action else ""
    yield (
        f'<h4><button type="button" class="open" aria-expanded="true" aria-controls="{html(name)}b">{chip}{level} '
        f'<span class="words">{html(row.title)}</span></button></h4>'
    )
    yield f'<div class="body" id="{html(name)}b">'
    yield f"<p>Owed because {html(row.reason)}{_at(row.trigger, page)}.</p>"
    if row.lacking:
        yield f"<h5>Lacking</h5><ul>{''.join(f'<li>{html(title)}</li>' for title in row.lacking)}</ul>"
    if row.needs_action and row.suggestion:
        yield (
            f'<h5>Wording to add</h5><p class="rewrite"><ins>{html(row.suggestion)}</ins></p>'
            f'<p class="act">{_copy("Copy wording", row.suggestion)}</p>'
        )
    if row.evidence:
        yield f"<p>Found{_at(row.evidence, page)}.</p>"
    yield from _why(row.disclosure, rules.get(row.disclosure))
    yield f'<p class="quiet"><code>{html(row.disclosure)}</code>, {severity}</p></div></article>'


def _at(place: Place | None, page: str) -> str:
    """A link to the words on the page."""
    if place is None:
        return ""
    words = place.text if len(place.text) <= 90 else place.text[:89].rstrip() + "\u2026"
    shown = f"line {place.begin.line}, \u201c<bdi>{html(visible(words))}</bdi>\u201d"
    return f': <a href="#{page}b{place.stretch.block}">{shown}</a>'
