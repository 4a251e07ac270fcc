"""Settings: which file holds, what wins over what, and one exact error for each mistake."""

import json
import tomllib
from pathlib import Path

import pytest

from kcheck.cli import main
from kcheck.config.keys import KEYS, variable
from kcheck.config.resolve import resolve
from kcheck.config.version import check_version
from kcheck.errors import UsageError
from kcheck.globs import Glob

BAD = "Ketamine Infusions\n\nOur miracle ketamine cures depression.\n"


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a bad page, and in it the working directory."""
    monkeypatch.chdir(tmp_path)
    for name in [
        name for name in __import__("os").environ if name.startswith("KCHECK_") and name != "KCHECK_CACHE_DIR"
    ]:
        monkeypatch.delenv(name)
    (tmp_path / "bad.txt").write_text(BAD, encoding="utf-8")
    return tmp_path


def put(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def rules(capsys: pytest.CaptureFixture[str], *arguments: str) -> dict[str, str]:
    """The rules that a check finds, with their severity."""
    capsys.readouterr()
    assert main(["check", *arguments, "--format", "json"]) in (0, 1)
    return {finding["rule"]: finding["severity"] for finding in json.loads(capsys.readouterr().out)["findings"]}


# --- which file holds
@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("kcheck.toml", 'ignore = ["hype"]'),
        (".kcheck.toml", 'ignore = ["hype"]'),
        ("pyproject.toml", '[tool.kcheck]\nignore = ["hype"]'),
    ],
)
def test_each_kind_of_file_holds(site: Path, name: str, text: str, capsys: pytest.CaptureFixture[str]) -> None:
    put(site / name, text)
    assert set(rules(capsys, "bad.txt")) == {"cure-claim"}


def test_the_nearest_file_wins_and_nothing_cascades(
    site: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    put(site / "kcheck.toml", 'ignore = ["hype"]')
    put(site / "clinic" / "kcheck.toml", 'ignore = ["cure"]')
    put(site / "clinic" / "bad.txt", BAD)
    assert set(rules(capsys, "clinic")) == {"cure-claim"}, "the working directory decides, whatever is passed"
    monkeypatch.chdir(site / "clinic")
    assert set(rules(capsys, "bad.txt")) == {"miracle"}
    put(site / "clinic" / "kcheck.toml", 'extend = "../kcheck.toml"\nfail-level = "never"')
    assert set(rules(capsys, "bad.txt")) == {"cure-claim"}


def test_files_elsewhere_are_judged_by_the_settings_where_they_are(
    site: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    put(site / "kcheck.toml", 'ignore = ["hype"]')
    monkeypatch.chdir(tmp_path_factory.mktemp("elsewhere"))
    assert set(rules(capsys, str(site / "bad.txt"))) == {"cure-claim"}


def test_a_pyproject_without_the_table_is_passed_over(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    put(site / "kcheck.toml", 'ignore = ["hype"]')
    put(site / "pyproject.toml", '[project]\nname = "kcheck-site"')
    assert set(rules(capsys, "bad.txt")) == {"cure-claim"}


def test_the_search_ends_at_the_root_of_a_repository(
    site: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    put(site / "kcheck.toml", 'ignore = ["hype"]')
    put(site / "repo" / "bad.txt", BAD)
    (site / "repo" / ".git").mkdir()
    monkeypatch.chdir(site / "repo")
    assert set(rules(capsys, "bad.txt")) == {"cure-claim", "miracle"}


# --- what wins over what
def test_flags_win_over_environment_over_config_over_file(site: Path) -> None:
    put(site / "kcheck.toml", 'fail-level = "note"\nmin-level = "warning"\nvoice = "informational"\nignore = ["hype"]')
    got = resolve(
        {"fail-level": "never"}, (), ('voice = "promotional"',),
        environment={"KCHECK_FAIL_LEVEL": "error", "KCHECK_MIN_LEVEL": "error"},
    )  # fmt: skip
    assert got.values["fail-level"] == "never"
    assert got.values["min-level"] == "error"
    assert got.values["voice"] == "promotional"
    assert got.values["ignore"] == ("hype",)
    origins = {name: got.origins[name] for name in ("fail-level", "min-level", "voice", "ignore", "strict")}
    assert origins == {
        "fail-level": "--fail-level", "min-level": "KCHECK_MIN_LEVEL", "voice": "--config",
        "ignore": str(site / "kcheck.toml"), "strict": "default",
    }  # fmt: skip


ENVIRONMENT = [
    ("KCHECK_SELECT", "hype, cure", ("hype", "cure")),
    ("KCHECK_STRICT", "1", True),
    ("KCHECK_STRICT", "off", False),
    ("KCHECK_MAX_SIZE", "2.5", 2.5),
    ("KCHECK_VOICE", "promotional", "promotional"),
    ("KCHECK_SELECT", "", ()),
]


@pytest.mark.parametrize(("name", "text", "value"), ENVIRONMENT)
@pytest.mark.usefixtures("site")
def test_the_environment_says_settings(name: str, text: str, value: object) -> None:
    key = next(key for key in KEYS.values() if variable(key) == name)
    assert resolve({}, environment={name: text}).values[key.name] == value


def test_isolated_reads_no_file_and_no_environment(
    site: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    put(site / "kcheck.toml", 'ignore = ["hype"]')
    monkeypatch.setenv("KCHECK_IGNORE", "cure")
    assert set(rules(capsys, "bad.txt")) == {"miracle"}, "the environment is before the file"
    assert set(rules(capsys, "bad.txt", "--isolated")) == {"miracle", "cure-claim"}


def test_config_names_a_file_or_says_one_setting(
    site: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    put(site / "other.toml", 'ignore = ["hype"]')
    assert set(rules(capsys, "bad.txt", "--config", "other.toml")) == {"cure-claim"}
    assert set(rules(capsys, "bad.txt", "--config", 'ignore = ["cure"]')) == {"miracle"}
    assert set(rules(capsys, "bad.txt", "--config", "ignore=cure")) == {"miracle"}
    monkeypatch.setenv("KCHECK_CONFIG", "other.toml")
    assert set(rules(capsys, "bad.txt")) == {"cure-claim"}


def test_show_settings_is_a_settings_file_that_says_the_same(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = put(
        site / "kcheck.toml",
        'ignore = ["hype"]\nexclude = ["old/**"]\nbrands = ["Miracle \\"Mile\\""]\nmax-size = 2.0\n'
        '[severity]\ncure = "note"\n[per-path."a/**"]\nignore = ["cure"]\nvoice = "promotional"\n'
        '[model-texts]\noff-label = "Ours."\n',
    )
    assert main(["check", "--show-settings", "--fail-level", "never"]) == 0
    shown = capsys.readouterr().out
    assert 'ignore = ["hype"]  # kcheck.toml' in shown
    assert 'fail-level = "never"  # --fail-level' in shown
    table = tomllib.loads(shown)
    for name, value in tomllib.loads(file.read_text(encoding="utf-8")).items():
        assert table[name] == value


# --- what they do
def test_severity_of_a_rule_a_category_and_a_disclosure(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    put(
        site / "kcheck.toml",
        '[severity]\nmiracle = "note"\ncure = "warning"\ndisclosure = "note"\nside-effects = "error"',
    )
    assert rules(capsys, "bad.txt") == {"miracle": "note", "cure-claim": "warning"}
    main(["check", "bad.txt", "--format", "json"])
    rows = {row["disclosure"]: row["severity"] for row in json.loads(capsys.readouterr().out)["disclosures"]}
    assert rows.pop("side-effects") == "error"
    assert set(rows.values()) == {"note"}


def test_per_path_holds_for_its_files_only(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    put(site / "blog" / "post.md", BAD)
    put(
        site / "kcheck.toml",
        '[per-path."blog/**"]\nignore = ["hype"]\n[per-path."*.md"]\nseverity = { cure-claim = "note" }\n',
    )
    assert rules(capsys, "blog") == {"cure-claim": "note"}
    assert rules(capsys, "bad.txt") == {"miracle": "error", "cure-claim": "error"}


def test_include_and_exclude_hold_in_folders(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("content/a.md", "content/old/b.md", "notes/c.md"):
        put(site / name, BAD)
    put(site / "kcheck.toml", 'include = ["content/**"]\nexclude = ["old"]')
    assert main(["check", "--show-files"]) == 0
    assert capsys.readouterr().out == "content/a.md\n"
    assert main(["check", "--show-files", "content/old/b.md", "notes/c.md"]) == 0
    assert capsys.readouterr().out == "content/old/b.md\nnotes/c.md\n", "what is named is checked"
    assert main(["check", "content/old/b.md", "--force-exclude"]) == 0
    assert "1 file left out by the settings" in capsys.readouterr().out
    assert main(["check", "content/old"]) == 3, "a folder of which nothing is left is nothing to check"


def test_paths_are_checked_where_none_is_named(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    put(site / "content" / "a.md", BAD)
    put(site / "kcheck.toml", 'paths = ["content"]')
    main(["check", "--show-files"])
    assert capsys.readouterr().out == "content/a.md\n"


OWN = """
[[category]]
id = "house"
title = "House style"
subject = false

