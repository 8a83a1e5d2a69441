"""``lingopress init``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from lingopress_translate import scaffold

if TYPE_CHECKING:
    from lingopress_translate.cli.shell import Shell

_LOCALES = ("ar", "en", "es", "fr", "ru", "zh-Hans")


@click.command(name="init")
@click.argument("folder", required=False, metavar="[DIR]")
@click.option("--title", help="The publication's title; the folder's name if not given.")
@click.option("--base-url", default="https://example.org/", show_default=True)
@click.option("--source", default="en", show_default=True, help="Locale of the articles.")
@click.option(
    "-l", "--locale", "tags", multiple=True, metavar="LOCALE", help="A locale to publish in."
)
@click.pass_obj
def command(  # noqa: PLR0913, PLR0917 - a parameter an option
    shell: Shell,
    folder: str | None,
    title: str | None,
    base_url: str,
    source: str,
    tags: tuple[str, ...],
) -> None:
    """Begin a new publication.

    Writes a configuration, one article, and a theme ready to override. Files that are there
    already stay as they are.
    """
    root = shell.root / folder if folder else shell.root
    name = Path(root).resolve().name.replace("-", " ").replace("_", " ")
    written = scaffold.create(
        root,
        title=title or name[:1].upper() + name[1:] or "Publication",
        base_url=base_url,
        source=source,
        locales=tags or tuple(tag for tag in _LOCALES if tag != source),
    )
    for path in written:
        shell.say(f"wrote {path}")
    if not written:
        shell.say(f"nothing to do: {root} is a publication already")
    if not scaffold.speaks(source) and written:
        shell.say(f"articles/index.md is in English: write it anew in your language ({source})")
    shell.say("git merges catalogs by entry once it is told how: see .gitattributes")
    shell.say("next: write articles, then run 'lingopress publish'")
