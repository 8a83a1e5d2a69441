"""The languages that the default theme speaks: each catalog, and pages in all of them at once."""

from __future__ import annotations

import gettext as python_gettext
import io
import json
import re
import tomllib
import unicodedata
from functools import cache
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import babel
import polib
import pytest

import lingopress_i18n
from built import Page
from lingopress_i18n import cldr
from lingopress_i18n.catalog import po
from lingopress_i18n.catalog.po import Entry
from lingopress_i18n.catalog.state import mt_comment
from lingopress_i18n.locales import locale
from lingopress_i18n.render import strings
from lingopress_i18n.typography import spaced
from trial import CONFIG as TRIAL
from trial import REPOSITORY, Trial

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from trial import Gettext

FOLDER = Path(lingopress_i18n.__file__).parent / "render/theme/locales"
NAMES = sorted(path.stem for path in FOLDER.glob("*.po"))
DATA: dict[str, Any] = tomllib.loads(
    Path(__file__).with_name("theme_languages.toml").read_text("utf-8")
)
READS: dict[str, str] = DATA["reads"]
SAME: dict[str, list[str]] = DATA["same"]
SCRIPTS: dict[str, list[str]] = DATA["scripts"]

PLACEHOLDER = re.compile(r"%\(\w+\)s")
PROGRAMS = re.compile("JavaScript[a-z]*")
"""Names of programs, declined or not, which are in Latin letters in every language."""
ENDS = {".": ".。۔।", ":": ":：", "]": "]］"}
"""How a string may end that ends so in English; Thai has no full stop."""
COUNTS = [*range(250), 999, 1000, 1001, 1002, 1005, 1011, 1021, 10**6, 2 * 10**6, 10**6 + 1]


@cache
def _catalog(name: str) -> polib.POFile:
    return polib.pofile(str(FOLDER / f"{name}.po"))


def _texts(name: str) -> Iterator[tuple[str, str]]:
    """Go through a catalog: each string in English and in its language, forms of a number too."""
    for entry in _catalog(name):
        for text in (entry.msgstr, *entry.msgstr_plural.values()):
            if text:
                yield entry.msgid, text


def test_the_data_speak_of_catalogs_that_are_there() -> None:
    assert set(DATA) == {"reads", "same", "scripts"}
    assert {*READS.values(), *SAME} <= {*NAMES, ""}
    assert {each for names in SCRIPTS.values() for each in names} == {*NAMES}


@pytest.mark.parametrize("tag", READS)
def test_readers_get_the_catalog_of_their_language_and_script(tag: str) -> None:
    msgid = "This page is not translated yet."
    found = strings.translations(locale(tag), None).gettext(msgid)
    name = READS[tag]
    wanted = next(text for english, text in _texts(name) if english == msgid) if name else msgid
    assert found == wanted


