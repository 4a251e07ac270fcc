"""The command line's manners: exit codes, bad input, formats, standard input, colour."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from kcheck.cli import main

BAD = "Ketamine Infusions\n\nOur miracle ketamine cures depression.\n"
CLEAN = "Parking\n\nThe car park is behind the building.\n"


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a bad and a clean page, and in it the working directory."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "bad.txt").write_text(BAD, encoding="utf-8")
    (tmp_path / "clean.txt").write_text(CLEAN, encoding="utf-8")
    return tmp_path


def run(*arguments: str, stdin: bytes = b"", **environment: str) -> subprocess.CompletedProcess[str]:
    """The real command in a process of its own, without colour from outside."""
    env = {k: v for k, v in os.environ.items() if k not in {"NO_COLOR", "FORCE_COLOR", "CLICOLOR_FORCE"}}
    found = subprocess.run(
        [sys.executable, "-m", "kcheck", *arguments],
        input=stdin,
        capture_output=True,
        env=env | environment,
        check=False,
    )
    return subprocess.CompletedProcess(found.args, found.returncode, found.stdout.decode(), found.stderr.decode())


EXITS = [
    ("findings", ["check", "bad.txt"], 1),
    ("clean", ["check", "clean.txt"], 0),
    ("findings below the fail level", ["check", "bad.txt", "--fail-level", "never"], 0),
    ("exit zero", ["check", "bad.txt", "--exit-zero"], 0),
    ("default is this folder", ["check"], 1),
    ("unknown option", ["check", "--nope"], 2),
    ("unknown command", ["chekc"], 2),
    ("unknown rule in select", ["check", "clean.txt", "--select", "mircale"], 2),
    ("unknown rule to explain", ["explain", "mircale"], 2),
    ("rules file missing", ["check", "clean.txt", "--rules", "none.toml"], 2),
    ("output file cannot be written", ["check", "clean.txt", "--output-file", "no/such/folder.txt"], 2),
    ("standard input with files", ["check", "-", "clean.txt"], 2),
    ("missing path", ["check", "clean.txt", "missing.txt"], 3),
    ("missing path wins over findings", ["check", "bad.txt", "missing.txt"], 3),
    ("exit zero does not hide a missing path", ["check", "missing.txt", "--exit-zero"], 3),
    ("explain", ["explain", "miracle"], 0),
    ("explain a disclosure", ["explain", "off-label"], 0),
    ("rules", ["rules"], 0),
    ("help", ["--help"], 0),
    ("version", ["--version"], 0),
]


@pytest.mark.parametrize(("arguments", "status"), [row[1:] for row in EXITS], ids=[row[0] for row in EXITS])
@pytest.mark.usefixtures("site")
def test_exit_status(arguments: list[str], status: int) -> None:
    assert main(arguments) == status


@pytest.mark.parametrize("format_", ["text", "concise", "json"])
@pytest.mark.usefixtures("site")
def test_exit_status_is_the_same_in_every_format(format_: str) -> None:
    assert main(["check", "bad.txt", "--format", format_]) == 1
    assert main(["check", "clean.txt", "--format", format_]) == 0


def test_a_crash_is_never_a_1(site: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr("kcheck.run.check_source", lambda *_: 1 / 0)
    assert main(["check", "bad.txt"]) == 3
    assert "internal error" in capsys.readouterr().err


# --- bad input: each is named with a remedy, the others are still checked
BAD_INPUT = [
    ("missing", "missing.txt", None, "no such file"),
    ("binary", "x.txt", b"\x00\x01\x02PNG", "binary, not text"),
    ("broken utf-16", "x.txt", b"\xff\xfea", "not valid utf-16"),
    ("a format that is not read", "x.docx", b"PK", "this format (.docx) is not read"),
    ("no suffix", "README", b"hello", "no suffix"),
]


@pytest.mark.parametrize(("name", "content", "said"), [row[1:] for row in BAD_INPUT], ids=[row[0] for row in BAD_INPUT])
def test_bad_input_is_named_and_the_others_are_checked(
    site: Path, name: str, content: bytes | None, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    if content is not None:
        (site / name).write_bytes(content)
    assert main(["check", name, "bad.txt"]) == 3
    out = capsys.readouterr().out
    assert f"{name}:" in out
    assert said in out
    assert "bad.txt:3:" in out


def test_a_broken_link_says_where_it_leads(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (site / "link.txt").symlink_to("gone.txt")
    assert main(["check", "link.txt"]) == 3
    assert "a link to gone.txt, which does not exist" in capsys.readouterr().out


def test_no_permission_is_said(site: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    (site / "bad.txt").chmod(0)
    if os.geteuid() == 0:  # root may read everything, so say no in the system's stead
        read = Path.read_bytes

        def refuse(path: Path) -> bytes:
            if path.name == "bad.txt":
                raise PermissionError(13, "Permission denied", str(path))
            return read(path)

        monkeypatch.setattr(Path, "read_bytes", refuse)
    assert main(["check", "bad.txt"]) == 3
    assert "no permission" in capsys.readouterr().out


def test_a_page_that_is_too_large_is_named(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (site / "big.txt").write_bytes(b"a " * 10_000_001)
    assert main(["check", "big.txt", "clean.txt"]) == 3
    assert "20 MB is more than the limit of 10 MB" in capsys.readouterr().out
    (site / "small.txt").write_text("Ketamine parking is free of hills. " * 40, encoding="utf-8")
    assert main(["check", "small.txt", "--max-size", "0.001"]) == 3


def test_windows_1252_is_read_and_said_so(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (site / "old.html").write_bytes("<p>Ketamine \u2014 it\u2019s a miracle</p>".encode("cp1252"))
    main(["check", "old.html"])
    out = capsys.readouterr().out
    assert "read as cp1252" in out
    assert "miracle" in out


def test_utf_16_with_a_mark_is_read(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (site / "wide.txt").write_text(BAD, encoding="utf-16")
    assert main(["check", "wide.txt"]) == 1
    assert "wide.txt:3:" in capsys.readouterr().out


def test_an_unclosed_tag_is_said(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (site / "open.html").write_text("<p>Ketamine</p>\n<section>miracle ketamine", encoding="utf-8")
    assert main(["check", "open.html"]) == 1
    assert "line 2: <section> is never closed" in capsys.readouterr().out


@pytest.mark.usefixtures("site")
def test_an_empty_file_is_checked_and_a_folder_without_pages_is_not(
    site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (site / "empty.txt").write_text("", encoding="utf-8")
    (site / "bare").mkdir()
    assert main(["check", "empty.txt"]) == 0
    assert main(["check", "bare"]) == 3
    assert "no file in this folder" in capsys.readouterr().out


def test_formats_that_are_not_read_are_counted_in_a_folder(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (site / "page.adoc").write_text("= A miracle", encoding="utf-8")
    main(["check", "."])
    out = capsys.readouterr().out
    assert "page.adoc: this format (.adoc) is not read" in out
    assert "1 file not checked" in out
    assert main(["check", ".", "--strict"]) == 3


def test_a_bundle_is_skipped_and_said_to_be_generated(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (site / "app.js").write_text("!function(){" + "var a=b(c,'x');if(a){d(e)}" * 1_000 + "}()", encoding="utf-8")
    main(["check", ".", "--exit-zero"])
    out = capsys.readouterr().out
    assert "app.js: generated, not read: minified: very long lines" in out
    assert "1 file not checked" in out
    assert main(["check", "app.js"]) == 3


def test_scripts_that_hold_no_page_pass_in_a_folder(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (site / "__tests__").mkdir()
    for name in ("hero.test.tsx", "next.config.mjs", "types.d.ts", "Hero.stories.tsx", "__tests__/hero.tsx"):
        (site / name).write_text("export const title = 'Our miracle ketamine';", encoding="utf-8")
    (site / "hero.tsx").write_text("export const Hero = () => <h1>Our miracle ketamine</h1>;", encoding="utf-8")
    main(["check", ".", "--format", "json"])
    assert [page["path"] for page in json.loads(capsys.readouterr().out)["pages"]] == [
        "bad.txt",
        "clean.txt",
        "hero.tsx",
    ]
    main(["check", "hero.test.tsx", "--format", "json"])
    assert [page["path"] for page in json.loads(capsys.readouterr().out)["pages"]] == ["hero.test.tsx"]


def test_words_that_may_be_copy_and_are_not_read_are_counted(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (site / "go.ts").write_text("router.push('/x', 'this is the title of it')", encoding="utf-8")
    main(["check", "go.ts"])
    assert "6 words that may be copy not read" in capsys.readouterr().out
    main(["check", "go.ts", "--format", "json"])
    report = json.loads(capsys.readouterr().out)
    assert report["pages"][0]["words_unread"] == {"argument of a function that shows nothing": 6}
    assert report["summary"]["words_unread"] == 6


RULES = [
    ("unknown key", '[[rule]]\nid = "x"\npaterns = []', "unknown key 'paterns'; did you mean 'patterns'?"),
    ("missing key", '[[rule]]\nid = "x"', "the key 'category' is missing"),
    ("not TOML", "[[rule", "not valid TOML"),
    ("wrong type", 'version = "1"\n[[category]]\nid = "c"\ntitle = "t"\nscored = "yes"', "scored must be bool"),
    ("bad pattern", '[[category]]\nid = "c"\ntitle = "t"\nsubject = false\n[[rule]]\nid = "x"\ncategory = "c"\ntitle = "t"\nseverity = "error"\nmessage = "m"\nwhy = "w"\nauthorities = []\npatterns = ["(("]', "rule 'x': not a valid pattern: '(('"),
    ("unknown lexicon", '[[category]]\nid = "c"\ntitle = "t"\nsubject = false\n[[rule]]\nid = "x"\ncategory = "c"\ntitle = "t"\nseverity = "error"\nmessage = "m"\nwhy = "w"\nauthorities = []\npatterns = ["{nope}"]', "unknown lexicon {nope}"),
]  # fmt: skip


@pytest.mark.parametrize(("rules", "said"), [row[1:] for row in RULES], ids=[row[0] for row in RULES])
def test_a_mistake_in_the_rules_names_rule_key_and_remedy(
    site: Path, rules: str, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (site / "own.toml").write_text(rules, encoding="utf-8")
    assert main(["check", "bad.txt", "--rules", "own.toml"]) == 2
    assert said in capsys.readouterr().err


# --- selection and levels
@pytest.mark.usefixtures("site")
def test_select_ignore_and_levels(capsys: pytest.CaptureFixture[str]) -> None:
    def rules(*flags: str) -> set[str]:
        main(["check", "bad.txt", "--format", "json", *flags])
        return {finding["rule"] for finding in json.loads(capsys.readouterr().out)["findings"]}

    assert rules() == {"miracle", "cure-claim"}
    assert rules("--select", "hype") == {"miracle"}
    assert rules("--ignore", "miracle") == {"cure-claim"}
    assert rules("--select", "cure,hype", "--ignore", "cure-claim") == {"miracle"}
    assert rules("--min-level", "error") == {"miracle", "cure-claim"}


def test_statistics_quiet_and_output_file(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["check", "bad.txt", "--statistics"])
    assert "1  miracle  [hype]" in capsys.readouterr().out
    main(["check", "bad.txt", "-q", "--select", "hype"])
    assert capsys.readouterr().out == "bad.txt:3:5: error miracle: 'miracle' Calls the treatment a wonder.\n"
    assert main(["check", "bad.txt", "--output-file", "out.json", "--format", "json"]) == 1
    assert json.loads((site / "out.json").read_text(encoding="utf-8"))["version"] == 1
    assert capsys.readouterr().out == ""


# --- the real process: standard input, pipes, colour
def test_standard_input_takes_its_format_from_the_given_name() -> None:
    found = run("check", "-", "--stdin-filename", "page.html", stdin=b"<p>Miracle <b>ket</b>amine</p>")
    assert found.returncode == 1
    assert "page.html:1:4 error miracle" in found.stdout


@pytest.mark.parametrize(
    ("flags", "environment", "coloured"),
    [
        ([], {}, False),
        (["--color", "always"], {}, True),
        ([], {"FORCE_COLOR": "1"}, True),
        ([], {"CLICOLOR_FORCE": "1"}, True),
        ([], {"FORCE_COLOR": "1", "NO_COLOR": "1"}, False),
        (["--color", "never"], {"FORCE_COLOR": "1"}, False),
    ],
)
def test_colour(flags: list[str], environment: dict[str, str], coloured: bool) -> None:
    found = run("check", "-", *flags, stdin=BAD.encode(), **environment)
    assert ("\x1b[" in found.stdout) is coloured
