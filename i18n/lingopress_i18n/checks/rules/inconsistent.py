"""One message, several translations."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lingopress_i18n.checks.rule import Rule, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lingopress_i18n.checks.context import Context
    from lingopress_i18n.checks.pair import Pair


def find(pair: Pair, context: Context) -> Iterator[str]:
    """Name another translation of the message in this locale, and where it is."""
    entry = pair.entry
    if entry.msgid_plural is not None:
        return
    others = context.elsewhere.get(entry.key, ())
    other = next((each for each in others if _plainly(each[0]) != _plainly(entry.msgstr)), None)
    if other:
        yield f"is “{other[0]}” in {other[1]}"


def _plainly(text: str) -> str:
    return " ".join(text.casefold().split())


RULE = Rule(
    id="inconsistent",
    title=str(__doc__),
    severity=Severity.INFO,
    why="The same message is translated in several ways: readers may take them for "
    "different things.",
    fix="Choose one, or give the messages contexts in the articles where they mean "
    "different things.",
    find=find,
)
