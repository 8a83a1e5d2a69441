"""Applying the rules to a publication's catalogs."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from lingopress_i18n.addresses import parts
from lingopress_i18n.catalog import glossary, store
from lingopress_i18n.catalog.plurals import plurals
from lingopress_i18n.catalog.state import State, state_of
from lingopress_i18n.checks import settings as configured
from lingopress_i18n.checks.context import Context
from lingopress_i18n.checks.pair import pairs
from lingopress_i18n.checks.registry import ADDRESS, CATALOG, RULES, WAIVERS
from lingopress_i18n.checks.rule import Diagnostic, Severity
from lingopress_i18n.checks.waivers import waived
from lingopress_i18n.errors import ContentError, did_you_mean
from lingopress_i18n.publication import THEME_DOMAIN
from lingopress_i18n.site import ADDRESS_DOMAIN, CONFIG_NAME

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from lingopress_i18n.catalog.po import Catalog, Entry
    from lingopress_i18n.checks.rule import Rule
    from lingopress_i18n.checks.settings import Settings
    from lingopress_i18n.document import Key
    from lingopress_i18n.locales import Locale
    from lingopress_i18n.site import Site


@dataclass
class Report:
    """What the rules have found."""

    diagnostics: list[Diagnostic] = field(default_factory=list)
    """By locale in the site's order, then by catalog, then by line."""
    checked: int = 0
    """How many entries were looked at."""

    def worst(self) -> Severity | None:
        """Give the worst severity; None where nothing was found."""
        found = {each.severity for each in self.diagnostics}
        return next((severity for severity in Severity if severity in found), None)

    def has_errors(self, locale: Locale, domain: str) -> bool:
        """Tell whether anything is certainly wrong with an article in a locale."""
        return any(
            (each.locale, each.domain, each.severity) == (locale.tag, domain, Severity.ERROR)
            for each in self.diagnostics
        )


def check(site: Site, locales: Iterable[Locale], domains: Collection[str] | None = None) -> Report:
    """Apply the rules to the catalogs of these locales, as they are; all domains for None.

    Reviewed entries get all rules. Drafts get those that find what machines do, and nothing in
    them is an error, as no draft is published. Stale and empty entries are left alone: a person
    has to look at them anyway. A broken catalog is a finding of the rule ``catalog``. Raises
    ConfigError for wrong settings in ``lingopress.toml``.
    """
    settings = configured.parse(site.checks, f"{CONFIG_NAME}: checks")
    report = Report()
    for locale in locales:
        if not locale.is_pseudo:
            _check_locale(site, locale, domains, settings, report)
    return report


def _check_locale(
    site: Site,
    locale: Locale,
    domains: Collection[str] | None,
    settings: Settings,
    report: Report,
) -> None:
    catalogs: dict[str, Catalog] = {}
    if site.localized_slugs and (domains is None or ADDRESS_DOMAIN in domains):
        report.diagnostics += _addresses(site, locale, settings)
    for domain in store.text_domains(site, locale):
        try:
            catalog = store.load(site, locale, domain)
        except ContentError as error:
            if domains is None or domain in domains:
                report.diagnostics += _broken(error, locale, domain, settings)
            continue
        if catalog is not None:
            catalogs[domain] = catalog
    try:
        terms = glossary.load(site, locale)
    except ContentError as error:
        terms = ()
        report.diagnostics += _broken(error, locale, "glossary", settings)
    elsewhere = translations(catalogs.values())
    for domain, catalog in catalogs.items():
        if domains is not None and domain not in domains:
            continue
        known = plurals(catalog.header.msgstr)
        if isinstance(known, str):
            broken = ContentError(known, f"{catalog.where}:{catalog.header.line}")
            report.diagnostics += _broken(broken, locale, domain, settings)
            known = None
        context = Context(
            source=site.source,
            target=locale,
            policy=site.policy,
            plurals=known,
            terms=terms,
            unchanged=settings.unchanged,
            elsewhere=elsewhere,
        )
        for entry in catalog.entries:
            state = state_of(entry)
            if state not in (State.REVIEWED, State.DRAFT):
                continue
            report.checked += 1
            report.diagnostics += (
                Diagnostic(
                    where=f"{catalog.where}:{entry.line}",
                    rule=rule.id,
                    severity=severity,
                    message=message,
                    locale=locale.tag,
                    domain=domain,
                    state=state,
                    msgid=entry.msgid,
                    msgctxt=entry.msgctxt,
                )
                for rule, severity, message in examine(
                    entry, context, settings, is_markdown=domain != THEME_DOMAIN
                )
            )


