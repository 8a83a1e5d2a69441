"""A publication with a page in every state under every gate, and its site as files.

A state is made as people make it: catalogs are filled with polib, articles edited, ``update`` run.
"""

from __future__ import annotations

import json
import posixpath
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote
from xml.etree import ElementTree as ET

import polib

from built import Page, is_external
from lingopress_i18n.catalog.po import Entry
from lingopress_i18n.catalog.state import mt_comment

if TYPE_CHECKING:
    from collections.abc import Iterator

    from trial import Trial

BASE = "https://example.org/"
SOURCE = "en"
GATES = ("hold", "fallback", "drafts")
STATES = (
    *("reviewed", "missing", "partly", "machine", "mixed", "doubted"),
    *("edited", "rewritten", "redrafted"),
)
CONFIG = f"""\
[site]
title = "Trial"
base_url = "{BASE}"
source_locale = "en"
locales = ["es", "ar"]

[gates.sections]
hold = {{ es = "hold", ar = "hold" }}
drafts = "drafts"
"""
NUMBERS = ("first", "second", "third", "fourth", "fifth")
LOCATION = "{http://www.sitemaps.org/schemas/sitemap/0.9}loc"


def sentences(gate: str, state: str) -> list[str]:
    """Write the sentences of an article; the first is its title, each is in no other article."""
    rest = [f"The {number} sentence of {gate} {state} stands here." for number in NUMBERS]
    return [f"About {gate} and {state} pages in this trial", *rest]


def article(texts: list[str]) -> str:
    """Write an article that links to another of each gate."""
    links = " ".join(f"[x](../{gate}/missing.md)" for gate in GATES)
    fixed = f"<!-- lingopress: skip -->\n\n{links}\n"
    return f"# {texts[0]}\n\n{' '.join(texts[1:])}\n\n{fixed}"


def fill(trial: Trial) -> None:
    """Write the publication, and bring its catalogs into their states."""
    texts = {f"{gate}/{state}": sentences(gate, state) for gate in GATES for state in STATES}
    trial.write({"lingopress.toml": CONFIG, "articles/index.md": "# Home\n\nWelcome.\n"})
    trial.write({f"articles/{name}.md": article(each) for name, each in texts.items()})
    _run(trial, "update")
    section = _catalog(trial, "hold/index")
    section[0].msgstr = "human hold"
    section.save()
    for name in texts:
        _translate(trial, name)
    for name, each in texts.items():
        count = {"edited": 1, "redrafted": 1, "rewritten": 3}.get(name.partition("/")[2], 0)
        edited = [text.replace("stands", "stood") for text in each[len(each) - count :]]
        trial.write({f"articles/{name}.md": article([*each[: len(each) - count], *edited])})
    _run(trial, "update")
    for gate in GATES:
        _redraft(trial, f"{gate}/redrafted")


def _translate(trial: Trial, name: str) -> None:
    """Fill a Spanish catalog, each text with a mark of who wrote it."""
    state = name.partition("/")[2]
    catalog = _catalog(trial, name)
    for at, entry in enumerate(catalog):
        is_second_half = at >= len(catalog) // 2
        if state == "missing" or (state == "partly" and is_second_half):
            continue
        if state == "machine" or (state == "mixed" and is_second_half):
            _draft(entry)
        else:
            entry.msgstr = f"human {entry.msgid}"
            if state == "doubted" and is_second_half:
                entry.msgstr = f"doubt {entry.msgid}"
                entry.flags.append("fuzzy")
    catalog.save()


def _redraft(trial: Trial, name: str) -> None:
    """Be ``draft --stale``: a machine's text, and the person's in a comment."""
    catalog = _catalog(trial, name)
    (entry,) = (each for each in catalog if each.fuzzy and not each.obsolete)
    before = entry.msgstr
    _draft(entry)
    entry.tcomment += f"\nbefore: {before}"
    catalog.save()


def _draft(entry: polib.POEntry) -> None:
    entry.msgstr = f"machine {entry.msgid}"
    made = Entry(msgid=entry.msgid, msgstr=entry.msgstr, msgctxt=entry.msgctxt)
    entry.tcomment = mt_comment("robot:en-es", made)
    if not entry.fuzzy:
        entry.flags.append("fuzzy")


