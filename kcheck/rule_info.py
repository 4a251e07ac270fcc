"""The rulebook as reports may see it: what a rule is about, and whom it cites."""

from collections.abc import Mapping

from kcheck.finding import Confidence, Reference, RuleInfo
from kcheck.policy.notices import NOTICES
from kcheck.rulebook import Disclosure, Rule, Rulebook


def rule_infos(rulebook: Rulebook) -> Mapping[str, RuleInfo]:
    """Every rule and disclosure by its id."""
    cited = {
        name: Reference(a.title, a.issuer, a.citation, a.date, a.url, a.applies)
        for name, a in rulebook.authorities.items()
    }
    return {name: _info(rulebook, thing, cited) for name, thing in rulebook.by_id.items()} | NOTICES


def _info(rulebook: Rulebook, thing: Rule | Disclosure, cited: Mapping[str, Reference]) -> RuleInfo:
    references = tuple(cited[name] for name in thing.authorities)
    if isinstance(thing, Disclosure):
        return RuleInfo(
            id=thing.id, category="disclosure", category_title="Missing disclosures", title=thing.title,
            severity=thing.severity, message=thing.message, why=thing.why, advice=thing.model,
            confidence=Confidence.LIKELY, precision=None, references=references,
        )  # fmt: skip
    return RuleInfo(
        id=thing.id,
        category=thing.category,
        category_title=rulebook.categories[thing.category].title,
        title=thing.title,
        severity=thing.severity,
        message=thing.message,
        why=thing.why,
        advice=thing.advice,
        confidence=rulebook.confidence(thing),
        precision=rulebook.precision(thing),
        references=references,
        bad=thing.bad[:3],
        good=thing.good[:3],
    )
