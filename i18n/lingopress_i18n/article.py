"""Source articles: where they are, their front matter, and the address that each is given."""

from __future__ import annotations

import datetime
import functools
import operator
import os
import posixpath
import re
import unicodedata
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

from lingopress_i18n import files, front_matter, taxonomy
from lingopress_i18n.errors import ContentError
from lingopress_i18n.site import ADDRESS_DOMAIN

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from lingopress_i18n.site import Site
    from lingopress_i18n.taxonomy import Term

RESERVED_NAMES = frozenset({"site", "theme"})
"""Top-level names whose catalogs hold the publication's title and the interface strings."""

_TRUTH = {"true": True, "yes": True, "on": True, "false": False, "no": False, "off": False}
"""What YAML 1.1 calls true and false."""
_WORTH_A_QUESTION = ("title", "description", "translate")
"""Fields that nobody would miss on a page before a reader does."""
_STEERING = frozenset(
    ("aliases", "date", "expires", "order", "publish", "slug", "table", "updated")
)
"""Fields of ours that say something else, or in another way, to other programs."""
_SPELLINGS = {".markdown": ".md"}
"""Suffixes that are another way to write one."""
_WITH_FRONT_MATTER = frozenset({".md", ".mdx", ".html", ".htm"})
_HUGO_INDEX = re.compile(r"(?<![^/])_index\Z")
"""Hugo calls the page of a folder so."""
_SLUG = re.compile(r"[^\s/\\?#%.][^\s/\\?#%]*")


@dataclass(frozen=True)
class Article:
    """A source article, its front matter read, its body not yet parsed."""

    name: str
    """Path below ``articles/`` without suffix: ``news/forum``; also its catalogs' domain."""
    where: str
    """Path from the publication's root, for messages and references: ``articles/news/forum.md``."""
    suffix: str
    """Chooses the format, in lower case: ``.md``; ``.mdx`` for a ``.md`` that may hold JSX."""
    slug: str
    """Address below a locale's root, ends in a slash; empty for the home page: ``news/forum/``."""
    title: str
    """Inline Markdown; empty when the body has to provide it."""
    description: str
    """Inline Markdown, one sentence; may be empty."""
    date: datetime.date | None
    order: int
    """Place among its siblings, smallest first; 0 by default."""
    table: Mapping[str, Any] | None
    """The ``table`` of the front matter, unchecked."""
    lines: Mapping[str, int]
    """Line of each front-matter key, counted from 1; of what is below it, too, by path."""
    body: str
    """Without front matter."""
    body_line: int
    """Line of the body's first line in the file, counted from 1."""
    meta: Mapping[str, Any] = field(default_factory=dict)
    """The front matter as it was read."""
    is_translated: bool = True
    """Whether it has messages and a page in every locale; else in the source's alone."""
    aliases: tuple[str, ...] = ()
    """Addresses that it had before, below a locale's root, each ends in a slash."""
    publish: datetime.date | None = None
    """Its first day on the site, UTC; None if it has been there for ever."""
    expires: datetime.date | None = None
    """The first day on which it is not there any more, later than that; None if it stays."""
    updated: datetime.date | None = None
    """When its author changed it last for readers, later than ``date``; None for never."""
    terms: tuple[Term, ...] = ()
    """What it is listed under, by the site's taxonomies; a term of the same name once."""
    is_term: bool = False
    """Whether this is the page of a term, which lists the articles that have it."""

    @property
    def section(self) -> str:
        """Name of the folder that lists this article; empty for the top level."""
        folder = self.name.rpartition("/")[0]
        return folder.rpartition("/")[0] if self.is_index else folder

    @property
    def own_part(self) -> str:
        """The last part of the address; empty for the home page."""
        return self.slug.rstrip("/").rpartition("/")[2]

    @property
    def is_index(self) -> bool:
        """Whether this is the page of a folder (``index.md``, or ``_index.md`` as for Hugo)."""
        return self.name.rpartition("/")[2] == "index"

    @property
    def is_list(self) -> bool:
        """Whether its page lists other articles: that of a folder or of a term."""
        return self.is_index or self.is_term


