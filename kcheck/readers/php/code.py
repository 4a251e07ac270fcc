"""Strings in PHP: what is echoed flows with the HTML around it; arrays, variables and arguments make blocks."""

import re
from dataclasses import dataclass, field

from kcheck.document import Comment
from kcheck.readers.build import PLACEHOLDER
from kcheck.readers.embedded import Literal, Part
from kcheck.readers.php.tokens import Region, Token, parts
from kcheck.readers.prose import looks_like_label, looks_like_prose
from kcheck.readers.script.roles import Accept, Where, named, of_variable
from kcheck.readers.script.walk import Walk, accepts

_STRINGS = frozenset({"single", "double", "heredoc", "nowdoc"})
_CLOSES = {")": "(", "]": "[", "}": "{"}
_SPEAKS = re.compile(
    r"^\\?(?:_|__|_e|_x|_ex|_n|_nx|t|trans|gettext|lang|esc_(?:html|attr)(?:__|_e|_x|_ex)?|wp_kses(?:_post)?|wpautop|"
    r"nl2br|htmlspecialchars|htmlentities|sprintf|printf|print|apply_filters|ucfirst|do_shortcode|e)$"
)
_PRINTS = re.compile(
    r"^\\?(?:_e|_ex|esc_(?:html|attr)_e|esc_(?:html|attr)_ex|printf|vprintf|print|the_\w+|bloginfo|wp_title)$"
)
_DEVELOPERS = re.compile(
    r"^(?:error_log|trigger_error|die|exit|wp_die|var_dump|print_r|assert\w*|expect\w*|debug|log|syslog|\w*(?:Exception|Error))$"
)
_NO_COPY = re.compile(
    r"^\\?(?:(?:wp_)?date(?:_i18n|_create)?|gmdate|strftime|strtotime|get_the_date|the_(?:time|date)|number_format|str_\w+|substr\w*|strpos|"
    r"preg_\w+|explode|implode|join|in_array|add_(?:action|filter|shortcode|theme_support|image_size)|do_action|wp_(?:enqueue|register)_\w+|"
    r"get_(?:template_part|option|field|theme_mod|post_meta|sub_field)|the_(?:field|sub_field)|have_rows|include|require|include_once|"
    r"require_once|file_\w+|fopen|header|setcookie|ini_set|query|prepare|exec|execute|isset|unset|defined|function_exists|class_exists|"
    r"array_key_exists|home_url|esc_url|site_url|url|asset|route|config|env|view|mail|session|body_class|post_class|selected|checked)$",
    re.IGNORECASE,
)
_DEFAULTED = re.compile(
    r"^\\?(?:config|env|old|get_option|get_theme_mod|session)$"
)  # their second argument is shown if need be
_DATE_FORMAT = re.compile(r"^(?:[dDjlNSwzWFmMntLoYyaABgGhHisuveIOPTZcrU](?:[\s,./:-]+|$)){2,}$")
_GROUPS = frozenset(
    "if elseif while for foreach switch match function fn catch array list and or return echo use isset".split()
)
_STATEMENTS = ("(", "[")  # a bracket of these is an expression, in which a semicolon ends nothing
_PRINTING = frozenset({"echo", "print"})


@dataclass
class _Frame:
    """An open bracket: what stands in it, and the string that is being put together."""

    opener: str = ""
    callee: str = ""
    where: Where = field(default_factory=Where)
    echo: bool = False
    drop: bool = False  # a subscript, or what is compared
    index: int = 0
    key: str = ""
    items: list[tuple[Literal, Where]] = field(default_factory=list)
    parts: list[Part] = field(default_factory=list)
    quote: str = ""
    operand: int = -1  # where an operand that is no string began
    compared: bool = False

    def place(self) -> Where:
        """The place of the value that comes next."""
        if self.key:
            return named(self.where, self.key)
        if self.opener == "[":
            kind = self.where.kind if self.where.kind not in {"", "button", "heading"} else "item"
            return self.where._replace(path=f"{self.where.path}[{self.index}]", kind=kind)
        return self.where


