"""``lingopress serve``."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

import click

from lingopress_i18n import garbage
from lingopress_translate.cli import day, options

if TYPE_CHECKING:
    import datetime

    from lingopress_translate.cli.shell import Shell


@click.command(name="serve")
@click.option("-l", "--locale", "tag", metavar="LOCALE", default="", help="Where to begin.")
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=8000,
    show_default=True,
    help="0: any free one.",
)
@options.day
@click.pass_obj
def command(shell: Shell, tag: str, port: int, on: datetime.date | None) -> None:
    """Preview pages on this machine, each sentence coloured by its state.

    Pages reload when an article, a catalog or a template is saved. Drafts and stale texts are
    shown, which publish does not; hover over a sentence, or go to it with Tab, for its source,
    state and origin. Add ?with=LOCALE to an address for two languages side by side. Articles are
    shown whatever their days are, but with --on. Nothing is written, and no other machine can reach
    it. End with Ctrl+C.
    """
    from lingopress_translate.preview import Preview  # noqa: PLC0415 - help does not need it

    with (
        garbage.often(),
        Preview(shell.publication, port, tag, day.day(on) if on else None) as preview,
        contextlib.suppress(KeyboardInterrupt),  # the way to end it
    ):
        click.echo(preview.url)
        preview.wait()
