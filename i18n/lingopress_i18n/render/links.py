"""Addresses: from page to page in the same locale, to media, and from the root of the web."""

from __future__ import annotations

import posixpath
from functools import lru_cache
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote, urlsplit

from lingopress_i18n.files import inside
from lingopress_i18n.inline.writer import Elsewhere

if TYPE_CHECKING:
    from collections.abc import Callable

    from lingopress_i18n.addresses import Addresses
    from lingopress_i18n.article import Article
    from lingopress_i18n.facts import Facts
    from lingopress_i18n.locales import Locale
    from lingopress_i18n.publication import Publication

_SPACE = "".join(map(chr, range(33)))
_NO_BREAKS = {ord(each): None for each in "\t\n\r"}
"""Browsers ignore control characters and spaces around an address, and line breaks in it."""
MEDIA = "media"
"""Folder of the built site that holds images and other files that articles use."""


def is_media(path: str) -> bool:
    """Tell whether a file of the built site, by path from its root, is one that articles use."""
    return path.startswith(f"{MEDIA}/")


@lru_cache(maxsize=4096)
def _target(written: str) -> str | None:
    """Give the path that a target is, from its article; None for any other address."""
    target = written.strip(_SPACE).translate(_NO_BREAKS)
    is_other = target.startswith("/") or ":" in target.split("/", maxsplit=1)[0]
    return None if is_other else target


def relative(page: str, target: str) -> str:
    """Give the way from a page to a target, both as paths from the site's root.

    By way of the root, so that a site works below any address; a page's path ends in a slash.
    """
    return "../" * page.count("/") + target or "./"


class Links:
    """The links of one publication's articles, resolved for the pages they are printed on."""

    def __init__(
        self,
        publication: Publication,
        addresses: Addresses,
        reading: Callable[[Article, Locale], Locale],
        is_on: Callable[[Article], bool],
        facts: Facts,
    ) -> None:
        """Index the articles by the paths that authors link to.

        ``reading`` tells in which locale the readers of another can read an article, ``is_on``
        whether it is on the site.
        """
        self._publication = publication
        self._addresses = addresses
        self._reading = reading
        self._is_on = is_on
        self._facts = facts
        self._by_path = {
            article.where.removeprefix("articles/"): article
            for article in publication.articles.values()
        }
        for article in publication.articles.values():
            if article.is_index:
                self._by_path[posixpath.dirname(article.name)] = article
        self.media: set[str] = set()
        """Files below ``articles/`` that pages rendered so far use."""

    def rewriter(self, article: Article, locale: Locale) -> Callable[[str], str]:
        """Make the function that maps a target written in an article to the one to print.

        A path to an article becomes the address of its page in the same locale, or in the source's
        where there is none, and the link says so, or that of the section above an article that is
        not on the site; a path to another file of ``articles/`` that of
        its copy, or that of the locale's own file beside it (``map.fr.png`` for ``map.png``);
        anything else stays as it is, letter for letter.
        """
        folder = posixpath.dirname(article.where.removeprefix("articles/"))
        page = self._addresses.page_path(locale, article)

        def rewrite(written: str) -> str:
            target = _target(written)
            if target is None:
                return written
            parts = urlsplit(target)
            if not parts.path:
                return written
            path = posixpath.normpath(posixpath.join(folder, unquote(parts.path)))
            rest = target[len(parts.path) :]
            found = self._by_path.get("" if path == "." else path)
            if found is not None and not self._is_on(found):
                found, rest = self._above(found), ""  # whose places are none of the section's
            if found is not None:
                read_in = self._reading(found, locale)
                address = relative(page, self._addresses.page_path(read_in, found)) + rest
                return address if read_in == locale else Elsewhere(address, read_in.tag)
            if not path.startswith("..") and self.is_file(path):
                return relative(page, self.medium(self.localized(path, locale))) + rest
            return written

        return rewrite

    def medium(self, path: str) -> str:
        """Give the address, from the site's root, of the copy of a file, which a page now uses."""
        self.media.add(path)
        self._facts.note_medium(path)
        return quote(f"{MEDIA}/{path}")

    def _above(self, article: Article) -> Article:
        """Give the nearest page of a folder above an article that is on the site; home is."""
        folders = article.name.split("/")[:-1]
        names = ("/".join([*folders[:depth], "index"]) for depth in range(len(folders), -1, -1))
        known = self._publication.articles
        return next(known[name] for name in names if name in known and self._is_on(known[name]))

    def localized(self, path: str, locale: Locale) -> str:
        """Find a file's variant in a language; without one, the file is for all of them."""
        stem, suffix = posixpath.splitext(path)
        own = (f"{stem}.{tag}{suffix}" for tag in locale.fallbacks)
        return next((each for each in own if self.is_file(each)), path)

    def is_file(self, path: str) -> bool:
        """Tell whether there is a file at a path below ``articles/``.

        Raises ConfigError for a link that leads outside of the publication.
        """
        site = self._publication.site
        try:
            is_file = (site.articles / path).is_file()
        except OSError:  # a name longer than any file's
            return False
        return is_file and bool(inside(site.root, f"articles/{path}", f"articles/{path}"))
