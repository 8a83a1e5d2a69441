"""All commands as one. Each is imported when it runs, so that help is quick."""

from __future__ import annotations

import importlib
from functools import partial
from typing import TYPE_CHECKING

import click

import lingopress_i18n
from lingopress_i18n.errors import did_you_mean
from lingopress_translate.cli import COMMANDS, exits

if TYPE_CHECKING:
    from collections.abc import Sequence


_MODULES = {"compile": "compile_", "merge-po": "merge_po"}
_NO_ARGUMENTS: type[Exception] | tuple[()] = getattr(click.exceptions, "NoArgsIsHelpError", ())
"""A group named without a command, whose help is the answer; not an error before click 8.2."""


class _Commands(click.Group):
    """A group whose commands are imported on use; its own help needs none of them."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        del ctx
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        del ctx
        if cmd_name not in COMMANDS:
            return None
        from lingopress_translate.cli.options import everywhere  # noqa: PLC0415 - not for help

        module = importlib.import_module(
            f"lingopress_translate.cli.{_MODULES.get(cmd_name, cmd_name)}"
        )
        return everywhere(module.command)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        del ctx
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and args[0] not in COMMANDS and not args[0].startswith("-"):
            hint = did_you_mean(args[0], COMMANDS)
            hint = hint[:1].upper() + hint[1:]
            raise click.UsageError(f"No such command {args[0]!r}. {hint}".rstrip(), ctx)
        return super().resolve_command(ctx, args)


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.option("-C", "root", metavar="DIR", default=".", help="The publication's folder.")
@click.option("-q", "--quiet", is_flag=True, help="Say only what is wrong.")
@click.option("-v", "--verbose", is_flag=True, help="Name every file that is written.")
@click.version_option(lingopress_i18n.__version__, prog_name="lingopress")
@click.pass_context
def lingopress(ctx: click.Context, root: str, *, quiet: bool, verbose: bool) -> None:
    """Publish articles in many languages, with people in charge of every sentence.

    Exit codes: 0 done; 1 the content has errors; 2 usage or configuration; 3 an engine or a
    network failed, work done so far is kept; 130 interrupted, likewise.
    """
    from lingopress_translate.cli.shell import Shell  # noqa: PLC0415 - help does not need it

    ctx.obj = Shell(root, quiet=quiet, verbose=verbose)


def run(args: Sequence[str]) -> int:
    """Run what a command line says; give the exit code."""
    return exits.code(partial(_run, args))


def _run(args: Sequence[str]) -> object:
    try:
        return lingopress.main(args, prog_name="lingopress", standalone_mode=False)
    except click.UsageError as error:
        if isinstance(error, _NO_ARGUMENTS):
            click.echo(error.format_message(), err=True)
            return 2
        path = error.ctx.command_path if error.ctx else "lingopress"
        click.echo(f"error: {error.format_message()} (see '{path} --help')", err=True)
        return 2
    except click.Abort:
        raise KeyboardInterrupt from None
