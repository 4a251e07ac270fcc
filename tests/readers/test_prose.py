"""What looks like copy and what does not: strings as they stand in scripts and data files of real sites."""

import pytest

from kcheck.readers.prose import could_be_copy, looks_like_code, looks_like_label, looks_like_prose, surely_prose

PROSE = """
Book your visit
85% of patients felt better
Is it safe?
One tablet, twice a week.
Relief. At last.
we don't bill insurers
Ketamine is <em>not</em> a cure
Safety: we screen everyone; most qualify.
note: rest after; eat lightly
Tell us about side effects (such as nausea); we can help.
return to work (or school) the next day
anxiety/depression, trauma and grief
let us help, gently
from our desk to yours
"It changed my life."
Tu camino hacia el alivio
Medical intake
Depression & anxiety
a note on the block list
Grid of care, flex hours and a group
Results vary. © 2024 Quiet Water
We\u2019re here \u2014 always
100 mg by mouth, with water
$450 per session
It&apos;s time to rest
""".strip().splitlines()

NOT_PROSE = """
flex items-center justify-between
md:text-6xl lg:text-7xl
bg-white text-black
btn btn-primary
card card--wide is-open
/about us
https://larkspur.example/a page
./components/Hero
use client
use strict
MMM d, yyyy
yyyy-MM-dd HH:mm
EEEE, MMMM do
0 1px 2px rgba(0, 0, 0, 0.08)
linear-gradient(90deg, red, blue)
1px solid red
10px 20px
width=device-width, initial-scale=1
index, follow
noopener noreferrer
Inter, system-ui, sans-serif
(min-width: 768px)
(max-width: 768px) 100vw, 50vw
M10 1l2.6 5.9 6.4.6-4.8 4.3
0 0 24 24
SELECT id, email FROM leads WHERE email = $1
query Page($id: ID!) { page(id: $id) }
default-src 'self'; img-src 'self' data:
public, max-age=600
color: red; margin: 0
const a = "some code in here"
a => a.b
foo(bar); baz
application/json; charset=utf-8
text/html, application/xml
2024-01-02
2024-05-14T10:00:00Z
price_1PZk3mDq
user_id
Depression
camelCase words
#1f4e5f
{ "a": "b" }
Bearer abc def
""".strip().splitlines()

LABELS = '"Life-changing.",Depression,Step 2,85%,$450,24/7,40 min,4 min read,Dr. Okafor,(608) 555-0117,Anxiety & PTSD,Tom,Infusion nurse'.split(
    ","
)
NOT_LABELS = "depression,GET,POST,UTF-8,2024-01-02,#333,12,0 auto,camelCase,BookingDialog,sm,/about,price_1Nabc,Enter,10px,left".split(
    ","
)


@pytest.mark.parametrize("text", PROSE)
def test_prose(text: str) -> None:
    assert looks_like_prose(text)
    assert could_be_copy(text)
    assert not looks_like_code(text)


@pytest.mark.parametrize("text", NOT_PROSE)
def test_no_prose(text: str) -> None:
    assert not looks_like_prose(text)
    assert not surely_prose(text)


@pytest.mark.parametrize("text", LABELS)
def test_labels(text: str) -> None:
    assert looks_like_label(text)
    assert could_be_copy(text)


@pytest.mark.parametrize("text", NOT_LABELS)
def test_no_labels(text: str) -> None:
    assert not looks_like_label(text)


@pytest.mark.parametrize(
    ("text", "sure"),
    [
        ("Many people feel better within days.", True),
        ("Book your visit", False),
        ("ketamine, iv, care, clinic", False),
        ("hover:bg-teal-50 flex items-center justify-center gap-2", False),
        ("An adult must be with you for the whole session", True),
        ("dark to light", False),
    ],
)
def test_beyond_doubt(text: str, sure: bool) -> None:
    assert surely_prose(text) is sure


def test_a_hostile_string_is_judged_quickly() -> None:
    for text in (
        "a-" * 100_000,
        "<" * 100_000,
        "M " * 100_000,
        "y" * 100_000,
        "(" * 100_000,
        "a: b " * 50_000,
        "&" * 100_000,
    ):
        assert looks_like_code(text) in {True, False}
        assert looks_like_prose(text) in {True, False}
