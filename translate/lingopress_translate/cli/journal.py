"""``lingopress journal``."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import click

from lingopress_i18n import site
from lingopress_translate import journal
from lingopress_translate.cli.shell import count
from lingopress_translate.journal.report import ANSWERED, UNDER_WAY

if TYPE_CHECKING:
    from lingopress_translate.cli.shell import Shell
    from lingopress_translate.journal import RunReport


@click.command(name="journal")
@click.option("--last", type=click.IntRange(1), default=20, show_default=True, metavar="N")
@click.option("--json", "is_json", is_flag=True, help="Print the runs, one object a line.")
@click.pass_obj
def command(shell: Shell, last: int, *, is_json: bool) -> None:
    """Show the last runs of 'draft': what was asked, what it cost, what failed and why.

    Times are UTC. Of requests that were under way when a run was killed nobody knows what became
    of them; all others count with how they ended.
    """
    config = site.load(shell.publication)
    file = journal.path(config)
    if not file.is_file():
        shell.say("there is no journal yet: nothing has been drafted")
        return
    with journal.Journal(file) as opened:
        for run in journal.runs(opened, last):
            click.echo(json.dumps(_object(run)) if is_json else _line(run))


def _line(run: RunReport) -> str:
    parts = [f"{run.number}", _time(run.began), ",".join(run.locales)]
    parts.append(f"{count(run.drafted, 'draft')}, {run.skipped} without")
    if run.requests:
        outcomes = ", ".join(f"{number} {kind}" for kind, number in run.requests.items())
        texts = count(run.items, "text")
        parts.append(f"{'+'.join(run.engines)}: {texts}, {run.characters:,} characters; {outcomes}")
    parts += [f"{amount:f} {currency}".strip() for currency, amount in run.costs.items()]
    parts.append(run.outcome or "killed, or still under way")
    return "  ".join(parts)


def _object(run: RunReport) -> dict[str, Any]:
    return {
        "run": run.number,
        "began": _time(run.began),
        "ended": None if run.ended is None else _time(run.ended),
        "locales": list(run.locales),
        "outcome": run.outcome,
        "drafted": run.drafted,
        "skipped": run.skipped,
        "engines": list(run.engines),
        "answered": run.requests.get(ANSWERED, 0),
        "unknown": run.requests.get(UNDER_WAY, 0),
        "failed": {
            kind: number
            for kind, number in run.requests.items()
            if kind not in (ANSWERED, UNDER_WAY)
        },
        "texts": run.items,
        "characters": run.characters,
        "costs": {currency: f"{amount:f}" for currency, amount in run.costs.items()},
    }


def _time(seconds: float) -> str:
    return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%d %H:%M:%S")
