"""A publication, read whole: its configuration, its articles, and their documents."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from lingopress_i18n import articles, garbage, gates, markup, site
from lingopress_i18n.document import Message
from lingopress_i18n.errors import ConfigError, did_you_mean
from lingopress_i18n.lazily import Read

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from pathlib import Path

    from lingopress_i18n.article import Article
    from lingopress_i18n.document import Document
    from lingopress_i18n.locales import Locale
    from lingopress_i18n.site import Site

    Parsing = Callable[[Sequence[Article], Site], Mapping[str, Document]]

SITE_DOMAIN = "site"
"""The domain of the publication's own title and description."""

THEME_DOMAIN = "theme"
"""The domain of the interface strings, which are plain text."""

MOST_LINKS = 12
"""How many pages the main navigation takes where nobody has chosen them."""


@dataclass(frozen=True)
class Publication:
    """Everything that the authors wrote."""

    site: Site
    articles: Mapping[str, Article]
    """By name, sorted by it."""
    documents: Mapping[str, Document]
    """The articles parsed, by name."""

    def site_messages(self) -> list[Message]:
        """List the messages of the configuration: the title, then the description, if any."""
        texts = {"title": self.site.title, "description": self.site.description}
        return [
            Message(text, f"site {key}", self.site.lines.get(key, 1), f"site {key}")
            for key, text in texts.items()
            if text
        ]

    def locales(self, article: Article) -> tuple[Locale, ...]:
        """List the locales that an article may have a page in, the source first.

        In which of them it has one is for the gates to say: see ``page_status``.
        """
        return self.site.all_locales if article.is_translated else (self.site.source,)

    def find(self, wanted: str) -> Article:
        """Find an article by name (``news/forum``) or by path (``articles/news/forum.md``).

        Raises ConfigError for one that is not there.
        """
        path = PurePosixPath(wanted.replace("\\", "/"))
        by_path = {article.where: article for article in self.articles.values()}
        found = by_path.get(str(path)) or self.articles.get(str(path))
        if found is None:
            raise _no_article(wanted, [*self.articles, *by_path])
        return found

    def children(self, section: Article) -> list[Article]:
        """List what a section's or term's page lists: by order, the newest first, then by name."""
        if section.is_term:
            return self._by_term.get(section.name, [])
        folder = section.name.removesuffix("index").rstrip("/")
        return [each for each in self._by_section.get(folder, ()) if each is not section]

    def newest(self) -> list[Article]:
        """List all articles but those that list others: the newest first, the undated last."""
        return self._newest

    @cached_property
    def _newest(self) -> list[Article]:
        listed = (each for each in self.articles.values() if not each.is_list)
        return sorted(listed, key=lambda each: (each.date is None, *_rank(each)[1:]))

    @cached_property
    def _by_section(self) -> Mapping[str, list[Article]]:
        found: defaultdict[str, list[Article]] = defaultdict(list)
        for each in sorted(self.articles.values(), key=_rank):
            found[each.section].append(each)
        return found

    @cached_property
    def _by_term(self) -> Mapping[str, list[Article]]:
        found: defaultdict[str, list[Article]] = defaultdict(list)
        for each in sorted(self.articles.values(), key=_rank):
            for term in each.terms:
                found[term.name].append(each)
        return found

    def taxonomies(self, article: Article) -> list[tuple[Article, list[Article]]]:
        """List the index pages of the taxonomies that an article has terms of, and these terms."""
        found = []
        for name in self.site.taxonomies:
            terms = [each.name for each in article.terms if each.name.startswith(f"{name}/")]
            if terms:
                index = self.articles[f"{name}/index"]
                found.append((index, [self.articles[each] for each in terms]))
        return found

    def is_taxonomy(self, article: Article) -> bool:
        """Tell whether an article is the page that lists the terms of a taxonomy."""
        return article.is_index and article.name.removesuffix("/index") in self.site.taxonomies

    def navigation(self) -> list[Article]:
        """List the main navigation: as configured, else the pages of the top level.

        Taxonomies are not among these. Where they are too many for a reader, the sections alone.
        Raises ConfigError for a configured article that is not there.
        """
        return self._navigation

    @cached_property
    def _navigation(self) -> list[Article]:
        names = self.site.navigation
        if not names:
            top = [each for each in self.articles.values() if self._is_top(each)]
            sections = [each for each in top if each.is_index]
            return sorted(top if len(top) <= MOST_LINKS else sections, key=_rank)
        missing = [name for name in names if name not in self.articles]
        if missing:
            where = f"{site.CONFIG_NAME}: site.navigation[{names.index(missing[0])}]"
            raise _no_article(missing[0], self.articles, where)
        return [self.articles[name] for name in names]

    def _is_top(self, article: Article) -> bool:
        return article.section == "" and bool(article.slug) and not self.is_taxonomy(article)


def load(root: Path, parse: Parsing | None = None) -> Publication:
    """Read a publication. Raises ConfigError or ContentError at the first thing that is wrong.

    ``parse`` gives the documents of articles, by name, where that is not to be done one by one.
    """
    parse = parse or _parsed
    config = site.load(root)
    found = articles.discover(config, markup.FORMATS)
    publication = Publication(
        site=config,
        articles={article.name: article for article in found},
        documents=parse(found, config),
    )
    try:
        publication.navigation()
        if config.search:
            _keep_free(found, "search/")
        gates.check_sections(config.gates, publication.articles, f"{site.CONFIG_NAME}: gates")
    except ConfigError as error:
        raise site.located(error, root) from None
    return publication


def _parsed(found: Iterable[Article], config: Site) -> Mapping[str, Document]:
    with garbage.seldom():
        return {article.name: markup.parse(article, config) for article in found}


def _keep_free(found: Iterable[Article], slug: str) -> None:
    """Raise ConfigError for an article that stands, or stood, where the search page goes."""
    for article in found:
        if slug in {article.slug, *article.aliases}:
            where = f"{site.CONFIG_NAME}: site.search"
            hint = "give the article another slug, or turn the search off"
            raise ConfigError(f"{article.where} has the search page's address", where, hint)


def reload(
    config: Site, found: Iterable[Article], parse: Callable[[Article], Document]
) -> Publication:
    """Give a publication whose articles ``parse`` parses when they are asked for."""
    by_name = {article.name: article for article in found}
    return Publication(
        site=config,
        articles=by_name,
        documents=Read(by_name, lambda name: parse(by_name[name])),
    )


def select(publication: Publication, wanted: Iterable[str]) -> list[Article]:
    """Find the named articles; all of them for no name. Raises ConfigError."""
    named = [publication.find(name) for name in wanted]
    return named or list(publication.articles.values())


def _no_article(wanted: str, known: Iterable[str], where: str = "") -> ConfigError:
    hint = did_you_mean(wanted, known) or "name it as in articles/"
    return ConfigError(f"there is no article {wanted!r}", where, hint)


def _rank(article: Article) -> tuple[int, int, str]:
    newness = -article.date.toordinal() if article.date else 0
    return article.order, newness, article.name
