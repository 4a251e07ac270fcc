"""What a rule or disclosure is about, in words for people: why, on whose authority, and what to write instead."""

from collections.abc import Iterator
from typing import Any

from kcheck.rulebook import Disclosure, Rule, Rulebook


def explain(rulebook: Rulebook, name: str) -> str:
    """The explanation of one rule or disclosure, as plain text. The name must exist."""
    thing = rulebook.by_id[name]
    body = _rule(rulebook, thing) if isinstance(thing, Rule) else _disclosure(thing)
    return "\n".join([*body, *_authorities(rulebook, thing.authorities)]) + "\n"


def _rule(rulebook: Rulebook, rule: Rule) -> Iterator[str]:
    yield f"{rule.id}: {rule.title}"
    category = rulebook.categories[rule.category]
    yield f"{rule.severity}, category {rule.category} ({category.title.lower()})"
    yield from ("", rule.message, rule.why, "")
    if (precision := rulebook.precision(rule)) is not None:
        found, right = rulebook.measured[rule.id]
        yield f"Measured: {right} of {found} findings on labelled pages were right ({precision:.0%})."
        yield ""
    yield "Copy that it flags:"
    yield from (f"  {example.replace('[[', '>').replace(']]', '<')}" for example in rule.bad)
    yield "Copy that it leaves alone:"
    yield from (f"  {example}" for example in rule.good)
    if wordings := _wordings(rule):
        yield "Wording to consider in place of the marked words (\u2026 stands for words that stay):"
        yield from (f"  {wording or '(remove the words)'}" for wording in wordings)
    if rule.advice:
        yield f"What to do: {rule.advice}"
    if names := rulebook.guards_of(rule):
        yield "Excused, or less severe, where the words are:"
        for name in names:
            about = next((look.about for look in rulebook.guards[name] if look.about), name)
            yield f"  {name}: {about}"
    yield ""


def _wordings(rule: Rule) -> list[str]:
    """Every wording that the rule may suggest, once."""
    found = [*(wording for rewrite in rule.rewrites for wording in rewrite.to), *rule.suggest]
    return list(dict.fromkeys(wording.replace("\\1", "\u2026") for wording in found))


def _disclosure(disclosure: Disclosure) -> Iterator[str]:
    yield f"{disclosure.id}: {disclosure.title}"
    yield f"{disclosure.severity}, a disclosure"
    yield from ("", disclosure.message, disclosure.why, "")
    yield "A page owes it when:"
    yield from (f"  {trigger.reason}" for trigger in disclosure.triggers)
    yield "It says:"
    yield from (f"  {element.title}" for element in disclosure.elements)
    if disclosure.model:
        yield f"Wording to start from:\n  {disclosure.model}"
    yield ""


def _authorities(rulebook: Rulebook, names: tuple[str, ...]) -> Iterator[str]:
    yield "Authority:"
    for name in names:
        source = rulebook.authorities[name]
        yield f"  {source.title} ({source.issuer}), {source.citation}, {source.date}"
        yield f"    {source.url}"
        read = "read in the source itself" if source.confidence == "verified" else "read in a summary, not the source"
        yield f"    {read}; as of {source.checked}. {source.applies}"


def as_table(rulebook: Rulebook, name: str) -> dict[str, Any]:
    """The same as plain data."""
    thing = rulebook.by_id[name]
    table: dict[str, Any] = {
        "id": thing.id,
        "kind": "rule" if isinstance(thing, Rule) else "disclosure",
        "title": thing.title,
        "severity": thing.severity.value,
        "message": thing.message,
        "why": thing.why,
        "requirement": thing.requirement,
    }
    if isinstance(thing, Rule):
        table |= {
            "category": thing.category,
            "confidence": rulebook.confidence(thing).value,
            "precision": rulebook.precision(thing),
            "bad": list(thing.bad),
            "good": list(thing.good),
            "suggest": _wordings(thing),
            "advice": thing.advice,
            "guards": list(rulebook.guards_of(thing)),
        }
    else:
        table |= {
            "category": "disclosure",
            "triggers": [trigger.reason for trigger in thing.triggers],
            "elements": [element.title for element in thing.elements],
            "model": thing.model,
        }
    table["authorities"] = [
        {
            "id": source.id, "title": source.title, "issuer": source.issuer, "citation": source.citation,
            "date": source.date, "url": source.url, "confidence": source.confidence, "checked": source.checked,
            "applies": source.applies,
        }
        for source in (rulebook.authorities[a] for a in thing.authorities)
    ]  # fmt: skip
    return table
