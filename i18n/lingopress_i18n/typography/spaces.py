"""White space as the printers of a language set it; nothing but white space changes.

French: a narrow no-break space before ``; ! ?``, a no-break space before ``:`` and inside « », as
the Imprimerie nationale's *Lexique des règles typographiques* has it; a narrow one between groups
of three digits, a no-break space before ``%`` (CLDR, ``fr``). Canadian French sets no space before
``; ! ?``, and there no space is touched. Russian: a no-break space before a dash and behind a word
of one letter (Мильчин, *Справочник издателя и автора*). Chinese and Japanese: lines are joined
without a space (*Requirements for Chinese Text Layout*, *for Japanese Text Layout*, W3C).

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
_WIDE_SIGNS = r"\u2e80-\u303f\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef"
_IDEOGRAPH = rf"[{_WIDE_SIGNS}\U00020000-\U0003ffff]"
_RULES: dict[str, tuple[tuple[str, str], ...]] = {
    "fr": (
        (r"[ \u00a0](?=[;!?]+(?![^\s)\]»”]))", _NARROW),
        (r"[ \u202f](?=:(?!\S))", _WIDE),
        (r"(?<=«) | (?=»)", _WIDE),
        (r"(?<=[0-9]) (?=%)", _WIDE),
        _GROUPS,
    ),
    "ru": (
        (r" (?=[—–](?!\S))", _WIDE),
        (r"(?<![^\s(«„\u00a0])([авиокусяАВИОКУСЯ]) (?=\S)", rf"\1{_WIDE}"),
        (r"(?<=№) (?=[0-9])", _WIDE),
    ),
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
