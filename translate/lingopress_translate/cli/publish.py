"""``lingopress publish``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from lingopress_translate.cli import day, options, publishing

if TYPE_CHECKING:
    import datetime

    from lingopress_translate.cli.shell import Shell


@click.command(name="publish")
@options.locale
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
@options.day
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
    return publishing.run(shell, day.day(on), tags, jobs, strict=strict)
