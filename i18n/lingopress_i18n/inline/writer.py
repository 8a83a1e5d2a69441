"""HTML of one message's inline markup."""

from __future__ import annotations

import html
import re
import urllib.parse
from functools import lru_cache
from typing import TYPE_CHECKING, Self

from lingopress_i18n.inline.events import TEMPLATE_TAG
from lingopress_i18n.inline.structure import own_marks

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from lingopress_i18n.inline.admission import Refusal
    from lingopress_i18n.inline.events import Event
    from lingopress_i18n.inline.structure import Inline

_HREF_SAFE = "!#$%&'()*+,-./:;=?@^_~"


class Elsewhere(str):
    """A rewritten target that is in another language than the page: the link will say so."""

    __slots__ = ("hreflang",)
    hreflang: str

    def __new__(cls, target: str, hreflang: str) -> Self:
        """Take the target, and the BCP 47 tag of its language."""
        made = super().__new__(cls, target)
        made.hreflang = hreflang
        return made


class Writer:
    """Writes a message's events as HTML, in its own words what is refused."""

    def __init__(  # noqa: PLR0913, PLR0917 - a parameter for each thing that a page decides
        self,
        message: Inline,
        rewrite: Callable[[str], str],
        footnotes: Mapping[str, int],
        tags: Mapping[str, str],
        refused: Sequence[Refusal] = (),
        source: str | None = None,
    ) -> None:
        """Take a message; a translation comes with what is ``refused`` in it, and its source.

        ``rewrite`` maps each link's and image's target; ``footnotes`` gives the number of each
        label that the article defines, and ``tags`` what is printed for raw tags, if not they
        themselves.
        """
        self._message = message
        self._rewrite = rewrite
        self._footnotes = footnotes
        self._tags = tags
        self._source = source
        self._untitled = {each.index for each in refused if each.kind == "title"}
        self._refused = {each.index for each in refused} - self._untitled
        self._marks = own_marks(message) if self._refused else {}
        self._admitted: list[bool] = []
        self._images: list[str] = []  # titles of open ones: inside is only alternative text
        self._literal_image: Event | None = None  # a refused one: all that is in it is text

    def write(self) -> str:
        """Give the HTML."""
        steps = {"open": self._open, "close": self._close}
        return "".join(
            steps.get(event.kind, self._leaf)(event, index)
            for index, event in enumerate(self._message.events)
            if not self._is_in_literal(event)
        )

    def _is_in_literal(self, event: Event) -> bool:
        """Tell whether an event is in a refused image, which is written already, or ends it."""
        image = self._literal_image
        if image and event.kind == "close" and (event.value, event.start) == ("img", image.start):
            self._literal_image = None
        return image is not None

    def _open(self, event: Event, index: int) -> str:
        in_image = bool(self._images)
        if event.value == "img" and not in_image and index in self._refused:
            self._literal_image = event
            return self._literal(event.start, event.end)
        self._admitted.append(in_image or index not in self._refused)
        if not self._admitted[-1]:
            return self._literal(*self._marks[index])
        if event.value == "img":
            self._images.append("" if in_image else self._title(event, index))
            return "" if in_image else f'<img src="{_href(self._rewrite(event.target))}" alt="'
        if in_image:
            return ""
        if event.value == "a":
            return link_start(self._rewrite(event.target), self._title(event, index))
        return f"<{event.value}>"

    def _close(self, event: Event, index: int) -> str:
        if not self._admitted.pop():
            return self._literal(*self._marks[index])
        if event.value == "img":
            title = self._images.pop()
            return "" if self._images else f'"{title} />'
        return "" if self._images else f"</{event.value}>"

    def _leaf(self, event: Event, index: int) -> str:
        if self._images:
            return self._verbatim(event.value, escape_attribute) if event.value else " "
        if event.kind == "text":
            text = escape_text(event.value)
            return text if self._source is None else no_tag(text)  # a source's own are its own
        if event.kind == "soft":
            return "\n"
        if index in self._refused:
            return "\n" if event.kind == "break" else self._literal(event.start, event.end)
        match event.kind:
            case "code":
                return f"<code>{self._verbatim(event.value, escape_text)}</code>"
            case "tag":
                return self._tags.get(event.value) or escape_text(event.value)
            case "math":
                return _math(event.value)
            case "note":
                return note(event.value, self._footnotes)
            case "html":
                return self._tags.get(event.value, event.value)
            case _:
                return "<br />\n"

    def _verbatim(self, text: str, escape: Callable[[str], str]) -> str:
        """Write text that is not read as markup; template tags stay where the source has them."""
        return escape(text) if self._source is None else foreign(text, self._source, escape)

    def _literal(self, start: int, end: int) -> str:
        return no_tag(escape_text(self._message.literal(start, end)))

    def _title(self, event: Event, index: int) -> str:
        """Write a title; a translation has one only where its source has one."""
        if not event.title or index in self._untitled:
            return ""
        return f' title="{self._verbatim(event.title, escape_attribute)}"'