def _catalog(trial: Trial, name: str) -> polib.POFile:
    return polib.pofile(str(trial.root / f"locales/es/LC_MESSAGES/{name}.po"))


def _run(trial: Trial, *args: str) -> str:
    done = trial.run(*args)
    assert done.code == 0, done.err
    return done.out


class Site:
    """A publication's built site; pages that are held are not in it."""

    def __init__(self, trial: Trial) -> None:
        """Publish."""
        self.trial = trial
        done = trial.run("publish")
        assert done.code == 0, done.err
        self.said = done.err
        public = trial.root / "public"
        self.files = {
            path.relative_to(public).as_posix(): path.read_bytes()
            for path in sorted(public.rglob("*"))
            if path.is_file()
        }
        self.pages = {
            path: Page(path, data)
            for path, data in self.files.items()
            if path.endswith(".html") and not path.endswith("404.html")
        }

    @cached_property
    def status(self) -> dict[tuple[str, str], dict[str, Any]]:
        """Map locale and article to what ``status --json`` says of the page."""
        rows = map(json.loads, _run(self.trial, "status", "--json").splitlines())
        return {(row["locale"], row["domain"]): row["page"] for row in rows if row["page"]}

    @cached_property
    def sitemap(self) -> list[str]:
        """List the addresses of the sitemap."""
        root = ET.fromstring(self.files["sitemap.xml"])  # noqa: S314 - our own
        return [each.text or "" for each in root.iter(LOCATION)]

    @cached_property
    def base(self) -> str:
        """Read the site's address off its chooser."""
        (canonical,) = self.pages["index.html"].links("canonical")
        return canonical.get("href", "")

    def page(self, tag: str, name: str) -> Page | None:
        return self.pages.get(f"{tag}/{name}/index.html")

    def address(self, page: Page) -> str:
        return page_address(page.path, self.base)

    def is_indexed(self, page: Page) -> bool:
        return page.meta("robots") is None

    def wrong_alternates(self) -> Iterator[str]:
        """Find announced alternates that are missing, one-sided, not indexed, or not the same."""
        by_address = {self.address(page): page for page in self.pages.values()}
        for page in self.pages.values():
            alternates = page.alternates()
            if page.path != "index.html" and self.is_indexed(page):
                if alternates.get(page.tag) != self.address(page):
                    yield f"{page.path} leaves itself out"
                if alternates.get("x-default") is None:
                    yield f"{page.path} has no x-default"
            elif page.path != "index.html" and alternates:
                yield f"{page.path} is not indexed and announces {sorted(alternates)}"
            for tag, address in alternates.items():
                other = by_address.get(address)
                if other is None or not self.is_indexed(other):
                    yield f"{page.path} announces {address}"
                elif (
                    page.path != "index.html"
                    and tag != "x-default"
                    and (other.alternates() != alternates)
                ):
                    yield f"{other.path} does not answer {page.path}"

    def links(self, page: Page) -> Iterator[tuple[str, str | None]]:
        """Go through a page's links within the site: the file that each leads to, and hreflang."""
        for each in page.all("a[@href]"):
            if not is_external(href := each.get("href", "")):
                yield page.resolve(href)[0], each.get("hreflang")

    def broken_links(self) -> Iterator[str]:
        """Find links on pages that lead to no file of the site."""
        for page in self.pages.values():
            for target, _ in self.links(page):
                if target not in self.files:
                    yield f"{page.path}: {target}"

    def unsaid_changes(self) -> Iterator[str]:
        """Find links into another language that do not say so."""
        for page in self.pages.values():
            for target, hreflang in self.links(page):
                if page.tag and target.partition("/")[0] != (hreflang or page.tag):
                    yield f"{page.path}: {target}"


def page_address(path: str, base: str = BASE) -> str:
    """Give the absolute address of a page's file."""
    return base + quote(posixpath.dirname(path)) + "/" * bool(posixpath.dirname(path))


def strings(tag: str) -> dict[str, str]:
    """Map the interface strings to their translations in the default theme."""
    theme = Path(__file__).parents[1] / "i18n/lingopress_i18n/render/theme/locales"
    return {each.msgid: each.msgstr for each in polib.pofile(str(theme / f"{tag}.po"))}
