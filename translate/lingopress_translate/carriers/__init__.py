"""Carriers: how markup travels with text through an engine, and comes back.

A carrier writes the tokens of `protect` as one text in which codes are signs that an engine is
likely to leave alone, and reads an answer as tokens again. Which one an engine takes is one of its
traits; what comes back broken is tried in the next.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lingopress_i18n.errors import ConfigError
from lingopress_translate.carriers import apertium
from lingopress_translate.carriers.plain import PLAIN
from lingopress_translate.carriers.signs import BRACES, MASK
from lingopress_translate.carriers.tags import HTML, XML

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lingopress_translate.carriers.carrier import Carrier

CARRIERS: Mapping[str, Carrier] = {
    carrier.name: carrier
    for carrier in (MASK, BRACES, HTML, XML, PLAIN, apertium.WORDBOUND, apertium.MASK)
}
"""Every carrier by its name."""


def load(name: str) -> Carrier:
    """Give the carrier of a name. Raises ConfigError if there is none: an engine names it wrong."""
    if name not in CARRIERS:
        known = ", ".join(CARRIERS)
        raise ConfigError(f"there is no carrier named {name!r}", hint=f"carriers: {known}")
    return CARRIERS[name]
