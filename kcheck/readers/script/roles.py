"""What names tell: which keys, attributes and calls hold copy, which never do, and what a block under a key is.

Names only settle what the string itself leaves open (`prose.py`): a key that is not listed here is judged by its value.
"""

import re
from enum import IntEnum
from typing import NamedTuple

SELDOM = "under a name that seldom holds copy"


class Accept(IntEnum):
    """Which strings are copy in a place."""

    NONE = 0
    SURE = 1  # what nobody would write but to be read: the key holds a name, an address or a style as a rule
    PROSE = 2  # sentences and phrases: arguments, lone variables
    LABEL = 3  # single words and figures too: arrays, objects, props
    COPY = 4  # the key says copy: anything that is not code
    ALL = 5


class Where(NamedTuple):
    """The place of a value: `faqs[2].answer`, its nearest key, which strings are copy there and as what kind."""

    path: str = ""
    key: str = ""
    accept: Accept = Accept.PROSE
    kind: str = ""
    reason: str = ""  # why strings here are taken for no copy; they are counted as unread if they look like some
    world: str = ""  # "json-ld" or "metadata" where the strings have a use of their own; "code" where none is copy
    level: int = 0


_KINDS = {
    "heading": "question q title heading headline header h1 h2 h3 header tagline eyebrow kicker",
    "quote": "quote testimonial review",
    "alt": "alt",
    "button": "cta button label action",
    "caption": "caption",
    "label": "placeholder arialabel tooltip",
}
KIND_OF_KEY = {key: kind for kind, keys in _KINDS.items() for key in keys.split()}
_COPY = frozenset(KIND_OF_KEY) | frozenset(
    """

    text copy body content description desc subtitle subheading subheadline subtext lede lead lede intro summary
    excerpt answer a author price duration features feature benefits benefit items points bullets disclaimer
    note notes paragraph paragraphs message blurb bio credentials specialty location address hours phone detail
    details stat number suffix prefix unit period html __html markdown footnote warning badge credit attribution
    frequency includes conditions symptoms risks effects contraindications sub small legal fineprint caveat
    takeaway reason reasons keyword city state children statement term definition
""".split()
)
_NOT_COPY = frozenset(
    """

    class classes classname classnames style styles id ids key keys slug slugs href hrefs src srcset srcs url
    urls uri link to path paths pathname route routes permalink canonical image images img avatar logo thumbnail
    photo video poster icon icons svg file filename folder variant variants size sizes color colors colour bg
    background backgroundcolor gradient theme font fonts family fontfamily weight layout as rel ref target type
    kind mode method action enctype autocomplete pattern accept lang locale locales dir charset viewbox d points
    fill stroke transform transition animation animate initial exit whileinview whilehover ease easing width
    height x y z top left right bottom opacity rotate delay margin padding gap display align justify cursor
    zindex aspectratio objectfit breakpoint media mediaquery event eventname testid testids dataset gtm tracking
    analytics token secret apikey env host hostname domain origin port version regex format dateformat timezone
    currency countrycode namespace module selector endpoint query mutation schema table column columns field
    fields htmlfor for controls describedby labelledby owns activedescendant crossorigin integrity nonce
    referrerpolicy loading decoding fetchpriority preload robots sitemap datepublished datemodified sameas hash
    provider runtime dynamic plugins presets extends rules parser license engines scripts dependencies shortcut
    revision sha encoding mimetype contenttype xmlns preserveaspectratio cn sx css tw orientation placement side
    severity level status state_ mask strategy
""".split()
)
# Under these, nothing is copy, however deep.
_ALL_CODE = frozenset(
    """

    style styles sx css animate initial exit transition variants whileinview whilehover whiletap class classes
    classname classnames
""".split()
)
_KEYWORDS = frozenset({"keywords", "seokeywords", "metakeywords", "searchterms"})
# Attributes of any element that mean something else there than as keys of an object.
_NOT_COPY_ATTRIBUTES = frozenset(
    "name value content property list form is slot step min max itemprop itemtype role state".split()
)
LABELS = {"alt": "alt", "title": "label", "placeholder": "label", "aria-label": "label", "aria-description": "label"}
SEO = re.compile(r"^(?:Next|Page|Default|Meta|Site)?-?(?:Seo|SEO|Head|Helmet|Meta|MetaTags|Metadata)$")
_METADATA = re.compile(r"^(?:generateMetadata|metadata|seo|meta|(?:\w+)?(?:Seo|SEO|Metadata|Meta))$")

