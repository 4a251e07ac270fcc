"""The HTML report in a real Chromium: clicks, keys, filters, copies, prints, and what axe says of it.

Needs Debian's package `chromium` (or its path in KCHECK_CHROMIUM) and `pip install -e '.[browser]'`; skips without.
"""

import os
import re
import shutil
import subprocess
from collections.abc import Callable, Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

from kcheck.finding import Report
from kcheck.reporters import reporter

sync_api = pytest.importorskip("playwright.sync_api", reason="no playwright: pip install -e '.[browser]'")
pytest.importorskip("axe_playwright_python", reason="no axe: pip install -e '.[browser]'")
CHROMIUM = os.environ.get("KCHECK_CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
pytestmark = pytest.mark.skipif(
    not CHROMIUM, reason="no Chromium: apt-get install chromium, or name it in KCHECK_CHROMIUM"
)
Page = Any
Open = Callable[..., Page]
PAGES = 500


@pytest.fixture(scope="module")
def folder(reports: dict[str, Report], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Every kind of report as a file."""
    folder = tmp_path_factory.mktemp("html")
    for kind, report in reports.items():
        (folder / f"{kind}.html").write_text(reporter("html")(report), encoding="utf-8", newline="\n")
    return folder


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def opened(browser: Any, folder: Path) -> Iterator[Open]:
    """Open a report; afterwards: nothing was logged, asked of the network, or thrown."""
    contexts, troubles = [], []

    def open_(kind: str = "site", hash_: str = "", path: Path | None = None, **settings: Any) -> Page:
        context = browser.new_context(**{"viewport": {"width": 1400, "height": 900}, **settings})
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda said: troubles.append(said.text))
        page.on("pageerror", lambda error: troubles.append(str(error)))
        page.on("dialog", lambda dialog: (troubles.append("dialog"), dialog.dismiss()))
        page.on("request", lambda asked: None if asked.url.startswith("file:") else troubles.append(asked.url))
        page.goto((path or folder / f"{kind}.html").as_uri() + hash_)
        return page

    yield open_
    for context in contexts:
        context.close()
    assert troubles == []


def shown(page: Page) -> str:
    """The page of the site that is shown."""
    return str(page.locator(".page:visible h2").inner_text())


def said(page: Page, words: str) -> None:
    """Wait until a screen reader is told the words."""
    sync_api.expect(page.locator("#live")).to_have_text(words)


def test_words_open_their_card_and_escape_leads_back(opened: Open) -> None:
    page = opened()
    page.click(".pages a >> text=index.html")
    assert shown(page) == "examples/site/index.html"
    page.click(".hit >> text=revolutionary way")
    card = page.locator(".card.on")
    assert card.locator(".words").inner_text() == "revolutionary way"
    assert card.locator(".open").get_attribute("aria-expanded") == "true"
    assert card.locator(".about").inner_text().startswith("Uses breakthrough language")
    assert card.locator(".references a").count() > 0
    assert page.evaluate("document.activeElement.className") == "open"
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.className").startswith("hit")


def test_nothing_hides_behind_the_head(opened: Open) -> None:
    page = opened()
    bottom = page.evaluate("document.querySelector('.top').getBoundingClientRect().bottom")
    for _ in range(12):
        page.keyboard.press("n")
        card = page.evaluate("document.querySelector('.page.shown .card.on').getBoundingClientRect().top")
        mark = page.evaluate("document.querySelector('.page.shown .hit.on')?.getBoundingClientRect().top ?? 1e9")
        assert card >= bottom - 1
        assert mark >= bottom - 1


def test_keys_step_through_all_pages(opened: Open) -> None:
    page = opened()
    total = page.locator("[data-severity]").count()
    seen = []
    for _ in range(total):
        page.keyboard.press("n")
        seen.append(page.locator(".page.shown .card.on").get_attribute("id"))
    assert len(set(seen)) == total
    page.keyboard.press("p")
    assert page.locator(".page.shown .card.on").get_attribute("id") == seen[-2]
    names = [str(name) for name in page.locator(".pages .path").all_inner_texts()]
    here = names.index(shown(page))
    page.keyboard.press("[")
    assert shown(page) == names[max(0, here - 1)]
    page.keyboard.press("/")
    page.keyboard.type("np[]")
    assert page.input_value("[name=path]") == "np[]"


def test_single_keys_can_be_turned_off(opened: Open) -> None:
    page = opened()
    page.click(".keys summary")
    page.uncheck("[name=keys]")
    page.locator("h1").click()
    page.keyboard.press("n")
    assert page.locator(".card.on").count() == 0


def test_filters_by_severity_kind_and_page(opened: Open) -> None:
    page = opened()
    page.click(".pages a >> text=index.html")
    whole = page.locator(".page.shown [data-severity]:visible").count()
    page.uncheck("[name=severity][value=warning]")
    assert page.locator(".page.shown .card.warning[data-severity]:visible").count() == 0
    fewer = page.locator(".page.shown [data-severity]:visible").count()
    assert 0 < fewer < whole
    assert page.locator(".pages [aria-current] .badge").inner_text().split()[0] == str(fewer)
    page.check("[name=severity][value=warning]")
    page.select_option("[name=category]", "disclosure")
    kinds = {c.get_attribute("data-kind") for c in page.locator(".page.shown [data-severity]:visible").all()}
    assert kinds == {"disclosure"}
    assert page.locator(".page.shown .hit:not(.off)").count() == 0
    page.select_option("[name=category]", "")
    page.fill("[name=path]", "FAQ")
    assert page.locator(".pages li:visible").count() == 1
    assert shown(page) == "examples/site/faq.md"
    page.fill("[name=path]", "nothing of the kind")
    assert page.locator(".pages .none").is_visible()
    said(page, "0 to do on 0 of 3 pages")


def test_a_page_with_nothing_left_is_filtered_out(opened: Open) -> None:
    page = opened()
    page.uncheck("[name=severity][value=error]")
    page.uncheck("[name=severity][value=warning]")
    page.check("[name=todo]")
    left = page.locator(".pages li:visible .badge").all_inner_texts()
    assert left
    assert all(int(text.split()[0]) > 0 for text in left)


@pytest.mark.parametrize("allowed", [True, False], ids=["clipboard", "no permission"])
def test_wording_is_copied(opened: Open, allowed: bool) -> None:
    page = opened(permissions=["clipboard-read", "clipboard-write"] if allowed else [])
    if not allowed:
        page.evaluate("Object.defineProperty(navigator, 'clipboard', {value: undefined})")
        page.evaluate("document.addEventListener('copy', () => { window.got = String(getSelection()) })")
    page.click(".hit >> text=non-addictive")
    page.click(".card.on .copy >> text=Copy sentence")
    said(page, "Copied")
    got = page.evaluate("window.got ?? navigator.clipboard.readText()")
    assert got == "Ketamine is a controlled substance that can be misused when given in our clinic."
    assert page.locator(".copy >> text=Copied").count() == 1
    page.locator(".card.on .copy", has_text="Copy sentence").wait_for()


def test_an_address_leads_to_its_card(opened: Open, folder: Path) -> None:
    page = opened(hash_="#p2f3")
    assert shown(page) == "examples/site/index.html"
    assert page.locator(".card.on").get_attribute("id") == "p2f3"


def test_a_disclosure_leads_to_the_words_that_trigger_it(opened: Open) -> None:
    page = opened()
    page.locator(".check .open >> text=Side effects").first.click()
    page.locator(".check.on a[href*=b]").first.click()
    assert page.locator(".block:target, .block:focus, .block:has(:focus)").count() >= 1


# --- paper


def _printed(page: Page, tmp_path: Path, button: str | None) -> str:
    """What is on paper, as text; `button` prints by the report's own button."""
    path = tmp_path / "out.pdf"
    if button:
        page.evaluate("window.print = () => { window.printed = document.documentElement.className }")
        page.evaluate("window.classes = null")
        page.click(button)
    page.pdf(path=str(path), format="A4")
    if not shutil.which("pdftotext"):
        pytest.skip("no pdftotext: apt-get install poppler-utils")
    done = subprocess.run(["pdftotext", "-layout", str(path), "-"], capture_output=True, check=True)
    return done.stdout.decode()


def test_a_printed_page_holds_every_card_open_and_no_control(opened: Open, tmp_path: Path) -> None:
    page = opened(color_scheme="dark")
    text = " ".join(_printed(page, tmp_path, None).split())
    assert "examples/site/faq.md" in text
    assert "examples/site/index.html" not in text
    assert "a controlled substance that can be misused" in text
    assert "Why, and on which authority" in text
    assert "Write 'some patients improve'" in text
    assert "Copy wording" not in text
    assert "Print page" not in text


def test_print_all_prints_all_and_print_page_one(opened: Open) -> None:
    page = opened()
    page.evaluate("""window.print = () => {
      dispatchEvent(new Event("beforeprint"));
      window.printed = [...document.querySelectorAll(".page")].filter((p) => p.checkVisibility()).length;
      window.rules = [...document.querySelectorAll(".rule")].filter((r) => !r.hidden).length;
      dispatchEvent(new Event("afterprint"));
    }""")
    page.click("#print-all")
    assert page.evaluate("window.printed") == 3
    every = page.evaluate("window.rules")
    page.click("#print-page")
    assert page.evaluate("window.printed") == 1
    assert 0 < page.evaluate("window.rules") < every
    assert page.locator(".page:visible").count() == 1
    page.fill("[name=path]", "safety")
    page.click("#print-all")
    assert page.evaluate("window.printed") == 1


# --- everybody


VIEWS = [("light", 1400), ("dark", 1400), ("light", 420), ("dark", 420)]


@pytest.mark.parametrize(("scheme", "width"), VIEWS, ids=[f"{s} {w}" for s, w in VIEWS])
@pytest.mark.parametrize("kind", ["site", "hostile", "poisoned", "nothing", "unread"])
def test_axe_finds_no_violation(opened: Open, kind: str, scheme: str, width: int) -> None:
    page = opened(kind, color_scheme=scheme, viewport={"width": width, "height": 900})
    _no_violation(page)
    if page.locator(".pages li").count() > 1:
        page.click(".pages li:nth-child(2) a")
        page.keyboard.press("n")
        page.click(".keys summary")
        _no_violation(page)
        page.keyboard.press("]")
        page.uncheck("[name=severity][value=error]")
        _no_violation(page)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), "scrolls sideways"


def _no_violation(page: Page) -> None:
    page.evaluate(files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8"))
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    said = [(v["id"], v["nodes"][0]["html"][:200], v["nodes"][0]["failureSummary"]) for v in found["violations"]]
    assert said == []


def test_without_script_everything_is_there(opened: Open) -> None:
    page = opened(java_script_enabled=False)
    assert page.locator(".page").count() == page.locator(".page:visible").count() == 3
    assert page.locator(".body:visible").count() == page.locator(".body").count()
    assert page.locator(".copy:visible, .filters:visible").count() == 0


def test_every_control_is_reached_by_tab_and_has_a_name(opened: Open) -> None:
    page = opened()
    names = []
    for _ in range(30):
        page.keyboard.press("Tab")
        names.append(page.evaluate("document.activeElement.name || document.activeElement.innerText"))
    assert names[0] == "Skip to the page"
    assert {"severity", "category", "path", "todo", "Next", "Print all"} <= set(names)
    assert any("non-addictive" in (name or "") for name in names)


# --- the hostile


@pytest.mark.parametrize("kind", ["hostile", "poisoned"])
def test_hostile_words_run_nothing(opened: Open, kind: str) -> None:
    page = opened(kind)
    for _ in range(4):
        page.keyboard.press("n")
        page.keyboard.press("]")
    assert page.evaluate("document.scripts.length") == 2
    assert page.evaluate("document.images.length") == 0
    assert not page.get_by_text("Skip to the page", exact=True).count() > 1


def test_the_policy_refuses_what_the_report_does_not_hold(browser: Any, folder: Path, tmp_path: Path) -> None:
    text = (folder / "site.html").read_text(encoding="utf-8")
    extra = (
        "<script>window.owned = 1</script><img src='https://x.example/a.png' onerror='window.owned = 2'>"
        "<style>h1 { color: rgb(1, 2, 3) }</style><p id=styled style='color: rgb(1, 2, 3)'>x</p>"
    )
    (tmp_path / "owned.html").write_text(text.replace("</main>", extra + "</main>"), encoding="utf-8", newline="\n")
    page = browser.new_page()
    asked = []
    page.on("response", lambda got: asked.append(got.url))
    page.goto((tmp_path / "owned.html").as_uri())
    page.keyboard.press("n")
    assert page.evaluate("window.owned") is None
    assert page.evaluate("getComputedStyle(document.querySelector('h1')).color") != "rgb(1, 2, 3)"
    assert page.evaluate("getComputedStyle(document.getElementById('styled')).color") != "rgb(1, 2, 3)"
    assert page.locator(".card.on").count() == 1
    with pytest.raises(sync_api.Error, match=re.compile("Trusted", re.IGNORECASE)):
        page.evaluate("document.body.innerHTML = '<b>x</b>'")
    assert [url for url in asked if not url.startswith("file:")] == []
    page.close()


# --- the large


def test_a_page_of_five_thousand_findings_is_usable(opened: Open) -> None:
    page = opened("long")
    assert page.locator(".hit").count() == 5_000
    took = page.evaluate(_TIME.format(act="body.dispatchEvent(key)"))
    assert took < 2_000, f"{took:.0f} ms to the next finding"
    assert page.locator(".card.on").count() == 1


_TIME = """(() => {{
  const key = new KeyboardEvent("keydown", {{ key: "n", bubbles: true }});
  const box = document.querySelector("[name=severity][value=warning]");
  const begun = performance.now();
  document.{act};
  document.body.offsetHeight;
  return performance.now() - begun;
}})()"""


def test_five_hundred_pages_are_usable(opened: Open, reports: dict[str, Report], tmp_path: Path) -> None:
    path = tmp_path / "many.html"
    path.write_text(reporter("html")(many(reports["site"])), encoding="utf-8", newline="\n")
    assert path.stat().st_size < 40_000_000
    page = opened(path=path)
    loaded = page.evaluate("performance.getEntriesByType('navigation')[0].domComplete")
    assert loaded < 15_000, f"{loaded:.0f} ms to load"
    step = page.evaluate(_TIME.format(act="body.dispatchEvent(key)"))
    filtered = page.evaluate(_TIME.format(act="querySelector('[name=severity]').click()"))
    assert step < 1_000, f"{step:.0f} ms to the next finding"
    assert filtered < 2_000, f"{filtered:.0f} ms to filter"
    page.fill("[name=path]", "/499/")
    assert page.locator(".pages li:visible").count() == 1
    print(
        f"500 pages: {path.stat().st_size / 1e6:.1f} MB, loaded {loaded:.0f}, step {step:.0f}, filter {filtered:.0f} ms"
    )


def many(report: Report) -> Report:
    """A site of 500 pages, each as full as one of the example's."""
    from dataclasses import replace

    pages = [report.pages[n % len(report.pages)] for n in range(PAGES)]
    moved = [replace(page, path=f"site/{n}/{page.path}") for n, page in enumerate(pages)]
    return replace(report, pages=tuple(moved))
