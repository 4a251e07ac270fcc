"""Templates whose body is HTML, as tables of what is read; and what no template may break."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kcheck.document import Document
from kcheck.readers import READERS, reader_for
from kcheck.source import Source
from tests.test_offsets import check_map


def read(suffix: str, text: str) -> Document:
    reader = reader_for(suffix[suffix.rindex(".") :])
    assert reader is not None
    document = reader(Source(f"page{suffix}", text))
    check_map(document)
    return document


def blocks(suffix: str, text: str) -> list[tuple[str, str]]:
    return [(block.kind, block.text) for block in read(suffix, text).blocks]


@pytest.mark.parametrize(
    ("suffix", "text", "copy"),
    [
        # values, tags and comments of template languages
        (".liquid", "<p>Dr. {{ name }}'s team asks ${{ price }}/visit</p>", [("text", "Dr. …'s team asks $…/visit")]),
        (".liquid", "<p>one{% if x %}two{% endif %}, three</p>", [("text", "one two, three")]),
        (".liquid", "<p>one {# a note #}two{%- comment -%} a note {%- endcomment -%}.</p>", [("text", "one two.")]),
        (".liquid", "<h1>{{ page.title | default: 'Our clinic here' }}</h1>", [("heading", "Our clinic here")]),
        (".liquid", "<p>{{ 'Book now' | t }} {{ 'x.png' | asset_url }}</p>", [("text", "Book now …")]),
        (".liquid", "<b {% if a > b %}class='x'{% endif %}>one</b> two", [("text", "one two")]),
        (".liquid", "<{{ tag }} class='x'>one</{{ tag }}>two", [("text", "one"), ("text", "two")]),
        (".liquid", "<h{{ level }}>one</h{{ level }}>two", [("heading", "one"), ("text", "two")]),
        (".liquid", "<a href={{ url }} title='Call {{ x }} now'>one</a>", [("label", "Call … now"), ("link", "one")]),
        (".liquid", "{% render 'card', title: 'What it feels like', class: 'p-4 flex' %}", [("text", "What it feels like")]),
        (".liquid", "{% if title == 'What it feels like' %}<p>one</p>{% endif %}", [("text", "one")]),
        (".liquid", "{% schema %}{\"label\": \"For the editor only\"}{% endschema %}<p>one</p>", [("text", "one")]),
        (".njk", "{% block title %}About us{% endblock %}<p>one</p>", [("title", "About us"), ("text", "one")]),
        (".njk", "---\ntitle: About our clinic\n---\n<p>one</p>", [("title", "About our clinic"), ("text", "one")]),
        (".html", "<p>{% trans 'Book your first visit' %}{{ x }}</p>", [("text", "Book your first visit…")]),
        (".html", "<p>one{% blocktrans %}two{% endblocktrans %}</p>", [("text", "one two")]),
        (".twig", "<p>{{ 'Book your visit'|trans }}, {{ a ? 'or call us' : 'or write to us' }}</p>", [("text", "Book your visit, or call us… or write to us")]),
        (".hbs", "{{!-- note --}}<p>one {{name}}{{#if x}} two{{else}} three{{/if}}</p>{{{raw}}}", [("text", "one … two three")]),
        (".hbs", "{{> card title=\"What it feels like\"}}", [("text", "What it feels like")]),
        (".erb", "<p><%# note %>one <%= name %>'s <% if x > 1 %>two<% end %></p>", [("text", "one …'s two")]),
        (".erb", "<%= link_to 'Book your visit', path, class: 'btn btn-primary wide' %>", [("text", "Book your visit")]),
        (".ejs", "<p><%- html %> <%= 'Our first words' %></p>", [("text", "… Our first words")]),
        # PHP
        (".php", "<h1><?php echo esc_html__('About us', 'theme'); ?></h1>", [("heading", "About us")]),
        (".php", "<p>$<?= '450' ?>/visit, <?= $x ?>.</p>", [("text", "$450/visit, ….")]),
        (".php", "<p>one<?php if ($x): ?>two<?php endif; ?>.</p>", [("text", "one two.")]),
        (".php", "<?php echo '<h2>One' . $x . '</h2>'; echo \"<p>It\\'s {$y}</p>\";", [("heading", "One…"), ("text", "It\\'s …")]),
        (".php", "<?php $a = ['question' => 'Why us?', 'answer' => 'We\\'re ' . $x . ' careful.'];", [("heading", "Why us?"), ("text", "We're … careful.")]),
        (".php", "<?php $a = ['Depression', 'PTSD']; $b = ['flex gap-4', 'p-4']; $c = 'l, F j, Y';", [("item", "Depression"), ("item", "PTSD")]),
        (".php", "<?php if ($a === 'What it feels like') { throw new \\A\\OddError(sprintf('This is not for you')); } ?>", []),
        (".php", "<?php error_log('This is not for you'); // nor is this ?><p>one</p>", [("text", "one")]),
        (".php", "<?php echo <<<HTML\n<p>one $x</p>\nHTML; ?><p>two</p>", [("text", "one …"), ("text", "two")]),
        (".php", "<img alt=\"<?php esc_attr_e('A quiet room', 'x'); ?>\">", [("alt", "A quiet room")]),
        (".php", "<div <?= $attributes ?> class=\"<?= $x ? 'a' : 'b' ?>\">one</div>", [("text", "one")]),
        # Blade
        (".blade.php", "@extends('layouts.app')\n@section('title', 'About us all')", [("title", "About us all")]),
        (".blade.php", "@section('title')\nAbout us\n@endsection <p>one</p>", [("title", "About us"), ("text", "one")]),
        (".blade.php", "<p>{{-- note --}}one @if (count($x) > 1) two @endif {!! $y !!}</p>", [("text", "one two …")]),
        (".blade.php", "<p>a@b.example or @clinic, @{{ raw }}</p>", [("text", "a@b.example or @clinic, …")]),
        (".blade.php", "<x-card title=\"About us\">one</x-card>", [("heading", "About us"), ("text", "one")]),
        (".blade.php", "@php\n$a = ['title' => 'About us'];\n@endphp", [("heading", "About us")]),
        (".blade.php", "@include('x', ['heading' => 'About us'])", [("heading", "About us")]),
        # components
        (".vue", "<template><p>one {{ x }}</p><template #a>two</template></template>", [("text", "one …"), ("text", "two")]),
        (".vue", "<template><v-card-title>one</v-card-title><v-card-text>two</v-card-text></template>", [("heading", "one"), ("text", "two")]),
        (".vue", "<template><p>See <RouterLink to='/'>our guide</RouterLink> now</p></template>", [("text", "See our guide now")]),
        (".vue", "<template><Hero :title=\"'About us'\" sub-title=\"The people here\"/><p>one</p></template>", [("heading", "About us"), ("heading", "The people here"), ("text", "one")]),
        (".vue", "<script>export default { data: () => ({ faqs: [{ q: 'Why us?' }] }) }</script>", [("heading", "Why us?")]),
        (".vue", "<template><textarea /><div /><p>one</p></template>", [("text", "one")]),
        (".svelte", "<p>{#if x > 1}one{:else}two{/if} {y}'s</p>", [("text", "one two …'s")]),
        (".svelte", "<h1>{'About us'}</h1><p>{`Since ${x} in town`}</p>", [("heading", "About us"), ("text", "Since … in town")]),
        (".svelte", "<Card title=\"About {x} and us\" items={[{ label: 'Depression' }]} {...rest} />", [("heading", "About … and us"), ("button", "Depression")]),
        (".svelte", "<img alt={'A quiet room'} {src}><p>{@html '<b>one</b> two'}</p>", [("alt", "A quiet room"), ("text", "one two")]),
        (".svelte", "{#each ['We call you', 'You come'] as x}<li>{x}</li>{/each}", [("item", "We call you"), ("item", "You come")]),
        (".astro", "---\nconst title = 'About us all';\n---\n<h1>{title}</h1><p>one</p>", [("heading", "About us all"), ("text", "one")]),
        (".astro", "{items.map((item) => (<li>one <b>{item.x}</b></li>))}", [("item", "one …")]),
        (".astro", "{open ? <p>one</p> : <p>two{' '}three</p>}{/* note */}", [("text", "one"), ("text", "two three")]),
        (".astro", "<Image image={{ src: '/a b.png', alt: 'A quiet room' }} /><p>SaaS</p\n>two", [("alt", "A quiet room"), ("text", "SaaS"), ("text", "two")]),
        (".mdx", "import X from 'x'\n\nexport const a = [\n  'We call you',\n\n  'You come',\n]\n\n# One {x}", [("item", "We call you"), ("item", "You come"), ("heading", "One …")]),
        (".mdx", "<Card title=\"About us\" items={[\n  'We call you',\n\n 'You come']}>\n  **one** two\n</Card>", [("heading", "About us"), ("item", "We call you"), ("item", "You come"), ("text", "one two")]),
        (".mdx", "Use `{a}` <Note text=\"About us\">here</Note>\n\n```js\n{\n```\n\ntwo", [("text", "Use here"), ("text", "About us"), ("text", "two")]),
    ],
)  # fmt: skip
def test_what_is_read(suffix: str, text: str, copy: list[tuple[str, str]]) -> None:
    assert blocks(suffix, text) == copy


@pytest.mark.parametrize(
    "front",
    [
        '---\ntitle: About our clinic\ndescription: "It\'s calm and small."\ntags: [a, b]\n---\n',
        "+++\ntitle = 'About our clinic'\ndescription = \"It's calm and small.\"\ntags = ['a']\n+++\n",
        '{\n  "title": "About our clinic",\n  "description": "It\'s calm and small.",\n  "tags": ["a"]\n}\n',
    ],
    ids=["yaml", "toml", "json"],
)
@pytest.mark.parametrize("suffix", [".md", ".mdx"])
def test_front_matter_in_all_three_notations(suffix: str, front: str) -> None:
    found = blocks(suffix, f"{front}\nOne.\n")
    assert found == [("title", "About our clinic"), ("meta", "It's calm and small."), ("text", "One.")]


def test_a_literal_says_which_quote_it_stands_in() -> None:
    (block,) = read(".php", "<p>one <?php echo 'it\\'s <b>two</b>'; ?></p>").blocks
    assert block.text == "one it's two"
    assert [(m.kind, block.text[m.start : m.end].strip(), m.value) for m in block.marks] == [
        ("string", "it", "'"),
        ("string", "s two", "'"),
    ]


def test_the_lines_of_notes_are_the_sources() -> None:
    text = "{{\n\n x }}<p>one</p>\n<section>two"
    assert read(".liquid", text).notes == ("line 4: <section> is never closed",)


def test_a_brace_that_is_never_closed_hides_nothing() -> None:
    document = read(".svelte", "<p>one</p>{x}\n<p>a { b</p><h1>two</h1><p title='three four'>five</p>")
    assert [block.text for block in document.blocks] == ["one", "a { b", "two", "three four", "five"]
    assert "line 2: { is never closed; what follows is read as HTML" in document.notes


@pytest.mark.parametrize("suffix", [".php", ".vue", ".svelte", ".astro", ".mdx", ".liquid", ".hbs", ".blade.php"])
def test_comments_of_the_host_are_kept(suffix: str) -> None:
    syntax = {
        ".php": "<?php /* kept */ ?>",
        ".liquid": "{# kept #}",
        ".hbs": "{{!-- kept --}}",
        ".blade.php": "{{-- kept --}}",
    }
    comment = syntax.get(suffix, "<!-- kept -->" if suffix in {".vue", ".svelte"} else "{/* kept */}")
    assert [c.text.strip() for c in read(suffix, f"one\n\n{comment}\n\ntwo").comments] == ["kept"]


# --- nothing breaks a reader
PIECES = st.sampled_from([
    "ketamine", "it's", "café", "\U0001f600", "\ud800", "&amp;", "&rsquo;", "<br>", "{{ x }}", "{{ 'Some words' | t }}", "{% if x %}",
    "{% endif %}", "{# c #}", "{%", "{{", "}}", "%}", "<%= y %>", "<%", "%>", "<?php", "<?=", "?>", "echo 'Some words';", "'q' => 'Some text',",
    "[", "]", "(", ")", "$x", "//c", "/*", "*/", "\"a b {$x} c\"", "<<<HTML\n", "HTML;\n", "@if($x)", "@section('title', 'Some words')", "@php",
    "@endphp", "{!! $x !!}", "{", "}", "{x}", "{'Some words'}", "{`a ${x} b`}", "{a && <b>x y</b>}", "{a.map(i => (<li>w</li>))}",
    "<Card title='Some words'>", "</Card>", "<Card title={'Some words'} />", "<", "</", ">", "/>", "<a href=", '"', "'", "`", "<div>", "</div>",
    "<script>", "</script>", "<template>", "</template>", "<template #x>", "<!--", "-->", "---\n", "\n\n", "\r\n", "\x00", "\u05e9\u05dc",
    ":title=\"'Some words'\"", "{#if x}", "{/if}", "<{{ t }}>", "</{{ t }}>", "<h1>", "</h1>", "import x", "```\n", "\\", "{/* c */}", "<>", "</>",
])  # fmt: skip
ALIKE = {".jinja", ".jinja2", ".j2", ".nunjucks", ".twig", ".handlebars", ".mustache", ".phtml"}
TEMPLATES = [
    *sorted({suffix for suffix, reader in READERS.items() if reader.startswith("templates")} - ALIKE), ".blade.php", ".html",
]  # fmt: skip


@pytest.mark.parametrize("suffix", TEMPLATES)
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(parts=st.lists(PIECES, max_size=25), joint=st.sampled_from(["", " "]))
def test_every_block_maps_into_the_source(suffix: str, parts: list[str], joint: str) -> None:
    read(suffix, joint.join(parts))


@pytest.mark.parametrize("suffix", TEMPLATES)
@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    words=st.lists(st.sampled_from(["ketamine", "caf\u00e9", "85%", "\U0001f600", "it\u2019s"]), min_size=1, max_size=8)
)
def test_a_word_is_found_where_it_stands(suffix: str, words: list[str]) -> None:
    copy = " ".join(words)
    text = (
        f"{{{{ x }}}}\n\n<p>{copy}</p>\n"
        if suffix not in {".svelte", ".astro", ".mdx"}
        else f"{{x}}\n\n<p>{copy}</p>\n"
    )
    block = read(suffix, f"<template>{text}</template>" if suffix == ".vue" else text).blocks[-1]
    source = f"<template>{text}</template>" if suffix == ".vue" else text
    assert block.text == copy
    for word in words:
        start = block.text.index(word)
        span = block.locate(start, start + len(word))
        assert source[span.start : span.end] == word


@pytest.mark.parametrize("suffix", TEMPLATES)
@pytest.mark.parametrize(
    "unit",
    ["{{", "{", "{`${", "<a b='", "<Card>", "<?php [", "@if(", "{a && <b>", "<template>", "`", "<{{", "{['a b']}"],
)
def test_hostile_repetition_ends(suffix: str, unit: str) -> None:
    read(suffix, unit * (4_000 // len(unit)))
