"""READERS: suffix -> reader. A reader turns a Source into a Document and knows no rules."""

from collections.abc import Callable
from importlib import import_module
from typing import Final

from kcheck.document import Document
from kcheck.source import Source

Reader = Callable[[Source], Document]

# Named, not imported: a run over Markdown never loads the HTML reader.
READERS: Final[dict[str, str]] = {
    ".txt": "text:read_text",
    ".text": "text:read_text",
    ".md": "markdown:read_markdown",
    ".markdown": "markdown:read_markdown",
    ".mdown": "markdown:read_markdown",
    ".mdx": "templates.mdx:read_mdx",
    ".html": "pages:read_page",
    ".htm": "pages:read_page",
    ".xhtml": "html:read_html",
    **dict.fromkeys((".tsx", ".jsx", ".js", ".mjs", ".cjs", ".ts", ".mts", ".cts"), "script:read_script"),
    ".vue": "templates.sfc:read_vue",
    ".svelte": "templates.sfc:read_svelte",
    ".astro": "templates.sfc:read_astro",
    **dict.fromkeys((".php", ".phtml", ".erb", ".ejs", ".hbs", ".handlebars", ".mustache"), "templates:read_template"),
    **dict.fromkeys((".liquid", ".njk", ".nunjucks", ".jinja", ".jinja2", ".j2", ".twig"), "templates:read_template"),
}


def reader_for(suffix: str) -> Reader | None:
    """The reader of a file suffix (with its dot, any case), or None where the format is not read."""
    named = READERS.get(suffix.lower())
    if named is None:
        return None
    module, function = named.split(":")
    reader: Reader = getattr(import_module(f"kcheck.readers.{module}"), function)
    return reader
