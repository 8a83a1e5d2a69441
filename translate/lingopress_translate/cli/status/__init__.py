"""``lingopress status``."""

from __future__ import annotations

import json
from collections import Counter
from fractions import Fraction
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from lingopress_i18n import files, publication, site, status
from lingopress_i18n.catalog.state import State
from lingopress_i18n.status import page as status_page
from lingopress_i18n.words import Tally
from lingopress_translate.cli import day, options
from lingopress_translate.cli.status import differences
from lingopress_translate.cli.status.pages import Pages

if TYPE_CHECKING:
    import datetime
    from collections.abc import Collection, Iterable

    from lingopress_i18n.errors import ContentError
    from lingopress_i18n.locales import Locale
    from lingopress_i18n.publication import Publication
    from lingopress_i18n.risk.queue import Item
    from lingopress_i18n.site import Site
    from lingopress_i18n.status import Row, Status
    from lingopress_translate.cli.shell import Shell


@click.command(name="status")
@click.argument("articles", nargs=-1, metavar="[ARTICLE]...")
@options.locale
@click.option("--words", "form", flag_value="words", help="Count words, not messages.")
@click.option(
    "--json", "form", flag_value="json", help="One object a line: a locale and an article."
)
@click.option("--diff", "as_diff", is_flag=True, help="What was edited in each stale sentence.")
@click.option("--queue", "as_queue", is_flag=True, help="What to review, most doubtful first.")
@click.option("--limit", type=click.IntRange(min=1), metavar="N", help="So much of the queue.")
@click.option("--html", "page", metavar="FILE", help="Write a page instead; - is stdout.")
@click.option(
    "--fail-under",
    type=click.FloatRange(0, 100),
    metavar="PERCENT",
    help="Exit 1 where less of a locale's words is reviewed.",
)
@options.day
@click.pass_obj
def command(  # noqa: PLR0913 - an argument an option
    shell: Shell,
    articles: tuple[str, ...],
    tags: tuple[str, ...],
    *,
    form: str | None,
    as_diff: bool,
    as_queue: bool,
    limit: int | None,
    page: str | None,
    fail_under: float | None,
    on: datetime.date | None,
) -> int:
    """Show how far every locale and article is.

    Counts messages and words of the source that are reviewed, machine or doubtful drafts, stale
    since the source changed, and missing; how much is a machine's text that nobody has edited;
    and since when the oldest stale message has been so, where the catalogs are under git; then what
    the page of each article is, as publish would have it. Nothing is written but the page of
    --html, which needs no other file.

    --queue lists what nobody has reviewed, of ARTICLE or of all: drafts by how likely they need
    work, from 100 down, with the reasons; then people's stale and doubtful texts.
    """
    _refuse_pairs(form, page, as_diff=as_diff, as_queue=as_queue)
    if on and (as_diff or as_queue):
        raise click.UsageError("--on is for pages, and --diff and --queue have none")
    if not as_queue and (articles or limit):
        raise click.UsageError("ARTICLE and --limit go with --queue")
    if as_diff:
        config = site.load(shell.publication)
        return differences.show(shell, config, config.choose(tags), as_json=form == "json")
    loaded = publication.load(shell.publication)
    locales = loaded.site.choose(tags)
    if as_queue:
        names = [each.name for each in publication.select(loaded, articles)] if articles else None
        items, problems = _queue(loaded.site, locales, names)
        from lingopress_translate.cli.status import queue  # noqa: PLC0415 - for this form alone

        return queue.show(shell, items, problems, limit=limit, as_json=form == "json")
    counted = status.status(loaded, locales)
    pages = partial(Pages, loaded, day.day(on))
    if page:
        _write(shell, status_page.page(loaded, counted, locales, pages().statuses), page)
    elif form == "json":
        _print_json(loaded, counted, locales, pages())
    elif counted.rows:
        from lingopress_translate.cli.status import table  # noqa: PLC0415 - rich is slow to load

        table.show(counted.rows, pages().word, unit=form or "messages")
    for locale in locales:
        if locale.is_pseudo and tags:
            shell.say(f"{locale.tag}: a pseudo-locale has nothing to translate")
    broken = [problem for problems in counted.problems.values() for problem in problems]
    failed = shell.complain({problem.where: problem for problem in broken})
    if fail_under is not None:
        failed |= _demand(counted, locales, fail_under)
    return failed


def _refuse_pairs(form: str | None, page: str | None, *, as_diff: bool, as_queue: bool) -> None:
    """Refuse options that exclude each other."""
    if form and page:
        raise click.UsageError(f"--{form} and --html exclude each other")
    if as_diff and (page or form == "words"):
        raise click.UsageError("--diff goes with --json alone")
    if as_queue and (as_diff or page or form == "words"):
        raise click.UsageError("--queue goes with --limit and --json alone")


def _queue(
    config: Site, locales: Iterable[Locale], domains: Collection[str] | None = None
) -> tuple[list[Item], list[ContentError]]:
    from lingopress_i18n.risk.queue import queue  # noqa: PLC0415 - brings all rules of checks

    return queue(config, locales, domains)


def _print_json(
    loaded: Publication, counted: Status, locales: Iterable[Locale], pages: Pages
) -> None:
    items, _ = _queue(loaded.site, locales)  # what it cannot read, the rows cannot either
    high = Counter((item.locale, item.domain) for item in items if item.is_high)
    for row in counted.rows:
        fields = {
            **_as_json(row),
            "high_risk": high[row.locale, row.domain],
            "page": pages.as_json(row),
        }
        click.echo(json.dumps(fields, ensure_ascii=False))


def _write(shell: Shell, page: bytes, name: str) -> None:
    if name == "-":
        click.echo(page, nl=False)
        return
    written = files.write_if_changed(Path(name), page)
    shell.say(f"status: {'wrote' if written else 'nothing has changed in'} {name}")


def _demand(counted: Status, locales: Iterable[Locale], percent: float) -> int:
    """Name the locales that are not as far as they must be; give the exit code that follows."""
    failed = 0
    for locale in locales:
        rows = [row for row in counted.rows if row.locale == locale.tag]
        reviewed = status.together(rows).reviewed  # all of nothing: a pseudo-locale passes
        if reviewed * 100 < Fraction(str(percent)):
            words = f"{status.percent(reviewed)} of the words are reviewed"
            click.echo(f"error: {locale.tag}: {words}, less than {percent:g} %", err=True)
            failed = 1
    return failed


def _as_json(row: Row) -> dict[str, object]:
    every = (*status_page.STATES, State.OBSOLETE)
    since = row.stale_since
    return {
        "locale": row.locale,
        "domain": row.domain,
        "messages": {state.value: row.tally(state).messages for state in every},
        "words": {state.value: row.tally(state).words for state in every},
        "characters": {state.value: row.tally(state).characters for state in every},
        "reviewed_share": float(row.reviewed),
        "unedited_machine": {
            state.value: {"messages": tally.messages, "words": tally.words}
            for state in status_page.STATES
            if state is not State.MISSING
            for tally in [row.machine.get(state, Tally())]
        },
        "stale_since": str(since.day) if since and since.day else None,
        "stale_since_note": since.note if since else "",
    }