def read(site: Site, path: Path) -> Article:
    """Read one article's file: decode it, cut off the front matter, work out its address."""
    relative = str(path).removeprefix(f"{site.articles}{os.sep}").replace(os.sep, "/")
    where = f"articles/{relative}"
    _refuse_odd_name(where)
    if path.is_symlink() or site.articles.is_symlink():  # any other is where its name says
        files.inside(site.root, where, where)
    name, suffix = posixpath.splitext(relative)
    name = _HUGO_INDEX.sub("index", name)
    suffix = _SPELLINGS.get(suffix.lower(), suffix.lower())
    if name in RESERVED_NAMES or (site.localized_slugs and name == ADDRESS_DOMAIN):
        raise ContentError(f"the name {name!r} is taken by a catalog", where, "rename the article")
    text = files.decode(files.read_bytes(path, where), where)
    front = front_matter.FrontMatter({}, {})
    if suffix in _WITH_FRONT_MATTER:
        front = front_matter.cut(text, where)
    if suffix == ".md" and site.mdx and front.values.get("format") != "md":
        suffix = ".mdx"
    own = _left(front.values) if site.generator else front.values
    fields = _Fields(own, front.lines, where)
    fields.refuse_slips()
    return Article(
        name=name,
        where=where,
        suffix=suffix,
        slug=address_of(name, fields.slug()),
        title=fields.text("title"),
        description=fields.text("description"),
        date=fields.date("date"),
        order=fields.order(),
        table=fields.mapping("table"),
        lines=front.lines,
        body=text[front.end :],
        body_line=text.count("\n", 0, front.end) + 1,
        meta=front.values,
        is_translated=fields.is_translated(name),
        aliases=tuple(_old_address(name, alias) for alias in fields.aliases()),
        **fields.days(name, is_term=taxonomy.is_term(site.taxonomies, name)),
        updated=fields.updated(),
        terms=taxonomy.terms(site.taxonomies, front.values, front.lines, where),
        is_term=taxonomy.is_term(site.taxonomies, name),
    )


def _left(values: Mapping[str, Any]) -> dict[str, Any]:
    """Leave out of front matter the fields that another generator reads in its own way."""
    return {key: value for key, value in values.items() if key not in _STEERING}


def folder_part(index: str) -> str:
    """Give the part that a folder has in the addresses below it, by its index page's name."""
    return address_of(index, "").rstrip("/").rpartition("/")[2]


def on_one_line(text: str) -> str:
    """Join a text's lines and its runs of blanks; spaces of other kinds, which bind, stay."""
    return " ".join(re.findall(r"[^ \t\r\n]+", text))


def name_in_words(name: str) -> str:
    """Derive a title from an article's name: ``news/my-trip`` gives ``My trip``."""
    stem = name.removesuffix("/index").rpartition("/")[2]
    words = re.sub(r"[-_\s]+", " ", stem).strip() or stem
    return words[:1].upper() + words[1:]


