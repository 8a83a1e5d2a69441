"""``lingopress compile``."""

from __future__ import annotations

import click

from lingopress_i18n import compilation, site
from lingopress_translate.cli import options
from lingopress_translate.cli.shell import Shell, count


@click.command(name="compile")
@options.locale
@click.pass_obj
def command(shell: Shell, tags: tuple[str, ...]) -> int:
    """Compile the reviewed translations to .mo files.

    Nothing fuzzy is compiled: neither drafts nor stale translations.
    """
    config = site.load(shell.publication)
    report = compilation.compile_catalogs(config, config.choose(tags))
    shell.name_files(report.written)
    shell.say(f"compile: {count(len(report.written), 'file')} changed")
    return shell.complain(report.problems)