# Nothing in these is shown to anybody, however deep: messages to developers, analytics, requests, class names.
_CODE_CALL = re.compile(
    r"^(?:error$|warn$|printWarning$|console|logger|log|winston|pino|Sentry|debug|invariant|assert|warning|process|chalk)\b"
    r"|(?:^|\.)(?:assert\w*|invariant|warn|captureException|captureMessage|(?!set|show)\w*Error|\w*Exception)$"
    r"|(?:^|\.)(?:gtag|track\w*|capture|identify|dataLayer\.push|fetch|cn|cx|clsx|cva|tv|twMerge|twJoin|class[Nn]ames)$"
    r"|^axios\b"
)
_TESTS = re.compile(r"^(?:describe|it|test|suite|beforeEach|afterEach|beforeAll|afterAll)(?:\.\w+)*$")
_NO_COPY_CALL = re.compile(
    r"(?:^|\.)(?:require|import|querySelector(?:All)?|matches|closest"
    r"|getElements?By\w+|(?:add|remove)EventListener|replace(?:All)?|split|join|includes|indexOf|startsWith|endsWith"
    r"|match|search|getItem|setItem|removeItem|get|has|append|setAttribute|getAttribute|setProperty|matchMedia|dispatchEvent"
    r"|toLocale\w*|toFixed|router\.\w+|navigate|redirect|revalidate\w*|glob|open"
    r"|RegExp|URL|Intl\.\w+|createContext|dynamic|font|localFont|expect|toBe|toEqual|jest\.\w+|vi\.\w+)$"
)
_SPEAKS = re.compile(
    r"(?:^|\.)(?:t|_|__|i18n|translate|gettext|formatMessage|h|createElement|_?jsxs?|html|md|markdown|dedent)$"
)
# Tagged templates whose contents are code.
CODE_TAGS = re.compile(
    r"^(?:gql|graphql|css|sql|groq|glsl|tw|keyframes|createGlobalStyle|injectGlobal|styled\b.*|apiFetch|RegExp)$"
)
_PARTS = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+")


def last_word(name: str) -> str:
    """The last word of a name, lower case: `ctaText` -> text, `HERO_DISCLAIMER` -> disclaimer."""
    parts = _PARTS.findall(name)
    return parts[-1].lower() if parts else ""


def named(where: Where, name: str, *, attribute: bool = False) -> Where:
    """The place of the value that stands under a key of this name."""
    path = f"{where.path}.{name}" if where.path else name
    flat, last = re.sub(r"[^a-z0-9_]", "", name.lower()), last_word(name)
    world = where.world or ("metadata" if _METADATA.match(name) else "")
    if world == "code":
        return where._replace(path=path, key=name)
    if flat in _KEYWORDS or flat in _ALL_CODE or last in {"classes", "styles"}:
        return Where(path, name, Accept.NONE, world="code")
    first = _PARTS.findall(name)[:1]
    never = flat in _NOT_COPY or (last in _NOT_COPY and flat not in _COPY) or name.startswith(("data-", "@", "$"))
    if attribute and flat in _NOT_COPY_ATTRIBUTES:
        return Where(path, name, Accept.PROSE, "", SELDOM, world)  # name="email", but also name="Single visit"
    if never or (len(first) == 1 and first[0].lower() in {"icon", "class", "css", "color"}):
        return Where(path, name, Accept.SURE, "", SELDOM, world)
    copy = flat in _COPY or last in _COPY
    kind = KIND_OF_KEY.get(flat) or KIND_OF_KEY.get(last, "")
    if world == "metadata":
        kind = "title" if last == "title" or where.key == "title" else "alt" if last == "alt" else "meta"
    kind = kind or ("" if flat in _COPY else where.kind)
    return Where(path, name, Accept.COPY if copy else Accept.LABEL, kind, "", world)


def of_variable(name: str) -> Where:
    """The place of a variable's or a function's own value."""
    where = named(Where(), name)
    if where.accept is Accept.SURE:
        # `const links = [{ label: "Safety" }]`: the variable's name says nothing of what is in it
        return Where(name, name, Accept.PROSE, world=where.world)
    return where if where.accept in {Accept.NONE, Accept.COPY} else where._replace(accept=Accept.PROSE)


def of_call(where: Where, callee: str) -> Where | None:
    """The place of a call's string arguments; None where the whole call is a test."""
    if _TESTS.match(callee):
        return None
    if _CODE_CALL.search(callee):
        return Where(where.path, "", Accept.NONE, world="code")
    if _NO_COPY_CALL.search(callee):
        return where._replace(accept=Accept.NONE, reason="argument of a function that shows nothing")
    if _SPEAKS.search(callee):
        return where._replace(accept=max(where.accept, Accept.LABEL))
    return where._replace(accept=min(where.accept, Accept.PROSE))
