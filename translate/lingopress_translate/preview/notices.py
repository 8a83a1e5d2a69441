"""Pages that the preview says something with: an error, no page, two languages side by side."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING

from lingopress_translate.preview import own

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lingopress_i18n.addresses import Addresses
    from lingopress_i18n.article import Article
    from lingopress_i18n.errors import LingopressError
    from lingopress_i18n.locales import Locale


def failure(problem: LingopressError) -> bytes:
    """Show what is wrong in a page that comes back to life on the next save."""
    where = f"<p><code>{html.escape(problem.where)}</code></p>" if problem.where else ""
    hint = f"<p>{html.escape(problem.hint)}</p>" if problem.hint else ""
    return _document(
        "Preview: an error",
        f'<main class="lp-error" role="alert"><h1>This page cannot be shown</h1>{where}'
        f"<p><strong>{html.escape(problem.message)}</strong></p>{hint}"
        f"<p>It comes back when the file is saved.</p></main>{own.script()}",
    )


def missing(path: str, home: str, why: str = "") -> bytes:
    """Say that there is no such page, and why."""
    reason = f"<p>{html.escape(why)}</p>" if why else ""
    return _document(
        "Preview: no such page",
        f'<main class="lp-error"><h1>No such page</h1><p><code>/{html.escape(path)}</code></p>'
        f"{reason}"
        f'<p><a href="/{html.escape(home)}/">{html.escape(home)}</a></p></main>{own.script()}',
    )


def beside(locales: Sequence[Locale], article: Article, known: Addresses) -> bytes:
    """Show a page in two locales; each side is the page itself."""
    sides = "".join(
        f'<iframe src="/{known.page_path(each, article)}" title="{html.escape(each.tag)}"></iframe>'
        for each in locales
    )
    title = html.escape(f"{article.name}: {', '.join(each.tag for each in locales)}")
    return _document(title, f'<div class="lp-beside">{sides}</div>')


def _document(title: str, body: str) -> bytes:
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{title}</title>'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">{own.style()}</head>'
        f"<body>{body}</body></html>\n"
    ).encode()
