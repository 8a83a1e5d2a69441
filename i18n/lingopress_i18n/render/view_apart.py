"""What templates see of pages that are no article's, which few publishes make."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from lingopress_i18n.render.view import Page

if TYPE_CHECKING:
    from lingopress_i18n.render.view import Alternate, NavLink, Teaser, Text


@dataclass(frozen=True)
class SearchPage(Page):
    """The page of a locale that searches what is published in it."""

    entries: tuple[Teaser, ...]
    """All of that, by title in the order of the language: what a search picks from."""
    script_url: str
    """Relative to the page."""
    index: tuple[tuple[str, str], ...]
    """The files of the index: the first word of each, and its address relative to the page."""


class Lost(NamedTuple):
    """The page of a locale for addresses where there is none; it may appear at any of them."""

    tag: str
    """BCP 47 tag of the page's language."""
    direction: str
    """``ltr`` or ``rtl``."""
    site_title: Text
    navigation: tuple[NavLink, ...]
    """Addresses here and below begin at the root of the server, since the page's own is unknown."""
    homes: tuple[Alternate, ...]
    """The home page in every language that has one."""
    home_url: str
    home_hreflang: str
    """As of ``NavLink``."""
    search_url: str
    """Of what searches the locale; empty where nothing does."""
    stylesheet_url: str


class Moved(NamedTuple):
    """What stands at an address that an article had before."""

    tag: str
    """BCP 47 tag of the page's language."""
    direction: str
    """``ltr`` or ``rtl``."""
    title: Text
    """The article's."""
    url: str
    """Relative: the article's page now."""
    stylesheet_url: str
    """Relative to the page."""
    canonical: str
    """The same, absolute."""


class Chooser(NamedTuple):
    """The page at the root of the site, where a reader picks a language."""

    tag: str
    """BCP 47 tag of the source language, which ``site_title`` and the page's label are in."""
    direction: str
    """``ltr`` or ``rtl``, of the source language."""
    site_title: str
    titles: tuple[Text | None, ...]
    """The site's title in the language of each alternate; None where none is reviewed."""
    alternates: tuple[Alternate, ...]
    stylesheet_url: str
    canonical: str
