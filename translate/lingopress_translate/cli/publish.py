"""``lingopress publish``."""

from __future__ import annotations

import click

from lingopress_i18n import publish
from lingopress_translate.cli.shell import Shell, count, locale_option


@click.command(name="publish")
@locale_option
@click.option(
    "-j",
    "--jobs",
    type=click.IntRange(min=1),
    metavar="NUMBER",
    help="Processes that render; by default one, for a large site one a processor.",
)
@click.pass_obj
def command(shell: Shell, tags: tuple[str, ...], jobs: int | None) -> int:
    """Do everything that is needed, from articles to pages.

    Extracts, updates, compiles and renders; writes only files whose content changes. The site is
    in public/.
    """
    result = publish.publish(shell.root, tags, jobs)
    if result is None:
        shell.say("publish: nothing has changed")
        return 0
    shell.name_files([*result.written, *result.pages])
    shell.name_files(result.removed, "removed")
    catalogs = count(len(result.written), "catalog file")
    pages = count(len(result.pages), "file")
    removed = f", {len(result.removed)} removed" if result.removed else ""
    shell.say(f"publish: {catalogs} and {pages} of the site changed{removed}")
    return shell.complain(result.problems)
