"""What web servers should know of the built site: languages, moved pages, pages not found, caches.

Only at the root is a language chosen, by the reader's cookie ``lang`` or browser; every other
address is one language's for good. Browsers keep what has its content's fingerprint in its name,
and ask for pages again.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import quote, unquote

from lingopress_i18n.render.assets import ASSETS, LENGTH
from lingopress_i18n.render.negotiation import patterns, ranges
from lingopress_i18n.render.search.searched import SEARCH

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from lingopress_i18n.locales import Locale

_NOTE = """\
# Written by lingopress publish from what it built: edits are lost. A reader's language is asked for
# at {root} alone: the cookie `lang`, if there is one, else what the browser prefers.
"""


class Built(NamedTuple):
    """What servers need of a built site."""

    root: str
    """Path of the site's root on the server, ends in a slash: ``/``."""
    locales: Sequence[Locale]
    """Those with a home page, the source first."""
    moved: Mapping[str, str]
    """Old addresses, below the root, and the paths that took their place; percent-encoded."""
    lasting: Sequence[str] = ()
    """Paths of files with a fingerprint in their names, for Netlify, which knows no patterns."""


_FOR_GOOD = "public, max-age=31536000, immutable"
"""``Cache-Control`` of what never changes (RFC 9111, RFC 8246): kept for a year."""
_AGAIN = "no-cache"
"""That of pages: kept, but asked for again each time."""


def netlify(built: Built) -> dict[str, str]:
    """Give ``_redirects`` and ``_headers``, which Netlify reads; its own cookie is ``nf_lang``.

    It has browsers ask for everything again, if nothing else is said.
    """
    root = built.root
    lines = [f"{root}{old} {new} 301!" for old, new in built.moved.items()]
    for each in built.locales:
        wanted = ",".join(ranges(each, built.locales)).lower()
        lines.append(f"{root} {root}{each.tag}/ 302! Language={wanted}")
    lines += [f"{root}{each.tag}/* {root}{each.tag}/404.html 404" for each in built.locales]
    headers = []
    for path in built.lasting:
        headers += [f"{root}{quote(path)}", f"  Cache-Control: {_FOR_GOOD}"]
    return {"_redirects": _text(built, lines), "_headers": _text(built, headers)}


def nginx(built: Built) -> dict[str, str]:
    """Give two files to include, one in the ``http`` block, one in the ``server`` block."""
    root = built.root
    http = ["map $http_accept_language $lingopress_accepted {", '    default "";']
    http += [f'    "~*{own}" {tag};' for tag, own in patterns(built.locales).items()]
    http += ["}", "map $cookie_lang $lingopress_locale {", "    default $lingopress_accepted;"]
    http += [f'    "{each.tag}" {each.tag};' for each in built.locales] + ["}"]
    http += ["map $uri $lingopress_cache {", '    default "";', f'    "~\\.html$" "{_AGAIN}";']
    http += [f'    "~{_lasting(built)}" "{_FOR_GOOD}";', "}"]
    cache = "add_header Cache-Control $lingopress_cache;"
    server = [
        cache,
        f"location = {root} {{",
        f"    {cache}",  # one of its own, and a location inherits none
        '    add_header Vary "Accept-Language, Cookie" always;',
        f'    if ($lingopress_locale) {{ return 302 "{root}$lingopress_locale/"; }}',
        f"    try_files {root}index.html =404;",
        "}",
    ]
    server += [
        f'location = "{_in_quotes(unquote(root + old))}" {{ return 301 "{new}"; }}'
        for old, new in built.moved.items()
    ]
    server += [
        f"location {root}{each.tag}/ {{ error_page 404 {root}{each.tag}/404.html; }}"
        for each in built.locales
    ]
    server.append(f"error_page 404 {root}404.html;")
    return {"_nginx/http.conf": _text(built, http), "_nginx/server.conf": _text(built, server)}


def apache(built: Built) -> dict[str, str]:
    """Give ``.htaccess``; it needs mod_rewrite and mod_headers."""
    root = built.root
    tags = "|".join(each.tag for each in built.locales)
    lines = [f"ErrorDocument 404 {root}404.html"]
    for each in built.locales:
        lines += [
            f'<If "%{{REQUEST_URI}} =~ m#^{root}{each.tag}/#">',
            f"    ErrorDocument 404 {root}{each.tag}/404.html",
            "</If>",
        ]
    lines += [f"<If \"%{{REQUEST_URI}} in {{ '{root}', '{root}index.html' }}\">"]
    lines += ['    Header always merge Vary "Accept-Language, Cookie"', "</If>"]
    lines += [
        '<FilesMatch "\\.html$">',
        f'    Header set Cache-Control "{_AGAIN}"',
        "</FilesMatch>",
    ]
    lines += [f'<If "%{{REQUEST_URI}} =~ m#{_lasting(built)}#">']
    lines += [f'    Header set Cache-Control "{_FOR_GOOD}"', "</If>", "RewriteEngine On"]
    lines += [
        f'RewriteRule "^{_pattern(unquote(old))}$" "{_literal(new)}" [R=301,L,NE]'
        for old, new in built.moved.items()
    ]
    lines += [
        f'RewriteCond %{{HTTP_COOKIE}} "(?:^|;\\s*)lang=({tags})(?:;|$)"',
        f'RewriteRule "^$" "{root}%1/" [R=302,L]',
    ]
    for tag, own in patterns(built.locales).items():
        lines += [
            f'RewriteCond %{{HTTP:Accept-Language}} "{own}" [NC]',
            f'RewriteRule "^$" "{root}{tag}/" [R=302,L]',
        ]
    return {".htaccess": _text(built, lines)}


WRITERS: Mapping[str, Callable[[Built], dict[str, str]]] = {
    "apache": apache,
    "netlify": netlify,
    "nginx": nginx,
}
"""Who writes for which of ``settings.pages.SERVERS``: files by path from the built site's root."""


def _lasting(built: Built) -> str:
    """Write a pattern of the addresses of files with a fingerprint: the theme's, the indexes'."""
    tags = "|".join(each.tag for each in built.locales)
    digits = f"[0-9a-f]{{{LENGTH}}}"
    theme = rf"{ASSETS}/.+\.{digits}(?:\.[^/.]+)?"
    return f"^{re.escape(built.root)}(?:{theme}|(?:{tags})/{SEARCH}{digits}\\.txt)$"


def _in_quotes(text: str) -> str:
    """Escape what would end a quoted word; slugs hold neither backslash nor line break."""
    return text.replace('"', '\\"')


def _literal(address: str) -> str:
    """Escape what mod_rewrite would take for a part that a condition matched: ``%8`` in ``%8F``."""
    return address.replace("%", r"\%")


def _pattern(text: str) -> str:
    """Write a pattern of just this text; mod_rewrite knows no escape of a quote but a pattern's."""
    return re.escape(text).replace('"', r"\x22")


def _text(built: Built, lines: Sequence[str]) -> str:
    return _NOTE.format(root=built.root) + "".join(f"{line}\n" for line in lines)
