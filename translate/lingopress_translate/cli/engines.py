"""``lingopress engines``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from lingopress_i18n import site
from lingopress_translate.engines import table
from lingopress_translate.engines.apertium.fetch import PACKAGES, fetch
from lingopress_translate.engines.apertium.modes import DEFAULT_PREFIX

if TYPE_CHECKING:
    from lingopress_translate.cli.shell import Shell
    from lingopress_translate.engines.engine import Engine


@click.group(name="engines")
def command() -> None:
    """Show the translation engines, or fetch Apertium."""


@command.command(name="list")
@click.pass_obj
def list_(shell: Shell) -> None:
    """Tell what each engine can do for each locale of the publication.

    One line an engine and locale, separated by tabs: engine, where text is sent, locale, and how
    it is: 'ready', or what is to be done.
    """
    config = site.load(shell.root)
    for name in ("apertium",):
        engine = table.load(name, {})
        for locale in config.locales:
            if locale.is_pseudo:
                continue
            reason = engine.unavailable(config.source.tag, locale.tag)
            click.echo(
                "\t".join(
                    [
                        name,
                        _reach(engine, config.source.tag, locale.tag),
                        locale.tag,
                        reason or "ready",
                    ]
                )
            )


def _reach(engine: Engine, source: str, target: str) -> str:
    return engine.traits(source, target).sends_to or "this machine"


@command.command(name="fetch")
@click.argument("packages", nargs=-1, metavar="[PACKAGE]...")
@click.pass_obj
def fetch_(shell: Shell, packages: tuple[str, ...]) -> None:
    """Fetch Apertium and its language pairs without root, on Debian and its like.

    The programs come from the system's own package sources and go into the Python environment
    that Lingopress runs in. Without PACKAGE: English to Spanish, Catalan and French.
    """
    fetch(DEFAULT_PREFIX, packages or PACKAGES, shell.say)
