"""What the interface of pages says in each locale, and the templates that say it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lingopress_i18n.catalog import store
from lingopress_i18n.publication import THEME_DOMAIN
from lingopress_i18n.render import strings
from lingopress_i18n.render.assets import Assets
from lingopress_i18n.render.ready import Ready
from lingopress_i18n.render.templates import Templates

if TYPE_CHECKING:
    import gettext

    from lingopress_i18n.facts import Facts
    from lingopress_i18n.locales import Locale
    from lingopress_i18n.site import Site

DRAFT_LABEL = "[not reviewed]"
"""The interface string before every run of drafts, as the template of the notice has it."""


class Interface:
    """The interface of a site in its locales, each read when it is first asked for."""

    def __init__(self, site: Site, noting: Facts, *, is_kept: bool = False) -> None:
        """Take the site; which files of the theme pages ask for is noted.

        ``is_kept`` keeps compiled templates for later runs, in the folder of what can be rebuilt.
        """
        self._site = site
        self._ready = Ready(site.state / "templates" if is_kept else None)
        self.assets = Assets(site, noting)
        """The theme's files, as pages name them."""
        self._templates: dict[str, Templates] = {}
        self._strings: dict[str, gettext.NullTranslations] = {}

    def templates(self, locale: Locale) -> Templates:
        """Give a locale's templates."""
        if locale.tag not in self._templates:
            found = self.strings(locale)
            made = Templates(self._site, locale, found, self.assets, self._ready)
            self._templates[locale.tag] = made
        return self._templates[locale.tag]

    def strings(self, locale: Locale) -> gettext.NullTranslations:
        """Give a locale's strings."""
        if locale.tag not in self._strings:
            site = self._site
            if locale.is_pseudo:
                found: gettext.NullTranslations = strings.PseudoStrings(locale.tag)
            else:
                found = strings.translations(locale, store.load(site, locale, THEME_DOMAIN))
            self._strings[locale.tag] = found
        return self._strings[locale.tag]

    def draft_label(self, locale: Locale) -> str:
        """Give what stands before drafts, in plain words."""
        return self.strings(locale).gettext(DRAFT_LABEL)
