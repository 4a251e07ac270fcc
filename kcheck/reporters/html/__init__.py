"""One self-contained HTML page for the marketer and for counsel: the copy, what was found in it, and what to do.

It loads nothing: style and script stand in it, and a content-security policy allows these two by their hashes
and nothing else. Without script, and on paper, everything is there in one long list.
"""

from base64 import b64encode
from collections import Counter
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

from kcheck import __version__
from kcheck.finding import Report, RuleInfo, Severity
from kcheck.reporters.escape import html, visible
from kcheck.reporters.html.page import page_section, to_do
from kcheck.reporters.html.panel import references
from kcheck.reporters.summary import count, summary_line

_EARLY = 'document.documentElement.className = "js";'


def render(report: Report) -> str:
    """The report as one HTML document."""
    return "\n".join(_document(report)) + "\n"


def _document(report: Report) -> Iterator[str]:
    folder = Path(__file__).parent
    style = folder.joinpath("report.css").read_text(encoding="utf-8")
    script = folder.joinpath("report.js").read_text(encoding="utf-8")
    policy = (
        f"default-src 'none'; style-src {_hash(style)}; script-src {_hash(_EARLY)} {_hash(script)}; "
        "base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'"
    )
    number = sum(to_do(page) for page in report.pages)
    title = f"kcheck: {count(number, 'thing')} to do on {count(len(report.pages), 'page')}"
    yield "<!doctype html>"
    yield '<html lang="en">'
    yield "<head>"
    yield '<meta charset="utf-8">'
    yield f'<meta http-equiv="Content-Security-Policy" content="{html(policy)}">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield '<meta name="referrer" content="no-referrer">'
    yield '<meta name="color-scheme" content="light dark">'
    yield f"<title>{html(title)}</title>"
    yield f"<style>{style}</style>"
    yield f"<script>{_EARLY}</script>"
    yield "</head>"
    yield "<body>"
    yield '<a class="skip" href="#report">Skip to the page</a>'
    yield from _head(report, number)
    yield '<div class="frame">'
    yield from _pages_list(report)
    yield '<main id="report" tabindex="-1">'
    yield from _not_checked(report)
    for index, page in enumerate(report.pages, 1):
        yield from page_section(page, index, report.rules)
    yield from _rules(report)
    yield "</main></div>"
    yield '<div id="live" class="unseen" role="status" aria-live="polite"></div>'
    yield f"<script>{script}</script>"
    yield "</body>"
    yield "</html>"


def _hash(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode('utf-8')).digest()).decode('ascii')}'"


def _head(report: Report, number: int) -> Iterator[str]:
    yield '<header class="top">'
    yield '<div class="title">'
    yield f"<h1>{count(number, 'thing')} to do on {count(len(report.pages), 'page')}</h1>"
    yield f'<p class="quiet">{html(summary_line(report))}</p>'
    yield (
        f'<p class="quiet">kcheck {html(__version__)}, rules {html(report.rulepack)}, profile {html(report.profile)}. '
        "It reports wording, not law, and is no legal advice.</p>"
    )
    yield "</div>"
    yield from _filters(report)
    yield "</header>"


def _filters(report: Report) -> Iterator[str]:
    counted: Counter[str] = Counter()
    for finding in report.findings:
        counted[finding.severity] += 1
        counted[f"in {finding.category}"] += 1
    for row in report.disclosures:
        if row.needs_action:
            counted[row.severity] += 1
            counted["in disclosure"] += 1
    titles = {info.category: info.category_title for info in report.rules.values()}
    yield '<form class="filters script" id="filters">'
    yield '<fieldset><legend class="unseen">Severity</legend>'
    for severity in Severity:
        yield (
            f'<label class="toggle {severity}"><input type="checkbox" name="severity" value="{severity}" checked> '
            f"{severity.value.capitalize()}s <b>{counted[severity]}</b></label>"
        )
    yield "</fieldset>"
    yield '<label>Kind <select name="category"><option value="">all</option>'
    for category, shown in sorted(titles.items(), key=lambda item: item[1]):
        if number := counted[f"in {category}"]:
            yield f'<option value="{html(category)}">{html(shown)} ({number})</option>'
    yield "</select></label>"
    yield '<label>Page <input type="search" name="path" placeholder="part of its name" autocomplete="off"></label>'
    yield '<label class="toggle"><input type="checkbox" name="todo"> Only pages with something to do</label>'
    yield '<span class="buttons">'
    yield '<button type="button" id="previous">Previous</button> <button type="button" id="next">Next</button>'
    yield '<button type="button" id="print-page">Print page</button>'
    yield '<button type="button" id="print-all">Print all</button>'
    yield "</span>"
    yield '<details class="keys"><summary>Keys</summary><div><label><input type="checkbox" name="keys" checked> '
    yield "Single keys</label><dl><dt>n, p</dt><dd>next, previous</dd><dt>], [</dt><dd>next, previous page</dd>"
    yield "<dt>/</dt><dd>find a page</dd><dt>Esc</dt><dd>back to the words</dd></dl></div></details>"
    yield "</form>"


def _pages_list(report: Report) -> Iterator[str]:
    yield '<nav class="pages" aria-label="Pages"><ul>'
    for index, page in enumerate(report.pages, 1):
        number = to_do(page)
        badge = f'<span class="badge">{number}<span class="unseen"> to do</span></span>' if number else ""
        name = html(visible(page.path))
        yield f'<li><a href="#p{index}"><span class="path"><bdi>{name}</bdi></span>{badge}</a></li>'
    yield '</ul><p class="none" hidden>No page matches.</p></nav>'


def _not_checked(report: Report) -> Iterator[str]:
    failed = [skipped for skipped in report.skipped if skipped.failed]
    others = [skipped for skipped in report.skipped if not skipped.failed]
    if failed:
        yield '<section class="unread" aria-labelledby="unread"><h2 id="unread">Not checked</h2><ul>'
        yield from (f"<li>{html(visible(skipped.reason))}</li>" for skipped in failed)
        yield "</ul></section>"
    if others:
        yield f'<details class="unread"><summary>{count(len(others), "file")} passed over</summary><ul>'
        yield from (f"<li>{html(visible(skipped.reason))}</li>" for skipped in others)
        yield "</ul></details>"
    if not report.pages:
        yield '<p class="unread">No page was read.</p>'


def _rules(report: Report) -> Iterator[str]:
    """Why, and on which authority, once for each rule; cards borrow from here."""
    used = {f.rule for f in report.findings} | {r.disclosure for r in report.disclosures if r.triggered}
    infos = [info for name, info in report.rules.items() if name in used]
    if infos:
        yield '<section class="rules" aria-labelledby="rules"><h2 id="rules">Why, and on which authority</h2>'
        for info in infos:
            yield from _rule(info)
        yield "</section>"


def _rule(info: RuleInfo) -> Iterator[str]:
    yield f'<section class="rule" id="r-{html(info.id)}" tabindex="-1">'
    yield f"<h3>{html(info.title)} <code>{html(info.id)}</code></h3>"
    yield f'<div class="about"><p>{html(info.message)} {html(info.why)}</p>'
    yield from references(info)
    yield "</div></section>"
