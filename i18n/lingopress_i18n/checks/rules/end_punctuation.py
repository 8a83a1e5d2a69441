"""The mark that ends the sentence, as the target's script has it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lingopress_i18n import cldr
from lingopress_i18n.checks.rule import Rule, Severity
from lingopress_i18n.locales import script

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lingopress_i18n.checks.context import Context
    from lingopress_i18n.checks.pair import Pair

_KINDS = {
    "full stop": ".。．｡。।۔։።।᠃",
    "question mark": "?？؟՞\u037e⁇",
    "exclamation mark": "!！՜",
    "colon": ":：",
    "ellipsis": "…⋯",
}
_KIND = {mark: kind for kind, marks in _KINDS.items() for mark in marks}
_WITHOUT_STOPS = frozenset({"th", "lo", "km", "my"})
"""Languages that end sentences with a space."""
_CLOSING = "\"'”’»«›“‘)]}）】」』》〉*_ \t\n\u00a0\u202f\u200e\u200f"
_OWN = {
    "Hans": {".": "。", "?": "？", "!": "！", ":": "："},
    "Hant": {".": "。", "?": "？", "!": "！", ":": "："},
    "Jpan": {".": "。", "?": "？", "!": "！", ":": "："},
    "Arab": {"?": "؟", ";": "؛", ",": "،"},
}
_SHORT_FORM = re.compile(
    r"\b(?:[^\W\d_]|al|Co|ed|etc|Inc|Jr|Ltd|No|Sr|usw|vol|др|г|гг)\.$|^\W*\d+\.$"
)
_COMMAS = frozenset(",،、，-–—")
_CLOSE_ENOUGH = frozenset({"full stop", "ellipsis", "exclamation mark"})


def find(pair: Pair, context: Context) -> Iterator[str]:
    """Compare the kinds of the last marks; a colon counts where a list or a picture follows."""
    if context.language in _WITHOUT_STOPS:
        return
    source, own = _ending(pair.source.words), _ending(pair.own.words)
    kind, other = _kind(source), _kind(own)
    if kind != other:
        if not kind and _may_add(other, source, pair):
            return
        if not (kind in _CLOSE_ENOUGH and other in _CLOSE_ENOUGH) and not _is_short_form(
            source, own
        ):
            yield f"ends with {_article(other)}, the source with {_article(kind)}"
        return
    expected = _OWN.get(script(context.target), {}).get(own[-1:])
    if expected and cldr.script_of(own[-2:-1] or " ") in ("Hani", "Hira", "Kana", "Arab"):
        yield f"ends with {own[-1]} instead of {expected}"


def _ending(words: str) -> str:
    """Give the end of a text, without what closes quotations and parentheses."""
    text = words.rstrip(_CLOSING)[-12:]
    return text[:-3] + "…" if text.endswith("...") else text


def _may_add(kind: str, source: str, pair: Pair) -> bool:
    """Tell whether a translation may end with a mark though its source has none.

    With a colon before what follows, with any after a comma; a title may ask a question.
    """
    is_title = any(each.startswith(("heading", "title")) for each in pair.entry.extracted)
    return kind == "colon" or source[-1:] in _COMMAS or (is_title and kind == "question mark")


def _kind(ending: str) -> str:
    return _KIND.get(ending[-1:], "")


def _is_short_form(source: str, own: str) -> bool:
    """Tell whether a full stop belongs to an abbreviation, or to a number that stands alone."""
    return any(_SHORT_FORM.search(each) for each in (source, own))


def _article(kind: str) -> str:
    if not kind:
        return "no mark"
    return f"an {kind}" if kind[0] in "aeiou" else f"a {kind}"


RULE = Rule(
    id="end-punctuation",
    title=str(__doc__),
    severity=Severity.WARNING,
    why="The translation ends with another kind of mark than the source, with none, or "
    "with one of another script.",
    fix="End it as the source ends, with the mark of your own script, such as 。 or ؟ or ।.",
    find=find,
)
