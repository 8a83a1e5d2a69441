"""The templates: views in, pages out. Escaping is on, and translated strings are escaped too."""

from __future__ import annotations

import functools
import posixpath
import traceback
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

import jinja2

from lingopress_i18n import files
from lingopress_i18n.errors import ContentError
from lingopress_i18n.render.english import Untranslated, marked, settled
from lingopress_i18n.render.folders import has_own_templates, template_folders
from lingopress_i18n.render.numerals import numeral
from lingopress_i18n.render.ready import Ready
from lingopress_i18n.render.stencils import Stencils

if TYPE_CHECKING:
    import gettext
    from collections.abc import Callable, Iterable

    from markupsafe import Markup

    from lingopress_i18n.locales import Locale
    from lingopress_i18n.render.assets import Assets
    from lingopress_i18n.render.report_view import Report
    from lingopress_i18n.render.view import Page
    from lingopress_i18n.render.view_apart import Chooser, Lost, Moved
    from lingopress_i18n.site import Site

_REPORT = Path(__file__).parent / "report"
"""The template and the style of the status report."""


class Templates:
    """The templates of a publication in one locale."""

    def __init__(
        self,
        site: Site,
        locale: Locale,
        strings: gettext.NullTranslations,
        assets: Assets,
        ready: Ready | None = None,
    ) -> None:
        """Load the templates; ``strings`` are the interface strings of the locale.

        ``ready`` has those that are compiled already.
        """
        is_set = locale.tag in site.typography

        def said(text: str) -> Markup:
            """Escape what is said in the locale, with its white space; see ``english``."""
            if not is_set or isinstance(text, Untranslated):
                return marked(text)
            from lingopress_i18n.typography import spaced  # noqa: PLC0415 - most sites have none

            return marked(spaced(text, locale))

        self._assets = assets
        self._folder = ""
        self._folders = template_folders(site)
        self._environment = _environment(*self._folders)
        self._environment.add_extension("jinja2.ext.i18n")
        self._environment.bytecode_cache = ready or Ready()
        self._environment.policies["ext.i18n.trimmed"] = True
        install = getattr(self._environment, "install_gettext_callables")  # noqa: B009 - set by the extension
        install(
            lambda text: said(strings.gettext(text)),
            lambda *forms: said(strings.ngettext(*forms)),
            newstyle=True,
            pgettext=lambda *text: said(strings.pgettext(*text)),
            npgettext=lambda *forms: said(strings.npgettext(*forms)),
        )
        self._environment.globals["gettext"] = _kept(lambda text: said(strings.gettext(text)))
        self._environment.globals["asset"] = self._asset
        # with a context, else Jinja would write one locale's digits into the code of all
        self._environment.filters["numeral"] = jinja2.pass_context(numeral(locale))
        self._stencils = None if has_own_templates(site) else Stencils(self._page)

    def page(self, page: Page) -> bytes:
        """Print a page, UTF-8."""
        return self._stencils.page(page) if self._stencils else self._page(page).encode()

    def chooser(self, chooser: Chooser) -> bytes:
        """Print the page at the root, UTF-8."""
        return self._print("chooser.html", chooser.stylesheet_url, chooser=chooser).encode()

    def lost(self, lost: Lost) -> bytes:
        """Print the page for addresses where there is none, UTF-8."""
        return self._print("404.html", lost.stylesheet_url, page=lost).encode()

    def moved(self, moved: Moved) -> bytes:
        """Print what leads from an earlier address to the page, UTF-8."""
        return self._print("moved.html", moved.stylesheet_url, page=moved).encode()

    def _asset(self, name: str) -> str:
        """Give the address of a file of the theme, from the page that is printed."""
        return f"{self._folder}/{quote(self._assets.path(name).partition('/')[2])}"

    def _page(self, page: Page) -> str:
        return self._print(f"{page.kind}.html", page.stylesheet_url, page=page)

    def _print(self, name: str, stylesheet_url: str, **view: object) -> str:
        """Render; raises ContentError with ``file:line`` of the template that fails.

        The style sheet stands where all files of the theme do.
        """
        self._folder = posixpath.dirname(stylesheet_url)
        try:
            return settled(self._environment.get_template(name).render(**view))
        except ContentError as error:
            place = _place(error) or name
            raise ContentError(f"template failed: {error.message}", place, error.hint) from None
        except UnicodeDecodeError:
            _refuse_other_encodings(self._folders)
            raise
        except Exception as error:  # noqa: BLE001 - a template is a program: it may raise anything
            raise ContentError(
                f"template failed: {error}", _place(error) or name, "look at what it refers to"
            ) from None


def _refuse_other_encodings(folders: Iterable[Path]) -> None:
    """Raise ContentError with the line of a template that is not UTF-8."""
    for path in (each for folder in folders for each in sorted(folder.glob("*.html"))):
        where = f"theme/templates/{path.name}"
        files.decode(files.read_bytes(path, where), where)


def report(view: Report) -> bytes:
    """Print the status report, UTF-8: no part of the theme, and with its style inside."""
    return _environment(_REPORT).get_template("report.html").render(report=view).encode()


def _kept(said: Callable[[str], Markup]) -> Callable[..., Markup]:
    """Give the ``gettext`` of templates: what a string is in the locale is found and escaped once.

    As Jinja's own does, it reads every string as a format, also where there is nothing to insert.
    """
    escaped = functools.cache(said)
    finished = functools.cache(lambda text: escaped(text) % {})

    def found(text: str, **variables: object) -> Markup:
        return escaped(text) % variables if variables else finished(text)

    return found


def _place(error: Exception) -> str:
    """Name the innermost line of a template that an exception passed through."""
    places = [
        f"theme/templates/{Path(frame.filename).name}:{frame.lineno}"
        for frame in traceback.extract_tb(error.__traceback__)
        if frame.filename.endswith(".html")
    ]
    return places[-1] if places else ""


def _environment(*folders: Path) -> jinja2.Environment:
    return jinja2.Environment(
        loader=jinja2.FileSystemLoader([str(path) for path in folders]),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
    )
