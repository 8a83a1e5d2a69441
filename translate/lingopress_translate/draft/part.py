"""A locale made ready for a run: its engine, its work, what its people have translated."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from lingopress_i18n.catalog import glossary
from lingopress_i18n.sentences import Rules
from lingopress_translate.draft.reuse import Reuse
from lingopress_translate.draft.work import Work
from lingopress_translate.journal import Way

if TYPE_CHECKING:
    import re
    from collections.abc import Callable, Mapping

    from lingopress_i18n.catalog.glossary import Finder
    from lingopress_i18n.catalog.po import Catalog
    from lingopress_i18n.locales import Locale
    from lingopress_i18n.site import Site
    from lingopress_translate.draft.choice import Choice
    from lingopress_translate.draft.order import Order
    from lingopress_translate.draft.settings import Settings
    from lingopress_translate.engines.engine import Engine, Traits
    from lingopress_translate.journal import Recorder
    from lingopress_translate.memory import Memory


@dataclass(frozen=True)
class Part:
    """A locale in a run."""

    locale: Locale
    engine: Engine | None
    traits: Traits | None
    """The engine's, for the pair."""
    way: Way | None
    """What the journal knows its answers by."""
    work: Work
    reuse: Reuse
    finder: Finder | None
    """Finds the glossary's terms in a text; None where the engine has no use for them."""
    fixed: re.Pattern[str] | None
    """Finds the terms that are not to be translated."""


@dataclass(frozen=True)
class Session:
    """What all locales of a run share."""

    site: Site
    order: Order
    settings: Settings
    memory: Memory
    recorder: Recorder | None
    """Writes the journal; None where nothing is to be written, catalogs neither."""

    def part(
        self,
        locale: Locale,
        catalogs: Mapping[str, Catalog],
        choice: Choice,
        tell: Callable[[int], None] = lambda _number: None,
    ) -> Part:
        """Make a locale ready. Raises ContentError for a broken catalog or glossary."""
        site = self.site
        refreshed = self.memory.refresh(locale)
        terms = glossary.load(site, locale)
        work = Work(site, locale, catalogs, self.order, self.recorder, tell=tell)
        work.drafting.remark = choice.remark
        work.drafting.unread = [str(problem) for problem in refreshed.problems]
        reuse = Reuse(
            locale,
            self.memory,
            {term.source: term.target for term in terms},
            Rules(site.source, frozenset(site.abbreviations)),
            Rules(locale),
            self.settings.threshold,
            glossary.fixed_pattern(terms),
        )
        engine, pair = choice.engine, (site.source.tag, locale.tag)
        if engine is None:
            return Part(locale, None, None, None, work, reuse, None, None)
        traits = engine.traits(*pair)
        label = engine.label(*pair)
        work.reads_context = traits.reads_context
        work.drafting.engine = label
        way = Way(label, engine.identity(*pair), *pair, reads_terms=traits.reads_terms)
        language = site.source.tag.partition("-")[0]
        told = [term for term in terms if not term.is_fixed]  # those that are travel as codes
        finder = glossary.Finder(told, language) if traits.reads_terms and told else None
        return Part(locale, engine, traits, way, work, reuse, finder, reuse.fixed)
