"""``lingopress render``."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click

from lingopress_i18n import gating, publication, schedule
from lingopress_i18n.errors import ConfigError, ContentError
from lingopress_i18n.render.rendering import Renderer
from lingopress_translate.cli import day, options

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterator, Mapping, Sequence

    from lingopress_i18n.article import Article
    from lingopress_i18n.locales import Locale
    from lingopress_i18n.publication import Publication
    from lingopress_i18n.schedule import Day
    from lingopress_translate.cli.shell import Shell


@click.command(name="render")
@click.argument("articles", nargs=-1, metavar="[ARTICLE...]")
@click.option("-l", "--locale", "tags", multiple=True, required=True, metavar="LOCALE")
@click.option("--fragment", is_flag=True, help="The body alone, as HTML.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["html", "markdown"]),
    default="html",
    help="markdown: the article's source, its sentences translated.",
)
@click.option(
    "-o",
    "--output",
    metavar="DIR",
    help="Write Markdown files below DIR, of all articles if none is named; {locale} in DIR is"
    " each locale's tag.",
)
@click.option(
    "--ids",
    is_flag=True,
    help="Give translated headings in Markdown the source's ids: ## Titre {#title}.",
)
@click.option(
    "--from",
    "folder",
    metavar="FOLDER",
    help="With --output: only articles below this folder of articles/, without it in their paths.",
)
@click.option("--json", "as_json", is_flag=True, help="One object a line: article, locale, html.")
@options.day
@click.pass_obj
def command(  # noqa: PLR0913 - a parameter for each option
    shell: Shell,
    articles: tuple[str, ...],
    tags: tuple[str, ...],
    *,
    form: str,
    output: str | None,
    on: datetime.date | None,
    fragment: bool,
    ids: bool,
    folder: str | None,
    as_json: bool,
) -> int:
    """Print a localized page, its body, or its localized source.

    ARTICLE is a name such as news/forum, or a path such as articles/news/forum.md. Reviewed
    translations are read from the catalogs as they are; nothing is written but by --output, which
    is for other generators: each file lies below DIR as its source does below articles/.
    """
    _refuse_contradictions(
        form,
        {"--on": on, "--fragment": fragment, "--ids": ids, "--output": output, "--json": as_json}
        | {"--from": folder},
    )
    if output is None and not articles:
        raise click.UsageError("name an ARTICLE")
    loaded = publication.load(shell.publication)
    every = {locale.tag: locale for locale in loaded.site.all_locales}
    for tag in tags:
        if tag not in every:
            raise ConfigError(
                f"this publication has no locale {tag!r}", hint=f"it has {', '.join(every)}"
            )
    chosen = [every[tag] for tag in dict.fromkeys(tags)]
    found = publication.select(loaded, articles)
    if output is not None:
        sources = found if articles else _sources(shell, found)
        top = _top(sources, folder)
        sources = [each for each in sources if each.where.startswith(top)]
        return _write(shell, loaded, sources, chosen, output, top, ids=ids)
    texts = (
        _markdown(loaded, found, chosen, ids=ids)
        if form == "markdown"
        else _html(loaded, found, chosen, day.day(on), fragment=fragment)
    )
    for article, locale, text in texts:
        if as_json:
            line = {"article": article.name, "locale": locale.tag, form: text}
            click.echo(json.dumps(line, ensure_ascii=False))
        elif form == "markdown":
            click.echo(text.encode(), nl=False)  # the line ends of the source, on any system
        else:
            click.echo(text, nl=False)
    return 0


def _refuse_contradictions(form: str, given: Mapping[str, object]) -> None:
    """Raise UsageError for options that mean nothing beside each other."""
    if form == "markdown":
        if given["--on"]:
            raise click.UsageError("--on is for pages; leave out --format markdown")
        if given["--fragment"]:
            raise click.UsageError("--fragment is HTML; leave out --format markdown")
        if given["--output"] is not None and given["--json"]:
            raise click.UsageError("--json prints and --output writes; choose one")
    if given["--from"] is not None and given["--output"] is None:
        raise click.UsageError("--from is for --output")
    for option in ("--output", "--ids") if form == "html" else ():
        if given[option]:
            raise click.UsageError(f"{option} is for --format markdown")


def _html(
    loaded: Publication,
    found: Sequence[Article],
    locales: Sequence[Locale],
    today: Day,
    *,
    fragment: bool,
) -> Iterator[tuple[Article, Locale, str]]:
    """Render pages, or their bodies; say which of them publish holds, or leaves out today."""
    renderer = Renderer(loaded, gating.errors(loaded), day=today)
    for article in found:
        for words in schedule.said([article], today):
            click.echo(words, err=True)
        for locale in locales:
            if locale in loaded.locales(article) and locale.tag not in renderer.problems:
                status = renderer.statuses.of(article, locale)
                if not status.is_published and not status.off:
                    click.echo(str(gating.Below(locale.tag, article.name, status)), err=True)
            if fragment:
                yield article, locale, renderer.fragment(article, locale)
            else:
                yield article, locale, renderer.page(article, locale).decode()


def _markdown(
    loaded: Publication, found: Sequence[Article], locales: Sequence[Locale], *, ids: bool
) -> Iterator[tuple[Article, Locale, str]]:
    """Localize sources."""
    from lingopress_i18n import rewriting  # noqa: PLC0415 - pages need it not

    for article in found:
        for locale in locales:
            yield article, locale, rewriting.localized(loaded, article, locale, ids=ids).decode()


def _sources(shell: Shell, found: Sequence[Article]) -> list[Article]:
    """Leave out what is not Markdown, and pages that no article was written for."""
    from lingopress_i18n.rewriting import MARKDOWN  # noqa: PLC0415 - as above

    left = [each for each in found if each.suffix not in MARKDOWN]
    for article in left:
        shell.say(f"left out {article.where}: not Markdown")
    found = [each for each in found if each.suffix in MARKDOWN]
    return [each for each in found if (shell.root / each.where).is_file()]


def _top(found: Sequence[Article], folder: str | None) -> str:
    """Give what the paths of articles in a folder begin with; None is the folder of all.

    Raises ConfigError where none of them lies there.
    """
    top = "articles/" if folder is None else f"articles/{folder.strip('/')}/"
    if folder is not None and not any(each.where.startswith(top) for each in found):
        raise ConfigError("there is no article below it", top, "a folder such as news")
    return top


def _write(  # noqa: PLR0913, PLR0917 - of several options
    shell: Shell,
    loaded: Publication,
    found: Sequence[Article],
    locales: Sequence[Locale],
    output: str,
    top: str,
    *,
    ids: bool,
) -> int:
    """Write the localized sources of articles; a locale with a broken catalog is reported."""
    from lingopress_i18n import files, rewriting  # noqa: PLC0415 - as above

    if len(locales) > 1 and "{locale}" not in output:
        raise ConfigError(
            "several locales would be written into one folder", output, "put {locale} into it"
        )
    targets = {
        locale: shell.root.joinpath(output.replace("{locale}", locale.tag)) for locale in locales
    }
    sources = loaded.site.articles.resolve()
    if any(sources in (each.resolve(), *each.resolve().parents) for each in targets.values()):
        raise ConfigError("lies among the articles themselves", output, "choose another folder")
    problems: dict[str, ContentError] = {}
    written = []
    for locale, target in targets.items():
        try:
            texts = {
                target / each.where.removeprefix(top): rewriting.localized(
                    loaded, each, locale, ids=ids
                )
                for each in found
                if locale in loaded.locales(each)
            }
        except ContentError as problem:
            problems[locale.tag] = problem
            continue
        written += [path for path, data in texts.items() if files.write_if_changed(path, data)]
    shell.name_files(written)
    shell.say(f"{len(written)} files written" if written else "nothing to write")
    return shell.complain(problems)
