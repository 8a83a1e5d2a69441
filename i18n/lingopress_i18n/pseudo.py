"""Pseudo-translation: a theme can be tried before there is any translator.

``en-XA`` accents every letter, doubles the vowels, which makes English about a third longer, and
puts ⟦brackets⟧ around each message, so that what is cut off or never was a message can be seen.
``ar-XB`` sets every word from right to left as Android and ICU do, but with isolates, which end
where they should, instead of overrides. Both keep the inline structure of a message.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from lingopress_i18n import inline

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from lingopress_i18n.inline.events import Event

_PLAIN = "AaBbCcDdEeFfGgHhIiJjKkLlMmNnOoPpQqRrSsTtUuVvWwXxYyZz"
_ACCENTED = "ÅåƁƀÇçÐðÉéƑƒĜĝĤĥÎîĴĵĶķĻļṀɱÑñÖöÞþǪǫŔŕŠšŢţÛûṼṽŴŵẊẋÝýŽž"
_ACCENTS = dict(zip(_PLAIN, _ACCENTED, strict=True))
_VOWELS = frozenset("AEIOUaeiou")
_ACUTE = "\N{COMBINING ACUTE ACCENT}"
"""What a letter gets that has no accented form here: any but those of English."""

_RIGHT_TO_LEFT = "\N{RIGHT-TO-LEFT MARK}\N{RIGHT-TO-LEFT ISOLATE}"
_AND_BACK = "\N{POP DIRECTIONAL ISOLATE}\N{RIGHT-TO-LEFT MARK}"

_RUN = re.compile(r"[^\W\d_](?:[^\W\d_]|[\u0300-\u036f\u064b-\u065f\u0670]|['’](?=[^\W\d_]))*")
"""Letters in a row, with the marks on them; a word such as ``don’t`` is one run."""
_FIELD = re.compile(
    r"%(?:%|\(\w+\)[a-z]|[a-z])"  # a program's, in interface strings
    r"|\{\{.*?\}\}|\{%.*?%\}|\{\w*\}"  # a template's
    r"|\{:?[ \t]*(?:[.#]|[\w-]+=)[^{}\n]*\}"  # another generator's, behind what they belong to
)
"""What a program fills in, template tags, and attributes ``{ .class #id }``: left as it is."""
_VERBATIM = frozenset({"code", "kbd", "pre", "samp", "script", "style", "var"})
"""Raw tags whose text nobody translates."""
_TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9-]*)")


def pseudo(markdown: str, tag: str) -> str:
    """Pseudo-translate a message, inline Markdown, into the pseudo-locale of this tag.

    Links with their addresses and titles, code, raw tags, escapes, entities and template tags
    stay as they are written. White space around the message is dropped.
    """
    message = inline.parse(markdown)
    if not message.events:
        return markdown
    change = _CHANGES[tag]
    out, cursor = "", 0
    for event in _translatable(message.events, message.source):
        is_entity = message.literal(event.start, event.end) != event.value
        if not is_entity:
            out += message.literal(cursor, event.start) + _text(event.value, change)
            cursor = event.end
    out += message.literal(cursor, len(message.source))
    framed = _frame(out, tag)
    # beside a bracket a stray asterisk may turn into markup: then do without
    return framed if _shape(framed) == _shape(markdown) else out


def pseudo_string(text: str, tag: str) -> str:
    """Pseudo-translate an interface string: plain text, in which fields such as %(x)s stay."""
    return _frame(_text(text, _CHANGES[tag]), tag)


def _frame(text: str, tag: str) -> str:
    return f"⟦{text}⟧" if tag == "en-XA" else text


def _shape(markdown: str) -> list[tuple[str, str, str]]:
    """List a message's events but its text, in order."""
    events = inline.parse(markdown).events
    return [(each.kind, each.value, each.target) for each in events if each.kind != "text"]


def _text(text: str, change: Callable[[str], str]) -> str:
    """Change every run of letters outside of fields and template tags."""
    out, cursor = "", 0
    for field in _FIELD.finditer(text):
        out += _RUN.sub(lambda run: change(run[0]), text[cursor : field.start()]) + field[0]
        cursor = field.end()
    return out + _RUN.sub(lambda run: change(run[0]), text[cursor:])


def _accent(run: str) -> str:
    accented = "".join(_accent_letter(each) if each.isalpha() else each for each in run)
    return unicodedata.normalize("NFC", accented)


def _accent_letter(letter: str) -> str:
    accented = _ACCENTS.get(letter, letter + _ACUTE)
    return accented * 2 if letter in _VOWELS else accented


def _mirror(run: str) -> str:
    return f"{_RIGHT_TO_LEFT}{run}{_AND_BACK}"


_CHANGES: dict[str, Callable[[str], str]] = {"en-XA": _accent, "ar-XB": _mirror}


def _translatable(events: Sequence[Event], source: bytes) -> list[Event]:
    """List the text events that a translator would translate: no addresses, no code."""
    found = []
    addresses = 0  # open elements whose text is an address: <https://example.org>
    verbatim: list[str] = []
    for event in events:
        if event.value == "a" and event.kind == "open":
            addresses += source.startswith(b"<", event.start) or addresses > 0
        elif event.value == "a" and event.kind == "close":
            addresses -= addresses > 0
        elif event.kind == "html":
            tag = _TAG.match(event.value)
            if tag and tag[2].lower() in _VERBATIM:
                if not tag[1]:
                    verbatim.append(tag[2].lower())
                elif tag[2].lower() in verbatim:
                    verbatim.remove(tag[2].lower())
        elif event.kind == "text" and not addresses and not verbatim:
            found.append(event)
    return found
