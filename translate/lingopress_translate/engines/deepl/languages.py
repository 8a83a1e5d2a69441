"""DeepL's codes of languages. Which of them there are is known to the vendor's package."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lingopress_translate.engines.codes import candidates

if TYPE_CHECKING:
    from collections.abc import Iterable

_VARIANTS = {"en": ("en-US", "en-GB"), "pt": ("pt-BR", "pt-PT")}
"""Languages that are translated into only as one of two: as in the country that CLDR takes the bare
language for, and as in all others."""


def source_code(tag: str, known: Iterable[str]) -> str:
    """Give the code to translate from, which has no region; empty if there is none."""
    codes = {code.lower() for code in known}
    found = (code for code in candidates(tag) if "-" not in code and code.lower() in codes)
    return next(found, "").upper()


def target_code(tag: str, known: Iterable[str]) -> str:
    """Give the code to translate into; empty if there is none."""
    codes = {code.lower() for code in known}
    asked = candidates(tag)
    if asked and asked[-1] in _VARIANTS:
        first, other = _VARIANTS[asked[-1]]
        asked = (first if asked[0] in (asked[-1], first) else other,)
    return next((code for code in asked if code.lower() in codes), "").upper()
