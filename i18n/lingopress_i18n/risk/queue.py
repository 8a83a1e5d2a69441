"""The review queue: every text that nobody has reviewed, the most doubtful first."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lingopress_i18n.catalog import glossary, store
from lingopress_i18n.catalog.state import State, made_for, mt_engine, state_of
from lingopress_i18n.checks import settings as configured
from lingopress_i18n.checks.context import Context
from lingopress_i18n.checks.run import translations
from lingopress_i18n.errors import ContentError
from lingopress_i18n.publication import THEME_DOMAIN
from lingopress_i18n.risk import HIGH, Risk, assess
from lingopress_i18n.risk.signs import Surroundings, of_machine, of_person
from lingopress_i18n.site import CONFIG_NAME

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from lingopress_i18n.catalog.glossary import Term
    from lingopress_i18n.catalog.po import Catalog, Entry
    from lingopress_i18n.checks.settings import Settings
    from lingopress_i18n.locales import Locale
    from lingopress_i18n.site import Site

_PARAGRAPH = "paragraph"


@dataclass(frozen=True)
class Item:
    """A text that waits for a person."""

    locale: str
    """BCP 47 tag."""
    domain: str
    """The article's name, ``site`` or ``theme``."""
    where: str
    """File and line of the entry, from the publication's root."""
    entry: Entry
    state: State
    """Draft or stale."""
    origin: str | None
    """Where the text is from, as its ``# mt:`` line has it; None for a person's."""
    risk: Risk

    @property
    def is_high(self) -> bool:
        """Whether it is a machine's text of high risk."""
        return self.origin is not None and self.risk.score >= HIGH


def queue(
    site: Site, locales: Iterable[Locale], domains: Collection[str] | None = None
) -> tuple[list[Item], list[ContentError]]:
    """List the drafts and stale texts of these locales' catalogs; all domains for None.

    Texts of machines come first, by score; then those of people, stale or marked as doubtful. Equal
    ones keep the order of the locales, of the domains by name, and of the catalog. Gives also why
    catalogs could not be read. Raises ConfigError for wrong settings of the checks.
    """
    settings = configured.parse(site.checks, f"{CONFIG_NAME}: checks")
    items: list[Item] = []
    problems: list[ContentError] = []
    for locale in locales:
        if not locale.is_pseudo:
            catalogs, terms = _load(site, locale, problems)
            context = Context(
                source=site.source,
                target=locale,
                policy=site.policy,
                terms=terms,
                unchanged=settings.unchanged,
                elsewhere=translations(catalogs.values()),
            )
            items += _of_locale(catalogs, context, settings, domains)
    return sorted(items, key=lambda item: (item.origin is None, -item.risk.score)), problems


def _load(
    site: Site, locale: Locale, problems: list[ContentError]
) -> tuple[dict[str, Catalog], tuple[Term, ...]]:
    """Read what can be read of a locale."""
    catalogs: dict[str, Catalog] = {}
    terms: tuple[Term, ...] = ()
    for domain in store.text_domains(site, locale):
        try:
            catalog = store.load(site, locale, domain)
        except ContentError as problem:
            problems.append(problem)
            continue
        if catalog is not None:
            catalogs[domain] = catalog
    try:
        terms = glossary.load(site, locale)
    except ContentError as problem:
        problems.append(problem)
    return catalogs, terms


def _of_locale(
    catalogs: Mapping[str, Catalog],
    context: Context,
    settings: Settings,
    domains: Collection[str] | None,
) -> Iterator[Item]:
    articles = Counter(
        msgid
        for catalog in catalogs.values()
        for msgid in {entry.msgid for entry in catalog.entries if not entry.obsolete}
    )
    for domain, catalog in catalogs.items():
        if domains is not None and domain not in domains:
            continue
        around = Surroundings(
            context,
            settings,
            is_markdown=domain != THEME_DOMAIN,
            articles=articles,
            beginning=_beginning(catalog),
        )
        for entry in catalog.entries:
            state = state_of(entry)
            if state in (State.DRAFT, State.STALE):
                own = made_for(entry)
                origin = mt_engine(own)
                signs = of_machine(entry, own, around) if origin else of_person(entry, around)
                where = f"{catalog.where}:{entry.line}"
                yield Item(context.target.tag, domain, where, entry, state, origin, assess(signs))


def _beginning(catalog: Catalog) -> Entry | None:
    """Find what an article's text begins with."""
    live = (entry for entry in catalog.entries if not entry.obsolete)
    return next((entry for entry in live if _PARAGRAPH in entry.extracted), None)
