"""Reports to render: an ordinary site, a hostile one, a long page, nothing at all, and what could not be read."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from kcheck.finding import Finding, PageResult, Report, Suggestion
from kcheck.rulebook import Rulebook
from kcheck.run import run
from kcheck.settings import Settings

ROOT = Path(__file__).parent.parent.parent
KINDS = ["site", "hostile", "poisoned", "long", "nothing", "unread"]

# What would end a string, a comment, a tag or a command somewhere, begin one, or turn the reading around.
SIGNS = [
    "::error file=x::owned", "\n::error::owned", "\r\n::set-output name=x::owned", "##[error]owned", "%0A::error::owned",
    "]]>", "<script>alert(1)</script>", "</script><script>alert(1)</script>", "<!--", "-->", "<img src=x onerror=alert(1)>",
    "\"'><b>", "&lt;b&gt;&amp;", "`code` ``` ``", "[a](javascript:alert(1))", "![a](http://x.example/a.png)", "@team #1 |",
    "\\", "{0} {{x}}", "\x1b[31m\x1b]8;;http://x.example\x07", "\u202eright to left", "\x00\x0b\ufffe", "\ud800", "\u2028\u2029",
]  # fmt: skip
POISON = " ".join(SIGNS)
NAME = "a\n::error::owned, 100%25 ]]> <script>alert(1)</script> \"'`|[x](y)".replace("/", "\u2215")


@pytest.fixture(scope="session")
def reports(book: Rulebook, tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Report]]:
    """Every kind of report, made by the real run."""
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(ROOT)
        site = run(["examples/site"], book, Settings())
        folder = tmp_path_factory.mktemp("reports")
        patch.chdir(folder)
        hostile_site(folder / "hostile")
        (folder / "long.md").write_text(long_page(), encoding="utf-8")
        (folder / "bad.txt").write_bytes(b"\xff\xfe\x00\xd8")
        (folder / "clean.txt").write_text("Parking\n\nThe car park is behind the building.\n", encoding="utf-8")
        yield {
            "site": site,
            "hostile": run(["hostile"], book, Settings()),
            "poisoned": poisoned(site),
            "long": run(["long.md"], book, Settings(suggest=False)),
            "nothing": run(["clean.txt"], book, Settings()),
            "unread": run(["clean.txt", "bad.txt", "missing\n::error::owned.txt"], book, Settings()),
        }


@pytest.fixture(params=KINDS)
def report(request: pytest.FixtureRequest, reports: dict[str, Report]) -> Report:
    """Each kind of report in turn."""
    return reports[request.param]


def hostile_site(folder: Path) -> None:
    """Pages whose names and copy try to break out."""
    folder.mkdir()
    clean = POISON.translate(dict.fromkeys(map(ord, "\x00\x07\x0b\x1b\ufffe\ud800")))  # with them it is no text
    copy = f"# Ketamine\n\nOur miracle {clean} cures depression {clean}.\n\nGuaranteed results {clean}!\n"
    (folder / f"{NAME}.md").write_text(copy, encoding="utf-8")
    (folder / "plain.txt").write_text(copy, encoding="utf-8")
    (folder / "page.html").write_text(
        f"<title>{clean}</title>\n<h1>Miracle cure</h1>\n<p>{clean} cures depression", "utf-8"
    )
    folder.joinpath(b"not-utf-8-\xff.txt".decode("utf-8", "surrogateescape")).write_text(copy, encoding="utf-8")


def long_page(number: int = 5_000) -> str:
    """A page of many findings."""
    return "# Ketamine infusions\n\n" + "\n\n".join(f"Paragraph {n}: a miracle." for n in range(number)) + "\n"


def poisoned(report: Report) -> Report:
    """Every free text of a report hostile, as if rules and pages both were."""
    return replace(report, pages=tuple(_poisoned_page(page) for page in report.pages), rulepack=POISON, profile=POISON)


def _poisoned_page(page: PageResult) -> PageResult:
    return replace(
        page,
        path=page.path + POISON,
        voice_reason=POISON,
        notes=(POISON,),
        findings=tuple(_poisoned_finding(finding) for finding in page.findings),
        disclosures=tuple(
            replace(row, path=row.path + POISON, title=POISON, reason=POISON, lacking=(POISON,), suggestion=POISON)
            for row in page.disclosures
        ),
    )


def _poisoned_finding(finding: Finding) -> Finding:
    start, end = finding.span
    return replace(
        finding,
        path=finding.path + POISON,
        message=POISON,
        text=POISON,
        sentence=POISON,
        sentence_start=0,
        advice=POISON,
        block_name=POISON,
        remedy=POISON,
        suggestions=(Suggestion(POISON, start, end, "review", POISON),),
    )
