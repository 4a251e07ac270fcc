"""What the elements of HTML are to a visitor, whichever language they are written in."""

import re

BLOCK = frozenset(
    """address article aside blockquote body button caption center dd details dialog dir div dl dt fieldset figcaption
    figure footer form h1 h2 h3 h4 h5 h6 head header hgroup hr html label legend li main menu nav ol optgroup p
    search section summary table tbody td tfoot th thead title tr ul video audio iframe object canvas pre""".split()
)
KINDS = {
    **{f"h{level}": "heading" for level in range(1, 7)}, "li": "item", "dt": "item", "dd": "item", "td": "cell",
    "th": "cell", "blockquote": "quote", "button": "button", "figcaption": "caption", "caption": "caption",
    "summary": "heading", "legend": "label", "label": "label", "title": "title",
}  # fmt: skip
LEVELS = {**{f"h{level}": level for level in range(1, 7)}, "summary": 3}
META = frozenset({
    "description", "og:title", "og:description", "og:image:alt", "twitter:title", "twitter:description",
    "twitter:image:alt", "og:site_name", "abstract", "apple-mobile-web-app-title",
})  # fmt: skip
HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
BUTTON_CLASS = re.compile(r"(?:^|[\s_-])(?:btn|button|cta)(?:$|[\s_-])", re.IGNORECASE)
