"""``lingopress update``."""

from __future__ import annotations

import click

from lingopress_i18n import pipeline, publication
from lingopress_translate.cli.shell import Shell, count, locale_option


@click.command(name="update")
@locale_option
@click.pass_obj
def command(shell: Shell, tags: tuple[str, ...]) -> int:
    """Bring the catalogs up to the articles; nothing of a translator is lost.

    A translation stays while its sentence does, moves along to another article, becomes fuzzy
    when its sentence is edited (the old one is kept behind '#|'), and is kept behind '#~' when
    its sentence is gone. Where only a link or an image has got another address, the translation
    gets it, too, and stays as it is: that is 'retargeted'.
    """
    loaded = publication.load(shell.root)
    report = pipeline.update(loaded, loaded.site.choose(tags))
    shell.name_files(report.written)
    events = ", ".join(f"{number} {event}" for event, number in report.counts.items() if number)
    changed = count(len(report.written), "catalog")
    shell.say(f"update: {changed} changed{f'; messages: {events}' if events else ''}")
    return shell.complain(report.problems)
