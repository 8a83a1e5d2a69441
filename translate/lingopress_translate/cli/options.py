"""Options that commands share: locales, a day, and the global ones after the command, too."""

from __future__ import annotations

import contextlib
import datetime
import re

import click

from lingopress_i18n.errors import ConfigError
from lingopress_translate.cli.shell import Shell

_DAY = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}")

locale = click.option(
    "-l", "--locale", "tags", multiple=True, metavar="LOCALE", help="A locale; repeat for more."
)
"""The option that names locales; none means all."""


def _chosen(
    context: click.Context, parameter: click.Parameter, value: str | None
) -> datetime.date | None:
    del context, parameter
    if value is None:
        return None
    if _DAY.fullmatch(value):
        with contextlib.suppress(ValueError):  # such as 2027-02-30
            return datetime.date.fromisoformat(value)
    hint = "year, month and day, such as 2027-01-01"
    raise ConfigError(f"{value!r} is no day", "--on", hint)


day = click.option(
    "--on",
    callback=_chosen,
    metavar="DAY",
    help="As if it were this day, such as 2027-01-01, for articles that have days of their own.",
)
"""The option that chooses a day, a date or None: of the site as it is, or will be, on that day."""


def everywhere(command: click.Command) -> click.Command:
    """Let a command, and those below it, take the global options as well."""
    if not any(parameter.name == "quiet" for parameter in command.params):
        command.params += [
            click.Option(["-C", "root"], metavar="DIR", help="The publication's folder."),
            click.Option(["-q", "--quiet"], is_flag=True, help="Say only what is wrong."),
            click.Option(["-v", "--verbose"], is_flag=True, help="Name every file written."),
        ]
        for option in command.params[-3:]:
            option.expose_value, option.callback = False, _take
    for below in getattr(command, "commands", {}).values():
        everywhere(below)
    return command


def _take(
    context: click.Context,
    option: click.Parameter,
    value: str | bool | None,  # noqa: FBT001 - click's value
) -> None:
    if value:
        context.ensure_object(Shell).take(option.name, value)
