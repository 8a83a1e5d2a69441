"""Building the site: everything, or, where only some articles have changed, what these are part of.

What comes out is the same, byte for byte. Nothing of it is on the site before all of it is made:
see ``staging``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lingopress_i18n import publication
from lingopress_i18n.publish import changes, known, some
from lingopress_i18n.publish.documents import Documents

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lingopress_i18n.locales import Locale
    from lingopress_i18n.publish.looking import Look
    from lingopress_i18n.publish.manifest import Manifest
    from lingopress_i18n.publish.published import Published
    from lingopress_i18n.schedule import Day
    from lingopress_i18n.site import Site


def build(  # noqa: PLR0913, PLR0917 - what is there, what was, and how
    config: Site,
    locales: Sequence[Locale],
    last: Manifest,
    look: Look,
    jobs: int | None,
    day: Day,
) -> Published:
    """Extract, update, compile and render.

    ``last`` is the record of the publish before, ``look`` tells of the files now; ``jobs`` is
    how many processes render, None for as many as pay; ``day`` says which day it is. Only files
    whose content changes are written, each in one step. A locale with a broken catalog keeps its
    pages and is reported in ``problems``; the others are published. Raises ConfigError and
    ContentError for what concerns all of them, before anything is written.
    """
    changed = changes.changed(config, locales, last, look, day)
    if changed is not None:
        found = known.again(config, last.articles, changed.names)
        if found is not None:
            documents = Documents(config, look.inputs)
            loaded = publication.reload(config, found, documents.of)
            made = some.make(loaded, last, look.inputs, changed, day)
            if made is not None:
                return made
    from lingopress_i18n.publish import everything  # noqa: PLC0415 - seldom needed

    return everything.make(config, locales, last, look.inputs, jobs, day)
