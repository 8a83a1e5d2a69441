"""Glossaries as spreadsheets: CSV (RFC 4180) in UTF-8.

The first line names the columns, in any order: ``source`` and ``target``, and of ``forms``,
``forbidden``, ``do_not_translate`` (yes or no), ``note`` and ``source_forms`` those that there
are. Forms stand between commas, semicolons or bars.

A spreadsheet takes a cell that begins with ``=``, ``+``, ``-`` or ``@`` for a formula, which may
send its reader's data anywhere. Such a cell is written with an apostrophe before it, and read
without: also one that had apostrophes there already gets one more.
"""

from __future__ import annotations

import csv
import io
import re
from typing import TYPE_CHECKING

from lingopress_i18n import files
from lingopress_i18n.catalog.glossary import Term
from lingopress_i18n.catalog.glossary.term import listed
from lingopress_i18n.errors import ContentError, did_you_mean
from lingopress_translate.glossary.row import Row, plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

NEEDED = ("source", "target")
COLUMNS = (*NEEDED, "forms", "forbidden", "do_not_translate", "note", "source_forms")
_BOM = "\ufeff"
"""Without it a spreadsheet takes the file for one in the system's own charset."""
_SEPARATORS = (",", ";", "\t")
_SEPARATOR_LINE = re.compile(r"sep=([,;\t])\n", re.IGNORECASE)
"""A first line by which Excel is told what separates cells."""
_FORMULA = re.compile(r"'*[=+\-@＝＋－＠\t\r]")
_YES = frozenset({"yes", "y", "true", "1", "x"})
_NO = frozenset({"no", "n", "false", "0", ""})


def read(data: bytes, where: str) -> list[Row]:
    """Read terms; ``where`` names the file in errors.

    Commas, semicolons or tabs between cells, as the first line has them; with or without a byte
    order mark. Empty lines are passed over. Raises ContentError with ``file:line``.
    """
    text = files.decode(data, where)
    told = _SEPARATOR_LINE.match(text)
    above = 1 if told else 0
    text = text[told.end() :] if told else text
    separator = told[1] if told else _separator(text)
    records = _records(text, separator, where, above)
    _, first = next(records, (0, []))
    names = [re.sub(r"[\s-]+", "_", cell.strip().lower()) for cell in first]
    _check_names(names, f"{where}:{above + 1}")
    found = []
    for line, cells in records:
        if not any(map(str.strip, cells)):
            continue
        place = f"{where}:{line}"
        if len(cells) != len(names):
            raise ContentError(
                f"has {len(cells)} cells instead of {len(names)}",
                place,
                "put cells that hold the separator between double quotes",
            )
        values = {name: _unguarded(cell) for name, cell in zip(names, cells, strict=True)}
        found.append(Row(_term(values, place), place))
    return found


def write(terms: Iterable[Term]) -> bytes:
    """Write terms in their order, with all columns; lines end with CR and LF."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for term in terms:
        cells = (
            term.source,
            term.target,
            ", ".join(term.forms),
            ", ".join(term.forbidden),
            "yes" if term.is_fixed else "",
            term.note,
            ", ".join(term.source_forms),
        )
        writer.writerow(map(_guarded, cells))
    return (_BOM + out.getvalue()).encode()


def _records(text: str, separator: str, where: str, above: int) -> Iterator[tuple[int, list[str]]]:
    """Go through records, each with the line that it begins in; ``above`` lines are gone."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    while True:
        line = above + reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            hint = "double quotes inside a cell are written twice"
            raise ContentError(f"is no CSV: {error}", f"{where}:{line}", hint) from None
        yield line, cells


def _separator(text: str) -> str:
    """Find what separates the names of the columns; commas where nothing does."""
    line = text.partition("\n")[0]
    return max(_SEPARATORS, key=lambda each: (line.count(each), each == ","))


def _check_names(names: Sequence[str], where: str) -> None:
    missing = [name for name in NEEDED if name not in names]
    if missing:
        hint = f"the first line names the columns: {', '.join(COLUMNS)}"
        raise ContentError(f"has no column {missing[0]}", where, hint)
    for at, name in enumerate(names):
        if name not in COLUMNS:
            hint = did_you_mean(name, COLUMNS) or f"columns are {', '.join(COLUMNS)}"
            raise ContentError(f"there is no column {name!r}", where, hint)
        if name in names[:at]:
            raise ContentError(f"has the column {name} twice", where, "delete one")


def _term(values: Mapping[str, str], where: str) -> Term:
    source, target = (plain(values[name]) for name in NEEDED)
    lists = {name: listed(values.get(name, "")) for name in ("forms", "forbidden", "source_forms")}
    if not source:
        raise ContentError("has no source", where, "name the term, or delete the line")
    mark = plain(values.get("do_not_translate", "")).lower()
    if mark not in _YES | _NO:
        raise ContentError(f"do_not_translate is {mark!r}", where, "say yes or no")
    if mark in _YES:
        if target not in ("", source) or lists["forms"]:
            hint = "empty its target and its forms, or do_not_translate"
            raise ContentError(f"{source!r} is not to be translated, and is", where, hint)
        target = source
    lines = (line.strip() for line in values.get("note", "").splitlines())
    note = "\n".join(line for line in lines if line)
    return Term(source, target, lists["forms"], lists["forbidden"], lists["source_forms"], note)


def _guarded(cell: str) -> str:
    return f"'{cell}" if _FORMULA.match(cell) else cell


def _unguarded(cell: str) -> str:
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell) else cell
