"""The templates: views in, pages out. Escaping is on, and translated strings are escaped too."""

from __future__ import annotations

from typing import TYPE_CHECKING

import jinja2
from markupsafe import escape

from lingopress_i18n.errors import ContentError
from lingopress_i18n.render.strings import template_folders

if TYPE_CHECKING:
    import gettext

    from lingopress_i18n.render.view import Chooser, Page
    from lingopress_i18n.site import Site


class Templates:
    """The templates of a publication in one locale."""

    def __init__(self, site: Site, strings: gettext.NullTranslations) -> None:
        """Load the templates; ``strings`` are the interface strings of the locale."""
        self._environment = _environment(site)
        install = getattr(self._environment, "install_gettext_callables")  # noqa: B009 - set by the extension
        install(
            lambda text: escape(strings.gettext(text)),
            lambda *forms: escape(strings.ngettext(*forms)),
            newstyle=True,
            pgettext=lambda *text: escape(strings.pgettext(*text)),
            npgettext=lambda *forms: escape(strings.npgettext(*forms)),
        )

    def page(self, page: Page) -> bytes:
        """Print a page, UTF-8."""
        return self._print(f"{page.kind}.html", page=page)

    def chooser(self, chooser: Chooser) -> bytes:
        """Print the page at the root, UTF-8."""
        return self._print("chooser.html", chooser=chooser)

    def _print(self, name: str, **view: object) -> bytes:
        """Render; raises ContentError with ``file:line`` for a template that is broken."""
        try:
            return self._environment.get_template(name).render(**view).encode()
        except jinja2.TemplateSyntaxError as error:
            place = f"{error.filename or error.name}:{error.lineno}"
            raise ContentError(f"broken template: {error.message}", place) from None
        except (jinja2.TemplateError, KeyError, ValueError, TypeError) as error:
            raise ContentError(
                f"template failed: {error}", name, "look at what it refers to"
            ) from None


def _environment(site: Site) -> jinja2.Environment:
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader([str(path) for path in template_folders(site)]),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        extensions=["jinja2.ext.i18n"],
    )
    environment.policies["ext.i18n.trimmed"] = True
    return environment
