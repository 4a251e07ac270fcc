"""The walk through edits in a terminal: one sentence at a time, before and after."""

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import click

from kcheck.finding import PageResult, Suggestion
from kcheck.rewrite.apply import without_overlap
from kcheck.rewrite.choose import Choice, choices
from kcheck.source import Source

_HELP = "a accept, 1-9 choose a wording, e write your own, s skip, q quit and keep what was accepted"


@dataclass
class Walk:
    """What a person decided so far: sentences once seen are not shown again, and after `q` nothing is."""

    seen: set[str] = field(default_factory=set)
    stopped: bool = False

    def __call__(self, page: PageResult, source: Source) -> Sequence[Suggestion]:
        """The accepted edits of one round."""
        accepted: list[Suggestion] = []
        for choice in choices(page):
            sentence = choice.findings[0].sentence
            if self.stopped:
                break
            if sentence in self.seen or not choice.edits:
                continue
            self.seen.add(sentence)
            if edit := self._decide(choice, source):
                accepted.append(edit)
                self.seen.add(_after(source, choice, edit))
        return without_overlap(accepted)

    def _decide(self, choice: Choice, source: Source) -> Suggestion | None:
        _show(choice, source)
        while True:
            answer = click.prompt("  [a/1-9/e/s/q/?]", default="s", show_default=False).strip().lower()
            if answer in ("a", "y"):
                return choice.edits[0]
            if answer.isdigit() and 0 < int(answer) <= len(choice.edits):
                return choice.edits[int(answer) - 1]
            if answer == "e":
                own = click.prompt("  your words for the sentence", default="", show_default=False)
                whole = max(choice.edits, key=lambda edit: edit.end - edit.start)
                return replace(whole, replacement=own, words=own, kind="review") if own else None
            if answer == "s":
                return None
            if answer == "q":
                self.stopped = True
                return None
            click.echo(f"  {_HELP}")


def _show(choice: Choice, source: Source) -> None:
    first = choice.findings[0]
    click.echo(f"\n{first.path}:{first.begin.line}")
    for finding in choice.findings:
        click.echo(f"  {finding.severity.value} {finding.rule}: {finding.message}")
    click.echo(_wrapped("before", first.sentence))
    for number, edit in enumerate(choice.edits, 1):
        label = f"{number} remove" if edit.kind == "delete" else f"{number} after"
        click.echo(_wrapped(label, _after(source, choice, edit) or "(nothing)"))


def _after(source: Source, choice: Choice, edit: Suggestion) -> str:
    """The sentence as it reads with the edit."""
    first = choice.findings[0]
    start = first.span.start - first.sentence_start
    end = max(start + len(first.sentence), edit.end)
    text = source.text[min(start, edit.start) : edit.start] + edit.replacement + source.text[edit.end : end]
    return " ".join(text.split())


def _wrapped(label: str, text: str) -> str:
    head = f"  {label:>9}: "
    return textwrap.fill(" ".join(text.split()), 100, initial_indent=head, subsequent_indent=" " * len(head))
