"""``lingopress status``."""

from __future__ import annotations

import json
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING

import click

from lingopress_i18n import files, publication, site, status, status_page
from lingopress_i18n.catalog.state import State
from lingopress_i18n.words import Tally
from lingopress_translate.cli.shell import Shell, locale_option
from lingopress_translate.cli.status import differences

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from lingopress_i18n.locales import Locale
    from lingopress_i18n.status import Row, Status


@click.command(name="status")
@locale_option
@click.option("--words", "form", flag_value="words", help="Count words, not messages.")
@click.option(
    "--json", "form", flag_value="json", help="One object a line: a locale and an article."
)
@click.option("--diff", "as_diff", is_flag=True, help="What was edited in each stale sentence.")
@click.option("--html", "page", metavar="FILE", help="Write a page instead; - is stdout.")
@click.option(
    "--fail-under",
    type=click.FloatRange(0, 100),
    metavar="PERCENT",
    help="Exit 1 where less of a locale's words is reviewed.",
)
@click.pass_obj
def command(  # noqa: PLR0913 - an argument an option
    shell: Shell,
    tags: tuple[str, ...],
    *,
    form: str | None,
    as_diff: bool,
    page: str | None,
    fail_under: float | None,
) -> int:
    """Show how far every locale and article is.

    Counts messages and words of the source that are reviewed, machine or doubtful drafts, stale
    since the source changed, and missing; how much is a machine's text that nobody has edited;
    and since when the oldest stale message has been so, where the catalogs are under git. Nothing
    is written but the page of --html, which needs no other file.
    """
    if form and page:
        raise click.UsageError(f"--{form} and --html exclude each other")
    if as_diff and (page or form == "words"):
        raise click.UsageError("--diff goes with --json alone")
    if as_diff:
        config = site.load(shell.root)
        return differences.show(shell, config, config.choose(tags), as_json=form == "json")
    loaded = publication.load(shell.root)
    locales = loaded.site.choose(tags)
    counted = status.status(loaded, locales)
    if page:
        _write(shell, status_page.page(loaded, counted, locales), page)
    else:
        _print(counted.rows, form or "messages")
    for locale in locales:
        if locale.is_pseudo and tags:
            shell.say(f"{locale.tag}: a pseudo-locale has nothing to translate")
    broken = [problem for problems in counted.problems.values() for problem in problems]
    failed = shell.complain({problem.where: problem for problem in broken})
    if fail_under is not None:
        failed |= _demand(counted, locales, fail_under)
    return failed


def _print(rows: Sequence[Row], form: str) -> None:
    if form == "json":
        for row in rows:
            click.echo(json.dumps(_as_json(row), ensure_ascii=False))
    elif rows:
        from lingopress_translate.cli.status import table  # noqa: PLC0415 - rich is slow to load

        table.show(rows, unit=form)


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
