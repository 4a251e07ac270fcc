"""Each guard in a pair: the same words excused, and not excused."""

from itertools import pairwise

import pytest

from kcheck.rulebook import Rulebook
from kcheck.settings import Settings
from tests.examples import findings, page

# guard or trap; copy that is excused; copy that is not; the category that must strike the second and not the first
PAIRS = [
    ("denied before", "Ketamine is not a cure for depression.", "Ketamine is a cure for depression.", "cure"),
    ("denied by no one", "No one can promise relief with ketamine.", "We promise relief with ketamine.", "guarantee"),
    ("denied after", "A cure for depression is not what ketamine is.", "A cure for depression is what ketamine is.", "cure"),
    ("denied in its clause only", "Ketamine is not cheap, but it is a miracle.", "Ketamine is not a miracle.", ""),
    ("a list under one denial", "Ketamine is not a miracle or a magic bullet.", "Ketamine is a miracle or a magic bullet.", "hype"),
    ("false negation: not just", "Ketamine is not a miracle.", "Ketamine is not just relief but a miracle.", "hype"),
    ("false negation: no wonder", "Ketamine is no miracle.", "No wonder ketamine is called a breakthrough in care.", "hype"),
    ("false negation: nothing short of", "Ketamine is not life-changing.", "Ketamine is nothing short of life-changing.", "hype"),
    ("question then no", "Is ketamine a miracle drug? No.", "Ready for a miracle drug?", "hype"),
    ("myth", "Myth: ketamine is a miracle drug.", "Truth: ketamine is a miracle drug.", "hype"),
    ("red flag", "Beware of clinics that call ketamine a miracle.", "Patients at our clinic call ketamine a miracle.", "hype"),
    ("content to avoid", "Content to avoid\nKetamine: the miracle drug", "Content\nKetamine: the miracle drug", "hype"),
    ("instruction", "Do not call ketamine a breakthrough in your copy.", "We call ketamine a breakthrough.", "hype"),
    ("cited", "Studies show that ketamine helps (Murrough 2013).", "Studies show that ketamine helps.", "evidence"),
    ("journal", "Research in the New England Journal of Medicine has shown an effect of ketamine.", "Research has shown an effect of ketamine.", "evidence"),
    ("hedged", "Ketamine may improve mood.", "Ketamine improves mood.", "efficacy"),
    ("breakthrough pain", "We treat breakthrough pain beside ketamine.", "We treat pain with breakthrough ketamine.", "hype"),
    ("designation", "Esketamine received breakthrough therapy designation in 2013.", "Esketamine is a breakthrough therapy.", "hype"),
    ("wound healing", "Ketamine may slow wound healing.", "Begin deep healing with ketamine.", "cure"),
    ("rapid cycling", "Tell us about rapid cycling before ketamine.", "Ketamine gives rapid relief.", "speed"),
    ("emergency", "Seek immediate help: call 911.", "Ketamine gives immediate relief.", "speed"),
    ("another subject", "Our revolutionary parking app is here.", "Our revolutionary treatment is here.", "hype"),
    ("approved anesthetic", "Ketamine is FDA-approved as an anesthetic; for depression it is off-label.", "Ketamine is FDA-approved for depression.", "approval"),
    ("Spravato's approval", "Spravato is FDA-approved for treatment-resistant depression in adults.", "Our FDA-approved ketamine therapy is here.", "approval"),
    ("TMS clearance", "TMS is FDA-cleared for depression.", "Our FDA-cleared ketamine protocol is here.", "approval"),
    ("a safe space", "We offer a safe space for ketamine sessions.", "We offer a safe treatment with ketamine.", "safety"),
    ("not safe for", "Ketamine is not safe for people with an aneurysm.", "Ketamine is safe for people with depression.", "safety"),
    ("can be addictive", "Ketamine can be addictive.", "Ketamine is not addictive.", "safety"),
    ("bioavailability", "By vein the bioavailability of ketamine is 100%.", "Ketamine gives a 90% response.", "efficacy"),
    ("prevalence", "About 21% of adults have depression; ketamine is one option.", "About 81% of patients improve with ketamine.", "efficacy"),
    ("leading cause", "Depression is a leading cause of disability; ask about ketamine.", "We are the leading ketamine clinic.", "comparison"),
    ("a lifeline that is one", "Call or text 988, the Suicide & Crisis Lifeline.", "Ketamine is a lifeline for those in despair.", "hope"),
    ("exclusion", "We do not treat depression, anxiety or PTSD with ketamine in minors.", "We treat depression, anxiety and PTSD with ketamine.", "scope"),
    ("symptoms told, not treated", "Depression and anxiety affect millions of people.", "Ketamine treats depression and anxiety.", "scope"),
    ("a tile without an outcome", "24/7\nSupport for ketamine patients", "85%\nSuccess rate with ketamine", "efficacy"),
    ("the drug wears off", "Ketamine wears off quickly.", "Ketamine works quickly.", "speed"),
    ("duration of a session", "The ketamine session lasts 40 minutes.", "The relief after ketamine lasts for months.", "durability"),
    ("long-term effects unknown", "The long-term effects of ketamine are not known.", "Ketamine brings long-term relief.", "durability"),
]  # fmt: skip


def shown(book: Rulebook, copy: str) -> set[str]:
    source = page(copy, ".txt").source
    below = source.text.index("Northfield Clinic")
    return {f.category for f in findings(book, source) if Settings().shows(f) and f.span.start > below}


@pytest.mark.parametrize(
    ("excused", "struck", "category"), [row[1:] for row in PAIRS if row[3]], ids=[row[0] for row in PAIRS if row[3]]
)
def test_the_guard_excuses_and_does_not_over_excuse(book: Rulebook, excused: str, struck: str, category: str) -> None:
    assert category not in shown(book, excused)
    assert category in shown(book, struck)


def test_negation_reaches_no_further_than_its_clause(book: Rulebook) -> None:
    assert "hype" in shown(book, "Ketamine is not cheap, but it is a miracle.")


def test_a_pronoun_goes_on_with_the_subject(book: Rulebook) -> None:
    assert "hype" in shown(book, "Ketamine is given by vein. It is revolutionary.")


def test_one_claim_is_one_finding(book: Rulebook) -> None:
    source = page("Ketamine is a revolutionary breakthrough treatment.", ".txt").source
    found = [f for f in findings(book, source) if Settings().shows(f)]
    assert len(found) <= 2
    spans = sorted((f.span.start, f.span.end) for f in found)
    assert all(a[1] <= b[0] for a, b in pairwise(spans))
