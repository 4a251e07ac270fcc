"""The layout, enforced: who may import whom, and that registries, folders and docs agree."""

import ast
from pathlib import Path

import pytest

from kcheck.readers import READERS, reader_for
from kcheck.reporters import REPORTERS, reporter
from kcheck.rulebook import Rulebook

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "kcheck"

# module or room -> what it may import of kcheck
MAY_IMPORT = {
    "errors": set(),
    "globs": set(),
    "git": {"errors"},
    "source": set(),
    "sentences": set(),
    "document": {"sentences", "source"},
    "finding": {"source", "document"},
    "literals": set(),
    "derived": {"", "literals"},
    "gate": {"literals"},
    "patterns": {"errors", "derived"},
    "readers": {"readers", "source", "document", "errors"},
    "own_rules": {"errors"},
    "rulebook": {"document", "errors", "finding", "patterns", "gate", "derived", "own_rules"},
    "own_names": {"finding", "page"},
    "policy": {"document", "errors", "finding", "fingerprint", "globs", "policy", "source"},
    "page": {"document", "rulebook", "derived"},
    "guards": {"page", "rulebook"},
    "checks": {"finding", "guards", "page", "rulebook", "checks"},
    "rewrite": {"checks", "document", "errors", "finding", "page", "rewrite", "rulebook", "settle", "source"},
    "rule_info": {"finding", "policy", "rulebook"},
    "locate": {"checks", "finding", "page", "rulebook"},
    "fingerprint": {"document", "finding"},
    "settle": {"finding", "rulebook"},
    "read": {"errors", "source"},
    "discover": {"finding", "readers"},
    "settings": {"errors", "finding", "globs", "policy", "read", "rulebook"},
    "config": {"", "config", "errors", "finding", "globs", "settings"},
    "explain": {"rulebook"},
    "evaluate": {"errors", "finding", "rulebook", "run", "settings", "source", "read", "readers", "document"},
    "run": {"checks", "discover", "errors", "finding", "locate", "own_names", "page", "policy", "read", "readers", "rewrite", "rule_info", "rulebook", "settings", "settle", "source", "document"},
    "reporters": {"", "document", "finding", "source", "reporters", "fingerprint"},
    "commands": {
        "", "commands", "config", "discover", "document", "errors", "finding", "fingerprint", "git", "globs", "policy", "read", "readers",
        "own_rules", "reporters", "rewrite", "rulebook", "run", "settings", "source",
    },
    "cli": {"", "commands", "errors", "evaluate", "explain", "policy", "reporters", "rulebook"},
    "__main__": {"cli"},
    "__init__": set(),
}  # fmt: skip


def room(path: Path) -> str:
    parts = path.relative_to(PACKAGE).parts
    return parts[0].removesuffix(".py")


def imports(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.split(".")[0] == "kcheck":
            rest = node.module.split(".")[1:]
            found |= {rest[0]} if rest else {n.name if (PACKAGE / f"{n.name}.py").exists() else "" for n in node.names}
    return found


@pytest.mark.parametrize("path", sorted(PACKAGE.rglob("*.py")), ids=lambda p: str(p.relative_to(PACKAGE)))
def test_no_arrow_points_up(path: Path) -> None:
    assert imports(path) <= MAY_IMPORT[room(path)]


@pytest.mark.parametrize("path", sorted(PACKAGE.rglob("*.py")), ids=lambda p: str(p.relative_to(PACKAGE)))
def test_rich_stays_in_the_terminal_reporter(path: Path) -> None:
    if path.name != "terminal.py":
        assert "import rich" not in path.read_text(encoding="utf-8")
        assert "from rich" not in path.read_text(encoding="utf-8")


def test_no_python_asks_which_rule_it_is_running(book: Rulebook) -> None:
    text = "\n".join(path.read_text(encoding="utf-8") for path in PACKAGE.rglob("*.py"))
    assert [rule.id for rule in book.rules if f'"{rule.id}"' in text] == []


def test_registries_load() -> None:
    assert all(reader_for(suffix) for suffix in READERS)
    assert all(reporter(name) for name in REPORTERS)


def test_no_rule_rests_on_memory(book: Rulebook) -> None:
    cited = {name for thing in (*book.rules, *book.disclosures) for name in thing.authorities}
    assert {book.authorities[name].confidence for name in cited} <= {"verified", "secondary"}
    for source in book.authorities.values():
        assert source.date
        assert source.url.startswith(("https://", "http://"))
        assert source.checked


def test_kcheck_never_calls_a_page_lawful(book: Rulebook) -> None:
    said = [(t.message + t.why + t.title).lower() for t in (*book.rules, *book.disclosures)]
    assert not [text for text in said if "is compliant" in text or "is legal advice" in text]
