"""``lingopress extract``."""

from __future__ import annotations

import click

from lingopress_i18n import pipeline, publication
from lingopress_translate.cli.shell import Shell, count


@click.command(name="extract")
@click.pass_obj
def command(shell: Shell) -> None:
    """Write the templates: what there is to translate.

    Reads articles/, lingopress.toml and the theme; writes locales/pot/.
    """
    report = pipeline.extract(publication.load(shell.publication))
    shell.name_files(report.written)
    shell.say(f"extract: {count(len(report.written), 'template')} changed")
