"""All articles of a publication: those in files, and those that nobody had to write."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lingopress_i18n import unwritten
from lingopress_i18n.article import read
from lingopress_i18n.errors import ConfigError, ContentError

if TYPE_CHECKING:
    from collections.abc import Callable, Collection
    from pathlib import Path

    from lingopress_i18n.article import Article
    from lingopress_i18n.site import Site


def discover(
    site: Site,
    suffixes: Collection[str],
    reading: Callable[[Site, Path], Article] | None = None,
) -> tuple[Article, ...]:
    """Read every article of the publication, sorted by name; by ``reading`` in place of ``read``.

    A folder without an index article gets an empty one, so that every section has its page and
    every locale its home; so does a term of a taxonomy that has no article of its own. Hidden files
    and files of other suffixes are left alone. Raises ConfigError or ContentError for a path that
    leads outside or nowhere, two articles of one name or address, and broken front matter.
    """
    if not site.articles.is_dir():
        raise ConfigError(
            "there is no folder articles/", where=str(site.root), hint="run 'lingopress init'"
        )
    reading, folder = reading or read, site.articles
    found = [
        reading(site, path)
        for path in sorted(folder.rglob("*"))
        if path.suffix.lower() in suffixes and not _is_hidden(path, folder) and _is_file(path, site)
    ]
    found = [*unwritten.missing_terms(found), *found]
    _refuse_twins(found)
    found += unwritten.missing_indexes(site, found)
    return tuple(sorted(found, key=lambda article: article.name))


def _is_file(path: Path, site: Site) -> bool:
    """Tell whether a path is a file. Raises ContentError for a link to nowhere, or to itself."""
    if path.is_symlink() and not path.exists():
        where = path.relative_to(site.root).as_posix()
        raise ContentError("is a link that leads to no file", where, "mend it, or remove it")
    return path.is_file()


def _is_hidden(path: Path, root: Path) -> bool:
    return any(part.startswith(".") for part in path.relative_to(root).parts)


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