class _Fields(NamedTuple):
    """Typed access to front matter; every error names the key's line."""

    meta: Mapping[str, Any]
    lines: Mapping[str, int]
    where: str

    def wrong(self, key: str, message: str, hint: str = "") -> ContentError:
        return ContentError(f"{key}: {message}", f"{self.where}:{self.lines[key]}", hint)

    def refuse_slips(self) -> None:
        """Raise ContentError for a field that is one of ours but for a slip of the pen."""
        for right in _WORTH_A_QUESTION:
            slip = next((key for key in self.meta if _is_slip(key, right)), None)
            if slip is not None and right not in self.meta:
                hint = f"or, if another program reads it, write {right}, too"
                raise self.wrong(slip, f"is {right} meant?", hint)

    def text(self, key: str) -> str:
        value = self.meta.get(key)
        if value is None:
            return ""
        if not isinstance(value, str):
            raise self.wrong(key, "must be text")
        return on_one_line(value)

    def date(self, key: str) -> datetime.date | None:
        value = self.meta.get(key) or None
        if isinstance(value, datetime.datetime):
            return value.date()
        if value is None or isinstance(value, datetime.date):
            return value
        try:
            return datetime.date.fromisoformat(value[:10])
        except (ValueError, TypeError):
            raise self.wrong(key, f"{value!r} is no date", "such as 2020-04-28") from None

    def updated(self) -> datetime.date | None:
        """Give the day of the last change, if it is not that of the article itself."""
        if str(self.meta.get("updated")).lower() in _TRUTH:  # which is none
            return None
        first, last = self.date("date"), self.date("updated")
        if first and last and last < first:
            raise self.wrong("updated", f"{last} is before date: {first}")
        return None if last == first else last

    def days(self, name: str, *, is_term: bool) -> dict[str, datetime.date | None]:
        """Give the first day on the site, and the first one off it."""
        found = {key: self._day(key) for key in ("publish", "expires")}
        publish, expires = found.values()
        named = next((key for key, value in found.items() if value), "")
        if named and (is_term or name == "index" or name.endswith("/index")):
            what = "term" if is_term else "folder"
            hint = "give the articles that it lists their days"
            raise self.wrong(named, f"the page of a {what} has no days of its own", hint)
        if publish and expires and expires <= publish:
            raise self.wrong("expires", f"{expires} is not after publish: {publish}")
        return found

    def _day(self, key: str) -> datetime.date | None:
        value = self.meta.get(key)
        if value is None or str(value).lower() in {"", *_TRUTH}:  # others have publish: true
            return None
        if isinstance(value, datetime.date) and not isinstance(value, datetime.datetime):
            return value
        try:
            return datetime.date.fromisoformat(value)
        except (ValueError, TypeError):
            raise self.wrong(key, f"{str(value)!r} is no day", "such as 2027-01-01") from None

    def order(self) -> int:
        value = self.meta.get("order") or 0
        try:
            return int(value if isinstance(value, str) else operator.index(value))
        except (ValueError, TypeError):
            raise self.wrong("order", "must be a whole number") from None

    def is_translated(self, name: str) -> bool:
        word = str(self.meta.get("translate", "")).lower() or "true"
        if word not in _TRUTH:
            raise self.wrong("translate", "must be true or false")
        if name == "index" and not _TRUTH[word]:
            raise self.wrong("translate", "every locale needs its home page", "remove the line")
        return _TRUTH[word]

    def mapping(self, key: str) -> Mapping[str, Any] | None:
        value = self.meta.get(key)
        if value and not isinstance(value, dict):
            raise self.wrong(key, "must be a mapping")
        return value or None

    def slug(self) -> str:
        value = self.text("slug")
        if value and not _SLUG.fullmatch(value):
            raise self.wrong("slug", f"{value!r} is no single path component")
        return value

    def aliases(self) -> list[str]:
        value = self.meta.get("aliases") or []
        found = value if isinstance(value, list) else [value]
        for each in found:
            parts = each.strip("/").split("/") if isinstance(each, str) else [""]
            if not all(_SLUG.fullmatch(part) for part in parts):
                hint = "such as old-name, or /news/old-name from the locale's root"
                raise self.wrong("aliases", f"{each!r} is no address", hint)
        return found


@functools.lru_cache(maxsize=1024)
def _is_slip(word: str, right: str) -> bool:
    """Tell whether a word is another but for one letter, or for two that changed places.

    A plural is a word of its own.
    """
    word = word.lower()
    if word in (right, f"{right}s"):
        return False
    start = len(posixpath.commonprefix([word, right]))
    mine, its = word[start:], right[start:]
    is_letter = mine[1:] == its[1:] or mine[1:] == its or mine == its[1:]
    return is_letter or (mine[:2] == its[1::-1] and mine[2:] == its[2:])


def _refuse_odd_name(where: str) -> None:
    """Raise ContentError for a name that no catalog can refer to: a line feed, invalid UTF-8."""
    if where.isprintable():
        return
    if any(unicodedata.category(character) in {"Cc", "Cs"} for character in where):
        raise ContentError(
            "the name holds a control character or is not UTF-8", repr(where), "rename the file"
        )


def address_of(name: str, slug: str) -> str:
    """Derive the address from the article's name; the slug replaces the last part."""
    parts = name.split("/")
    if parts[-1] == "index":
        parts.pop()
    if slug and parts:
        parts[-1] = slug
    return "".join(re.sub(r"[\s?#%\\]+", "-", part) + "/" for part in parts)


def _old_address(name: str, alias: str) -> str:
    """Derive an address that an article had: beside the article's, or from the locale's root."""
    folder = "" if alias.startswith("/") else address_of(name, "x").removesuffix("x/")
    return f"{folder}{alias.strip('/')}/"
