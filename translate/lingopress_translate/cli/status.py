"""``lingopress status``."""

from __future__ import annotations

import itertools
import json
from typing import TYPE_CHECKING

import click

from lingopress_i18n import publication, site, status
from lingopress_i18n.catalog.state import State
from lingopress_translate.cli import differences
from lingopress_translate.cli.shell import Shell, locale_option

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rich.table import Table

    from lingopress_i18n.status import Row

_STATES = (State.REVIEWED, State.DRAFT, State.STALE, State.MISSING)


@click.command(name="status")
@locale_option
@click.option("--json", "as_json", is_flag=True, help="One object a line: a locale and an article.")
@click.option("--diff", "as_diff", is_flag=True, help="What was edited in each stale sentence.")
@click.pass_obj
def command(shell: Shell, tags: tuple[str, ...], *, as_json: bool, as_diff: bool) -> int:
    """Show how far every locale and article is.

    Counts messages (and words of the source) that are reviewed, machine or doubtful drafts, stale
    since the source changed, and missing. Nothing is written.
    """
    if as_diff:
        config = site.load(shell.root)
        return differences.show(shell, config, config.choose(tags), as_json=as_json)
    loaded = publication.load(shell.root)
    rows, problems = status.status(loaded, loaded.site.choose(tags))
    if as_json:
        for row in rows:
            click.echo(json.dumps(_as_json(row), ensure_ascii=False))
    elif rows:
        _print(_table(rows))
    return shell.complain(problems)


def _as_json(row: Row) -> dict[str, object]:
    every = (*_STATES, State.OBSOLETE)
    return {
        "locale": row.locale,
        "domain": row.domain,
        "messages": {state.value: row.messages.get(state, 0) for state in every},
        "words": {state.value: row.words.get(state, 0) for state in _STATES},
    }


def _table(rows: Iterable[Row]) -> Table:
    from rich import box  # noqa: PLC0415 - JSON output does not need it
    from rich.table import Table  # noqa: PLC0415 - likewise

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    table.add_column("locale", no_wrap=True)
    table.add_column("article", no_wrap=True)
    for state in _STATES:
        table.add_column(state.value, justify="right")
    table.add_column("words left", justify="right")
    table.add_column("done", justify="right")
    for tag, group in itertools.groupby(rows, lambda row: row.locale):
        every = list(group)
        for row in every:
            table.add_row(tag, row.domain, *_cells([row]))
        table.add_row(tag, "all", *_cells(every), style="bold", end_section=True)
    return table


def _cells(rows: list[Row]) -> list[str]:
    counts = {state: sum(row.messages.get(state, 0) for row in rows) for state in _STATES}
    left = sum(row.words.get(state, 0) for row in rows for state in _STATES[1:])
    total = sum(row.total for row in rows)
    share = counts[State.REVIEWED] * 100 // total if total else 100
    return [*(str(number or "·") for number in counts.values()), str(left or "·"), f"{share} %"]


def _print(table: Table) -> None:
    from rich.console import Console  # noqa: PLC0415 - as above

    console = Console(highlight=False)
    if not console.is_terminal:
        console.width = 200  # a file or a pipe has no width: cut nothing
    console.print(table)
