"""What HTML's elements and attributes hold: words that people read, addresses, code.

After the HTML standard's indices of elements and attributes (2026), WAI-ARIA 1.3, and what older
pages still have.
"""

from __future__ import annotations

import html
import html.entities
import re
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

ROLES: Mapping[str, str] = {
    **{f"h{level}": f"heading {level}" for level in range(1, 7)},
    "button": "button",
    "caption": "caption",
    "dd": "definition",
    "dt": "term",
    "figcaption": "caption",
    "legend": "caption",
    "li": "list item",
    "option": "option",
    "summary": "summary",
    "td": "table cell",
    "th": "table cell",
}
"""What translators are told of the text in an element."""
ADDRESSES = frozenset(
    (
        *("action", "background", "cite", "data", "formaction", "href", "imagesrcset"),
        *("longdesc", "poster", "src", "srcset", "xlink:href"),
    )
)
"""Attributes that hold addresses and nothing else, ``data`` on an object alone."""
VOID = frozenset(
    (
        *("area", "base", "br", "col", "embed", "frame", "hr", "img", "input", "link", "meta"),
        *("param", "source", "track", "wbr"),
    )
)
"""Elements without content or end tag."""
_SETS = frozenset({"imagesrcset", "srcset"})
_WORDS = {
    "alt": "alternative text",
    "aria-description": "accessible description",
    "aria-label": "accessible name",
    "aria-placeholder": "placeholder",
    "aria-roledescription": "kind of element",
    "aria-valuetext": "value in words",
    "placeholder": "placeholder",
    "title": "tooltip",
}
_WORDS_OF = {
    ("optgroup", "label"): "label",
    ("option", "label"): "option",
    ("table", "summary"): "summary of a table",
    ("th", "abbr"): "short heading",
    ("track", "label"): "label",
}
_BUTTONS = frozenset({"button", "reset", "submit"})
_CODE = frozenset({"code", "kbd", "samp", "var"})
_COPIED = frozenset(
    (
        *("iframe", "listing", "math", "noembed", "noframes", "plaintext", "pre", "script"),
        *("style", "svg", "template", "textarea", "xmp"),
    )
)
_CANDIDATE = re.compile(r"[ \t\n\f\r,]*+([^ \t\n\f\r]+)")
_DESCRIPTORS = re.compile(r"(?:[^(,]|\([^)]*+\)?)*+")
_REFERENCE = re.compile(r"&(?:#[xX][0-9A-Fa-f]+;?|#[0-9]+;?|[A-Za-z][0-9A-Za-z]*+(?:;|(?!=)))")


def role_of_words(tag: str, name: str, attributes: Mapping[str, str]) -> str | None:
    """Say what an attribute is for a reader, if one reads or hears it; names in lower case."""
    if tag in {"link", "style"}:  # whose titles name style sheets
        return None
    is_button = tag == "input" and attributes.get("type", "").lower() in _BUTTONS
    if is_button and name == "value":
        return "button"
    return _WORDS.get(name) or _WORDS_OF.get((tag, name))


def addresses(tag: str, name: str, value: str) -> list[tuple[int, int]]:
    """Find the addresses in an attribute's value: their first character, and one past the last.

    None where it holds none. A set of pictures holds several; commas and spaces are where the
    standard's parser of ``srcset`` finds them.
    """
    if name not in ADDRESSES or (name == "data" and tag != "object"):
        return []
    return list(_candidates(value)) if name in _SETS else [(0, len(value))]


def _candidates(value: str) -> Iterator[tuple[int, int]]:
    at = 0
    while found := _CANDIDATE.match(value, at):
        start, at = found.span(1)
        url = found[1].rstrip(",")
        if url == found[1]:  # else the comma ends the candidate
            descriptors = _DESCRIPTORS.match(value, at)
            at = descriptors.end() if descriptors else at
        if url:
            yield start, start + len(url)


def holds_language(tag: str, attributes: Mapping[str, str]) -> bool:
    """Tell whether the text in an element is language to translate, rather than code.

    Of keys, variables and the like its author can say that it is.
    """
    return tag not in _COPIED and (tag not in _CODE or said(attributes) is True)


def said(attributes: Mapping[str, str]) -> bool | None:
    """Tell whether an element says that it is to be translated, or not to be; None for neither."""
    word = attributes.get("translate", "inherit").lower()
    if word in {"no", "yes", ""}:
        return word != "no"
    return False if "notranslate" in attributes.get("class", "").split() else None


def is_translated(attributes: Mapping[str, str], language: str, *, inherited: bool) -> bool:
    """Tell whether an element is to be translated: by what it says, else as what is around it.

    ``language`` is the primary subtag of the source's locale; an element in another is not.
    """
    own = said(attributes)
    if own is not None:
        return own
    tag = attributes.get("lang")
    return inherited if tag is None else tag.lower().split("-")[0] == language


def join(base: str, address: str) -> str:
    """Give an address relative to ``<base href>`` as one relative to the document.

    One that leads to a place in the page stays: there is no page at the base.
    """
    address = address.strip(" \t\n\f\r")
    if not address or address.startswith("#"):
        return address
    try:
        if urlsplit(base).scheme or base.startswith("/") or urlsplit(address).scheme:
            return urljoin(base, address)
    except ValueError:  # a host that is none
        return address
    if address.startswith("/"):
        return address
    folder = base.partition("?")[0].partition("#")[0].rpartition("/")[0]
    return f"{folder}/{address}" if folder else address


def unescape(value: str) -> str:
    """Resolve the character references of an attribute's value.

    ``html.unescape`` does so for text, where ``&copy=1`` would hold one.
    """
    return _REFERENCE.sub(_character, value) if "&" in value else value


def _character(reference: re.Match[str]) -> str:
    is_number = reference[0].startswith("&#")
    if not is_number and reference[0][1:] not in html.entities.html5:
        return reference[0]
    return html.unescape(reference[0])
