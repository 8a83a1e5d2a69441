"""Articles that nobody wrote: the index pages of folders, and the pages of terms."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from lingopress_i18n.article import Article, address_of, name_in_words
from lingopress_i18n.errors import ContentError
from lingopress_i18n.locales import script
from lingopress_i18n.taxonomy import address, called

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from lingopress_i18n.site import Site


def missing_indexes(site: Site, articles: Sequence[Article]) -> list[Article]:
    """Make an index article for each folder that has none, unless its address is taken."""
    taken = {text for article in articles for text in (article.name, article.slug.lower())}
    parts = [each.split("/") for each in {x.name.rpartition("/")[0] for x in articles} if each]
    folders = {f"{'/'.join(x[:depth])}/" for x in parts for depth in range(1, len(x) + 1)}
    return [
        _empty(
            f"{folder}index",
            f"articles/{folder}",
            name_in_words(f"{folder}index") if folder else site.title,
        )
        for folder in sorted(folders | {""})
        if taken.isdisjoint({f"{folder}index", address_of(f"{folder}index", "").lower()})
    ]


def missing_terms(site: Site, articles: Sequence[Article]) -> list[Article]:
    """Make an article for each term that has none, and for the list of all terms.

    A term is called as the first article that has it says, the list as the language of the articles
    has it, else as the field. Raises ContentError for an article that
    would be a term's page but for the spelling of its name: ``tags/C++.md``, where ``c++`` is due.
    """
    known = {article.name for article in articles}
    titles: dict[str, str] = {}
    for article in sorted(articles, key=lambda each: each.name):
        for term in article.terms:
            titles.setdefault(term.name, term.title)
    for article in articles if titles else ():
        folder, _, last = article.name.partition("/")
        meant = f"{folder}/{address(last)}"
        if meant in titles and meant != article.name and "/" not in last:
            name = f"{meant.partition('/')[2]}{article.suffix}"
            hint = f"rename it, if this is to be the term's page: {name}"
            message = f"the page of the term {titles[meant]!r} has another name"
            raise ContentError(message, article.where, hint)
    made = [
        replace(_empty(name, f"articles/{name}.md", title), is_term=True)
        for name, title in titles.items()
        if name not in known
    ]
    return made + [
        _empty(
            f"{folder}/index",
            f"articles/{folder}/",
            called(folder, site.source) or name_in_words(folder),
        )
        for folder in sorted({name.partition("/")[0] for name in titles})
        if f"{folder}/index" not in known
    ]


def notes(site: Site, articles: Iterable[Article]) -> list[str]:
    """Say which folders are called after their names, which are in letters of another script.

    Such a title is in a language that nobody can tell: readers' programs would take it for the
    source's.
    """
    if script(site.source) == "Latn":
        return []
    return [
        f"{each.where}: is called {each.title!r} on its page and in lists: give it a title in "
        f"{each.where}index.md"
        for each in articles
        if each.is_index and each.where.endswith("/") and each.slug and each.title.isascii()
    ]


def _empty(name: str, where: str, title: str) -> Article:
    """Make an article that nobody wrote: a title and no text."""
    return Article(
        name=name,
        where=where,
        suffix=".md",
        slug=address_of(name, ""),
        title=title,
        description="",
        date=None,
        order=0,
        table=None,
        lines={},
        body="",
        body_line=1,
    )
