"""Built sites as a reader's browser gets them: pages parsed, links followed, nothing believed.

Tests of pages import from here, like from ``trial.py``. What a page should say is worked out from
the publication's sources and from ``lingopress status``, never from the code that rendered it.
"""

from __future__ import annotations

import csv
import html
import json
import posixpath
import re
import tomllib
from dataclasses import dataclass
from functools import cache, cached_property
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, unquote, urlsplit
from xml.etree.ElementTree import Element

import html5lib
import polib

from lingopress_i18n import inline
from lingopress_i18n.locales import locale
from lingopress_i18n.typography import spaced

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from trial import Trial

ENDONYMS = {
    "ar": "العربية",
    "en": "English",
    "es": "Español",
    "ps": "پښتو",
    "fr": "Français",
    "sw-KE": "Kiswahili (Kenya)",
    "ru": "Русский",
    "zh-Hans": "简体中文",
}
"""Every language that a test publication speaks, by BCP 47 tag."""
RTL = frozenset({"ar", "ps"})
"""Those of them that are written from right to left."""


def direction(tag: str) -> str:
    """Say what ``dir`` belongs to ``lang``."""
    return "rtl" if tag in RTL else "ltr"


def words(text: str) -> str:
    """Reduce white space as HTML does, which leaves no-break spaces alone."""
    return re.sub("[ \t\n\f\r]+", " ", text).strip(" ")


def text_of(element: Element) -> str:
    """Give what can be read in an element."""
    return words("".join(element.itertext()))


@dataclass(frozen=True)
class Page:
    """One HTML file."""

    path: str
    """From the site's root: ``fr/news/forum/index.html``."""
    data: bytes

    @cached_property
    def root(self) -> Element:
        """The parsed document. Fails on the first error that the HTML standard names."""
        tree = html5lib.getTreeBuilder("etree")
        parser = html5lib.HTMLParser(tree, strict=True, namespaceHTMLElements=False)
        parsed = parser.parse(self.data, transport_encoding="utf-8")
        assert isinstance(parsed, Element)
        return parsed

    @property
    def tag(self) -> str:
        """The locale that the page's address stands for; empty for the chooser at the root."""
        return self.path.partition("/")[0] if "/" in self.path else ""

    @property
    def slug(self) -> str:
        """The address below the locale: ``news/forum/``; empty for home and chooser."""
        return posixpath.dirname(self.path).removeprefix(self.tag).lstrip("/") + "/" * (
            self.path.count("/") > 1
        )

    def all(self, xpath: str) -> list[Element]:
        return self.root.findall(f".//{xpath}")

    def one(self, xpath: str) -> Element:
        (found,) = self.all(xpath)
        return found

    def text(self, xpath: str) -> str:
        return text_of(self.one(xpath))

    def meta(self, name: str) -> str | None:
        """Give the content of a ``<meta>`` by its name or property; None where there is none."""
        found = [
            each.get("content", "")
            for each in self.all("head/meta")
            if name in (each.get("name"), each.get("property"))
        ]
        assert len(found) <= 1, f"{self.path}: {name} stands twice"
        return found[0] if found else None

    def links(self, rel: str) -> list[Element]:
        return [each for each in self.all("head/link") if each.get("rel") == rel]

    def alternates(self) -> dict[str, str]:
        """Map hreflang to address, as the head announces them; feeds are no alternates in this."""
        found = [each for each in self.links("alternate") if each.get("hreflang")]
        pairs = {each.get("hreflang", ""): each.get("href", "") for each in found}
        assert len(pairs) == len(found), f"{self.path}: a language is announced twice"
        return pairs

    def resolve(self, href: str) -> tuple[str, str]:
        """Follow a relative link: the path of the file it leads to, and the fragment."""
        parts = urlsplit(href)
        folder = posixpath.dirname(self.path)
        target = posixpath.normpath(posixpath.join(folder, unquote(parts.path)))
        if not parts.path:
            target = self.path
        elif parts.path.endswith(("/", ".")):
            target = posixpath.normpath(f"{target}/index.html")
        return target, unquote(parts.fragment)

    def ids(self) -> list[str]:
        return [each.get("id", "") for each in self.all("*[@id]")]


