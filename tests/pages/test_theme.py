"""Themes: a publication overrides what it likes, translates what it adds, and stays safe."""

from __future__ import annotations

import hashlib
import json
import re
from pathlib import Path
from typing import TYPE_CHECKING

import html5lib
import polib
import pytest

import lingopress_i18n
from built import Page, text_of

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from trial import Trial

THEME = Path(lingopress_i18n.__file__).parent / "render/theme"

ATTACK = "\"><script>alert(1)</script><b onclick=x>'{{ 7*7 }}"
ATTACK_IN_WORDS = "\">alert(1)<b onclick=x>'{{ 7*7 }}"
"""What is left of it where words alone are shown, as in a title; a tag that nothing closes, too."""
FOOTER = """\
{% extends "base.html" %}
{% block content %}{% include "_text.html" %}{% endblock %}
{% block footer %}<footer>{% trans %}Made by hand.{% endtrans %}</footer>{% endblock %}
"""


@pytest.fixture
def site(trial: Trial) -> Trial:
    """Make a publication of a home page and one article, not published yet."""
    trial.write(
        {
            "articles/index.md": "# Welcome\n\nA home.\n",
            "articles/forum.md": "---\ntitle: A forum\n---\n\nPeople met. They spoke.\n",
        }
    )
    return trial


def _publish(site: Trial) -> dict[str, bytes]:
    """Publish, and give the files of the site by path."""
    done = site.run("publish")
    assert done.code == 0, done.err
    public = site.root / "public"
    files = (path for path in public.rglob("*") if path.is_file())
    return {path.relative_to(public).as_posix(): path.read_bytes() for path in files}


def _page(files: dict[str, bytes], path: str) -> Page:
    return Page(path, files[path])


def _catalog(site: Trial, domain: str, folder: str = "es") -> polib.POFile:
    """Open a translator's file."""
    return polib.pofile(str(site.root / f"locales/{folder}/LC_MESSAGES/{domain}.po"))


def _entry(catalog: polib.POFile, msgid: str) -> polib.POEntry:
    (entry,) = (each for each in catalog if each.msgid == msgid)
    return entry


def _translate(site: Trial, domain: str, translations: dict[str, str]) -> None:
    """Be the Spanish translator."""
    catalog = _catalog(site, domain)
    for msgid, msgstr in translations.items():
        _entry(catalog, msgid).msgstr = msgstr
    catalog.save()


def _scripts(page: Page) -> list[Element]:
    """List what a browser would run; JSON-LD is data, and whole JSON whatever stands in it."""
    data = [each for each in page.all("script") if each.get("type") == "application/ld+json"]
    for each in data:
        json.loads(text_of(each))
    return [each for each in page.all("script") if each not in data]


# The publication's own theme


def test_a_template_of_the_publication_hides_the_default_one(site: Trial) -> None:
    site.write({"theme/templates/article.html": FOOTER})
    files = _publish(site)
    assert _page(files, "en/forum/index.html").text("footer") == "Made by hand."
    assert _page(files, "en/index.html").text("footer") != "Made by hand."


def test_a_part_of_the_default_templates_can_be_replaced_alone(site: Trial) -> None:
    site.write({"theme/templates/_switcher.html": "<nav aria-label='x'>none</nav>\n"})
    page = _page(_publish(site), "es/forum/index.html")
    assert [each.text for each in page.all("nav") if each.get("aria-label") == "x"] == ["none"]
    assert page.all("nav[@class='breadcrumbs']")


def test_a_style_sheet_of_the_publication_replaces_the_default_one(site: Trial) -> None:
    assert _sheets(_publish(site)) == [(THEME / "style.css").read_bytes()]
    site.write({"theme/style.css": "body { color: teal }\n"})
    assert _sheets(_publish(site)) == [b"body { color: teal }\n"]


def _sheets(files: dict[str, bytes]) -> list[bytes]:
    """Give the style sheets; every page has the one that there is, by the name of its content."""
    found = {path: data for path, data in files.items() if path.startswith("assets/style.")}
    for path, data in found.items():
        assert path == f"assets/style.{hashlib.sha256(data).hexdigest()[:10]}.css"
    for path, data in files.items():
        if path.endswith(".html"):
            (name,) = re.findall(rb'rel="stylesheet" href="([^"]+)"', data)
            assert name.decode().lstrip("./") in found
    return list(found.values())


