"""The picture that other sites show of a link to a page: the article's own, or the site's."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING
from urllib.parse import unquote, urljoin, urlsplit

from lingopress_i18n.document import Slot
from lingopress_i18n.errors import ContentError
from lingopress_i18n.render.view import Picture

if TYPE_CHECKING:
    from lingopress_i18n.article import Article
    from lingopress_i18n.document import Document
    from lingopress_i18n.locales import Locale
    from lingopress_i18n.render.fill import Filling
    from lingopress_i18n.render.images import Images
    from lingopress_i18n.render.links import Links
    from lingopress_i18n.render.view import Text
    from lingopress_i18n.site import Site


class Pictures:
    """Finds the picture of any page."""

    def __init__(self, site: Site, links: Links, images: Images) -> None:
        """Take what finds files that pages use, and their sizes."""
        self._site = site
        self._links = links
        self._images = images

    def find(
        self,
        article: Article,
        locale: Locale,
        document: Document,
        filling: Filling,
        site_title: Text,
    ) -> Picture | None:
        """Find a page's picture: ``image`` in the front matter, else the site's, if there is any.

        ``image`` is written as a link is; its words are ``image_alt``, inline Markdown. The site's
        is called by the site's title. Raises ContentError with ``file:line`` for a
        file that is not there.
        """
        written = article.meta.get("image")
        if not isinstance(written, str) or not written.strip():
            own = self._site.image
            return self._file(own, locale, site_title.plain) if own else None
        slot = document.fields.get("image_alt")
        alt = filling.text(slot).plain if isinstance(slot, Slot) and slot.messages else ""
        written = written.strip()
        parts = urlsplit(written)
        if parts.scheme or written.startswith("/"):
            return Picture(urljoin(self._site.base_url, written), 0, 0, alt)
        folder = posixpath.dirname(article.where.removeprefix("articles/"))
        path = posixpath.normpath(posixpath.join(folder, unquote(parts.path)))
        if path.startswith("..") or not self._links.is_file(path):
            raise ContentError(
                f"image: there is no file {written!r}",
                f"{article.where}:{article.lines['image']}",
                "a path from the article, as in a link",
            )
        return self._file(path, locale, alt)

    def _file(self, path: str, locale: Locale, alt: str) -> Picture:
        """Describe a file below ``articles/``, or the locale's own beside it."""
        own = self._links.localized(path, locale)
        width, height = self._images.size(own) or (0, 0)
        return Picture(self._site.base_url + self._links.medium(own), width, height, alt)
