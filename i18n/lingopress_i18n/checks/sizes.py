"""How long texts of equal content are in different scripts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lingopress_i18n.locales import script

if TYPE_CHECKING:
    from lingopress_i18n.checks.context import Context

_CHARACTERS = {
    "Arab": 0.87,
    "Cyrl": 1.1,
    "Hans": 0.3,
    "Hant": 0.3,
    "Hebr": 0.8,
    "Jpan": 0.45,
    "Kore": 0.5,
}
"""Characters of a translation for each of an English text.

Medians of the sample publication for Arab, Cyrl and Hans; of others an estimate.
"""
_USUAL = 1.2
"""Likewise, for any other script: Latin has 1.25 there."""


def expected_ratio(context: Context) -> float:
    """Give how many characters a translation has for each of the source's."""
    own = _CHARACTERS.get(script(context.target), _USUAL)
    return own / _CHARACTERS.get(script(context.source), 1.0)
