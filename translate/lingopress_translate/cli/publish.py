"""``lingopress publish``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from lingopress_i18n import publish
from lingopress_translate.cli import day
from lingopress_translate.cli.quick import NOTHING
from lingopress_translate.cli.shell import Shell, count, locale_option, visible

if TYPE_CHECKING:
    import datetime
    from collections.abc import Sequence


@click.command(name="publish")
@locale_option
@click.option(
    "--strict", is_flag=True, help="Exit 1 where a gate holds a page, or would have had to."
)
@click.option(
    "-j",
    "--jobs",
    type=click.IntRange(min=1),
    metavar="NUMBER",
    help="Processes that render; by default one, for a large site one a processor.",
)
@day.option
@click.pass_obj
def command(
    shell: Shell,
    tags: tuple[str, ...],
    jobs: int | None,
    on: datetime.date | None,
    *,
    strict: bool,
) -> int:
    """Do everything that is needed, from articles to pages.

    Extracts, updates, compiles and renders; writes only files whose content changes. The site is
    in public/.

    What the gates of lingopress.toml hold is named, each with the first message that is in the
    way; so are the articles whose time it is not: publish and expires in their front matter.
    """
    today = day.day(on)
    result = publish.publish(shell.publication, tags, jobs, today, shell.look)
    if result is None:
        shell.say(NOTHING)
        return _name(shell, publish.below(shell.root, tags), strict=True) if strict else 0
    shell.name_files([*result.written, *result.pages])
    shell.name_files(result.removed, "removed")
    catalogs = count(len(result.written), "catalog file")
    pages = count(len(result.pages), "file")
    removed = f", {len(result.removed)} removed" if result.removed else ""
    shell.say(f"publish: {catalogs} and {pages} of the site changed{removed}")
    for words in (*result.off, *result.spelled):
        shell.say(f"publish: {visible(words)}")
    failed = _name(shell, result.below, strict=strict)
    return shell.complain(result.problems) | failed


def _name(shell: Shell, below: Sequence[str], *, strict: bool) -> int:
    """Name the pages that are below their gates; give the exit code that follows."""
    for each in below:
        if strict:
            click.echo(f"error: {visible(each)}", err=True)
        else:
            shell.say(f"publish: {visible(each)}")
    return 1 if below and strict else 0