def link_start(target: str, title: str = "") -> str:
    """Write a link's start tag; ``target`` is rewritten, ``title`` an attribute already."""
    language = f' hreflang="{target.hreflang}"' if isinstance(target, Elsewhere) else ""
    return f'<a href="{_href(target)}"{language}{title}>'


def image(target: str, words: str, title: str = "") -> str:
    """Write an image; ``target`` is rewritten, ``words`` are escaped, ``title`` is an attribute."""
    return f'<img src="{_href(target)}" alt="{words}"{title} />'


NOTE = '<sup class="footnote-reference"><a href="#'
"""How every reference to a footnote begins."""


def note(label: str, footnotes: Mapping[str, int]) -> str:
    """Write a reference to a footnote; without a footnote it is text."""
    number = footnotes.get(label)
    if number is None:
        return escape_text(f"[^{label}]")
    return f'{NOTE}{note_id(label)}">{number}</a></sup>'


def note_id(label: str) -> str:
    """Give the id of a footnote, escaped: no heading's, since those begin with a letter or digit.

    A label has no white space.
    """
    return f"_note-{escape_attribute(label)}"


def escape_text(text: str) -> str:
    """Escape text between tags; quotes stay readable."""
    return html.escape(text, quote=False)


def escape_attribute(text: str) -> str:
    """Escape text for a quoted attribute."""
    return html.escape(text).replace("&#x27;", "&#39;")


def foreign(text: str, source: str, escape: Callable[[str], str] = escape_attribute) -> str:
    """Escape a translation's text; no template tags stay tags but those of its source."""
    if "{" not in text:
        return escape(text)
    pieces = re.split(f"({TEMPLATE_TAG.pattern})", text)
    return "".join(
        escape(piece) if index % 2 and piece in source else no_tag(escape(piece))
        for index, piece in enumerate(pieces)
    )


def no_tag(escaped: str) -> str:
    """Write text so that no template engine finds a tag in it, also not with what follows."""
    return re.sub(r"\{(?=[{%#]|\Z)", "&#123;", escaped) if "{" in escaped else escaped


def _math(formula: str) -> str:
    """Write a formula for a script that typesets formulas."""
    size, style = (2, "display") if formula.startswith("$$") else (1, "inline")
    return f'<span class="math math-{style}">{escape_text(formula[size:-size])}</span>'


@lru_cache(maxsize=4096)
def _href(target: str) -> str:
    """Escape an address for an attribute: percent-encode what no URL may hold, then for HTML.

    A template tag stays as written: it is not the address, but makes it.
    """
    pieces = re.split(f"({TEMPLATE_TAG.pattern})", target)
    return html.escape(
        "".join(
            piece if index % 2 else urllib.parse.quote(piece, safe=_HREF_SAFE)
            for index, piece in enumerate(pieces)
        )
    )
