"""What msgfmt --check refuses: the catalog would not compile."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lingopress_i18n.catalog import mo
from lingopress_i18n.checks.rule import Rule, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lingopress_i18n.checks.context import Context
    from lingopress_i18n.checks.pair import Pair


def find(pair: Pair, context: Context) -> Iterator[str]:
    """Report what compilation would refuse; of several forms with the first."""
    entry = pair.entry
    if entry.msgstr_plural and pair.own.text is not next(filter(None, entry.msgstr_plural)):
        return
    problem = mo.problem(entry, context.plurals)
    if problem:
        yield problem


RULE = Rule(
    id="msgfmt",
    title=str(__doc__),
    severity=Severity.ERROR,
    why="Compilation refuses the entry, as msgfmt --check does, so that no translation of the "
    "whole catalog is published.",
    fix="Begin and end msgstr with a line feed exactly where msgid does; give as many plural "
    "forms as the header's Plural-Forms says.",
    find=find,
)
