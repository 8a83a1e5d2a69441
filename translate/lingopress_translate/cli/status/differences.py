"""``lingopress status --diff``: what of each stale sentence was edited, word by word."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click

from lingopress_i18n.difference import Change
from lingopress_i18n.status import stale
from lingopress_translate.cli.shell import marked, visible

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lingopress_i18n.locales import Locale
    from lingopress_i18n.site import Site
    from lingopress_i18n.status.stale import Stale
    from lingopress_translate.cli.shell import Shell


def show(shell: Shell, site: Site, locales: Sequence[Locale], *, as_json: bool) -> int:
    """Print the stale entries of these locales, one a line; give the exit code."""
    found, problems = stale.find(site, locales)
    for each in found:
        if as_json:
            click.echo(json.dumps(_as_json(each), ensure_ascii=False))
        else:
            click.echo(f"{each.where}: {_context(each)}{''.join(map(marked, each.pieces))}")
    return shell.complain(problems)


def _as_json(each: Stale) -> dict[str, object]:
    path, _, line = each.where.rpartition(":")
    return {
        "locale": each.locale,
        "domain": each.domain,
        "file": path,
        "line": int(line),
        "msgctxt": each.entry.msgctxt,
        "previous_msgctxt": each.entry.previous_msgctxt,
        "msgid": each.entry.msgid,
        "previous": each.entry.previous,
        "msgstr": each.entry.msgstr,
        "pieces": [{"change": piece.change.value, "text": piece.text} for piece in each.pieces],
    }


def _context(each: Stale) -> str:
    """Say that it is the context that has changed, where no word has."""
    old, new = each.entry.previous_msgctxt or "none", each.entry.msgctxt or "none"
    is_all = all(piece.change is Change.SAME for piece in each.pieces)
    return visible(f"(context {old} became {new}) ") if is_all and old != new else ""
