"""``lingopress render``."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click

from lingopress_i18n import publication
from lingopress_i18n.errors import ConfigError
from lingopress_i18n.render.rendering import Renderer

if TYPE_CHECKING:
    from lingopress_translate.cli.shell import Shell


@click.command(name="render")
@click.argument("articles", nargs=-1, required=True, metavar="ARTICLE...")
@click.option("-l", "--locale", "tags", multiple=True, required=True, metavar="LOCALE")
@click.option("--fragment", is_flag=True, help="The body alone, as HTML.")
@click.option("--json", "as_json", is_flag=True, help="One object a line: article, locale, html.")
@click.pass_obj
def command(
    shell: Shell, articles: tuple[str, ...], tags: tuple[str, ...], *, fragment: bool, as_json: bool
) -> None:
    """Print a localized page, or its body.

    ARTICLE is a name such as news/forum, or a path such as articles/news/forum.md. Reviewed
    translations are read from the catalogs as they are; nothing is written.
    """
    loaded = publication.load(shell.root)
    every = {locale.tag: locale for locale in loaded.site.all_locales}
    for tag in tags:
        if tag not in every:
            raise ConfigError(
                f"this publication has no locale {tag!r}", hint=f"it has {', '.join(every)}"
            )
    found = publication.select(loaded, articles)
    renderer = Renderer(loaded)
    for article in found:
        for tag in tags:
            if fragment:
                html = renderer.fragment(article, every[tag])
            else:
                html = renderer.page(article, every[tag]).decode()
            if as_json:
                line = {"article": article.name, "locale": tag, "html": html}
                click.echo(json.dumps(line, ensure_ascii=False))
            else:
                click.echo(html, nl=False)
