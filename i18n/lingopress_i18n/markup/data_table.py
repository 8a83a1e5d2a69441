"""Data tables: a CSV file beside an article, described in the article's front matter.

.. code-block:: yaml

    table:
      file: parties.csv
      sort: party
      columns:
        party: {title: Contracting Party, type: territory}
        in_force: {title: In force since, type: date}
"""

from __future__ import annotations

import csv
import datetime
import io
import posixpath
import re
from typing import TYPE_CHECKING, Any

from lingopress_i18n import files, inline
from lingopress_i18n.document import Column, DataTable, Message
from lingopress_i18n.errors import ContentError
from lingopress_i18n.files import inside

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lingopress_i18n.article import Article
    from lingopress_i18n.site import Site

_KEYS = ("file", "columns", "sort")
"""What may be said of a table."""
KINDS = ("text", "term", "territory", "date")
"""What a column's values may be."""


def read(article: Article, config: Mapping[str, Any], site: Site) -> DataTable:
    """Read the data table that an article's front matter describes.

    Raises ContentError with ``file:line`` for a wrong description, a missing column or a bad value.
    """
    line = article.lines["table"]
    place = f"{article.where}:{line}"
    for key in sorted(config.keys() - {*_KEYS}):
        raise ContentError(f"table: unknown key {key!r}", place, f"it has {', '.join(_KEYS)}")
    if not config.get("file"):
        raise ContentError("table: has no file", place, "file: data.csv, beside the article")
    columns = _columns(config, place, line)
    relative = posixpath.join(posixpath.dirname(article.where), str(config["file"]))
    path = inside(site.root, relative, place)
    if not path.is_file():
        raise ContentError(f"table: there is no file {relative!r}", place)
    rows = _rows(files.decode(files.read_bytes(path, relative), relative), columns, relative)
    names = list(columns)
    sort = config.get("sort")
    if sort is not None and sort not in names:
        raise ContentError(f"table: cannot sort by {sort!r}", place, f"columns: {', '.join(names)}")
    every = tuple(columns.values())
    terms = dict.fromkeys(
        row[at] for row in rows for at, column in enumerate(every) if column.kind == "term"
    )
    return DataTable(
        columns=every,
        rows=tuple(rows),
        sort=names.index(sort) if sort is not None else None,
        terms=tuple(
            Message(inline.escape(term), "table term", line, "table term") for term in terms if term
        ),
    )


def _columns(config: Any, place: str, line: int) -> dict[str, Column]:  # noqa: ANN401 - from YAML
    columns = config.get("columns")
    if not isinstance(columns, dict) or not columns:
        raise ContentError("table: columns must be a mapping", place)
    found: dict[str, Column] = {}
    for name, each in columns.items():
        if not isinstance(each, dict) or not isinstance(each.get("title"), str):
            raise ContentError(f"table: column {name!r} needs a title", place)
        kind = each.get("type", "text")
        if kind not in KINDS:
            raise ContentError(
                f"table: column {name!r} has no known type: {kind!r}", place, f"one of {KINDS}"
            )
        title = Message(each["title"], "column heading", line, "column heading")
        found[str(name)] = Column(title, kind)
    return found


def _rows(text: str, columns: dict[str, Column], relative: str) -> list[tuple[str, ...]]:
    """Read the CSV file (RFC 4180); its first record names the columns."""
    reader = csv.DictReader(io.StringIO(text), strict=True)
    missing = [name for name in columns if name not in (reader.fieldnames or ())]
    if missing:
        raise ContentError(f"has no column {missing[0]!r}", f"{relative}:1")
    rows = []
    try:
        for record in reader:
            if None in record or None in record.values():
                raise ContentError(
                    "has more or fewer fields than the first line",
                    f"{relative}:{reader.line_num}",
                    "quote a value that holds a comma",
                )
            row = tuple((record[name] or "").strip() for name in columns)
            for value, (name, column) in zip(row, columns.items(), strict=True):
                _check(value, column.kind, f"{relative}:{reader.line_num}", name)
            rows.append(row)
    except csv.Error as error:
        raise ContentError(f"broken CSV: {error}", f"{relative}:{reader.reader.line_num}") from None
    return rows


def _check(value: str, kind: str, place: str, name: str) -> None:
    if kind == "date" and value:
        try:
            datetime.date.fromisoformat(value)
        except ValueError:
            raise ContentError(
                f"{name}: {value!r} is no date", place, "such as 2020-04-28"
            ) from None
    if kind == "territory" and not re.fullmatch("[A-Z]{2}", value):
        raise ContentError(f"{name}: {value!r} is no ISO 3166 code", place, "such as CH")
