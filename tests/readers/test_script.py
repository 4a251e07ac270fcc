"""TSX, JSX, TypeScript and JavaScript as blocks: shapes that real clinic sites have."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kcheck.document import Document
from kcheck.errors import GeneratedError
from kcheck.readers.script import read_script
from kcheck.source import Source
from tests.test_offsets import check_map

Blocks = list[tuple[str, str]]


def read(text: str, suffix: str = ".tsx") -> Document:
    return read_script(Source(f"page{suffix}", text))


def blocks(text: str, suffix: str = ".tsx") -> Blocks:
    return [(block.kind, block.text) for block in read(text, suffix).blocks]


def named(text: str) -> list[tuple[str, str, str]]:
    return [(block.kind, block.name, block.text) for block in read(text).blocks]


ELEMENTS: list[tuple[str, str, Blocks]] = [
    ("inline markup never splits a word", "<p>guar<b>antee</b>d <i>relief</i></p>", [("text", "guaranteed relief")]),
    ("a bare ampersand", "<p>Depression & anxiety relief</p>", [("text", "Depression & anxiety relief")]),
    ("references", "<p>We&apos;ve 5 &lt; 6 &mdash; it&rsquo;s &#8217;s</p>", [("text", "We've 5 < 6 \u2014 it\u2019s \u2019s")]),
    ("a joint", '<p>Feel{" "}\n  <b>better</b>{" "}\n  soon</p>', [("text", "Feel better soon")]),
    ("an apostrophe in braces", "<p>each guest\n  {\"'\"}s path</p>", [("text", "each guest's path")]),
    ("a comma below a link", '<p>See <a href="/a">\n the study\n </a>\n , then call.</p>', [("text", "See the study, then call.")]),
    ("a line break parts words", "<h2>Our<br className='x' />promise</h2>", [("heading", "Our promise")]),
    ("a value that is not known", "<p>Hello {name}, we saved {count} chairs</p>", [("text", "Hello \u2026, we saved \u2026 chairs")]),
    ("strings and templates", "<p>{'Safe'} and {`sound ${x} times`}</p>", [("text", "Safe and sound \u2026 times")]),
    ("a number", "<p>About {40} minutes</p>", [("text", "About 40 minutes")]),
    ("two wordings", "<p>We are {open ? 'open now' : 'closed today'}.</p>", [("text", "We are open now."), ("text", "closed today")]),
    ("a condition", "<p>Now{isNew && <b> open</b>}</p>", [("text", "Now open")]),
    ("a default", "<h1>{title || 'Ketamine in Reno'}</h1>", [("heading", "Ketamine in Reno")]),
    ("a list from an array", "<ul>{['One thing', 'Two'].map((x) => <li key={x}>{x}</li>)}</ul>", [("item", "One thing"), ("item", "Two")]),
    ("a map with words", "<ul>{rows.map((r) => <li>Step {r.n}: rest</li>)}</ul>", [("item", "Step \u2026: rest")]),
    ("a component in a sentence", "<p>We <Tip text='This is a hint'>screen</Tip> everyone.</p>", [("text", "We screen everyone."), ("text", "This is a hint")]),
    ("a component by itself", "<Card><CardTitle>Safe</CardTitle><CardText>At home.</CardText></Card>", [("heading", "Safe"), ("text", "At home.")]),
    ("figure and label", "<div><span>85%</span><span>Success rate</span></div>", [("text", "85% Success rate")]),
    ("links and buttons", '<><Link href="/x">Book now</Link><button>Call</button><a className="btn" href="/y">Go on</a></>', [("link", "Book now"), ("button", "Call"), ("button", "Go on")]),
    ("labels", '<><img alt="Calm room" src="a b.png" /><a aria-label="Call us" href="/">x</a><input placeholder="Your name" /></>', [("alt", "Calm room"), ("label", "Call us"), ("link", "x"), ("label", "Your name")]),
    ("a drawing", '<svg viewBox="0 0 9 9"><title>Calm room</title><path d="M1 2 L3 4" /><text>no</text></svg>', [("alt", "Calm room")]),
    ("no copy", "<><style jsx>{`p { color: red }`}</style><code>let x = a few words</code><p hidden>one two</p><p style={{ display: 'none' }}>three four</p>{/* five six */}</>", []),
    ("no attribute of an element is copy but labels", '<div className="flex items-center" id="a b c" data-note="this is for the tests" role="a list of it">Yes</div>', [("text", "Yes")]),
    ("props of a component", '<Hero eyebrow="New" lede="Rest is near." paragh={"For all of us."} variant="dark wide" href="/a" image="/a b.png" />', [("heading", "New"), ("text", "Rest is near."), ("text", "For all of us.")]),
    ("an element in a prop", "<Box body={<>Not <b>medical</b> advice</>} icon={<Leaf className='h-5 w-5' />} />", [("text", "Not medical advice")]),
    ("a translated sentence", "<Trans>Bring <1>someone</1> with you<0/></Trans>", [("text", "Bring someone with you")]),
    ("the default of a translation", "<p>{t('home.title', 'Feel at home')}</p>", [("text", "Feel at home")]),
    ("html in a prop", "<div dangerouslySetInnerHTML={{ __html: '<h2>Raw &amp; bold</h2><p>It\\'s <b>here</b></p>' }} />", [("heading", "Raw & bold"), ("text", "It's here")]),
    ("a markdown component", "<Markdown>{`Some **bold** words`}</Markdown>", [("text", "Some bold words")]),
    ("metadata in elements", '<Head><title>A {b} c</title><meta name="description" content="Fast &amp; kind" /><meta name="keywords" content="a list of words for robots" /></Head>', [("title", "A \u2026 c"), ("meta", "Fast & kind")]),
    ("an seo component", '<SEO title="Ketamine" description="Rest is near." image="/x.png" />', [("title", "Ketamine"), ("meta", "Rest is near.")]),
    ("json-ld", '<script type="application/ld+json">{JSON.stringify({ "@context": "https://schema.org", "@type": "FAQPage", url: "https://a b", mainEntity: [{ name: "Is it safe?", acceptedAnswer: { text: "<b>Often</b> yes." } }] })}</script>', [("data", "Is it safe?"), ("data", "Often yes.")]),
    ("json-ld in a template", '<script type="application/ld+json" dangerouslySetInnerHTML={{ __html: `{"@context": "https://schema.org", "name": "A clinic \\u2013 ours"}` }} />', [("data", "A clinic \u2013 ours")]),
    ("a table", "<table><tr><th>Visit</th><td>$45</td></tr></table>", [("cell", "Visit"), ("cell", "$45")]),
    ("right to left and astral", "<p>\U0001f600 \u05e9\u05dc\u05d5\u05dd {'\U0001f600'} hope</p>", [("text", "\U0001f600 \u05e9\u05dc\u05d5\u05dd \U0001f600 hope")]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), [row[1:] for row in ELEMENTS], ids=[row[0] for row in ELEMENTS])
def test_elements(text: str, expected: Blocks) -> None:
    assert sorted(blocks(f"export const Page = () => {text};")) == sorted(expected)
    check_map(read(f"export const Page = () => {text};"))


VALUES: list[tuple[str, str, list[tuple[str, str, str]]]] = [
    ("questions", 'const faqs = [{ q: "Is it safe?", a: "Often." }, { question: "Fast?", answer: `In ${n} days.` }]', [("heading", "faqs[0].q", "Is it safe?"), ("text", "faqs[0].a", "Often."), ("heading", "faqs[1].question", "Fast?"), ("text", "faqs[1].answer", "In \u2026 days.")]),
    ("answers under questions", 'const faq = { "Is it safe?": "For most people." }', [("heading", "faq", "Is it safe?"), ("text", 'faq["Is it safe?"]', "For most people.")]),
    ("elements in answers", "const faqs = [{ q: 'Safe?', a: <>Yes, <b>often</b>.</> }]", [("heading", "faqs[0].q", "Safe?"), ("text", "faqs[0].a", "Yes, often.")]),
    ("plans", "const plans = [{ id: 'a1', name: 'Starter', price: '$450', features: ['Medical intake', 'two visits'], cta: 'Book' }]", [("text", "plans[0].name", "Starter"), ("text", "plans[0].price", "$450"), ("item", "plans[0].features[0]", "Medical intake"), ("item", "plans[0].features[1]", "two visits"), ("button", "plans[0].cta", "Book")]),
    ("a quote", "const t = [{ quote: 'I can laugh.', author: 'Jane D.', rating: 5, avatar: '/j.png' }]", [("quote", "t[0].quote", "I can laugh."), ("text", "t[0].author", "Jane D.")]),
    ("tiles", "const s = [{ value: '75%', label: 'Success rate' }, { value: 24, suffix: '/7', label: 'Nurse line' }]", [("item", "s[0]", "75% Success rate"), ("item", "s[1]", "24/7 Nurse line")]),
    ("a menu", "const nav = [{ label: 'Depression', href: '/depression' }]", [("link", "nav[0].label", "Depression")]),
    ("options", "const o = [{ value: 'none', label: 'Not at all' }]", [("button", "o[0].label", "Not at all")]),
    ("keys in capitals", "export const HERO_HEADLINE = 'Calm', HERO_DISCLAIMER = 'Results vary.'", [("heading", "HERO_HEADLINE", "Calm"), ("text", "HERO_DISCLAIMER", "Results vary.")]),
    ("strings added up", "const lead = 'It\\'s a ' +\n  \"new way \" + `to ${'rest'}` + n + ' days'", [("text", "lead", "It's a new way to \u2026\u2026 days")]),
    ("escapes", 'const a = "It\\u2019s \\u{1F600} \\x41\\tgood \\ud83d\\ude00\\nnow"', [("text", "a", "It\u2019s \U0001f600 A good \U0001f600 now")]),
    ("references in a plain string", "const a = ['Get a good night&apos;s sleep']", [("item", "a[0]", "Get a good night's sleep")]),
    ("html in a string", "const a = { answer: 'Yes, <a href=\"/x\" class=\"link underline\">often</a>.<br/>Ask us.' }", [("text", "a.answer", "Yes, often. Ask us.")]),
    ("html added up", "const page = '<h1>Rest</h1>' + '<p>In ' + n + ' days.</p>'", [("heading", "page", "Rest"), ("text", "page", "In \u2026 days.")]),
    ("markdown in a template", "const post = { body: `\n  ## Rest\n\n  It is **not** a cure. See [it](/a).\n\n  - One\n  - Two\n` }", [("heading", "post.body", "Rest"), ("text", "post.body", "It is not a cure. See it."), ("item", "post.body", "One"), ("item", "post.body", "Two")]),
    ("metadata", "export const metadata = { title: { default: 'A clinic', template: '%s | A clinic' }, description: 'Rest is near.', keywords: ['ketamine for all of us'], openGraph: { images: [{ alt: 'Calm room' }], type: 'website' } }", [("title", "metadata.title.default", "A clinic"), ("title", "metadata.title.template", "%s | A clinic"), ("meta", "metadata.description", "Rest is near."), ("alt", "metadata.openGraph.images[0].alt", "Calm room")]),
    ("generated metadata", "export async function generateMetadata() { return { title: `Care in ${city}` } }", [("title", "generateMetadata.title", "Care in \u2026")]),
    ("a helper of metadata", "export const metadata = build({ title: 'Care', path: '/care' })", [("title", "metadata.title", "Care")]),
    ("defaults of parameters", "function Band({ heading = 'Ready?', tone = 'dark' }) {}", [("heading", "Band.heading", "Ready?")]),
    ("types are no copy", "interface A { kind: 'a long kind of thing' | 'b' }\ntype B = 'this is it' | 'c'\nconst x: 'one of the two' = y as 'one of the two'", []),
    ("imports are no copy", "import a from 'the name of it'; export * from 'one of them'; const b = require('a name of it')", []),
    ("messages to developers", "console.error('Could not load the page', e); throw new Error('This is for the log'); logger.info({ msg: 'It is done now' })", []),
    ("tests", "describe('the page of it', () => { it('shows the words', () => { expect(x).toBe('It is here now') }) })", []),
    ("classes and styles", "const a = cn('one of the two', b && 'flex is here'); const style = { fontFamily: 'one of the two' }; const q = css`the color: red`", []),
    ("comparisons", "if (a === 'this is a state' || 'one of us' in b) {}", []),
    ("directives", "'use client'; function a() { 'use the thing'; }", []),
    ("toasts and errors", "toast.error('Please call us.'); const s = z.string().min(2, 'Tell us your name.')", [("text", "", "Please call us."), ("text", "s", "Tell us your name.")]),
    ("code keys", "const a = { slug: 'a-b', href: '/a b', color: 'bg-red-50 text-sm', date: '2024-01-02', id: 'x1', variant: 'dark wide' }", []),
    ("a sentence under an odd key", "const a = { level: 'Most people have mild side effects.', side: 'left of the text' }", [("text", "a.level", "Most people have mild side effects.")]),
    ("tuples", "const rows = [['01', 'Talk', 'A nurse calls you.'], ['/a.png', 'Ada Quist, MD', 'Nurse']]", [("item", "rows[0][1]", "Talk"), ("item", "rows[0][2]", "A nurse calls you."), ("item", "rows[1][1]", "Ada Quist, MD"), ("item", "rows[1][2]", "Nurse")]),
    ("short names", "const sizes = ['sm', 'md', 'lg']; const c = ['Depression', 'PTSD']", [("item", "c[0]", "Depression"), ("item", "c[1]", "PTSD")]),
    ("inner html", "el.innerHTML = '<p>Set by <b>script</b></p>'", [("text", "", "Set by script")]),
    ("created elements", "React.createElement('p', { className: 'big text' }, 'Words of care')", [("text", "", "Words of care")]),
    ("an enumeration", "enum Step { One = 'First you call us' }", [("text", "One", "First you call us")]),
    ("a class", "class A { title = 'Care for you'; render() { return 'We are here' } }", [("heading", "title", "Care for you"), ("text", "render", "We are here")]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), [row[1:] for row in VALUES], ids=[row[0] for row in VALUES])
def test_values(text: str, expected: list[tuple[str, str, str]]) -> None:
    found = named(text)
    if expected and not expected[0][1]:
        found = [
            (kind, "", words) if not expected[i][1] else (kind, name, words)
            for i, (kind, name, words) in enumerate(found)
        ]
    assert found == expected
    check_map(read(text))


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("router.push('/x', 'this is the title of it')", "argument of a function that shows nothing"),
        ("const a = { slug: 'this is the slug of it' }", "under a name that seldom holds copy"),
        ("const a = <div itemprop='this is the name of it'>x</div>", "under a name that seldom holds copy"),
    ],
)
def test_what_may_be_copy_and_is_not_read_is_counted(text: str, reason: str) -> None:
    (part,) = read(text).unread
    assert (part.reason, part.words) == (reason, 6)
    assert text[part.start : part.end].startswith("this is the")


BROKEN: list[tuple[str, str, list[str]]] = [
    ("a stray less-than", "<p>Relief in 5 < 6 & 7 people said yes to it</p>", ["said yes to it"]),
    ("tags that do not match", "<div><h1>Ketamine <b>therapy</h1><p>We promise you rest.</p></div>", ["Ketamine therapy", "We promise you rest."]),
    ("never closed", "<div><p>We promise you rest.<p>And a cure for it", ["We promise you rest.", "And a cure for it"]),
    ("a comma is missing", "[{ q: 'Is it safe for me?', a: 'Yes for most.' } { q: 'Will I rest after it?' }]", ["Is it safe for me?", "Will I rest after it?"]),
    ("a conflict", "0\n<<<<<<< HEAD\nconst a = 'Feel like yourself in a day.'\n=======\nconst a = 'Feel like yourself in a week.'\n>>>>>>> x", ["Feel like yourself in a day.", "Feel like yourself in a week."]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "words"), [row[1:] for row in BROKEN], ids=[row[0] for row in BROKEN])
def test_words_survive_broken_syntax_and_the_page_says_so(text: str, words: list[str]) -> None:
    document = read(f"export const a = {text};\nexport const after = 'We are still read here.';")
    said = "\n".join(block.text for block in document.blocks)
    assert [part for part in (*words, "We are still read here.") if part not in said] == []
    assert any("not valid syntax" in note for note in document.notes)
    check_map(document)


NESTED = {
    "elements": "<div>\n" * 3_000 + "Deep words" + "</div>\n" * 3_000,
    "unclosed elements": "<div>\n" * 3_000 + "Deep words<br />",
    "arrays": "[\n" * 5_000 + "'Deep words'" + "]" * 5_000,
    "objects": "{ a:\n" * 3_000 + "'Deep words'" + "}" * 3_000,
    "conditions": "x ? y :\n" * 3_000 + "'Deep words'",
    "sums": "'Deep words' + \n" * 3_000 + "''",
    "templates": "`${\n" * 2_000 + "'Deep words'" + "}`" * 2_000,
    "calls": "a" + ".b('Deep words')\n" * 3_000,
}


@pytest.mark.parametrize("text", NESTED.values(), ids=NESTED.keys())
def test_deep_nesting_is_read(text: str) -> None:
    assert "Deep words" in "\n".join(block.text for block in read(f"const a = {text};").blocks)


GENERATED = {
    "minified": ("app.js", "!function(){" + "var a=b(c,'x');if(a){d(e)}" * 1_000 + "}()"),
    "by its name": ("site.min.js", "var a = 'Words of care'"),
    "by its own words": ("client.ts", "// This file is auto-generated by a tool\nexport const a = 'Words of care'"),
}


@pytest.mark.parametrize(("path", "text"), GENERATED.values(), ids=GENERATED.keys())
def test_what_a_program_wrote_is_not_read(path: str, text: str) -> None:
    with pytest.raises(GeneratedError, match="generated, not read"):
        read_script(Source(path, text))


def test_a_long_post_on_one_line_is_no_bundle() -> None:
    assert len(blocks("export const post = { body: '" + "Rest is near and we are here. " * 400 + "' }")) == 1


def test_nul_bytes_and_lone_surrogates_do_no_harm() -> None:
    document = read(
        'const a = "Words\x00 of care\ud800 for you \U0001f600 now"; const b = <p>Hi \ud800 there & you</p>'
    )
    assert [block.text.split()[-1] for block in document.blocks] == ["now", "you"]
    check_map(document)


def test_comments_are_kept() -> None:
    found = read("// one\n/* two */\nconst a = <p>{/* three */}Yes</p>; const b = '<p>Yes<!-- four --></p>'").comments
    assert [comment.text.strip() for comment in found] == ["one", "two", "three", "four"]


def test_a_block_tells_the_quote_of_its_string() -> None:
    marks = [
        [m for m in b.marks if m.kind in {"string", "attribute"}]
        for b in read("const a = ['It is here', `Not there`]").blocks
    ]
    assert [[(m.start, m.end, m.value) for m in of] for of in marks] == [[(0, 10, "'")], [(0, 9, "`")]]


SNIPPETS = st.sampled_from([
    "<p>", "</p>", "<b>", "</b>", "<Card title='Rest is near'>", "</Card>", "Words of care", "&amp;", "&", "{x}", "{", "}", '{" "}', "'", '"', "`", "${",
    "const a = ", "[", "]", ",", ";", "\\u2019", "\\", "=>", "(", ")", "<br/>", "**bold**", "\U0001f600", "\u05e9\u05dc\u05d5\u05dd", "\r\n", "\n", "85%", "? 'yes it is' :", "+",
    "{ title: 'Rest is near' }", "// comment\n", "<0>", "\u00ad", "'<p>It\\'s <b>here</b></p>'", "`\n- one\n- two\n`", "dangerouslySetInnerHTML={{ __html: '<p>a</p>' }}",
])  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(text=st.lists(SNIPPETS, max_size=25).map("".join), suffix=st.sampled_from([".tsx", ".ts", ".jsx"]))
def test_the_map_holds_for_any_script(text: str, suffix: str) -> None:
    check_map(read(text, suffix))


@settings(max_examples=100, deadline=None)
@given(
    words=st.lists(
        st.sampled_from(["ketamine", "it\u2019s", "85%", "\U0001f600", "caf\u00e9", "rest", "&"]),
        min_size=1,
        max_size=12,
    )
)
def test_a_word_is_found_where_it_stands(words: list[str]) -> None:
    copy = "Care " + " ".join(words)
    for text in (
        f"const a = <p>{copy}</p>",
        f"const answer = '{copy}'",
        f"const a = <Card text='{copy}' />",
        f"const a = '<p>{copy}</p>'",
    ):
        (block,) = read(text).blocks
        assert block.text == copy
        for word in words:
            start = block.text.index(word)
            span = block.locate(start, start + len(word))
            assert text[span.start : span.end] == word
