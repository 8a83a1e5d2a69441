"""``lingopress engines``."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click

from lingopress_i18n import site
from lingopress_translate.cli.engines import lists
from lingopress_translate.engines import survey, table

if TYPE_CHECKING:
    from lingopress_translate.cli.shell import Shell
    from lingopress_translate.engines.survey import Finding

_json_option = click.option("--json", "as_json", is_flag=True, help="One object a line: an engine.")


@click.group(name="engines", invoke_without_command=True)
@_json_option
@click.pass_context
def command(ctx: click.Context, *, as_json: bool) -> None:
    """Show the translation engines, or fetch Apertium.

    Without a command: 'list'.
    """
    if ctx.invoked_subcommand is None:
        ctx.invoke(list_, names=(), as_json=as_json)
    elif as_json:
        raise click.UsageError(f"write --json after {ctx.invoked_subcommand!r}", ctx)


@command.command(name="list")
@click.argument("names", nargs=-1, metavar="[NAME]...")
@_json_option
@click.pass_obj
def list_(shell: Shell, names: tuple[str, ...], *, as_json: bool) -> None:
    """Tell what each engine is, where it sends text, and what each locale lacks.

    With names: all there is to know of these; 'deep' names all engines of deep-translator, and
    those that it might have. Into a pipe goes a line for each engine and locale, separated by
    tabs: engine, where text is sent, locale, 'ready' or what is to be done, key, what it is.
    Keys themselves are never shown. Without a publication there are no locales.
    """
    findings = _findings(shell, names)
    if as_json:
        for finding in findings:
            click.echo(json.dumps(lists.as_json(finding), ensure_ascii=False))
    elif names:
        lists.details(findings)
    else:
        lists.overview(findings)


def _findings(shell: Shell, names: tuple[str, ...]) -> list[Finding]:
    if (shell.root / site.CONFIG_NAME).is_file():
        config = site.load(shell.publication)
        tables, source = table.check(config.engines), config.source.tag
        targets = [locale.tag for locale in config.locales if not locale.is_pseudo]
    else:
        shell.say(f"no {site.CONFIG_NAME} in {shell.root}: engines are shown without locales")
        tables, source, targets = {}, "", []
    found = []
    for name in names or table.names():
        if name in table.FAMILIES:
            members = [each for each in table.names() if each.startswith(f"{name}:")]
            found += survey.survey(members, tables, source, targets)
            found += survey.left_out(name)
        elif name in table.names():
            found += survey.survey([name], tables, source, targets)
        else:
            table.load(name, tables)  # says what is wrong with the name
    return found


@command.command(name="fetch")
@click.argument("packages", nargs=-1, metavar="[PACKAGE]...")
@click.pass_obj
def fetch_(shell: Shell, packages: tuple[str, ...]) -> None:
    """Fetch Apertium and its language pairs without root, on Debian and its like.

    The programs come from the system's own package sources and go into the Python environment
    that Lingopress runs in. Without PACKAGE: English to Spanish, Catalan and French.
    """
    from lingopress_translate.engines.apertium.fetch import (  # noqa: PLC0415 - a list needs none
        PACKAGES,
        fetch,
    )
    from lingopress_translate.engines.apertium.modes import (  # noqa: PLC0415 - likewise
        DEFAULT_PREFIX,
    )

    fetch(DEFAULT_PREFIX, packages or PACKAGES, shell.say)
