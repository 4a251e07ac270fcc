"""Disclosures: owed or not, present, partial or absent."""

import re

import pytest

from kcheck.finding import DisclosureRow
from kcheck.readers.text import read_text
from kcheck.rulebook import Rulebook
from kcheck.run import check_source
from kcheck.source import Source

OFFER = "Ketamine Infusion Therapy\n\nOur clinic offers ketamine infusions for depression. During your infusion you rest. It improves mood.\n\n"


def rows(book: Rulebook, copy: str) -> dict[str, DisclosureRow]:
    return {row.disclosure: row for row in check_source(Source("page.txt", copy), read_text, book).disclosures}


STATUS = [
    ("off-label", "Ketamine is not FDA-approved for depression.", "present"),
    ("off-label", "Using ketamine for depression is off-label.", "present"),
    ("off-label", "Ketamine is an FDA-approved anesthetic.", "absent"),
    ("side-effects", "Common effects are nausea, dizziness and a rise in blood pressure.", "present"),
    ("side-effects", "We will discuss the risks and benefits with you.", "partial"),
    ("side-effects", "There are no side effects.", "absent"),
    ("abuse-potential", "Ketamine can be misused.", "present"),
    ("abuse-potential", "Ketamine is a controlled substance.", "partial"),
    ("abuse-potential", "Ketamine is non-addictive.", "absent"),
    (
        "contraindications",
        "It is not suitable for people with uncontrolled high blood pressure or psychosis.",
        "present",
    ),
    ("contraindications", "Ketamine is not right for everyone.", "partial"),
    ("results-vary", "Results vary from person to person.", "present"),
    ("results-vary", "Not everyone responds.", "present"),
    ("results-vary", "Prices vary.", "absent"),
    ("consult", "A clinician decides whether ketamine is suitable for you after an evaluation.", "present"),
    ("consult", "We begin with a comprehensive evaluation.", "partial"),
    ("consult", "Contact us today.", "absent"),
    ("monitoring", "A nurse monitors you throughout. You must not drive until the next day.", "present"),
    ("monitoring", "A nurse monitors you throughout.", "partial"),
    ("monitoring", "You sit in a comfortable chair.", "absent"),
    ("evidence-limits", "Studies exist, but more research is needed.", "present"),
    ("evidence-limits", "Research is ongoing.", "partial"),
]


@pytest.mark.parametrize(("disclosure", "sentence", "status"), STATUS)
def test_status(book: Rulebook, disclosure: str, sentence: str, status: str) -> None:
    row = rows(book, OFFER + sentence)[disclosure]
    assert row.triggered
    assert row.status == status
    assert bool(row.lacking) is (status != "present")


TRIGGERS = [
    ("crisis-line", "Many people with suicidal thoughts ask us.", "Many people ask us."),
    ("boxed-warning", "We also offer Spravato.", "We also offer talk therapy."),
    ("compounded", "We prescribe at-home ketamine lozenges.", "We give ketamine by vein."),
    ("typicality", '"Ketamine saved my life!"', '"The staff was friendly."'),
    ("effect-fades", "It brings rapid relief.", ""),
    ("full-price", "A session costs $450.", "Ask us about prices."),
]


@pytest.mark.parametrize(("disclosure", "owes", "does_not"), TRIGGERS)
def test_triggers(book: Rulebook, disclosure: str, owes: str, does_not: str) -> None:
    assert rows(book, OFFER + owes)[disclosure].triggered
    if does_not:
        other = rows(book, OFFER + does_not)[disclosure]
        assert not other.triggered
        assert other.reason


NO_DUTY = [
    ("a privacy policy", "Privacy Policy\n\nThis policy of our ketamine clinic tells how we use data to improve mood tracking."),
    ("a careers page", "Careers at Northfield Ketamine\n\nWe look for a nurse for our ketamine infusions. We help people feel better."),
    ("a login page", "Log in\n\nKetamine patients sign in here."),
    ("physiotherapy", "Physiotherapy for backs\n\nOur exercises strengthen your core. Call us for an appointment."),
]  # fmt: skip


@pytest.mark.parametrize("copy", [row[1] for row in NO_DUTY], ids=[row[0] for row in NO_DUTY])
def test_pages_that_are_asked_for_nothing(book: Rulebook, copy: str) -> None:
    assert [
        d
        for d, row in rows(book, copy).items()
        if row.triggered and d in {"off-label", "abuse-potential", "monitoring", "contraindications"}
    ] == []


def test_every_disclosure_explains_itself(book: Rulebook) -> None:
    for disclosure in book.disclosures:
        assert disclosure.authorities
        assert disclosure.model
        assert disclosure.not_applicable
        assert disclosure.present


def test_a_question_discloses_nothing(book: Rulebook) -> None:
    assert rows(book, OFFER + "Is ketamine addictive?")["abuse-potential"].status == "absent"


def test_every_disclosure_of_the_requirements_is_there(book: Rulebook) -> None:
    covered = {code for owed in book.disclosures for code in re.findall(r"B\d\d", owed.requirement)}
    assert {f"B{number:02}" for number in range(1, 25)} <= covered


def test_a_disclosure_of_another_profile_is_not_asked_for(book: Rulebook) -> None:
    assert "florida-free-service" not in rows(book, OFFER + "Your first infusion is free.")