@dataclass
class Php:
    """The strings of a file's regions. `shown` is what was echoed: literals to be left in the copy, in order."""

    walk: Walk
    shown: list[Literal] = field(default_factory=list)
    comments: list[Comment] = field(default_factory=list)

    def read(self, region: Region) -> bool:
        """Take the region's strings; whether it prints a value or a string."""
        text = self.walk.source.text
        stack = [_Frame(echo=region.prints)]
        printing, before = region.prints, Token("", region.start, region.start)
        for token in region.tokens:
            if token.kind == "comment":
                said = text[token.start + 2 : token.end].removesuffix("*/")
                self.comments.append(Comment(said, token.start, token.end))
                continue
            if token.kind in {"(", "[", "{"}:
                self._open(stack, token, before, text)
                printing = printing or bool(_PRINTS.match(stack[-1].callee))
            elif token.kind in _CLOSES:
                self._flush(stack[-1])
                if len(stack) > 1:
                    self._close(stack.pop())
                if stack[-1].operand < 0 and token.kind != "}":
                    stack[-1].operand = token.start
            elif token.kind in {"name", "variable", "member"}:
                printing = self._word(stack[-1], token, text) or printing
            else:
                self._token(stack[-1], token, before, text)
            before = token
        while stack:
            self._flush(stack[-1])
            self._close(stack.pop())
        return printing

    def _word(self, frame: _Frame, token: Token, text: str) -> bool:
        """A name or variable; whether it is one that prints."""
        said = text[token.start : token.end]
        if said in _PRINTING:
            frame.echo = True
            return True
        if said in {"return", "case", "else"}:
            frame.compared, frame.where, frame.operand = said == "case", Where(), -1
        elif frame.operand < 0:
            frame.operand = token.start
        return False

    def _token(self, frame: _Frame, token: Token, before: Token, text: str) -> None:
        kind = token.kind
        if kind in _STRINGS:
            self._string(frame, token, text)
        elif kind in {",", ";", "?", ":", "coalesce"}:
            self._separate(frame, kind, before, text)
        elif kind == "arrow":
            if len(frame.parts) == 1 and frame.parts[0].kind == "text" and frame.operand < 0:
                frame.key = text[frame.parts[0].start : frame.parts[0].end]
            frame.parts, frame.operand = [], -1
        elif kind == "compare":
            frame.compared = True
        elif kind == "=":
            name = text[before.start : before.end].rpartition("$")[2].rpartition(">")[2]
            if before.kind in {"variable", "member", "name"} and frame.opener in {"", "{", "("}:
                frame.where = of_variable(name)
            frame.parts, frame.operand = [], -1
        elif kind != "." and frame.operand < 0:
            frame.operand = token.start

    def _string(self, frame: _Frame, token: Token, text: str) -> None:
        own = list(parts(text, token))
        if frame.parts and own:
            last = frame.parts[-1].end
            hole = frame.operand >= last
            frame.parts.append(Part("hole" if hole else "joint", last, own[0].start, PLACEHOLDER if hole else ""))
        elif 0 <= frame.operand < token.start and own:
            # `$name . ' will call you'`: a value begins the text
            frame.parts.append(Part("hole", frame.operand, own[0].start, PLACEHOLDER))
        frame.quote = frame.quote or (text[token.start] if token.kind in {"single", "double"} else "<<<")
        frame.parts += own
        frame.operand = -1

    def _open(self, stack: list[_Frame], token: Token, before: Token, text: str) -> None:
        frame = stack[-1]
        callee = text[before.start : before.end].lstrip("->:? ") if before.kind in {"name", "member"} else ""
        if token.kind == "{":
            self._flush(frame)
            stack.append(_Frame("{"))
        elif token.kind == "[" and (
            before.kind in {"variable", "member", "]", ")", "name"} and before.end == token.start
        ):
            stack.append(_Frame("[", drop=True))
        elif token.kind == "[" or callee.lower() == "array":
            if callee:
                frame.operand = -1
            stack.append(_Frame("[", where=frame.place() if not frame.drop else Where(accept=Accept.NONE)))
        else:
            callee = callee.rpartition("\\")[2]
            plain = not callee or callee.lower() in _GROUPS
            where, echo = frame.place(), (frame.echo and not frame.drop) or bool(_PRINTS.match(callee))
            if _DEVELOPERS.match(frame.callee) or where.world == "code":
                where, echo = Where(where.path, accept=Accept.NONE, reason="message to developers", world="code"), False
            stack.append(_Frame("(", "" if plain else callee, where, echo, drop=frame.drop))
            if plain and frame.operand == before.start:
                frame.operand = -1

    def _separate(self, frame: _Frame, kind: str, before: Token, text: str) -> None:
        if kind == ":" and before.kind == "name" and frame.opener == "(":  # an argument by its name
            frame.key = text[before.start : before.end]
            frame.operand = -1
            return
        if kind == "?":
            frame.parts, frame.compared = [], False  # the condition
        self._flush(frame)
        if kind == ",":
            frame.index += 1
            frame.key = ""
        if kind == ";" and frame.opener not in _STATEMENTS:
            frame.key, frame.where, frame.echo = "", Where(), False

    def _flush(self, frame: _Frame) -> None:
        """The string that was put together is whole."""
        found, quote = frame.parts, frame.quote
        compared, operand = frame.compared, frame.operand
        frame.parts, frame.quote, frame.operand, frame.compared = [], "", -1, False
        if not found or frame.drop or compared:
            return
        if operand > found[-1].end:
            found.append(Part("hole", found[-1].end, min(operand, found[-1].end + 1), PLACEHOLDER))
        literal = Literal(tuple(found), quote)
        decoded = literal.decoded(self.walk.source.text)
        if _DATE_FORMAT.match(decoded) and not frame.echo:
            return
        if frame.echo and frame.opener != "[":
            if self._echoed(frame, decoded):
                self.shown.append(literal)
            return
        where = self._argument(frame, decoded)
        if frame.opener == "[" and not frame.key and where.accept is Accept.PROSE:
            frame.items.append((literal, where))
        else:
            self.walk.take(literal, where)

    def _echoed(self, frame: _Frame, decoded: str) -> bool:
        if not frame.callee:
            return True
        if _SPEAKS.match(frame.callee):
            return frame.index == 0 and accepts(decoded, Accept.LABEL)
        return (
            not _NO_COPY.match(frame.callee) and not _DEVELOPERS.match(frame.callee) and accepts(decoded, Accept.PROSE)
        )

    def _argument(self, frame: _Frame, decoded: str) -> Where:
        """The place of a string that is an argument of a call, or none."""
        where, callee = frame.place(), frame.callee
        if not callee or where.world == "code":
            return where
        if _DEVELOPERS.match(callee):
            return Where(where.path, accept=Accept.NONE, reason="message to developers", world="code")
        if _NO_COPY.match(callee) and not (frame.index == 1 and _DEFAULTED.match(callee)):
            return Where(where.path, accept=Accept.NONE, reason=f"argument of {callee[-30:]}()")
        if _SPEAKS.match(callee):
            return where._replace(accept=max(where.accept, Accept.LABEL) if frame.index == 0 else Accept.NONE)
        if callee.lower() == "define":
            return Where(decoded[:0], accept=Accept.PROSE if frame.index else Accept.NONE)
        return where if frame.key else where._replace(accept=min(where.accept, Accept.PROSE))

    def _close(self, frame: _Frame) -> None:
        """A list has ended: one of labels alone is copy too."""
        said = [literal.decoded(self.walk.source.text) for literal, _ in frame.items]
        labels = len(said) > 1 and all(looks_like_prose(text) or looks_like_label(text) for text in said)
        for literal, where in frame.items:
            self.walk.take(literal, where._replace(accept=Accept.LABEL) if labels else where)
