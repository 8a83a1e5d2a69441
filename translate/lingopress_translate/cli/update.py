"""``lingopress update``."""

from __future__ import annotations

import click

from lingopress_i18n import pipeline, publication
from lingopress_translate.cli import options
from lingopress_translate.cli.shell import Shell, count


@click.command(name="update")
@options.locale
@click.option("--prune", is_flag=True, help="Drop what was obsolete before, and say how many.")
@click.pass_obj
def command(shell: Shell, tags: tuple[str, ...], *, prune: bool) -> int:
    """Bring the catalogs up to the articles; nothing of a translator is lost.

    A translation stays while its sentence does, and moves along to another article ('moved') or to
    a paragraph ('resegmented'). It becomes fuzzy when its sentence is edited ('stale'; the old one
    is kept behind '#|'), and is kept behind '#~' when its sentence is gone ('obsolete').

    Where a source says the same as before, with another address of a link, other quotation marks
    or white space, the translation stays as it is and leads where the source does: 'carried'.
    """
    loaded = publication.load(shell.publication)
    report = pipeline.update(loaded, loaded.site.choose(tags), prune=prune)
    shell.name_files(report.written)
    events = ", ".join(f"{number} {event}" for event, number in report.counts.items() if number)
    changed = count(len(report.written), "catalog")
    shell.say(f"update: {changed} changed{f'; messages: {events}' if events else ''}")
    return shell.complain(report.problems)
