"""Links of articles to files that are not there.

Only what names a file is looked at: a path with a suffix, from the article, below ``articles/``.
Any other address may be that of a page, which the inspection of the built site follows.
"""

from __future__ import annotations

import itertools
import posixpath
import re
from typing import TYPE_CHECKING
from urllib.parse import unquote

from lingopress_i18n import inline
from lingopress_i18n.document import Address, Fixed, Slot
from lingopress_i18n.errors import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from lingopress_i18n.article import Article
    from lingopress_i18n.document import Document
    from lingopress_i18n.site import Site

_FILE = (
    r"""([^\s<>()"'`\#?=:/\\][^\s<>()"'`\#?=:\\]*\.[A-Za-z][A-Za-z0-9]{1,7})(?=[\s<>()"'\#?]|$)"""
)
_LINKS = {
    "](": re.compile(rf"\]\(\s*<?{_FILE}", re.MULTILINE),
    "]:": re.compile(rf"^[ \t>]*\[[^]\n]+\]:[ \t]*<?{_FILE}", re.MULTILINE),
    "href=": re.compile(rf"href=[\"']?{_FILE}", re.MULTILINE),
    "src=": re.compile(rf"src=[\"']?{_FILE}", re.MULTILINE),
}
"""What looks like a link to a file, in Markdown or HTML, by what all of a kind have; whether it is
one, its document says."""
_BUILT = frozenset({"404.html", "feed.json", "feed.xml", "index.html"})
"""Names of files that are made beside pages."""


def notes(
    site: Site,
    looked_at: Iterable[Article],
    articles: Mapping[str, Article],
    documents: Mapping[str, Document],
) -> list[str]:
    """Say of each such link where it is, ``file:line``; by article and place.

    ``articles`` are all, by name: those that are ``looked_at`` may lead to any of them.
    """
    paths = (each.where.removeprefix("articles/") for each in articles.values())
    known = {path for path in paths if not path.endswith("/")}  # nobody wrote the others
    found = []
    for article in looked_at:
        lost = [*_lost(site, article, known)]
        targets = _targets(documents[article.name]) if lost else ()
        for line, written, path in lost:
            if written in targets:
                meant = did_you_mean(path, known, "articles/") or "write the path from this article"
                found.append(f"{article.where}:{line}: {written}: there is no such file ({meant})")
    return found


def _lost(site: Site, article: Article, known: Collection[str]) -> Iterator[tuple[int, str, str]]:
    """Find what looks like a link and leads to no file: line, target as written, path."""
    folder = posixpath.dirname(article.where.removeprefix("articles/"))
    body = article.body
    patterns = (pattern for sign, pattern in _LINKS.items() if sign in body)
    every = itertools.chain.from_iterable(each.finditer(body) for each in patterns)
    for match in sorted(every, key=lambda each: each.start(1)):
        written = match[1]
        path = posixpath.normpath(posixpath.join(folder, unquote(written)))
        is_elsewhere = path.startswith("../") or posixpath.basename(path) in _BUILT
        if not is_elsewhere and path not in known and not _is_there(site, path):
            line = article.body_line + body.count("\n", 0, match.start(1))
            yield line, written, path


def _is_there(site: Site, path: str) -> bool:
    try:
        return (site.articles / path).exists()
    except OSError:  # a name longer than any file's
        return False


def _targets(document: Document) -> set[str]:
    """Collect where the links of a body lead, as written, without what follows the path."""
    found = set()
    for part in document.parts:
        if isinstance(part, Address):
            found.add(part.target)
        elif isinstance(part, Slot | Fixed):
            inner = (each for tag in part.tags for each in tag.parts)
            found |= {each.target for each in inner if isinstance(each, Address)}
            texts = [part.text] if isinstance(part, Fixed) else [m.text for m in part.messages]
            for text in texts:
                found |= {each.target for each in inline.parse(text).events if each.target}
    return {re.split("[?#]", each)[0] for each in found}
