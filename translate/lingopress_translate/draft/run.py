"""A run: all locales of an order, from their catalogs through memory and engines and back."""

from __future__ import annotations

import itertools
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Protocol

from lingopress_i18n.catalog import store
from lingopress_translate import journal as journals
from lingopress_translate.draft.asking import Asking, Target
from lingopress_translate.draft.garbage import guard
from lingopress_translate.draft.part import Session
from lingopress_translate.draft.turns import turns
from lingopress_translate.memory import open_memory
from lingopress_translate.pacing import Budget, Patience, Pool, SystemClock, Tariff

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from random import Random

    from lingopress_i18n.catalog.po import Catalog
    from lingopress_i18n.locales import Locale
    from lingopress_i18n.site import Site
    from lingopress_translate.draft.choice import Choice, Engines
    from lingopress_translate.draft.order import Drafting, Order
    from lingopress_translate.draft.part import Part
    from lingopress_translate.draft.settings import Settings
    from lingopress_translate.journal import Recorder
    from lingopress_translate.pacing import Clock

NO_ENGINE = "no engine"


class Audience(Protocol):
    """Whoever is told how far a run is."""

    def wait(self, locale: str) -> None:
        """Hear that another run drafts a locale, and is waited for."""

    def begin(self, locale: str, engine: str, total: int) -> None:
        """Hear of a locale: its engine's label, and how many of its messages are open."""

    def advance(self, locale: str, number: int) -> None:
        """Hear that so many more messages of a locale are done."""


class Silence:
    """An audience that is not there."""

    def wait(self, locale: str) -> None:
        """Hear nothing."""

    def begin(self, locale: str, engine: str, total: int) -> None:
        """Hear nothing."""

    def advance(self, locale: str, number: int) -> None:
        """Hear nothing."""


@dataclass
class Tools:
    """What a run works with; tests bring their own."""

    clock: Clock = field(default_factory=SystemClock)
    budget: Budget = field(default_factory=Budget)
    patience: Patience = field(default_factory=Patience)
    random: Random | None = None
    audience: Audience = field(default_factory=Silence)


def run(
    site: Site, order: Order, settings: Settings, engines: Engines, tools: Tools
) -> list[Drafting]:
    """Draft what is open in these locales' catalogs, which are up to date.

    The result is in the order of the locales; each says whether its engine had to be left alone.
    An interruption (KeyboardInterrupt) passes through when what was answered is in the catalogs.
    Raises EngineError when a named engine cannot do a pair, ConfigError and ContentError: before
    anything is sent.
    """
    choices = {locale: engines.choose(locale, order.engine) for locale in order.locales}
    with (
        turns(site, order.locales, tools.audience.wait),
        journals.Journal(journals.path(site)) as journal,
        open_memory(site) as memory,
    ):
        catalogs = {locale: _load(site, locale, order.domains) for locale in order.locales}
        tags = [locale.tag for locale in order.locales]
        recorder = journals.Recorder(journal, tools.clock.today(), tags)
        session = Session(site, order, settings, memory, recorder)
        return _run(session, choices, catalogs, recorder, tools)


def _run(
    session: Session,
    choices: Mapping[Locale, Choice],
    catalogs: Mapping[Locale, Mapping[str, Catalog]],
    recorder: Recorder,
    tools: Tools,
) -> list[Drafting]:
    parts: list[Part] = []
    outcome = "failed"
    try:
        for locale, choice in choices.items():
            tell = partial(tools.audience.advance, locale.tag)
            part = session.part(locale, catalogs[locale], choice, tell)
            if part.traits is not None:
                tools.budget.refuse(Tariff.of(part.traits))
            parts.append(part)
        outcome = "interrupted"
        for part in parts:
            tools.audience.begin(part.locale.tag, part.work.drafting.engine, part.work.total)
        _draft(session, parts, recorder, tools)
        outcome = _outcome(parts)
    finally:
        for part in parts:
            part.work.finish()
        results = [part.work.drafting for part in parts]
        recorder.end(
            tools.clock.today(),
            outcome,
            sum(result.drafted.total() for result in results),
            sum(len(result.skipped) for result in results),
        )
    return results


def _draft(session: Session, parts: Sequence[Part], recorder: Recorder, tools: Tools) -> None:
    """Go through the locales; neighbours with the same engine share its workers."""
    same_engine = itertools.groupby(parts, lambda part: (part.engine, part.traits))
    for (engine, traits), group in same_engine:
        together = list(group)
        if engine is None or traits is None:
            for part in together:
                for text in part.work.texts(part.reuse):
                    part.work.settle(text, part.work.drafting.remark or NO_ENGINE)
            continue
        asked = recorder.asking(part.way for part in together if part.way is not None)
        targets = [
            Target(
                part.work,
                part.work.texts(part.reuse),
                part.work.drafting.engine,
                part.finder,
                part.fixed,
            )
            for part in together
        ]
        pool = Pool(
            engine,
            traits,
            tools.budget,
            asked,
            tools.clock,
            guard=guard,
            patience=tools.patience,
            random=tools.random,
        )
        asking = Asking(
            pool, traits, asked, session.site.source.tag, is_again=session.order.is_again
        )
        try:
            with pool:
                asking.run(targets)
        finally:
            asking.finish()


def _load(site: Site, locale: Locale, domains: Sequence[str]) -> Mapping[str, Catalog]:
    found = {domain: store.load(site, locale, domain) for domain in domains}
    return {domain: catalog for domain, catalog in found.items() if catalog is not None}


def _outcome(parts: Sequence[Part]) -> str:
    reasons = {str(part.work.drafting.stopped) for part in parts if part.work.drafting.stopped}
    return "; ".join(sorted(reasons)) or "done"
