"""``lingopress status --queue``: what is to be reviewed, the most doubtful first."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click

from lingopress_translate.cli.shell import count, visible

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from lingopress_i18n.errors import ContentError
    from lingopress_i18n.risk.queue import Item
    from lingopress_translate.cli.shell import Shell

_BEGINNING = 40
"""How many characters of a message are shown."""


def show(
    shell: Shell,
    items: Sequence[Item],
    problems: Iterable[ContentError],
    *,
    limit: int | None,
    as_json: bool,
) -> int:
    """Print the first texts of the queue, one a line; give the exit code."""
    shown = items[:limit]
    for item in shown:
        click.echo(json.dumps(_as_json(item), ensure_ascii=False) if as_json else _as_line(item))
    if len(shown) < len(items):
        shell.say(f"status: {count(len(items) - len(shown), 'text')} more")
    return shell.complain({problem.where: problem for problem in problems})


def _as_line(item: Item) -> str:
    """Write a line as ``check`` does: an editor leads from it to the place."""
    kind = str(item.risk.score) if item.origin else item.state.value
    text = " ".join(item.entry.msgid.split())
    beginning = f"{text[:_BEGINNING].rstrip()}…" if len(text) > _BEGINNING else text
    reasons = "; ".join(item.risk.reasons)
    return visible(f"{item.where}: {kind}: “{beginning}”: {' '.join(reasons.split())}")


def _as_json(item: Item) -> dict[str, object]:
    path, _, line = item.where.rpartition(":")
    return {
        "locale": item.locale,
        "domain": item.domain,
        "file": path,
        "line": int(line),
        "state": item.state.value,
        "origin": item.origin,
        "score": item.risk.score,
        "high_risk": item.is_high,
        "reasons": item.risk.reasons,
        "msgctxt": item.entry.msgctxt,
        "msgid": item.entry.msgid,
        "msgstr": item.entry.msgstr,
    }
