"""What a run would send where, how much, and at what price: nothing is sent, no catalog changes."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from lingopress_i18n import inline
from lingopress_i18n.catalog import store
from lingopress_translate import journal as journals
from lingopress_translate import segment
from lingopress_translate.draft.part import Session
from lingopress_translate.engines.engine import Item
from lingopress_translate.memory import open_memory
from lingopress_translate.pacing import Tariff

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from decimal import Decimal

    from lingopress_i18n.catalog.po import Catalog
    from lingopress_i18n.locales import Locale
    from lingopress_i18n.site import Site
    from lingopress_translate.draft.choice import Engines
    from lingopress_translate.draft.order import Order
    from lingopress_translate.draft.part import Part
    from lingopress_translate.draft.settings import Settings
    from lingopress_translate.journal import Journal


@dataclass
class Forecast:
    """What a run would do for one locale. Later attempts at broken answers come on top."""

    locale: str
    """BCP 47 tag."""
    engine: str = ""
    """The engine's label; empty for none."""
    remark: str = ""
    sends_to: str = ""
    """Host name; empty where nothing leaves this machine."""
    open: int = 0
    """Messages without a translation."""
    reused: Counter[str] = field(default_factory=Counter)
    """How many of them people's translations would serve, by origin."""
    known: int = 0
    """Texts that the engine has answered before."""
    texts: int = 0
    """Texts that would be sent."""
    requests: int = 0
    characters: int = 0
    """Of all texts, as they would go out."""
    unit: str = ""
    """What the engine charges for; empty where it is free."""
    units: int = 0
    """How many of them that is about."""
    cost: Decimal | None = None
    """What they would cost; None where the price is not known."""
    currency: str = ""


def forecast(
    site: Site,
    order: Order,
    settings: Settings,
    engines: Engines,
    templates: Mapping[str, Catalog],
) -> list[Forecast]:
    """Look ahead at a run. ``templates`` are the articles as they are now, by domain.

    Raises as `run` does.
    """
    with journals.Journal(journals.path(site)) as journal, open_memory(site) as memory:
        session = Session(site, order, settings, memory, None)
        found = []
        for locale in order.locales:
            choice = engines.choose(locale, order.engine)
            catalogs = _current(site, locale, order.domains, templates)
            found.append(_look(session.part(locale, catalogs, choice), journal))
        return found


def _current(
    site: Site, locale: Locale, domains: Sequence[str], templates: Mapping[str, Catalog]
) -> Mapping[str, Catalog]:
    """Make the catalogs that an update would make, but for what it would move about."""
    made = {}
    for domain in domains:
        if domain not in templates:
            continue
        catalog = store.load(site, locale, domain)
        live = catalog.live() if catalog else {}
        entries = tuple(live.get(each.key, each) for each in templates[domain].entries)
        made[domain] = replace(templates[domain], entries=entries)
    return made


def _look(part: Part, journal: Journal) -> Forecast:
    drafting = part.work.drafting
    found = Forecast(part.locale.tag, drafting.engine, drafting.remark, open=part.work.total)
    texts = list(part.work.texts(part.reuse))
    part.work.finish()  # a page is counted when nothing on it waits
    found.reused = drafting.drafted
    if part.traits is None or part.way is None:
        return found
    tariff = Tariff.of(part.traits)
    found.sends_to, found.unit, found.currency = part.traits.sends_to, tariff.unit, tariff.currency
    wanted: list[tuple[str, Item]] = []
    for text in texts:
        begun = segment.begin(text.text, part.traits.carriers, part.fixed)
        if isinstance(begun, segment.Segment):
            terms = part.finder.occurring(inline.plain(text.text)) if part.finder else ()
            attempt = begun.wanted
            wanted += [(attempt.carrier, Item(each, terms=terms)) for each in attempt.texts]
    known = journals.known(journal, part.way, wanted)
    sizes = [len(item.text) for carrier, item in wanted if (carrier, item) not in known]
    found.known = len(known)
    found.texts = len(sizes)
    found.characters = sum(sizes)
    found.requests = _requests(sizes, part.traits.max_items, part.traits.max_characters)
    found.units = tariff.units(found.characters, found.requests)
    found.cost = tariff.cost(found.units)
    return found


def _requests(sizes: Sequence[int], items: int, characters: int) -> int:
    """Count the requests that texts of these sizes make."""
    requests = held = total = 0
    for size in sizes:
        if not held or held == items or total + size > characters:
            requests, held, total = requests + 1, 0, 0
        held, total = held + 1, total + size
    return requests
