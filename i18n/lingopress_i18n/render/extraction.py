"""Interface strings of the templates in use, as entries of the theme's template."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from jinja2 import TemplateSyntaxError
from jinja2.ext import babel_extract

from lingopress_i18n import files
from lingopress_i18n.catalog.po import Entry
from lingopress_i18n.errors import ContentError
from lingopress_i18n.render.folders import template_folders

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from lingopress_i18n.site import Site

_KEYWORDS = ("_", "gettext", "ngettext", "pgettext", "npgettext")
_WITH_CONTEXT = frozenset({"pgettext", "npgettext"})
_OPTIONS = {"trimmed": "true", "newstyle_gettext": "true", "silent": "false"}


def entries(site: Site) -> Iterator[Entry]:
    """Extract the strings of the templates in use, in the order of file names.

    A template of the publication hides the default theme's template of the same name. Raises
    ContentError with ``file:line`` for one that cannot be read: its strings must not seem gone.
    """
    in_use: dict[str, Path] = {}
    for folder in reversed(template_folders(site)):
        in_use.update({path.name: path for path in folder.glob("*.html")})
    for name, path in sorted(in_use.items()):
        source = files.decode(path.read_bytes(), f"theme/templates/{name}")
        try:
            found = list(babel_extract(io.BytesIO(source.encode()), _KEYWORDS, (), _OPTIONS))
        except TemplateSyntaxError as error:
            place = f"theme/templates/{name}:{error.lineno}"
            raise ContentError(f"broken template: {error.message}", place) from None
        for line, function, message, _ in found:
            strings = message if isinstance(message, tuple) else (message,)
            texts = [text for text in strings if isinstance(text, str)]
            context = texts.pop(0) if texts and function in _WITH_CONTEXT else None
            if texts:
                yield Entry(
                    msgid=texts[0],
                    msgctxt=context,
                    msgid_plural=texts[1] if len(texts) > 1 else None,
                    msgstr_plural=("", "") if len(texts) > 1 else (),
                    flags=("python-format",) if "%(" in texts[0] else (),
                    extracted=("interface",),
                    references=(f"theme/templates/{name}:{line}",),
                )
