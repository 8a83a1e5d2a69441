"""``lingopress extract``."""

from __future__ import annotations

import click

from lingopress_i18n import astray, headings, nesting, pipeline, publication
from lingopress_translate.cli.shell import Shell, count, visible


@click.command(name="extract")
@click.pass_obj
def command(shell: Shell) -> None:
    """Write the templates: what there is to translate.

    Reads articles/, lingopress.toml and the theme; writes locales/pot/.
    """
    loaded = publication.load(shell.publication)
    report = pipeline.extract(loaded)
    shell.name_files(report.written)
    shell.say(f"extract: {count(len(report.written), 'template')} changed")
    every, documents = loaded.articles.values(), loaded.documents
    lost = astray.notes(loaded.site, every, loaded.articles, documents)
    for words in (*nesting.notes(every), *headings.notes(every, documents), *lost):
        shell.say(f"extract: {visible(words)}")
