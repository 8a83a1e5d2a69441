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

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

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
_LIKE = 75
"""How like its path must be what is meant, of 100."""
_BUILT = frozenset({"404.html", "feed.json", "feed.xml", "index.html"})
"""Names of files that are made beside pages."""


def notes(
    site: Site,
    looked_at: Iterable[Article],
    articles: Mapping[str, Article],
    documents: Mapping[str, Document],
) -> list[str]:
    """Say of each such link where it is, ``file:line``; by article and place.

    ``articles`` are all, by name: those that are ``looked_at`` may lead to any of them. None where
    another generator makes the site.
    """
    if site.generator:  # which has ways of its own to name a file, and looks itself
        return []
    paths = (each.where.removeprefix("articles/") for each in articles.values())
    known = sorted(path for path in paths if not path.endswith("/"))  # nobody wrote the others
    there = frozenset(known)
    found = []
    for article in looked_at:
        lost = [*_lost(site, article, there)]
        targets = _targets(documents[article.name]) if lost else ()
        for line, written, path in lost:
            if written in targets:
                meant = _meant(path, known)
                found.append(f"{article.where}:{line}: {written}: there is no such file ({meant})")
    return found


def _lost(site: Site, article: Article, known: Collection[str]) -> Iterator[tuple[int, str, str]]:
    """Find what looks like a link and leads to no file: line, target as written, path."""
    folder = posixpath.dirname(article.where.removeprefix("articles/"))
    body = article.body
    patterns = (pattern for sign, pattern in _LINKS.items() if sign in body)
    every = itertools.chain.from_iterable(each.finditer(body) for each in patterns)
    line, seen = article.body_line, 0
    for match in sorted(every, key=lambda each: each.start(1)):
        written = match[1]
        path = posixpath.normpath(posixpath.join(folder, unquote(written)))
        is_elsewhere = path.startswith("../") or posixpath.basename(path) in _BUILT
        if not is_elsewhere and path not in known and not _is_there(site, path):
            line, seen = line + body.count("\n", seen, match.start(1)), match.start(1)
            yield line, written, path


def _meant(path: str, known: Sequence[str]) -> str:
    """Say what to do about a path: which article is most like it, if one is.

    A site that has moved here may have hundreds of such links, and thousands of articles.
    """
    from rapidfuzz import fuzz, process  # noqa: PLC0415 - only what is misspelt needs it

    like = process.extractOne(path, known, scorer=fuzz.ratio, score_cutoff=_LIKE)
    return f"did you mean articles/{like[0]}?" if like else "write the path from this article"


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
