"""Page text and file names are hostile: nothing in any format can be broken out of."""

import json
import re
from xml.etree import ElementTree

import pytest
from markdown_it import MarkdownIt
from markdown_it.token import Token
from selectolax.lexbor import LexborHTMLParser

from kcheck.finding import Report
from kcheck.reporters import REPORTERS, reporter
from kcheck.reporters.html import _EARLY
from kcheck.reporters.markdown import job_summary
from tests.reporters.conftest import NAME, SIGNS

CONTROL = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\u2028\u2029]")
LOG_COMMAND = re.compile(r"^\s*::|##\[", re.MULTILINE)
TAGS = set(
    "html head meta title style script body a header div h1 h2 h3 h4 h5 p form fieldset legend label input b select option "
    "span button details summary dl dt dd nav ul li bdi main section sup mark article code del ins".split()
)


@pytest.mark.parametrize("name", REPORTERS)
def test_every_report_can_be_written_as_utf_8(report: Report, name: str) -> None:
    text = reporter(name)(report)
    assert text.encode("utf-8").decode("utf-8") == text
    assert text.endswith("\n") or name == "jsonl"


@pytest.mark.parametrize("name", ["text", "concise", "grouped"])
def test_lines_for_people_hold_no_control_and_no_command(report: Report, name: str) -> None:
    text = reporter(name)(report)
    assert CONTROL.findall(text) == []
    assert LOG_COMMAND.findall(text) == []


@pytest.mark.parametrize("name", ["json", "jsonl", "sarif", "gitlab", "rdjson", "junit", "checkstyle", "markdown"])
def test_no_report_on_a_screen_is_a_command_of_the_log(report: Report, name: str) -> None:
    assert LOG_COMMAND.findall(reporter(name)(report)) == []


def test_the_lines_of_concise_are_as_many_as_the_findings(reports: dict[str, Report]) -> None:
    for report in reports.values():
        lacking = sum(row.needs_action for row in report.disclosures)
        lines = reporter("concise")(report).splitlines()
        assert len(lines) == len(report.findings) + lacking + len(report.skipped) + 1


def test_the_lines_of_jsonl_are_objects(report: Report) -> None:
    lines = reporter("jsonl")(report).split("\n")
    assert lines.pop() == ""
    rows = [json.loads(line) for line in lines]
    assert rows[0]["type"] == "run"
    assert rows[-1]["type"] == "summary"


def test_json_gives_names_and_words_back_as_they_were(reports: dict[str, Report]) -> None:
    table = json.loads(reporter("json")(reports["hostile"]))
    assert f"hostile/{NAME}.md" in {page["path"] for page in table["pages"]}
    assert any("not-utf-8-\udcff" in page["path"] for page in table["pages"])


def test_sarif_messages_hold_no_link_and_no_placeholder(reports: dict[str, Report]) -> None:
    run = json.loads(reporter("sarif")(reports["poisoned"]))["runs"][0]
    for result in run["results"]:
        text = result["message"]["text"]
        assert not re.search(r"(?<!\\)(?:\\\\)*\[", text)
        assert not re.search(r"(?<!\{)\{(?!\{)", text)


def test_sarif_uris_are_relative_and_escaped(reports: dict[str, Report]) -> None:
    run = json.loads(reporter("sarif")(reports["hostile"]))["runs"][0]
    uris = {r["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for r in run["results"]}
    assert len(uris) == 4
    assert all(re.fullmatch(r"[A-Za-z0-9._~%/-]+", uri) for uri in uris)


COMMAND = re.compile(r"::(error|warning|notice) ((?:[a-zA-Z]+=[^,:\r\n]*,?)+)::([^\r\n]*)")


def test_github_commands_are_ours_alone(report: Report) -> None:
    names = {"file", "line", "endLine", "col", "endColumn", "title"}
    for line in re.split(r"\r\n|\r|\n", reporter("github")(report)):
        if not line.lstrip().startswith("::"):
            assert "##[" not in line
            continue
        command = COMMAND.fullmatch(line)
        assert command, line
        assert {part.partition("=")[0] for part in command[2].split(",")} <= names


@pytest.mark.parametrize("name", ["junit", "checkstyle"])
def test_xml_holds_our_elements_alone(report: Report, name: str) -> None:
    tree = ElementTree.fromstring(reporter(name)(report))
    own = {
        "junit": {"testsuites", "testsuite", "testcase", "failure", "error", "skipped"},
        "checkstyle": {"checkstyle", "file", "error"},
    }
    assert {element.tag for element in tree.iter()} <= own[name]


def _flat(tokens: list[Token]) -> list[Token]:
    return [inner for token in tokens for inner in (token, *_flat(token.children or []))]


@pytest.mark.parametrize("render", [reporter("markdown"), job_summary], ids=["markdown", "job summary"])
def test_markdown_holds_no_link_image_mention_or_markup_of_a_page(report: Report, render) -> None:  # type: ignore[no-untyped-def]
    text = render(report)
    tokens = _flat(MarkdownIt("commonmark").enable("table").parse(text))
    assert {token.type for token in tokens}.isdisjoint({"link_open", "image", "fence", "code_block"})
    html = "".join(token.content for token in tokens if token.type in ("html_block", "html_inline"))
    assert set(re.findall(r"<[^>]*>", html)) <= {"<details>", "</details>", "<summary>", "</summary>"}
    prose = " ".join(token.content for token in tokens if token.type == "text")
    assert not re.search(r"@\w|(?<!\w)#\d|https?://|www\.", prose)


def test_html_holds_our_elements_and_addresses_alone(report: Report) -> None:
    text = reporter("html")(report)
    tree = LexborHTMLParser(text)
    assert {node.tag for node in tree.css("*")} <= TAGS
    assert len(tree.css("script")) == 2
    assert tree.css_first("script").text() == _EARLY
    for node in tree.css("*"):
        assert not [name for name in node.attributes if name.startswith("on") or name in ("style", "src", "srcset")]
    for link in tree.css("a"):
        assert re.match(r"#|https?://", link.attributes["href"] or "")
    assert len(tree.css("meta[http-equiv]")) == 1
    assert len(tree.css("style")) == 1
    assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff]", text)


def test_the_words_of_a_page_are_shown_as_they_are(reports: dict[str, Report]) -> None:
    tree = LexborHTMLParser(reporter("html")(reports["hostile"]))
    copy = "".join(node.text() for node in tree.css(".prose"))
    for sign in SIGNS:
        if (
            sign.isprintable()
            and "`" not in sign
            and "<" not in sign
            and "&" not in sign
            and "]" not in sign
            and "\\" not in sign
        ):
            assert sign in copy, sign
