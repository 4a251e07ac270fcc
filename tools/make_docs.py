"""Write the generated docs: docs/rules.md, and the picture of the terminal for the README.

    python tools/make_docs.py [--check]

`--check` writes nothing and exits with 1 if a file is not up to date.
"""

import argparse
import io
import sys
from pathlib import Path

from kcheck import run
from kcheck.reporters.text import lines
from kcheck.rulebook import Disclosure, Rule, Rulebook, bundled
from kcheck.settings import Settings

ROOT = Path(__file__).parent.parent


def rules_page(book: Rulebook) -> str:
    """docs/rules.md: every rule and disclosure, with authority, examples and what to do."""
    out = [
        "# Rules and disclosures",
        "",
        "Generated from `rules.toml` by `tools/make_docs.py`; do not edit. `kcheck explain RULE` prints the same offline.",
        "kcheck reports wording, not law, and is no legal advice.",
        "",
        f"{len(book.rules)} rules, {len(book.disclosures)} disclosures; rule pack {book.version}.",
    ]
    for category in book.categories.values():
        rules = [rule for rule in book.rules if rule.category == category.id]
        if rules:
            out += ["", f"## {category.id}: {category.title.lower()}"]
            for rule in rules:
                out += _rule(book, rule)
    out += ["", "## Disclosures"]
    for disclosure in book.disclosures:
        out += _disclosure(book, disclosure)
    return "\n".join(out) + "\n"


def _rule(book: Rulebook, rule: Rule) -> list[str]:
    out = ["", f"### {rule.id}", "", f"**{rule.title}.** {rule.severity}, {rule.confidence}. {rule.message} {rule.why}", ""]
    out += [f"- flags: {_marked(example)}" for example in rule.bad]
    out += [f"- leaves alone: {_inline(example)}" for example in rule.good]
    if rule.advice:
        out += [f"- what to do: {rule.advice}"]
    return [*out, *_authorities(book, rule.authorities)]


def _disclosure(book: Rulebook, owed: Disclosure) -> list[str]:
    out = ["", f"### {owed.id}", "", f"**{owed.title}.** {owed.severity}. {owed.message} {owed.why}", ""]
    out += [f"- owed when: {reason}" for reason in dict.fromkeys(trigger.reason for trigger in owed.triggers)]
    out += [f"- says: {element.title}" for element in owed.elements]
    out += [f"- wording to start from: {owed.model}"]
    return [*out, *_authorities(book, owed.authorities)]


def _authorities(book: Rulebook, names: tuple[str, ...]) -> list[str]:
    sources = [book.authorities[name] for name in names]
    return [f"- authority: [{source.title}]({source.url}), {source.citation}, {source.date}" for source in sources]


def _inline(text: str) -> str:
    return " / ".join(text.split("\n"))


def _marked(text: str) -> str:
    return _inline(text.replace("[[", "**").replace("]]", "**"))


def picture() -> str:
    """docs/terminal.svg: what `kcheck check examples/site/faq.md` looks like in a terminal."""
    from rich.console import Console
    from rich.text import Text

    report = run.run(["examples/site/faq.md"], bundled(), Settings())
    console = Console(record=True, width=110, file=io.StringIO(), highlight=False)
    console.print(Text("$ kcheck check examples/site/faq.md"))
    for line in list(lines(report))[:34]:
        console.print(Text.assemble(*line))
    return console.export_svg(title="kcheck", unique_id="kcheck")


def main() -> None:
    """Write or check the files."""
    cli = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    cli.add_argument("--check", action="store_true")
    args = cli.parse_args()
    stale = []
    for name, text in (("docs/rules.md", rules_page(bundled())), ("docs/terminal.svg", picture())):
        path = ROOT / name
        if args.check and (not path.exists() or (path.suffix == ".md" and path.read_text(encoding="utf-8") != text)):
            stale.append(name)
        elif not args.check:
            path.write_text(text, encoding="utf-8", newline="\n")
    if stale:
        sys.exit(f"not up to date: {', '.join(stale)}; run python tools/make_docs.py")


if __name__ == "__main__":
    main()
