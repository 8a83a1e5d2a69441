"""What rules know besides the translation that they look at."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from lingopress_i18n.catalog.glossary import Finder
from lingopress_i18n.policy import NOTHING, Policy

if TYPE_CHECKING:
    import re
    from collections.abc import Mapping

    from lingopress_i18n.catalog.glossary import Term
    from lingopress_i18n.catalog.plurals import Plurals
    from lingopress_i18n.document import Key
    from lingopress_i18n.locales import Locale


@dataclass(frozen=True)
class Context:
    """A locale of a publication."""

    source: Locale
    target: Locale
    policy: Policy = NOTHING
    plurals: Plurals | None = None
    """The plural forms that the catalog's header names."""
    terms: tuple[Term, ...] = ()
    """The locale's glossary."""
    unchanged: tuple[re.Pattern[str], ...] = ()
    """Messages that may stay as they are, as the site lists them."""
    elsewhere: Mapping[Key, tuple[tuple[str, str], ...]] = field(default_factory=dict)
    """Every reviewed translation of a message in the locale, with its place: (msgstr, where)."""

    @cached_property
    def finder(self) -> Finder:
        """What finds terms of the glossary in a source."""
        return Finder(self.terms, self.source.tag.partition("-")[0])

    @property
    def language(self) -> str:
        """The primary subtag of the target: ``zh``."""
        return self.target.tag.partition("-")[0]
