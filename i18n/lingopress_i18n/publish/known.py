"""Articles as the last publish has found them, where their files have not changed since.

What others may depend on is noted in the record: which there are, their addresses, dates, terms.
The rest of an article, which is most of it, is read from its file when somebody asks for it.
"""

from __future__ import annotations

import dataclasses
import datetime
from typing import TYPE_CHECKING, Any

from lingopress_i18n import articles, unwritten
from lingopress_i18n.article import Article, read
from lingopress_i18n.taxonomy import Term

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from lingopress_i18n.site import Site

Note = list[Any]
"""What is noted of an article: values of JSON, and last the files elsewhere that it needs."""

_OWN = frozenset({"title", "description", "table", "lines", "body", "body_line", "meta"})
"""What of an article only its own pages, and facts, depend on."""
_NOTED = [each.name for each in dataclasses.fields(Article) if each.name not in _OWN]
_DAYS = ("date", "publish", "expires", "updated")


def notes(site: Site, found: Iterable[Article], paths: Collection[str]) -> dict[str, Note]:
    """Note articles, by their files' paths; but not those without a file among these ``paths``."""
    return {each.where: note(site, each) for each in found if each.where in paths}


def note(site: Site, article: Article) -> Note:
    """Note what others may depend on."""
    elsewhere = articles.elsewhere(site, [article])
    return [*(_plain(getattr(article, name)) for name in _NOTED), sorted(elsewhere)]


def again(
    site: Site, noted: Mapping[str, Note], changed: Collection[str]
) -> tuple[Article, ...] | None:
    """Give all articles as ``discover`` would; those of ``changed`` names are read again.

    None where others may depend on what has changed. Raises as ``discover`` does.
    """
    found: list[Article] = []
    for where, values in noted.items():
        article: Article = Known(site, values)
        if article.name in changed:
            article = read(site, site.root / where)
            if note(site, article) != values:
                return None
        found.append(article)
    found = [*unwritten.missing_terms(site, found), *found]
    found += unwritten.missing_indexes(site, found)
    return tuple(sorted(found, key=lambda article: article.name))


class Known(Article):
    """An article that is read from its file when more is asked for than was noted."""

    def __init__(self, site: Site, noted: Note) -> None:
        """Take what was noted."""
        known = dict(zip(_NOTED, noted, strict=False))
        for name in _DAYS:
            if known[name] is not None:
                known[name] = datetime.date.fromisoformat(known[name])
        known["aliases"] = tuple(known["aliases"])
        known["terms"] = tuple(Term(*each) for each in known["terms"])
        self.__dict__.update(known, _site=site)

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - whatever the field is
        """Read the file, for a field that was not noted. Raises as ``read`` does."""
        if name not in _OWN:
            raise AttributeError(name)
        site: Site = self.__dict__["_site"]
        whole = vars(read(site, site.root / self.where))
        self.__dict__.update({each: whole[each] for each in _OWN})
        return self.__dict__[name]


def _plain(value: object) -> object:
    """Give a field as JSON would give it back."""
    if isinstance(value, datetime.date):
        return value.isoformat()
    return [_plain(each) for each in value] if isinstance(value, tuple) else value