[[rule]]
id = "no-journey"
category = "house"
title = "Journey"
severity = "warning"
message = "We do not say journey."
why = "House style."
authorities = []
patterns = ["{trips}"]

[lexicon]
trips = ["healing journeys?"]
"""


def test_own_rules_join_the_shipped_ones(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    put(site / "clinic-rules.toml", OWN)
    put(site / "kcheck.toml", 'rules = ["clinic-rules.toml"]\nselect = ["house", "miracle"]')
    put(site / "own.txt", "Start your healing journey. A miracle ketamine.\n")
    assert rules(capsys, "own.txt") == {"no-journey": "warning", "miracle": "error"}
    assert main(["rules"]) == 0
    put(site / "more.toml", '[lexicon]\ntrips = ["wellness voyage"]')
    put(site / "kcheck.toml", 'rules = ["clinic-rules.toml", "more.toml"]\nselect = ["house"]')
    put(site / "own.txt", "Start your wellness voyage.\n")
    assert rules(capsys, "own.txt") == {"no-journey": "warning"}


def test_products_are_taken_as_the_treatment(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    put(site / "own.txt", "CalmMelt+ cures depression.\n")
    without = rules(capsys, "own.txt", "--select", "cure")
    with_it = rules(capsys, "own.txt", "--select", "cure", "--config", 'products = ["CalmMelt+", "We [ll]~ness (R)"]')
    assert "cure-claim" in with_it
    assert len(with_it) >= len(without)


def test_a_claim_within_a_brand_is_not_held_against_the_page(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    put(site / "own.txt", "Welcome to Miracle Ketamine of Reno.\n\nOur miracle ketamine works.\n")
    put(site / "kcheck.toml", 'brands = ["Miracle Ketamine of Reno"]\nselect = ["hype"]')
    main(["check", "own.txt", "--format", "json"])
    assert [f["line"] for f in json.loads(capsys.readouterr().out)["findings"]] == [3]
    main(["check", "own.txt", "--format", "json", "--min-confidence", "possible"])
    found = json.loads(capsys.readouterr().out)["findings"]
    assert [(f["line"], f["severity"]) for f in found] == [(1, "note"), (3, "error")]
    assert "brand-name" in found[0]["guards"]


def test_own_model_texts_are_suggested(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    put(site / "kcheck.toml", '[model-texts]\noff-label = "Our own words."\n')
    main(["check", "bad.txt", "--format", "json"])
    rows = {row["disclosure"]: row for row in json.loads(capsys.readouterr().out)["disclosures"]}
    assert rows["off-label"]["suggestion"] == "Our own words."


def test_the_rule_pack_can_be_pinned(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["check", "bad.txt", "--format", "json"])
    pack = json.loads(capsys.readouterr().out)["rulepack"]
    for pin in (pack, pack.partition("+")[0]):
        assert main(["check", "bad.txt", "--config", f'rulepack = "{pin}"']) == 1
    assert main(["check", "bad.txt", "--config", 'rulepack = "1999.1"']) == 2
    assert "pins rulepack 1999.1" in capsys.readouterr().err


# --- one exact error for each mistake
WRONG = [
    ("unknown key", 'ingore = ["hype"]', "unknown key 'ingore'; did you mean 'ignore'?"),
    ("unknown rule", 'ignore = ["mircale"]', "ignore: no rule, disclosure or category is called 'mircale'; did you mean 'miracle'?"),
    ("unknown rule in severity", '[severity]\nmircale = "note"', "severity: no rule"),
    ("unknown rule in never-allow", 'never-allow = ["x"]', "never-allow: no rule"),
    ("unknown rule in per-path", '[per-path."a"]\nselect = ["x"]', "select: no rule"),
    ("unknown key in per-path", '[per-path."a"]\nfail-level = "note"', 'per-path."a": unknown key \'fail-level\''),
    ("wrong level", 'fail-level = "eror"', "expected one of error, warning, note, never, not 'eror'; did you mean 'error'?"),
    ("wrong severity", '[severity]\nmiracle = "off"', "severity.miracle: expected one of"),
    ("wrong list", 'ignore = "hype"', "ignore: expected a list of texts, not 'hype'"),
    ("wrong flag", 'strict = "yes"', "strict: expected true or false"),
    ("wrong number", "max-size = -1", "max-size: expected a number above 0"),
    ("wrong table", "severity = 3", "severity: expected a table"),
    ("wrong text", "[model-texts]\noff-label = 3", "model-texts.off-label: expected a text"),
    ("unknown disclosure", '[model-texts]\noff-lable = "x"', "no disclosure is called 'off-lable'"),
    ("unknown element", '[model-texts.off-label]\nnope = "x"', "model-texts.off-label: no element is called 'nope'"),
    ("not TOML", "ignore = [", "not valid TOML"),
    ("too new", 'required-version = ">=99"', "needs kcheck >=99, and this is"),
    ("no version", 'required-version = "newest"', "'newest' is no version"),
    ("own rules missing", 'rules = ["none.toml"]', "none.toml: cannot read the rules"),
    ("baseline missing", 'baseline = "none.json"', "none.json: no such baseline"),
    ("extend missing", 'extend = "none.toml"', "none.toml: cannot read the settings"),
    ("extend itself", 'extend = "kcheck.toml"', "comes back to itself"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "said"), [row[1:] for row in WRONG], ids=[row[0] for row in WRONG])
def test_a_mistake_is_one_error_with_place_and_remedy(
    site: Path, text: str, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    put(site / "kcheck.toml", text)
    assert main(["check", "bad.txt"]) == 2
    error = capsys.readouterr().err
    assert said in error
    assert error.count("\n") == 1


@pytest.mark.parametrize(
    ("rules_text", "said"),
    [
        ('[[rule]]\nid = "x"\npaterns = []', "own.toml: rule 'x': unknown key 'paterns'; did you mean 'patterns'?"),
        ('[[rule]]\nid = "miracle"', "own.toml: rule 'miracle': the id is taken"),
        ("lexicons = 3", "own.toml: unknown key 'lexicons'"),
        ("[[rule", "own.toml: not valid TOML"),
    ],
)
def test_a_mistake_in_own_rules_names_the_file(
    site: Path, rules_text: str, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    put(site / "own.toml", rules_text)
    assert main(["check", "bad.txt", "--config", 'rules = ["own.toml"]']) == 2
    assert said in capsys.readouterr().err


def test_two_files_in_one_folder_are_an_error(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    put(site / "kcheck.toml", "")
    put(site / ".kcheck.toml", "")
    assert main(["check", "bad.txt"]) == 2
    assert "both .kcheck.toml and kcheck.toml hold settings" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("variables", "said"),
    [
        ({"KCHECK_INGORE": "hype"}, "unknown setting KCHECK_INGORE; did you mean 'KCHECK_IGNORE'?"),
        ({"KCHECK_STRICT": "perhaps"}, "KCHECK_STRICT: expected 1 or 0"),
        ({"KCHECK_MAX_SIZE": "big"}, "KCHECK_MAX_SIZE: expected a number"),
        ({"KCHECK_FAIL_LEVEL": "eror"}, "KCHECK_FAIL_LEVEL: fail-level: expected one of"),
    ],
)
@pytest.mark.usefixtures("site")
def test_a_mistake_in_the_environment_is_an_error(variables: dict[str, str], said: str) -> None:
    with pytest.raises(UsageError) as error:
        resolve({}, environment=variables)
    assert said in str(error.value)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--config", "none.toml"], "none.toml: cannot read the settings"),
        (["--config", "ingore=hype"], "unknown key 'ingore'; did you mean 'ignore'?"),
        (["--config", "kcheck.toml", "--config", "other.toml"], "one settings file a run"),
        (["--config", "kcheck.toml", "--isolated"], "--isolated reads no settings file"),
    ],
)
@pytest.mark.usefixtures("site")
def test_a_mistake_in_the_flags_is_an_error(
    arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", "bad.txt", *arguments]) == 2
    assert said in capsys.readouterr().err


VERSIONS = [
    (">=0.1", "0.1.0", True), (">=0.1,<1", "0.9.3", True), ("<0.1", "0.1.0", False), ("==0.1.0", "0.1.0", True),
    ("0.1.0", "0.1.0", True), ("0.1.0", "0.1.1", False), ("~=0.1.2", "0.1.9", True), ("~=0.1.2", "0.2.0", False),
    ("~=1.2", "1.9", True), ("~=1.2", "2.0", False), ("!=0.1.1", "0.1.0", True), (">0.1.0", "0.1.0", False),
    (">=0.10", "0.9", False), ("<=1", "1.0.0", True),
]  # fmt: skip


@pytest.mark.parametrize(("wanted", "version", "fits"), VERSIONS)
def test_required_version(wanted: str, version: str, fits: bool) -> None:
    if fits:
        check_version(wanted, version, "here")
    else:
        with pytest.raises(UsageError, match="needs kcheck"):
            check_version(wanted, version, "here")


GLOBS = [
    ("*.md", "a.md", True), ("*.md", "x/y/a.md", True), ("old", "x/old/a.md", True), ("old/", "old/a.md", True),
    ("blog/**", "blog/a/b.md", True), ("blog/**", "myblog/a.md", False), ("blog/*.md", "blog/a/b.md", False),
    ("./blog", "blog/a.md", True), ("**/drafts/*", "x/drafts/a.md", True), ("**/drafts/*", "drafts/a.md", True),
    ("a?.md", "ab.md", True), ("a?.md", "a/b.md", False), ("{app,pages}/**", "pages/x.tsx", True),
    ("{app,pages}/**", "lib/x.tsx", False), ("a+b.md", "a+b.md", True), ("page[1].md", "page[1].md", True),
    ("*.MD", "a.md", False), ("", "a.md", False),
]  # fmt: skip


@pytest.mark.parametrize(("pattern", "path", "fits"), GLOBS)
def test_patterns_of_paths(pattern: str, path: str, fits: bool) -> None:
    assert Glob("/site", pattern).matches(f"/site/{path}") is fits
    assert not Glob("/site", pattern).matches(f"/other/{path}")