def test_a_template_names_a_static_file_by_its_content(site: Trial) -> None:
    named = "{{ asset('img/a b.svg') }}"
    site.write(
        {
            "theme/static/img/a b.svg": "<svg/>",
            "theme/static/other.svg": "<svg/>",
            "theme/templates/article.html": f"{{% extends 'base.html' %}}{{% block footer %}}"
            f"<img src='{named}' alt=''>{{% endblock %}}",
        }
    )
    digits = hashlib.sha256(b"<svg/>").hexdigest()[:10]
    files = _publish(site)
    page = _page(files, "en/forum/index.html")
    assert page.one("img").get("src") == f"../../assets/img/a%20b.{digits}.svg"
    assert sorted(path for path in files if path.endswith(".svg")) == [
        f"assets/img/a b.{digits}.svg",
        "assets/img/a b.svg",
        "assets/other.svg",  # which nobody asks for by its content
    ]


def test_static_files_are_copied_as_they_are_and_removed_when_gone(site: Trial) -> None:
    seal = bytes(range(256))
    site.write({"theme/static/img/seal.png": seal})
    assert _publish(site)["assets/img/seal.png"] == seal
    (site.root / "theme/static/img/seal.png").unlink()
    assert "assets/img/seal.png" not in _publish(site)


def test_an_empty_theme_folder_changes_nothing(site: Trial) -> None:
    before = _publish(site)
    for name in ("theme/templates", "theme/static"):
        (site.root / name).mkdir(parents=True)
    site.write({"articles/forum.md": site.read("articles/forum.md")})  # look again
    assert _publish(site) == before


def test_a_template_edited_after_publishing_is_seen(site: Trial) -> None:
    site.write({"theme/templates/article.html": FOOTER})
    _publish(site)
    site.write({"theme/templates/article.html": FOOTER.replace("by hand", "with care")})
    page = _page(_publish(site), "en/forum/index.html")
    assert page.text("footer") == "Made with care."


@pytest.mark.parametrize(
    "broken",
    ["{% block %}", "{% extends 'nowhere.html' %}", "{{ page.nothing }}", "{{ 1 / 0 }}"],
)
def test_a_broken_template_is_named_and_nothing_is_published(site: Trial, broken: str) -> None:
    site.write({"theme/templates/article.html": broken})
    done = site.run("publish")
    assert done.code in (1, 2), done
    assert "html" in done.err
    assert "Traceback" not in done.err
    assert not (site.root / "public").exists()


# Strings of the interface


def test_a_string_of_an_own_template_is_translated_like_any_other(site: Trial) -> None:
    site.write({"theme/templates/article.html": FOOTER})
    assert _page(_publish(site), "es/forum/index.html").text("footer") == "Made by hand."
    template = polib.pofile(str(site.root / "locales/pot/theme.pot"))
    entry = _entry(template, "Made by hand.")
    assert [where for where, _ in entry.occurrences] == ["theme/templates/article.html"]
    _translate(site, "theme", {"Made by hand.": "Hecho a mano."})
    assert _page(_publish(site), "es/forum/index.html").text("footer") == "Hecho a mano."


def test_a_string_that_no_template_uses_is_not_extracted(site: Trial) -> None:
    _publish(site)
    assert "Skip to content" in site.read("locales/pot/theme.pot")
    site.write({"theme/templates/base.html": "{% block content %}{% endblock %}"})
    _publish(site)
    assert "Skip to content" not in site.read("locales/pot/theme.pot")


def test_plurals_and_placeholders_follow_the_language(site: Trial) -> None:
    counting = "{% trans count=5 %}{{ count }} page{% pluralize %}{{ count }} pages{% endtrans %}"
    site.write({"theme/templates/article.html": f"<!doctype html><title>x</title><p>{counting}"})
    assert _page(_publish(site), "en/forum/index.html").text("p") == "5 pages"
    for folder, forms in {
        "es": ["%(count)s página", "%(count)s páginas"],
        "zh_Hans": ["%(count)s页"],
    }.items():
        catalog = _catalog(site, "theme", folder)
        (entry,) = (each for each in catalog if each.msgid_plural)
        assert len(entry.msgstr_plural) >= len(forms)
        entry.msgstr_plural = {n: forms[min(n, len(forms) - 1)] for n in entry.msgstr_plural}
        catalog.save()
    files = _publish(site)
    assert _page(files, "es/forum/index.html").text("p") == "5 páginas"
    assert _page(files, "zh-Hans/forum/index.html").text("p") == "5页"