@pytest.mark.parametrize(("tag", "read"), [("pt-AO", ["pt_PT.po"]), ("en-GB", []), ("sw", [])])
def test_no_catalog_is_read_but_the_one_that_is_wanted(
    tag: str, read: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    parsed = []

    def parse(data: bytes, name: str) -> po.Catalog:
        parsed.append(name)
        return po.parse(data, name)

    strings._shipped.cache_clear()  # noqa: SLF001 - what another test has read
    monkeypatch.setattr(strings, "po", SimpleNamespace(parse=parse))
    strings.translations(locale(tag), None)
    assert parsed == read


@pytest.mark.parametrize("name", NAMES)
def test_a_catalog_is_named_and_headed_as_its_locale(name: str) -> None:
    found = locale(name.replace("_", "-"))
    catalog = _catalog(name)
    assert catalog.metadata["Language"] == found.posix == name
    first, second = catalog.header.split("\n")
    assert first.endswith("translation of the interface strings of the Lingopress default theme.")
    assert second == "Not yet read by a native speaker: corrections are welcome."


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """Extract the strings of the default theme's templates."""
    trial = Trial(tmp_path_factory.mktemp("template"))
    trial.write({"lingopress.toml": TRIAL, "articles/index.md": "# Home\n"})
    assert trial.run("extract").code == 0
    found = polib.pofile(str(trial.root / "locales/pot/theme.pot"))
    return sorted(each.msgid for each in found)


@pytest.mark.parametrize("name", NAMES)
def test_a_catalog_has_every_string_of_the_templates_and_no_other(
    name: str, template: list[str]
) -> None:
    catalog = _catalog(name)
    assert sorted(each.msgid for each in catalog) == template
    assert catalog.percent_translated() == 100
    assert not catalog.fuzzy_entries() + catalog.obsolete_entries()


@pytest.mark.parametrize("name", NAMES)
def test_gettext_accepts_a_catalog(gettext: Gettext, name: str, tmp_path: Path) -> None:
    gettext("msgfmt", "--check", "-o", tmp_path / "out.mo", FOLDER / f"{name}.po")


@pytest.mark.parametrize("name", NAMES)
def test_numbers_have_the_forms_that_cldr_tells_apart(name: str) -> None:
    count, choose = _plurals(_catalog(name).metadata["Plural-Forms"])
    wanted, rule = _plurals(locale(name.replace("_", "-")).plural_forms)
    assert [choose(number) for number in COUNTS] == [rule(number) for number in COUNTS]
    (counted,) = (each for each in _catalog(name) if each.msgid_plural)
    assert {*counted.msgstr_plural} == {*range(count)} == {*range(wanted)}


def _plurals(header: str) -> tuple[int, Callable[[int], int]]:
    found = re.fullmatch(r"nplurals=(\d); plural=(.*?);?", header)
    assert found, header
    return int(found[1]), python_gettext.c2py(found[2])


@pytest.mark.parametrize("name", NAMES)
def test_what_stands_in_for_numbers_is_kept_and_no_markup_is_added(name: str) -> None:
    for english, text in _texts(name):
        held = sorted(PLACEHOLDER.findall(text))
        is_one = english == "%(count)s page" and not held  # "one page", "two pages"
        assert is_one or held == sorted(PLACEHOLDER.findall(english)), text
        assert not re.search("[<>&%]", PLACEHOLDER.sub("", text)), text


@pytest.mark.parametrize("name", NAMES)
def test_only_what_is_said_to_be_is_the_same_in_english(name: str) -> None:
    assert [english for english, text in _texts(name) if text == english] == SAME.get(name, [])


@pytest.mark.parametrize("name", NAMES)
def test_strings_are_punctuated_as_printers_do(name: str) -> None:
    for english, text in _texts(name):
        assert text == unicodedata.normalize("NFC", text)
        assert text == text.strip()
        assert not re.search(r"['\"\u200e\u200f]|\.\.\.|  ", text), text
        wanted = ENDS.get(english[-1])
        if wanted and not (name == "th" and english.endswith(".")):
            assert text[-1] in wanted, text
        found = locale(name.replace("_", "-"))
        once = spaced(text, found)
        assert spaced(once, found) == once
        assert "".join(once.split()) == "".join(text.split())


@pytest.mark.parametrize("name", NAMES)
def test_letters_are_of_the_scripts_of_the_language(name: str) -> None:
    """And their direction is the locale's."""
    scripts = {each for each, names in SCRIPTS.items() if name in names}
    direction = locale(name.replace("_", "-")).direction
    for english, text in _texts(name):
        words = PROGRAMS.sub("", PLACEHOLDER.sub("", text))
        letters = [each for each in words if each.isalpha()]
        wrong = {each for each in letters if cldr.script_of(each) not in {*scripts, "Zyyy"}}
        assert letters, english
        assert not wrong, text
        rtl = {unicodedata.bidirectional(each) in {"R", "AL"} for each in letters}
        assert rtl == {direction == "rtl"}, text


# A publication in all of them


CONFIG = """\
[site]
title = "Alle Sprachen"
description = "Eine Veröffentlichung."
base_url = "https://example.org/"
source_locale = "de"
locales = [{}]
search = true
typography = true
taxonomies = ["tags"]
[gates.sections]
entwurf = "drafts"
maschine = "drafts"
"""
PAGE = "---\ntitle: Titel\ndate: 2024-02-29\nupdated: 2024-03-01\n---\n\nSatz eins. Satz zwei.\n"
ARTICLES = {
    "index.md": "---\ntitle: Anfang\n---\n\nErster Satz. Zweiter Satz.\n",
    "teils.md": PAGE.replace("date:", "aliases: [alt]\ntags: [Orte]\ndate:"),
    "fehlt.md": PAGE,
    "entwurf.md": PAGE,
    "maschine.md": PAGE,
}
FILLED = {"index": 9, "teils": 2}
"""How many messages of an article are reviewed; all of its others are missing."""
UNSEEN = "Only reviewed translations are published here."
"""How that begins which this publication has no occasion to say: it shows drafts."""


@pytest.fixture(scope="module")
def everywhere(tmp_path_factory: pytest.TempPathFactory) -> Trial:
    """Publish in all languages of the theme: what is reviewed, in part, a draft, nothing."""
    trial = Trial(tmp_path_factory.mktemp("everywhere"))
    tags = ["en", *(name.replace("_", "-") for name in NAMES if name != "de")]
    trial.write({f"articles/{name}": text for name, text in ARTICLES.items()})
    trial.write({"lingopress.toml": CONFIG.format(", ".join(f'"{tag}"' for tag in tags))})
    assert trial.run("update").code == 0
    for tag in tags:
        folder = trial.root / f"locales/{tag.replace('-', '_')}/LC_MESSAGES"
        endonym = locale(tag).endonym
        for name in ("index", "teils", "entwurf", "maschine", "site"):
            catalog = polib.pofile(str(folder / f"{name}.po"))
            for at, entry in enumerate(catalog):
                if at >= FILLED.get(name, 9):
                    continue
                entry.msgstr = f"{endonym}."
                if name in ("entwurf", "maschine"):
                    entry.flags.append("fuzzy")
                if name == "entwurf" and at:
                    entry.previous_msgid = "Ein Satz."
                if name == "maschine" and at < 2:
                    made = Entry(msgid=entry.msgid, msgstr=entry.msgstr, msgctxt=entry.msgctxt)
                    entry.tcomment = mt_comment("robot:de-xx", made)
                elif name == "maschine":
                    entry.msgstr = ""
                    entry.flags.remove("fuzzy")
            catalog.save()
    done = trial.run("publish")
    assert done.code == 0, done.err
    return trial


def _pages(trial: Trial, name: str) -> list[Page]:
    public = trial.root / "public"
    paths = sorted((public / name.replace("_", "-")).rglob("*.html"))
    return [Page(path.relative_to(public).as_posix(), path.read_bytes()) for path in paths]


@pytest.mark.parametrize("name", [name for name in NAMES if name != "de"])
def test_pages_say_everything_in_their_own_language(name: str, everywhere: Trial) -> None:
    """All but the source's, which have no notices."""
    pages, found = _pages(everywhere, name), locale(name.replace("_", "-"))
    said = [_plain(text) for page in pages for text in _said(page)]
    for english, text in _texts(name):
        if english.startswith(UNSEEN) or english == "%(count)s page":
            continue
        parts = PLACEHOLDER.split(_plain(text))
        wanted = re.compile(r"\d+".join(map(re.escape, parts)))
        assert any(wanted.match(each) for each in said), text
    for page in pages:
        assert (page.root.get("lang"), page.root.get("dir")) == (found.tag, found.direction)
        spoken = [each for each in page.all("*[@lang]") if each.get("lang", "").startswith("en")]
        assert all((each.tag, each.text) == ("a", "English") for each in spoken), page.path


@pytest.mark.parametrize("name", NAMES)
def test_the_search_page_counts_in_its_own_language(name: str, everywhere: Trial) -> None:
    (search,) = (page for page in _pages(everywhere, name) if page.slug == "search/")
    catalog = python_gettext.GNUTranslations(io.BytesIO(_catalog(name).to_binary()))
    forms = [catalog.ngettext("%(count)s page", "%(count)s pages", n) for n in range(200)]
    form = search.one("form")
    shown, plan = json.loads(form.get("data-forms", "")), form.get("data-plan", "")
    assert [shown[int(at)] for at in plan] == [each.replace("%(count)s", "#") for each in forms]
    count = len(search.all("ol[@class='teasers']/li"))
    zero = form.get("data-zero", "")
    assert zero == locale(name.replace("_", "-")).zero
    shown_as = chr(ord(zero) + count)
    assert search.text("p[@class='count']") == forms[count] % {"count": shown_as}


def _said(page: Page) -> Iterator[str]:
    for element in page.root.iter():
        yield from (element.text or "", element.tail or "", element.get("aria-label", ""))


def _plain(text: str) -> str:
    """Give a text as it was before its spaces were set."""
    return " ".join(text.split())


def test_a_publication_in_all_languages_has_nothing_wrong(everywhere: Trial) -> None:
    done = everywhere.run("inspect", "--strict")
    assert (done.code, done.out) == (0, "")


def test_our_own_checks_find_nothing_in_the_catalogs(tmp_path: Path) -> None:
    """As if a publication had translated the theme with these words."""
    trial = Trial(tmp_path)
    tags = ", ".join(f'"{name.replace("_", "-")}"' for name in NAMES)
    config = TRIAL.replace('"es", "zh-Hans"', tags)
    trial.write({"lingopress.toml": config, "articles/index.md": "# Home\n"})
    trial.write(
        {
            f"locales/{name}/LC_MESSAGES/theme.po": (FOLDER / f"{name}.po").read_bytes()
            for name in NAMES
        }
    )
    assert trial.run("update").code == 0
    assert polib.pofile(str(trial.root / "locales/th/LC_MESSAGES/theme.po")).translated_entries()
    done = trial.run("check", "--strict", "--json")
    found = [json.loads(line) for line in done.out.splitlines()]
    assert [each for each in found if "/theme.po" in str(each)] == []


def test_no_string_of_the_theme_is_missing_in_them(everywhere: Trial) -> None:
    done = everywhere.run("status", "--json")
    rows = [json.loads(line) for line in done.out.splitlines()]
    missing = {
        row["locale"]: row["messages"]["missing"] for row in rows if row["domain"] == "theme"
    }
    assert set(missing.values()) == {0}
    assert len(missing) == len(NAMES)  # English, but not the source


@pytest.mark.parametrize("name", NAMES)
def test_the_guide_names_the_language(name: str) -> None:
    guide = (REPOSITORY / "docs/theme.md").read_text("utf-8")
    (words,) = re.findall(r"(?s)is translated already, into (.*?)\. A locale gets", guide)
    english = (babel.Locale.parse(name.partition("_")[0]).english_name or "").removesuffix(
        " Bokmål"
    )
    assert {"Bangla": "Bengali"}.get(english, english.removesuffix(" Bokmål")) in words
