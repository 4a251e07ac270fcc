"""Every format against its schema, for every kind of report."""

import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft4Validator, Draft7Validator, Draft202012Validator

from kcheck.finding import Report
from kcheck.reporters import reporter

SCHEMAS = Path(__file__).parent.parent / "schemas"


def table(report: Report, name: str) -> Any:
    return json.loads(reporter(name)(report).encode("utf-8"))


def schema(name: str) -> Any:
    return json.loads((SCHEMAS / name).read_text(encoding="utf-8"))


def sample(data: Any, keys: tuple[str, ...], most: int = 300) -> Any:
    """A long list cut, since a validator in Python takes a second for some hundred entries of one shape."""
    for key in keys[:-1]:
        data = data[key]
    data[keys[-1]] = data[keys[-1]][:most]


def test_sarif(report: Report) -> None:
    found = table(report, "sarif")
    assert len(found["runs"]) == 1
    sample(found, ("runs", 0, "results"))  # type: ignore[arg-type]
    Draft4Validator(schema("sarif-2.1.0-rtm.5.json")).validate(found)


def test_rdjson(report: Report) -> None:
    found = table(report, "rdjson")
    sample(found, ("diagnostics",))
    Draft7Validator(schema("rdjson.json")).validate(found)


def test_gitlab(report: Report) -> None:
    found = table(report, "gitlab")
    Draft202012Validator(schema("gitlab-code-quality.json")).validate(found[:500])
    marks = [issue["fingerprint"] for issue in found]
    assert len(marks) == len(set(marks))


@pytest.mark.parametrize(("name", "file"), [("junit", "junit-10.xsd"), ("checkstyle", "checkstyle.xsd")])
def test_xml(report: Report, name: str, file: str) -> None:
    etree = pytest.importorskip("lxml.etree", reason="lxml is not installed: pip install -e '.[test]'")
    parser = etree.XMLParser(resolve_entities=False, huge_tree=True)
    tree = etree.fromstring(reporter(name)(report).encode("utf-8"), parser)
    etree.XMLSchema(etree.parse(str(SCHEMAS / file))).assertValid(tree)


def test_junit_counts_what_it_holds(report: Report) -> None:
    etree = pytest.importorskip("lxml.etree", reason="lxml is not installed: pip install -e '.[test]'")
    tree = etree.fromstring(reporter("junit")(report).encode("utf-8"))
    for suite in [tree, *tree]:
        assert int(suite.get("tests")) == len(suite.findall(".//testcase"))
        assert int(suite.get("failures")) == len(suite.findall(".//failure"))
        assert int(suite.get("errors")) == len(suite.findall(".//error"))


@pytest.mark.parametrize("kind", ["site", "hostile", "unread"])
def test_sarif_by_an_independent_tool(reports: dict[str, Report], kind: str, tmp_path: Path) -> None:
    """Microsoft's validator of the SARIF rules, which know more than the schema says."""
    tool = os.environ.get("SARIF_MULTITOOL") or shutil.which("sarif-multitool") or shutil.which("Sarif.Multitool")
    if not tool:
        pytest.skip("no SARIF validator: npm install -g @microsoft/sarif-multitool, or name it in SARIF_MULTITOOL")
    path = tmp_path / "out.sarif"
    path.write_text(reporter("sarif")(reports[kind]), encoding="utf-8")
    done = subprocess.run(
        [tool, "validate", str(path)],
        env=os.environ | {"DOTNET_SYSTEM_GLOBALIZATION_INVARIANT": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    said = [line for line in done.stdout.splitlines() if " warning " in line or " error " in line]
    assert done.returncode == 0, done.stdout
    assert [line for line in said if "SARIF2005" not in line] == []  # it has no page of its own on the web yet