def test_a_string_with_a_context_is_another_string(site: Trial) -> None:
    template = "<!doctype html><title>x</title><p>{{ pgettext('verb', 'Book') }}|{{ _('Book') }}"
    site.write({"theme/templates/article.html": template})
    _publish(site)
    catalog = _catalog(site, "theme")
    for entry in catalog:
        if entry.msgid == "Book":
            entry.msgstr = {"verb": "Reservar", None: "Libro"}[entry.msgctxt]
    catalog.save()
    files = _publish(site)
    assert _page(files, "es/forum/index.html").text("p") == "Reservar|Libro"
    assert _page(files, "en/forum/index.html").text("p") == "Book|Book"


def test_the_default_theme_speaks_the_language_without_any_catalog(site: Trial) -> None:
    shipped = _entry(polib.pofile(str(THEME / "locales/es.po")), "Skip to content").msgstr
    page = _page(_publish(site), "es/forum/index.html")
    assert page.text("a[@class='skip']") == shipped != "Skip to content"


def test_a_publications_own_words_win_over_the_default_themes(site: Trial) -> None:
    _publish(site)
    _translate(site, "theme", {"Skip to content": "Ir al grano"})
    page = _page(_publish(site), "es/forum/index.html")
    assert page.text("a[@class='skip']") == "Ir al grano"


def test_the_source_language_may_have_words_of_its_own_for_the_interface(trial: Trial) -> None:
    """Catalogs are for the other languages, and so for the interface of this one alone."""
    config = trial.read("lingopress.toml").replace('"en"', '"ja"') + "search = true\n"
    trial.write({"lingopress.toml": config, "articles/index.md": "# 見出し\n"})
    assert trial.run("publish").code == 0
    opened = polib.pofile(str(trial.root / "locales/pot/theme.pot"))
    (entry,) = (each for each in opened if each.msgid == "Search" and not each.msgctxt)
    entry.msgstr = "さがす"
    path = trial.root / "locales/ja/LC_MESSAGES/theme.po"
    path.parent.mkdir(parents=True)
    opened.save(str(path))
    before = path.read_bytes()
    assert trial.run("publish").code == 0
    assert "さがす" in trial.read("public/ja/index.html")
    assert trial.run("update", "--prune").code == 0
    assert path.read_bytes() == before


def test_an_unreviewed_string_of_the_interface_is_not_shown(site: Trial) -> None:
    _publish(site)
    catalog = _catalog(site, "theme")
    entry = _entry(catalog, "Skip to content")
    entry.msgstr, entry.flags = "UNREVIEWED", ["fuzzy"]
    catalog.save()
    assert all(b"UNREVIEWED" not in data for data in _publish(site).values())


def test_no_translation_of_the_interface_can_add_markup(site: Trial) -> None:
    """Every string of the default theme is attacked at once, in text and in attributes."""
    _publish(site)
    catalog = _catalog(site, "theme")
    assert len(catalog) > 10
    _translate(
        site,
        "theme",
        {
            each.msgid: ATTACK + each.msgid * ("%(" in each.msgid)  # placeholders must stay
            for each in catalog
        },
    )
    _translate(site, "forum", {"People met.": "La gente se reunió."})  # now there is a notice
    files = _publish(site)
    for path in ("es/index.html", "es/forum/index.html"):
        page = _page(files, path)
        assert page.all("*[@onclick]") + page.all("b") + _scripts(page) == []
        assert page.text("a[@class='skip']") == ATTACK
        assert ATTACK in {each.get("aria-label") for each in page.all("nav")}
    assert ATTACK in _page(files, "es/forum/index.html").text("div[@class='notice']")


def test_no_title_or_description_can_add_markup(site: Trial) -> None:
    site.write({"articles/forum.md": "---\ntitle: T\ndescription: D\n---\n\nP.\n"})
    _publish(site)
    _translate(site, "forum", {"T": ATTACK, "D": ATTACK})
    _translate(site, "site", {"Trial": ATTACK})
    page = _page(_publish(site), "es/forum/index.html")
    assert page.all("*[@onclick]") + _scripts(page) + page.all("b") == []
    assert page.text("h1") == page.meta("og:title") == page.meta("description") == ATTACK_IN_WORDS
    assert page.text("head/title") == f"{ATTACK_IN_WORDS} – {ATTACK_IN_WORDS}"


# The default theme


def test_templates_are_well_formed_without_any_article_of_the_authors(trial: Trial) -> None:
    """An empty publication: no description, no navigation, no date."""
    trial.write({"articles/index.md": ""})
    for path, data in _publish(trial).items():
        if path.endswith(".html"):
            html5lib.HTMLParser(strict=True).parse(data, transport_encoding="utf-8")
