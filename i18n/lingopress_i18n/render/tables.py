"""Data tables in a locale: names and dates by CLDR, official names first, rows collated."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from lingopress_i18n import cldr, inline
from lingopress_i18n.document import Slot
from lingopress_i18n.locales import readable
from lingopress_i18n.render.view import Cell, Table

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lingopress_i18n.document import DataTable
    from lingopress_i18n.locales import Locale
    from lingopress_i18n.render.fill import Filling


def localize(
    table: DataTable, filling: Filling, territories: Mapping[str, Mapping[str, str]]
) -> Table:
    """Print a data table in a locale and sort its rows as the locale sorts."""
    locale = filling.locale
    terms = {term.text: filling.text(Slot((term,))) for term in table.terms}

    def cell(value: str, kind: str) -> Cell:
        match kind:
            case "territory":
                return Cell(filling.words(_territory(value, locale, territories)))
            case "date" if value:
                date = datetime.date.fromisoformat(value)
                return Cell(filling.words(cldr.long_date(date, locale)), date.isoformat())
            case "term" if value:
                return Cell(terms[inline.escape(value)])
            case _:
                return Cell(filling.words(value))

    rows = [
        tuple(cell(value, column.kind) for value, column in zip(row, table.columns, strict=True))
        for row in table.rows
    ]
    if table.sort is not None:
        at, key = table.sort, cldr.collation_key(locale)
        rows.sort(key=lambda row: (row[at].iso, key(row[at].text.plain)))
    titles = (filling.text(Slot((column.title,))) for column in table.columns)
    return Table(tuple(titles), tuple(rows))


def _territory(code: str, locale: Locale, official: Mapping[str, Mapping[str, str]]) -> str:
    """Name a territory: the publication's official name, CLDR's, or the bare code."""
    for tag in readable(locale):
        if code in official.get(tag, {}):
            return official[tag][code]
    return cldr.territory_name(code, locale) or code