def examine(
    entry: Entry, context: Context, settings: Settings, *, is_markdown: bool = True
) -> Iterator[tuple[Rule, Severity, str]]:
    """Apply all rules to a reviewed entry or a draft; its waivers are respected."""
    is_draft = state_of(entry) is State.DRAFT
    names = waived(entry)
    needless = [name for name in names if name in RULES]
    forms = list(pairs(entry, is_markdown=is_markdown))
    for rule in RULES.values():
        severity = settings.severity(rule)
        is_meant = (rule.in_drafts or not is_draft) and (rule.in_interface or is_markdown)
        if severity is None or not is_meant:
            needless = [name for name in needless if name != rule.id]
            continue
        found = list(dict.fromkeys(each for form in forms for each in rule.find(form, context)))
        if rule.id in names:
            needless = [name for name in needless if name != rule.id or not found]
            continue
        if is_draft and severity is Severity.ERROR:
            severity = Severity.WARNING
        yield from ((rule, severity, message) for message in found)
    severity = settings.severity(WAIVERS)
    if severity is not None and WAIVERS.id not in names:
        yield from ((WAIVERS, severity, each) for each in _misused(names, needless))


def _misused(names: Iterable[str], needless: Iterable[str]) -> Iterator[str]:
    """Say what is wrong with an entry's waivers."""
    for name in names:
        if name and name not in RULES:
            hint = did_you_mean(name, RULES)
            yield f"there is no rule {name}{f': {hint}' if hint else ''}"
        elif not name:
            yield "a waiver names a rule: lingopress: ok numbers"
    for name in needless:
        yield f"{name} has nothing to say here"


def _addresses(site: Site, locale: Locale, settings: Settings) -> Iterator[Diagnostic]:
    """Report the parts of addresses that cannot be used."""
    try:
        catalog = store.load(site, locale, ADDRESS_DOMAIN)
    except ContentError as error:
        yield from _broken(error, locale, ADDRESS_DOMAIN, settings)
        return
    severity = settings.severity(ADDRESS)
    if catalog is None or severity is None:
        return
    own = {entry.msgctxt: entry.msgid for entry in catalog.entries if not entry.obsolete}
    known = {name: part for name, part in own.items() if name is not None}
    for each in parts.read(catalog, known).problems:
        yield Diagnostic(
            f"{catalog.where}:{each.line}",
            ADDRESS.id,
            severity,
            each.message,
            locale.tag,
            ADDRESS_DOMAIN,
            state_of(each.entry),
            each.entry.msgid,
            each.entry.msgctxt,
        )


def _broken(
    error: ContentError, locale: Locale, domain: str, settings: Settings
) -> Iterator[Diagnostic]:
    """Report a catalog that cannot be read."""
    severity = settings.severity(CATALOG)
    if severity is not None:
        message = f"{error.message} ({error.hint})" if error.hint else error.message
        yield Diagnostic(
            error.where, CATALOG.id, severity, message, locale.tag, domain, State.MISSING, ""
        )


def translations(catalogs: Iterable[Catalog]) -> Mapping[Key, tuple[tuple[str, str], ...]]:
    """Index the reviewed translations of a locale by message."""
    found: dict[Key, tuple[tuple[str, str], ...]] = {}
    for catalog in catalogs:
        for entry in catalog.entries:
            if state_of(entry) is State.REVIEWED and entry.msgid_plural is None:
                place = (entry.msgstr, f"{catalog.where}:{entry.line}")
                found[entry.key] = (*found.get(entry.key, ()), place)
    return found
