"""Stencils: pages of one shape are printed once, with holes for what each has of its own.

What a template asks of these values is no more than whether they are there. So much is known of our
own templates alone (a law holds it: ``tests/laws/test_stencils.py``); those of a publication may do
with them whatever they like, and print each of its pages from the start.
"""

from __future__ import annotations

import itertools
import re
from dataclasses import replace
from functools import lru_cache
from operator import itemgetter
from typing import TYPE_CHECKING

from markupsafe import Markup, escape

from lingopress_i18n.render.view import Apart, Date, Text

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterator

    from lingopress_i18n.render.view import NavLink, Page, Picture, Taxonomy

_HOLE = re.compile("\x02([0-9]+)\x03")
_MOST = 256
"""How many stencils are kept: those of a folder's articles are few."""
_COUNTED = frozenset({"PARTLY", "DRAFT"})
"""Statuses whose notice gives numbers, which a language may need other words for."""


class Stencils:
    """Prints pages of one locale."""

    def __init__(self, print_page: Callable[[Page], str]) -> None:
        """Take what prints a page from the start."""
        self._print = print_page
        self._kept: dict[Hashable, _Stencil | Page | None] = {}
        """By shape: a stencil, or the only page of it so far; None where text that pages share has
        what would be taken for a hole."""

    def page(self, page: Page) -> bytes:
        """Print a page, as its template would, UTF-8."""
        status = page.status
        if isinstance(status, Apart) or page.kind != "article":
            return self._print(page).encode()
        if page.table or status.name in _COUNTED:
            return self._print(page).encode()
        shape = (status.summary, *_shape(page))
        if shape not in self._kept:
            if len(self._kept) >= _MOST:
                self._kept.clear()
            html = self._print(page)
            self._kept[shape] = None if _HOLE.search(html) else page
            return html.encode()
        stencil = self._kept[shape]
        if stencil is not None and not isinstance(stencil, _Stencil):
            stencil = self._kept[shape] = _Stencil(page, self._print(_with_holes(page)))
        return stencil.filled(_own(page)) if stencil else self._print(page).encode()


class _Stencil:
    """A page with holes."""

    def __init__(self, like: Page, html: str) -> None:
        self._like = like  # while it is here, nothing else has the identity of what it is made of
        pieces = _HOLE.split(html)
        self._pieces = [each.encode() for each in pieces]
        self._values = itemgetter(*map(int, pieces[1::2]))

    def filled(self, own: list[str]) -> bytes:
        """Fill the holes; what all pages share is encoded already."""
        pieces = self._pieces.copy()
        pieces[1::2] = self._values([each.encode() for each in own])
        return b"".join(pieces)


def _shape(page: Page) -> tuple[Hashable, ...]:
    """Give all that tells the pages of a locale from each other, but for what fills holes.

    What pages share is told by its identity: comparing it would take longer than all the rest.
    """
    image = page.image
    return (
        page.tag,
        page.stylesheet_url,
        page.search_url,
        page.feed_urls,
        page.home_url,
        page.home_hreflang,
        page.x_default,
        page.are_drafts_published,
        id(page.site_title),
        id(page.site_description),
        id(page.navigation),
        (*map(id, page.breadcrumbs[:-1]), page.breadcrumbs[-1].hreflang),
        tuple(
            [
                (each.tag, each.current, each.status.name, each.status.is_translation)
                for each in page.alternates
            ]
        ),
        (
            page.is_title_in_body,
            page.description is None,
            page.date is None,
            page.updated is None,
            not page.heading,
            not page.text,
            not page.json_ld,
        ),
        image and (image.width, image.height, bool(image.alt)),
        tuple(map(_taxonomy_shape, page.taxonomies)),
    )


def _taxonomy_shape(taxonomy: Taxonomy) -> Hashable:
    return taxonomy.index.hreflang, *(each.hreflang for each in taxonomy.terms)


_shared = lru_cache(maxsize=1024)(escape)
"""Escapes what all pages of an article name: their addresses, and its date."""


def _own(page: Page) -> list[str]:
    """List what fills the holes, as HTML."""
    own: list[str] = [page.title.html, escape(page.title.plain), _shared(page.canonical)]
    own += [page.heading, page.text, page.json_ld]
    if page.description:
        own += [page.description.html, escape(page.description.plain)]
    if page.date:
        own += [_shared(page.date.iso), escape(page.date.text)]
    if page.updated:
        own += [_shared(page.updated.iso), escape(page.updated.text)]
    if page.image:
        own += [escape(page.image.url), escape(page.image.alt)]
    for each in page.alternates:
        own += [_shared(each.url), _shared(each.absolute_url)]
    for taxonomy in page.taxonomies:
        for link in (taxonomy.index, *taxonomy.terms):
            own += [link.title.html, escape(link.title.plain), escape(link.url)]
    return own


def _with_holes(page: Page) -> Page:
    """Put holes in a page, in the same order."""
    holes = map(_hole, itertools.count())
    title = _text(holes)
    canonical, heading = next(holes), next(holes)
    text, json_ld = next(holes), next(holes)
    description = page.description and _text(holes)
    date = page.date and Date(next(holes), next(holes))
    updated = page.updated and Date(next(holes), next(holes))
    image = page.image and _picture(page.image, holes)
    alternates = tuple(
        each._replace(url=next(holes), absolute_url=next(holes)) for each in page.alternates
    )
    taxonomies = tuple(
        replace(
            each,
            index=_link(each.index, holes),
            terms=tuple(_link(term, holes) for term in each.terms),
        )
        for each in page.taxonomies
    )
    return replace(
        page,
        title=title,
        canonical=canonical,
        heading=page.heading and heading,
        text=page.text and text,
        json_ld=page.json_ld and json_ld,
        description=description,
        date=date,
        updated=updated,
        image=image,
        alternates=alternates,
        source=alternates[0],
        taxonomies=taxonomies,
        breadcrumbs=(*page.breadcrumbs[:-1], page.breadcrumbs[-1]._replace(title=title)),
    )


def _hole(number: int) -> Markup:
    return Markup(f"\x02{number}\x03")  # noqa: S704 - what fills it is escaped


def _text(holes: Iterator[Markup]) -> Text:
    return Text(next(holes), next(holes))


def _link(link: NavLink, holes: Iterator[Markup]) -> NavLink:
    return link._replace(title=_text(holes), url=next(holes))


def _picture(image: Picture, holes: Iterator[Markup]) -> Picture:
    url, alt = next(holes), next(holes)
    return image._replace(url=url, alt=image.alt and alt)
