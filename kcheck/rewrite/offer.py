"""Which wordings are offered for each finding: only those that, tried on the page, are clean."""

from collections.abc import Iterator, Sequence
from itertools import groupby, islice

from kcheck.checks.phrase import find_phrases
from kcheck.document import Block, Sentence
from kcheck.finding import Match, Suggestion
from kcheck.page import Page
from kcheck.rewrite.phrase import Change, changes
from kcheck.rewrite.sentence import is_fragment, other_sentences
from kcheck.rewrite.syntax import edit
from kcheck.rulebook import Rule
from kcheck.settle import Settled

Struck = tuple[Rule, Match]
_OFFERED = 3  # wordings for one finding: more is a burden, not a choice


def offers(page: Page, settled: Sequence[Settled]) -> list[tuple[Suggestion, ...]]:
    """For each settled match, in the order given, what may stand in place of its words or of its sentence."""
    struck = [(rule, match) for rule, match, _, _ in settled]
    found: dict[int, tuple[Suggestion, ...]] = {}
    numbered = list(enumerate(struck))
    for (index, sentence), group in groupby(numbered, key=lambda item: _sentence(page, item[1][1])):
        items = list(group)
        whole = list(islice(_for_sentence(page, index, sentence, [pair for _, pair in items]), _OFFERED))
        for number, (rule, match) in items:
            quoted = page.blocks[index].kind == "quote"
            own = islice((c for c in changes(page, rule, match) if not quoted and _clean(page, index, [c])), _OFFERED)
            chosen = list(dict.fromkeys([*(whole[:1] if len(items) > 1 else ()), *own, *whole]))[:_OFFERED]
            found[number] = tuple(_located(page, index, change) for change in chosen)
    return [found[number] for number in range(len(struck))]


def _sentence(page: Page, match: Match) -> tuple[int, Sentence]:
    return match.block, page.blocks[match.block].sentence_at(match.start)


def _for_sentence(page: Page, index: int, sentence: Sentence, struck: Sequence[Struck]) -> Iterator[Change]:
    """Changes of the whole sentence: its findings' own wordings together, other sentences, or none at all."""
    high = max([sentence.end, *(match.end for _, match in struck)])
    sentence = Sentence(sentence.start, high)
    if len(struck) > 1 and (together := _together(page, index, sentence, struck)):
        yield together
    block = page.blocks[index]
    if block.plain.count('"', sentence.start, sentence.end) % 2:
        return  # half of what somebody says: neither ours to reword nor to cut in two
    if block.kind != "quote":
        for change in other_sentences(page, index, sentence, [rule for rule, _ in struck]):
            if _clean(page, index, [change]):
                yield change
    if len(block.sentences) > 1 and not is_fragment(block, sentence):
        start, end = sentence
        while end < len(block.text) and block.text[end].isspace():
            end += 1
        if end == len(block.text):
            while start > 0 and block.text[start - 1].isspace():
                start -= 1
        yield Change(start, end, "", "delete")


def _together(page: Page, index: int, sentence: Sentence, struck: Sequence[Struck]) -> Change | None:
    """Each finding's first wording, all put in place at once; None where one has none or the whole is not clean."""
    edits = [next(changes(page, rule, match), None) for rule, match in struck]
    if any(made is None for made in edits):
        return None
    text, at = "", sentence.start
    for made in sorted(made for made in edits if made is not None):
        if made.start < at or made.end > sentence.end:
            return None
        text += page.blocks[index].text[at : made.start] + made.text
        at = made.end
    change = Change(sentence.start, sentence.end, text + page.blocks[index].text[at : sentence.end], "review")
    return change if _clean(page, index, [change]) else None


def _clean(page: Page, index: int, edits: Sequence[Change]) -> bool:
    """Whether no rule, in any profile, strikes or touches the new words, read with the sentence before and after.

    A word that a single profile forbids, such as the medicine's name, may stay where it stood.
    """
    block = page.blocks[index]
    low, high = _window(block, min(made.start for made in edits), max(made.end for made in edits))
    text, spans, at = "", [], low
    for made in sorted(edits):
        text += block.text[at : made.start] + made.text
        spans.append((len(text) - len(made.text), len(text)))
        at = made.end
    text += block.text[at:high]
    if not text.strip():
        return False
    tried, before = page.with_block(index, text), block.plain.lower()
    for rule in page.rulebook.rules:
        for match in find_phrases(tried, rule):
            touches = any(match.start <= end and start <= match.end for start, end in spans)
            words = tried.blocks[index].plain[match.start : match.end]
            if touches and not (rule.profiles and words.lower() in before):
                return False
    return True


def _window(block: Block, start: int, end: int) -> tuple[int, int]:
    """From the sentence before block offset `start` to the one after `end`."""
    before = [sentence.start for sentence in block.sentences if sentence.start <= start]
    after = [sentence.end for sentence in block.sentences if sentence.end >= end]
    return (before[-2:] or [0])[0], (after[:2] or [len(block.text)])[-1]


def _located(page: Page, index: int, change: Change) -> Suggestion:
    made = edit(page.document.source, page.blocks[index], change)
    return Suggestion(made.text, made.start, made.end, change.kind, change.text, made.applies)
