"""White space as the printers of a language set it; nothing but white space changes.

French: a narrow no-break space before ``; ! ?``, a no-break space before ``:`` and inside « », as
the Imprimerie nationale's *Lexique des règles typographiques* has it; a narrow one between groups
of three digits, a no-break space before ``%`` (CLDR, ``fr``). Canadian French sets no space before
``; ! ?``, and there no space is touched. Russian: a no-break space before a dash and behind a word
of one letter (Мильчин, *Справочник издателя и автора*); likewise other Slavic languages, such as
Czech (ČSN 01 6910). German: a narrow one inside abbreviations of several words, a no-break space
between a reference and its number (DIN 5008). Chinese and Japanese: lines are joined without a
space (*Requirements for Chinese Text Layout*, *for Japanese Text Layout*, W3C). Where figures have
spaces, these break no lines, as CLDR has it.

No space is put where there is none: whether one belongs there is for ``check`` to say.
"""

from __future__ import annotations

import functools
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from lingopress_i18n.locales import Locale

Rule = tuple[re.Pattern[str], str]

_NARROW = "\u202f"
_WIDE = "\u00a0"
_GROUPS = (r"(?<=[0-9])[ \u00a0](?=[0-9]{3}(?![0-9]))", _NARROW)
_WIDE_GROUPS = (r"(?<=[0-9]) (?=[0-9]{3}(?![0-9]))", _WIDE)
_PERCENT = (r"(?<=[0-9]) (?=%)", _WIDE)
_FIGURES = (_PERCENT, _WIDE_GROUPS)
_DASH = (r" (?=[—–](?!\S))", _WIDE)
_NUMERO = (r"(?<=№) (?=[0-9])", _WIDE)
_WIDE_SIGNS = r"\u2e80-\u303f\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef"
_IDEOGRAPH = rf"[{_WIDE_SIGNS}\U00020000-\U0003ffff]"


def _lonely(letters: str) -> tuple[str, str]:
    """Make the rule that a word of one of these letters stands at no line's end."""
    either = letters + letters.upper()
    return rf"(?<![^\s(«„\u00a0])([{either}]) (?=\S)", rf"\1{_WIDE}"


_CZECH = (_DASH, _lonely("aikosuvz"), *_FIGURES)
_RULES: dict[str, tuple[tuple[str, str], ...]] = {
    "be": (_DASH, _lonely("абвзійоуўя"), _NUMERO, *_FIGURES),
    "bg": (_DASH, _lonely("авиосу"), _NUMERO, *_FIGURES),
    "ca": (_PERCENT,),
    "cs": _CZECH,
    "da": (_PERCENT,),
    "de": (
        _DASH,
        (r"(?<![\w.])([A-Za-zÄÖÜäöü]\.) (?=[A-Za-zÄÖÜäöü]\.)", rf"\1{_NARROW}"),
        (r"(?<![\w.])(Abb|Abs|Art|Bd|Kap|Nr|Rn|S|Tab)\. (?=[0-9])", rf"\1.{_WIDE}"),
        (r"(?<=§) (?=[0-9])", _WIDE),
        _PERCENT,
        _GROUPS,
    ),
    "es": (_PERCENT, _GROUPS),
    "fi": _FIGURES,
    "fr": (
        (r"[ \u00a0](?=[;!?]+(?![^\s)\]»”]))", _NARROW),
        (r"[ \u202f](?=:(?!\S))", _WIDE),
        (r"(?<=«) | (?=»)", _WIDE),
        _PERCENT,
        _GROUPS,
    ),
    "hu": (_DASH, *_FIGURES),
    "lt": _FIGURES,
    "nb": _FIGURES,
    "nn": _FIGURES,
    "no": _FIGURES,
    "pl": (_DASH, _lonely("aiouwz"), *_FIGURES),
    "ru": (_DASH, _lonely("авиокуся"), _NUMERO, *_FIGURES),
    "sk": _CZECH,
    "sv": _FIGURES,
    "uk": (_DASH, _lonely("авзійоуєя"), _NUMERO, *_FIGURES),
    "zh": ((rf"(?<={_IDEOGRAPH})[ \t]*\n[ \t]*(?={_IDEOGRAPH})", ""),),
}
_RULES["ja"] = _RULES["zh"]
_CANADIAN = _RULES["fr"][2:]
"""Without the spaces that Canadian French does not have; there ``:`` is left as it is, too."""


def rules(locale: Locale) -> Sequence[Rule]:
    """Give the rules of a locale's language, in their order; none for most languages."""
    language, _, rest = locale.tag.partition("-")
    is_canadian = language == "fr" and rest.endswith("CA")
    return _compiled(_CANADIAN if is_canadian else _RULES.get(language, ()))


@functools.cache
def _compiled(rules: tuple[tuple[str, str], ...]) -> Sequence[Rule]:
    """Compile a language's rules; a run with another one does without the milliseconds."""
    return [(re.compile(pattern), replacement) for pattern, replacement in rules]


def apply(found: Iterable[Rule], text: str) -> str:
    """Set a text, escaped or not: no rule looks at what escapes are made of."""
    for pattern, replacement in found:
        text = pattern.sub(replacement, text)
    return text
