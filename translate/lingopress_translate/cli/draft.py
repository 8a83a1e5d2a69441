"""``lingopress draft``."""

from __future__ import annotations

import sys
from collections import Counter
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from lingopress_i18n import pipeline, publication
from lingopress_i18n.errors import EngineError
from lingopress_i18n.publication import SITE_DOMAIN
from lingopress_translate import draft
from lingopress_translate.cli.shell import Shell, count
from lingopress_translate.engines import table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from lingopress_i18n.locales import Locale
    from lingopress_i18n.site import Site
    from lingopress_translate.draft import Drafting
    from lingopress_translate.engines.engine import Engine

_AUTO = "auto"


@click.command(name="draft")
@click.argument("articles", nargs=-1, metavar="[ARTICLE]...")
@click.option("-l", "--locale", "tags", multiple=True, required=True, metavar="LOCALE")
@click.option(
    "--engine",
    "name",
    default=_AUTO,
    show_default=True,
    help="auto: Apertium if it is installed, else none.",
)
@click.pass_obj
def command(shell: Shell, articles: tuple[str, ...], tags: tuple[str, ...], name: str) -> int:
    """Fill what is missing with machine drafts, marked as such.

    First come the publication's own reviewed sentences, word for word, then the engine. Every
    draft is fuzzy and carries a '# mt:' line; none is published before a person confirms it.
    Whatever holds text already is left alone. No text leaves this machine unless --engine names
    a network engine.
    """
    loaded = publication.load(shell.root)
    chosen = loaded.site.choose(tags)
    for locale in chosen:
        if locale.is_pseudo:
            shell.say(f"{locale.tag}: a pseudo-locale needs no drafts")
    locales = [locale for locale in chosen if not locale.is_pseudo]
    engine = table.load("apertium" if name == _AUTO else name, {})
    domains = [article.name for article in publication.select(loaded, articles)]
    if not articles:
        domains.insert(0, SITE_DOMAIN)
    report = pipeline.update(loaded, locales)
    try:
        for locale in locales:
            if locale.tag not in report.problems:
                usable = _usable(shell, engine, loaded.site, locale, is_named=name != _AUTO)
                _draft(shell, loaded.site, locale, domains, usable)
    finally:
        engine.close()
    return shell.complain(report.problems)


def _usable(
    shell: Shell, engine: Engine, site: Site, locale: Locale, *, is_named: bool
) -> Engine | None:
    """Give the engine if it can do the pair; if not, say what to do, and fail if it was named."""
    reason = engine.unavailable(site.source.tag, locale.tag)
    if not reason:
        return engine
    if is_named:
        raise EngineError(reason)
    shell.say(f"{locale.tag}: {reason}")
    return None


def _draft(
    shell: Shell, site: Site, locale: Locale, domains: list[str], engine: Engine | None
) -> None:
    with _progress(locale.tag) as tick:
        result = draft.draft(site, locale, domains, engine, tick)
    shell.name_files(result.written)
    _summarize(shell, locale, result, is_without_engine=engine is None)


def _summarize(shell: Shell, locale: Locale, result: Drafting, *, is_without_engine: bool) -> None:
    origins = ", ".join(f"{number} {origin}" for origin, number in result.drafted.items())
    drafted = count(result.drafted.total(), "draft")
    shell.say(f"{locale.tag}: {drafted}{f' ({origins})' if origins else ''}")
    if is_without_engine and result.skipped:
        shell.say(f"{locale.tag}: {count(len(result.skipped), 'message')} stay missing")
        return
    for reason, number in Counter(reason for _, _, reason in result.skipped).items():
        where = next(place for place, _, why in result.skipped if why == reason)
        shell.say(f"{locale.tag}: {count(number, 'message')} without draft: {reason} ({where})")


@contextmanager
def _progress(label: str) -> Iterator[Callable[[int, int], None]]:
    """Show a progress bar on a terminal, nothing elsewhere."""
    if not sys.stderr.isatty():
        yield lambda _done, _total: None
        return
    from rich.console import Console  # noqa: PLC0415 - only a terminal needs it
    from rich.progress import Progress  # noqa: PLC0415 - likewise

    with Progress(console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task(label, total=None)
        yield lambda done, total: progress.update(task, completed=done, total=total)
