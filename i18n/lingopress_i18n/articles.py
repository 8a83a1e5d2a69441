"""All articles of a publication: those in files, and those that nobody had to write."""

from __future__ import annotations

import os
import posixpath
from pathlib import Path
from typing import TYPE_CHECKING

from lingopress_i18n import disk, stamps, unwritten
from lingopress_i18n.article import read
from lingopress_i18n.errors import ConfigError, ContentError
from lingopress_i18n.reserved import is_reserved

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from lingopress_i18n.article import Article
    from lingopress_i18n.site import Site


def discover(site: Site, suffixes: Collection[str]) -> tuple[Article, ...]:
    """Read every article of the publication, sorted by name.

    Raises ConfigError or ContentError as ``paths`` and ``complete`` do, and for broken front
    matter.
    """
    return complete(site, [read(site, Path(path)) for path in paths(site, suffixes)])


def paths(site: Site, suffixes: Collection[str]) -> Iterator[str]:
    """Go through the files of articles, sorted by the parts of their paths.

    Hidden files and files of other suffixes are left alone. Raises ConfigError or ContentError for
    a path that leads outside or nowhere, and for articles behind a link to a folder.
    """
    if not site.articles.is_dir():
        raise ConfigError(
            "there is no folder articles/", where=str(site.root), hint="run 'lingopress init'"
        )
    return _files(str(site.articles), suffixes)


def complete(site: Site, written: Iterable[Article]) -> tuple[Article, ...]:
    """Add the articles that nobody had to write to those that were read, and sort all by name.

    A folder without an index article gets an empty one, so that every section has its page and
    every locale its home; so does a term of a taxonomy that has no article of its own. Raises
    ContentError for two articles of one name or address.
    """
    found = [*written]
    found = [*unwritten.missing_terms(site, found), *found]
    _refuse_twins(found)
    _refuse_reserved(found)
    found += unwritten.missing_indexes(site, found)
    return tuple(sorted(found, key=lambda article: article.name))


def elsewhere(site: Site, articles: Iterable[Article]) -> frozenset[str]:
    """Name the files that a publication is made from, but in no folder of its own.

    Paths from its root: of the official names, and of data tables.
    """
    tables = (
        posixpath.join(posixpath.dirname(each.where), str(each.table.get("file", "")))
        for each in articles
        if each.table is not None
    )
    paths = {posixpath.normpath(path) for path in (site.territories_file, *tables) if path}
    return frozenset(path for path in paths if path.partition("/")[0] not in stamps.FOLDERS)


def _files(folder: str, suffixes: Collection[str], start: str = "articles/") -> Iterator[str]:
    """Go through the files below a folder, sorted by the parts of their paths.

    ``start`` is what the folder is called in errors. Raises ConfigError for a folder that cannot be
    read, ContentError for a link that leads to no file.
    """
    try:
        with os.scandir(folder) as entries:
            every = sorted(entries, key=lambda entry: entry.name)
    except PermissionError as error:
        raise disk.refusal(error, "cannot be read") from None
    for entry in every:
        if entry.name.startswith("."):
            continue
        if entry.is_dir(follow_symlinks=False):
            yield from _files(entry.path, suffixes, f"{start}{entry.name}/")
        elif posixpath.splitext(entry.name)[1].lower() in suffixes:
            if entry.is_symlink() and not os.path.exists(entry.path):  # noqa: PTH110 - few are
                where = f"{start}{entry.name}"
                raise ContentError("is a link that leads to no file", where, "mend or remove it")
            if entry.is_file():
                yield entry.path
        elif entry.is_symlink() and os.path.isdir(entry.path):  # noqa: PTH112 - few are
            _refuse_articles_in(entry.path, suffixes, f"{start}{entry.name}/")


def _refuse_articles_in(folder: str, suffixes: Collection[str], where: str) -> None:
    """Raise ContentError for articles behind a link to a folder: it may lead in a circle."""
    for _, _, names in os.walk(folder):
        if any(posixpath.splitext(name)[1].lower() in suffixes for name in names):
            hint = "move the folder here, or link its articles one by one"
            raise ContentError(
                "no link to a folder is followed, and there are articles", where, hint
            )


def _refuse_reserved(articles: Iterable[Article]) -> None:
    """Raise ContentError where a page would be at the address of a file of the site."""
    for article in articles:
        for address in (article.slug, *article.aliases):
            if is_reserved(address):
                field = "slug" if address == article.slug else "aliases"
                raise ContentError(
                    f"a file of the site has this address: /{address.rstrip('/')}",
                    f"{article.where}:{article.lines.get(field, 1)}",
                    "give it another",
                )


def _refuse_twins(articles: list[Article]) -> None:
    """Raise ContentError when two articles share a name or an address."""
    by_name: dict[str, Article] = {}
    by_slug: dict[str, Article] = {}
    for article in articles:
        twin = by_name.get(article.name) or by_slug.get(article.slug.lower())
        if twin:
            line = article.lines.get("slug", 1)
            raise ContentError(
                f"has the same address as {twin.where}: /{article.slug}",
                f"{article.where}:{line}",
                "give one of them another name or slug",
            )
        by_name[article.name] = by_slug[article.slug.lower()] = article
    for article in articles:
        for alias in article.aliases:
            twin = by_slug.get(alias.lower())
            if twin:
                raise ContentError(
                    f"aliases: {twin.where} has this address: /{alias}",
                    f"{article.where}:{article.lines['aliases']}",
                    "no address can be two things",
                )
            by_slug[alias.lower()] = article
