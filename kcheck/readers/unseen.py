"""Elements of HTML whose contents no visitor reads as copy, and where such an element ends.

Pages leave end tags out. An element that hides its contents must not hide the rest of the page with them: a page
that was not read would look clean.
"""

from collections import Counter
from dataclasses import dataclass, field

# A start tag of these ends an open paragraph, as the HTML standard has it.
_ENDS_P = frozenset(
    """address article aside blockquote center dd details dialog dir div dl dt fieldset figcaption figure footer form
    h1 h2 h3 h4 h5 h6 header hgroup hr li main menu nav ol p pre search section summary table ul""".split()
)
_SIBLINGS = {
    "li": {"li"}, "dt": {"dt", "dd"}, "dd": {"dt", "dd"}, "td": {"td", "th", "tr"}, "th": {"td", "th", "tr"},
    "tr": {"tr"},
}  # fmt: skip
# Open inside, they keep a sibling's start tag inside too.
_BARRIERS = ("ul", "ol", "menu", "dl", "table", "section", "article", "blockquote", "fieldset")
# A start tag of these ends a drawing or formula that was left open, but for the parts where HTML begins anew.
_ENDS_DRAWING = _ENDS_P | frozenset(
    "b big body br code em embed head i img meta nobr ruby s small span strong strike sub sup tt u var".split()
)
_ISLANDS = ("foreignobject", "desc", "title", "annotation-xml")


@dataclass
class Unseen:
    """The element that hides what is being passed, and the elements open inside it. Empty when nothing is hidden."""

    names: list[str] = field(default_factory=list)
    count: Counter[str] = field(default_factory=Counter)
    at: int = 0  # where the first one's tag stands
    hidden: bool = False  # by an attribute, not by what it is

    def __bool__(self) -> bool:
        """Whether contents are being passed over."""
        return bool(self.names)

    @property
    def root(self) -> str:
        """The name of the element that hides the rest."""
        return self.names[0] if self.names else ""

    def push(self, name: str, at: int, *, hidden: bool = False) -> None:
        """An element opens; the first one begins the hiding."""
        if not self.names:
            self.at, self.hidden = at, hidden
        self.names.append(name)
        self.count[name] += 1

    def pop(self, name: str) -> None:
        """An end tag: close the nearest open element of that name, with all that stands open in it."""
        while self.count[name]:
            last = self.names.pop()
            self.count[last] -= 1
            if last == name:
                return

    def clear(self) -> None:
        """The hiding element has ended."""
        self.names.clear()
        self.count.clear()


def ends_at_start_tag(unseen: Unseen, name: str, parent: str) -> bool:
    """Whether a start tag ends the hiding element, whose own end tag was left out. `parent` holds inline ones."""
    root = unseen.root
    if root == "template":
        return False
    if root in {"svg", "math"}:
        return name in _ENDS_DRAWING and not _on_island(unseen)
    if root == "p" or parent == "p":
        return name in _ENDS_P
    return name in _SIBLINGS.get(root, ()) and not any(unseen.count[barrier] for barrier in _BARRIERS)


def ends_at_end_tag(unseen: Unseen, name: str, open_outside: int) -> bool:
    """Whether an end tag closes an element around the hiding one, and so the hiding one with it."""
    if unseen.root in {"svg", "math"} and name in {"p", "br"} and not _on_island(unseen):
        return True
    return unseen.root != "template" and not unseen.count[name] and open_outside > 0


def _on_island(unseen: Unseen) -> bool:
    return any(unseen.count[island] for island in _ISLANDS)
