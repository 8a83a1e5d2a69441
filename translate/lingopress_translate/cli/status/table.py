"""The table that ``lingopress status`` prints, on a terminal and into a pipe."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

import click
from rich import box
from rich.console import Console
from rich.measure import Measurement
from rich.table import Table

from lingopress_i18n import status
from lingopress_i18n.catalog.state import State
from lingopress_i18n.status.page import STATES
from lingopress_i18n.words import Tally

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from lingopress_i18n.status import Row

    Cell = Callable[[Row], str]

_UNBOUNDED = 10_000
"""Columns of a pipe, which has no width: nothing is cut."""


def show(rows: Sequence[Row], page: Cell, *, unit: str) -> None:
    """Print messages, or words, by state, a row for each article and one for all of a locale.

    ``page`` says what the page of a row's article is.

    A column that would be empty from top to bottom is left out. A terminal that is too narrow for
    all of the others gets those that matter most, and is told which it does not get.
    """
    columns = {
        name: cell
        for name, cell in {**_columns(unit), "page": page}.items()
        if name not in _OPTIONAL or any(map(cell, rows))
    }
    console = Console(highlight=False)
    if not console.is_terminal:
        console.width = _UNBOUNDED
        with console.capture() as captured:
            console.print(_table(rows, columns, _nothing(console)))
        lines = (line.rstrip() for line in captured.get().splitlines())
        click.echo("\n".join(lines).encode(console.encoding, "replace"))
        return
    table = _table(rows, columns, _nothing(console))
    unbounded = console.options.update(max_width=_UNBOUNDED)
    if Measurement.get(console, unbounded, table).maximum > console.width:
        hidden = [name for name in columns if name in _OPTIONAL]
        columns = {name: columns[name] for name in columns if name not in _OPTIONAL}
        table = _table(rows, columns, _nothing(console))
        if hidden:
            table.caption = f"wider: also {', '.join(hidden)}"
    console.print(table)


def _nothing(console: Console) -> str:
    """Give what stands in an empty cell: something that the console can print."""
    return "-" if console.options.ascii_only else "·"


def _table(rows: Sequence[Row], columns: Mapping[str, Cell], nothing: str) -> Table:
    table = Table(box=box.SIMPLE_HEAD, padding=(0, 1, 0, 0), caption_justify="left")
    table.add_column("locale", no_wrap=True)
    table.add_column("article", overflow="fold", min_width=10)
    for name in columns:
        table.add_column(name, justify="right", no_wrap=True)
    for tag, group in itertools.groupby(rows, lambda row: row.locale):
        every = list(group)
        whole = status.together(every, tag, "all")
        for row in (*every, whole):
            cells = (cell(row) or nothing for cell in columns.values())
            style = "bold" if row is whole else ""
            table.add_row(tag, row.domain, *cells, style=style, end_section=row is whole)
    return table


def _columns(unit: str) -> dict[str, Cell]:
    """Tell what each column says of a row; it is empty for nothing."""

    def number(tally: Tally) -> str:
        return str(getattr(tally, unit) or "")

    def of_all(state: State) -> Cell:
        return lambda row: number(row.tally(state))

    def of_the_machine(state: State) -> Cell:
        return lambda row: number(row.machine.get(state, Tally()))

    return {
        **{state.value: of_all(state) for state in STATES},
        "obsolete": of_all(State.OBSOLETE),
        "unedited drafts": of_the_machine(State.DRAFT),
        "unedited reviewed": of_the_machine(State.REVIEWED),
        "stale since": lambda row: str(row.stale_since or ""),
        "words left": lambda row: str(row.left.words or ""),
        "done": lambda row: status.percent(row.reviewed),
    }


_OPTIONAL = frozenset({"obsolete", "unedited drafts", "unedited reviewed", "stale since", "page"})
