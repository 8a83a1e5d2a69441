"""``lingopress draft``."""

from __future__ import annotations

import signal
from dataclasses import replace
from typing import TYPE_CHECKING

import click

from lingopress_i18n import pipeline, publication
from lingopress_i18n.publication import SITE_DOMAIN
from lingopress_translate.cli.draft import progress, report
from lingopress_translate.draft import Engines, Order, Tools, run, settings
from lingopress_translate.draft.forecast import forecast
from lingopress_translate.pacing import Budget, parse_limit

if TYPE_CHECKING:
    from types import FrameType

    from lingopress_i18n.locales import Locale
    from lingopress_i18n.publication import Publication
    from lingopress_translate.cli.shell import Shell


@click.command(name="draft")
@click.argument("articles", nargs=-1, metavar="[ARTICLE]...")
@click.option("-l", "--locale", "tags", multiple=True, required=True, metavar="LOCALE")
@click.option(
    "--engine",
    "name",
    default="auto",
    show_default=True,
    metavar="NAME",
    help="auto: the one in lingopress.toml, else Apertium if it can; none: people's words only.",
)
@click.option(
    "--budget", metavar="LIMIT", help="Send no more than so many characters, or for '5 EUR'."
)
@click.option(
    "--dry-run", "is_dry", is_flag=True, help="Say what would be sent where, and the price."
)
@click.option(
    "--again", "is_again", is_flag=True, help="Also replace drafts that nobody has touched."
)
@click.option(
    "--stale",
    "is_stale",
    is_flag=True,
    help="Also redraft stale translations; the old words stay in a comment.",
)
@click.option("--json", "is_json", is_flag=True, help="Print the results, one object a line.")
@click.pass_obj
def command(  # noqa: PLR0913 - one parameter an option
    shell: Shell,
    articles: tuple[str, ...],
    tags: tuple[str, ...],
    name: str,
    budget: str | None,
    *,
    is_dry: bool,
    is_again: bool,
    is_stale: bool,
    is_json: bool,
) -> int:
    """Fill what is missing with machine drafts, marked as such.

    First comes what people have translated: the same sentence, the glossary, a similar sentence
    with the difference behind '#|'. The rest is for the engine. Every draft is fuzzy and carries a
    '# mt:' line that says where it is from; none is published before a person confirms it. What
    people wrote is left alone, also while it is being saved.

    Every answer is kept in .lingopress/journal.sqlite: whatever ends a run, the same command goes
    on from there, and nothing is asked, or paid for, twice. No text leaves this machine unless
    --engine or lingopress.toml names a network engine.
    """
    loaded = publication.load(shell.publication)
    chosen = _locales(shell, loaded, tags)
    domains = [article.name for article in publication.select(loaded, articles)]
    if not articles:
        domains.insert(0, SITE_DOMAIN)
    configured = settings.parse(loaded.site)
    spending = Budget(parse_limit(budget) if budget is not None else configured.budget)
    order = Order(chosen, tuple(domains), name, is_again, is_stale)
    with Engines(loaded.site, configured) as engines:
        for locale in chosen:  # what is wrong with an engine is said before anything is written
            engines.choose(locale, name)
        if is_dry:
            ahead = forecast(loaded.site, order, configured, engines, pipeline.templates(loaded))
            report.foretell(shell, ahead, spending.limit, is_json=is_json)
            return 0
        updated = pipeline.update(loaded, chosen)
        shell.name_files(updated.written)
        whole = tuple(locale for locale in chosen if locale.tag not in updated.problems)
        signal.signal(signal.SIGTERM, _interrupt)
        with progress.audience(shell, spending) as audience:
            tools = Tools(budget=spending, audience=audience)
            order = replace(order, locales=whole)
            results = run(loaded.site, order, configured, engines, tools)
    report.summarize(shell, results, spending, is_json=is_json)
    problems = shell.complain(updated.problems)
    return 3 if any(result.stopped for result in results) else problems


def _locales(shell: Shell, loaded: Publication, tags: tuple[str, ...]) -> tuple[Locale, ...]:
    chosen = loaded.site.choose(tags)
    for locale in chosen:
        if locale.is_pseudo:
            shell.say(f"{locale.tag}: a pseudo-locale needs no drafts")
    return tuple(locale for locale in chosen if not locale.is_pseudo)


def _interrupt(number: int, frame: FrameType | None) -> None:
    """Take a request to end as Ctrl-C: what was answered is written first."""
    del number, frame
    raise KeyboardInterrupt