@dataclass(frozen=True)
class Message:
    """A message of an article, and its translation where a person has reviewed one."""

    context: str | None
    text: str
    translation: str | None


class Built:
    """A publication after ``lingopress publish``."""

    def __init__(self, trial: Trial) -> None:
        """Read what stands in ``public/``, and how far the catalogs are."""
        self.trial = trial
        self.config: dict[str, Any] = tomllib.loads(trial.read("lingopress.toml"))["site"]
        self.source: str = self.config["source_locale"]
        self.tags: list[str] = [self.source, *self.config["locales"]]
        self.base: str = self.config["base_url"]
        files = sorted(path for path in self.public.rglob("*") if path.is_file())
        self.read({path.relative_to(self.public).as_posix(): path.read_bytes() for path in files})
        status = trial.run("status", "--json")
        assert status.code == 0, status.err
        rows = [json.loads(line) for line in status.out.splitlines()]
        self._counts = {(row["locale"], row["domain"]): row["messages"] for row in rows}
        names = {self.domain(page) for page in self.pages}
        assert len(self.pages) == len(self.tags) * len(names), "a page is missing"
        assert len(names) > len(self.tags), "the publication is too small to prove anything"

    @cached_property
    def public(self) -> Path:
        """The folder of the site."""
        return self.trial.root / "public"

    def read(self, files: Mapping[str, bytes], known: Mapping[str, Page] | None = None) -> None:
        """Take these files for the site's; ``known`` pages need not be parsed again."""
        before = known or {}
        self.files = dict(files)
        every = []
        for path, data in self.files.items():
            if path.endswith(".html"):
                page = before.get(path)
                every.append(page if page and page.data == data else Page(path, data))
        self.lost = [page for page in every if posixpath.basename(page.path) == "404.html"]
        """What servers show for addresses where there is no page, and where nothing leads."""
        self.moved = [page for page in every if b'http-equiv="refresh"' in page.data]
        """What stands where an article was before; the chooser leads to none of them."""
        apart = {page.path for page in (*self.lost, *self.moved)}
        self.by_path = {page.path: page for page in every if page.path not in apart}
        self.searches = [page for page in self.by_path.values() if page.slug == "search/"]
        """What searches a locale: no article's page, but one that readers are led to."""
        self.pages = [page for page in self.by_path.values() if page.tag and page.slug != "search/"]
        """The pages of articles: every locale, every article."""

    @property
    def chooser(self) -> Page:
        return self.by_path["index.html"]

    def where(
        self, is_wrong: Callable[[Page], object], pages: list[Page] | None = None
    ) -> dict[str, object]:
        """List the pages that break a rule, each with what the rule says about it."""
        checked = self.pages if pages is None else pages
        assert checked, "no page to check"
        found = {page.path: is_wrong(page) for page in checked}
        return {path: wrong for path, wrong in found.items() if wrong}

    def domain(self, page: Page) -> str:
        """Name the article of a page, which is also the name of its catalog."""
        return {path: name for name, path in self._paths(page.tag).items()}[page.path]

    @cache  # noqa: B019 - as below
    def _paths(self, tag: str) -> dict[str, str]:
        """Map articles to their pages' paths in a locale, as its catalog of addresses has them."""
        root = self.trial.root
        names = {
            path.relative_to(root / "articles").with_suffix("").as_posix()
            for path in (root / "articles").rglob("*.md")
        }
        for field in self.config.get("taxonomies", ()):  # terms have pages, but no files
            pages = (root / "locales/pot" / field).glob("*.pot")
            names |= {f"{field}/{path.stem}" for path in pages}
        folder = root / "locales" / tag.replace("-", "_")
        own = folder / "LC_MESSAGES/addresses.po"
        entries = polib.pofile(str(own)).translated_entries() if own.is_file() else []
        said = {each.msgctxt: each.msgstr for each in entries}
        found = {}
        for name in sorted(names):
            parts = name.removesuffix("index").rstrip("/").split("/")
            path = [
                said.get("/".join([*parts[:at], "index"]), parts[at - 1])
                for at in range(1, len(parts) + (name.endswith("index")))
            ]
            path += [] if name.endswith("index") else [said.get(name, parts[-1])]
            found[name] = "/".join([tag, *filter(None, path), "index.html"])
        return found

    def counts(self, page: Page) -> tuple[int, int]:
        """Count the page's reviewed messages and all of them, by ``lingopress status``."""
        counts = self._counts[page.tag, self.domain(page)]
        return counts["reviewed"], sum(counts.values()) - counts["obsolete"]

    def state(self, page: Page) -> str:
        """Tell how far a page is translated: ``source``, ``reviewed``, ``partly``, ``fallback``."""
        if page.tag == self.source:
            return "source"
        reviewed, total = self.counts(page)
        return "reviewed" if reviewed == total else "partly" if reviewed else "fallback"

    def in_state(self, *states: str) -> list[Page]:
        return [page for page in self.pages if self.state(page) in states]

    def page_of(self, tag: str, domain: str) -> Page:
        """Give an article's page in a locale."""
        return self.by_path[self._paths(tag)[domain]]

    def versions(self, page: Page) -> dict[str, Page]:
        """Map every locale to its page of the same article."""
        name = self.domain(page)
        return {tag: self.by_path[self._paths(tag)[name]] for tag in self.tags}

    def address(self, page: Page) -> str:
        """Give a page's absolute address."""
        return self.base + quote(page.path.removesuffix("index.html"))

    def page_at(self, address: str) -> Page | None:
        """Find the page that answers at an absolute address."""
        if not address.startswith(self.base) or not address.endswith("/"):
            return None
        found = self.by_path.get(unquote(address.removeprefix(self.base)) + "index.html")
        return found if found and self.address(found) == address else None

    @cache  # noqa: B019 - a site lives as long as the run
    def messages(self, tag: str, domain: str) -> list[Message]:
        """List an article's messages with what is reviewed in a locale, as polib reads it."""
        root = self.trial.root / "locales"
        template = polib.pofile(str(root / f"pot/{domain}.pot"))
        reviewed = {(each.msgctxt, each.msgid): each.msgid for each in template}
        if tag != self.source:
            path = root / tag.replace("-", "_") / f"LC_MESSAGES/{domain}.po"
            translated = polib.pofile(str(path)).translated_entries()  # neither fuzzy nor obsolete
            reviewed = {(each.msgctxt, each.msgid): each.msgstr for each in translated}
        return [
            Message(each.msgctxt, each.msgid, reviewed.get((each.msgctxt, each.msgid)))
            for each in template
        ]

    def say(self, tag: str, domain: str, context: str) -> str:
        """Give the words of an article's title or description: translated, else the source's.

        Their white space is as the sample's typography has it.
        """
        (found,) = (each for each in self.messages(tag, domain) if each.context == context)
        language = locale(tag if found.translation else self.source)
        return words(spaced(inline.plain(found.translation or found.text), language))

    def rows(self) -> list[dict[str, str]]:
        """Read the data of the table of parties, as the authors wrote it."""
        with (self.trial.root / "articles/parties.csv").open(encoding="utf-8", newline="") as lines:
            return list(csv.DictReader(lines))


def is_external(href: str) -> bool:
    return bool(re.match(r"[a-z][a-z0-9+.-]*:|//", href, re.IGNORECASE))


def unescaped(data: bytes) -> str:
    """Decode a page and resolve its character references: what it says, in characters."""
    return html.unescape(data.decode("utf-8"))


def copy_sample(trial: Trial, repository: Path) -> None:
    """Copy the sample publication of the repository, without what is built from it."""
    for name in ("lingopress.toml", "articles", "locales"):
        path = repository / name
        found = [path] if path.is_file() else sorted(path.rglob("*"))
        trial.write(
            {
                each.relative_to(repository).as_posix(): each.read_bytes()
                for each in found
                if each.is_file() and each.suffix != ".mo"
            }
        )
