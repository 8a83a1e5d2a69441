"""What a template sees: one frozen view of a page, everything in it localized and safe to print.

What every page has several of are tuples, not dataclasses: these are made three times as fast.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

    from markupsafe import Markup

    from lingopress_i18n.page_status import PageStatus


class Text(NamedTuple):
    """A localized piece of text in the two forms that a template needs."""

    html: Markup
    """Escaped HTML; a part still in the source language carries its own ``lang`` and ``dir``."""
    plain: str
    """The same words without markup, not escaped: for attributes and ``<title>``."""


class Date(NamedTuple):
    """A date for people and for machines."""

    iso: str
    """ISO 8601 calendar date, equal in every locale: ``2020-04-28``."""
    text: str
    """The long CLDR form in the page's locale."""


class NavLink(NamedTuple):
    """An entry of the main navigation or of the breadcrumbs."""

    title: Text
    url: str
    """Relative to the page."""
    hreflang: str
    """BCP 47 tag of the page that it leads to, where that is in another language; else empty."""
    current: str
    """The value of ``aria-current``: ``page``, ``true`` (an ancestor) or empty."""
    is_home: bool
    """Whether it leads to the home page, which the theme calls so in its own words."""


@dataclass(frozen=True)
class Taxonomy:
    """What an article is listed under, of one kind: its tags."""

    index: NavLink
    """The page that lists all terms, whose title is what terms of this kind are called."""
    terms: tuple[NavLink, ...]
    """At least one, in the author's order."""


class Teaser(NamedTuple):
    """An article in its section's list."""

    title: Text
    url: str
    hreflang: str
    """As of ``NavLink``."""
    date: Date | None
    description: Text | None


class Alternate(NamedTuple):
    """The same article in another locale (or in this one)."""

    tag: str
    """BCP 47, for ``lang`` and the ``hreflang`` of links."""
    hreflang: str
    """What search engines call the language: ``es`` for ``es-419``."""
    direction: str
    """``ltr`` or ``rtl``."""
    endonym: str
    """The language's name in itself: ``français``."""
    url: str
    """Relative to the page."""
    absolute_url: str
    open_graph: str
    """What the Open Graph protocol calls the locale, with the likely territory: ``zh_CN``."""
    current: bool
    status: PageStatus


class Cell(NamedTuple):
    """A cell of a data table."""

    text: Text
    iso: str = ""
    """For a date: its ISO form, for ``<time datetime>``."""


class Table(NamedTuple):
    """A data table, localized and sorted for the page's locale."""

    columns: tuple[Text, ...]
    rows: tuple[tuple[Cell, ...], ...]
    """The first cell of a row is its header."""


class Picture(NamedTuple):
    """What other sites show of a link to a page."""

    url: str
    """Absolute."""
    width: int
    """In pixels, like ``height``; both are 0 where the file does not say."""
    height: int
    alt: str
    """What can be seen on it, in plain words; not escaped; may be empty."""


class Apart(NamedTuple):
    """The status of a page that is no article's, and that search engines need not keep."""

    name: str = "APART"
    is_translation: bool = False


@dataclass(frozen=True)
class Page:
    """One localized page."""

    kind: str
    """``home``, ``section``, ``article`` or ``search``: which template lays it out."""
    tag: str
    """BCP 47 tag of the page's language, for ``<html lang>``."""
    direction: str
    """``ltr`` or ``rtl``, for ``<html dir>``."""
    site_title: Text
    site_description: Text | None
    title: Text
    is_title_in_body: bool
    """Whether the body begins with the title itself, so that the header must not repeat it."""
    description: Text | None
    fields: Mapping[str, Any]
    """The front matter, of the same shape as written: a ``Text`` for each text to translate, in
    whose words line breaks stay; any other value as it was read, not escaped."""
    date: Date | None
    updated: Date | None
    """When the article was changed last; a translation that is out of date lacks that change."""
    body: Markup
    heading: Markup
    """The heading that the body begins with, where it is the page's; else empty."""
    text: Markup
    """The body without it."""
    table: Table | None
    teasers: tuple[Teaser, ...]
    """The section's or term's articles, newest first; on the home page the newest of all.

    The terms of a taxonomy stand in the order of the language.
    """
    navigation: tuple[NavLink, ...]
    breadcrumbs: tuple[NavLink, ...]
    """From the home page down to this page; empty on the home page."""
    alternates: tuple[Alternate, ...]
    """Every locale that the article has a page in on the site, in its order, this one included.

    A held page is not among them. Pseudo-locales stand here on their own pages only.
    """
    status: PageStatus | Apart
    reviewed: int
    """Messages of the article with a reviewed translation."""
    messages: int
    """Messages of the article."""
    canonical: str
    """Absolute; on a page that is no translation the source page's."""
    x_default: str
    """Absolute: the page for readers of any other language, the chooser at the root of the site."""
    source: Alternate
    """The page in the language it was written in, for the notice to link."""
    are_drafts_published: bool
    """Whether any page of the site may show drafts."""
    json_ld: Markup
    """The page as schema.org's JSON-LD, safe inside ``<script>``; empty where it is neither the
    source nor a translation."""
    home_url: str
    """Relative to the page: the locale's home, or the source's where the locale has none."""
    home_hreflang: str
    """As of ``NavLink``."""
    stylesheet_url: str
    """Relative to the page."""
    feed_urls: tuple[str, ...]
    """Relative to the page: the locale's Atom and JSON feed; empty where nothing is to be read."""
    search_url: str
    """Relative to the page: the locale's search page; empty where there is none."""
    image: Picture | None
    """What other sites show of a link to the page."""
    taxonomies: tuple[Taxonomy, ...] = field(default=(), kw_only=True)
    """What the article is listed under."""

    @property
    def tags(self) -> tuple[NavLink, ...]:
        """All terms of the article, of whichever taxonomy."""
        return tuple(term for each in self.taxonomies for term in each.terms)
