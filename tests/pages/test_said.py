"""Small things that are said where they are so: held pages, links elsewhere, labels of drafts."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import polib

from lingopress_i18n.catalog.po import Entry
from lingopress_i18n.catalog.state import mt_comment
from trial import REPOSITORY

if TYPE_CHECKING:
    from trial import Trial

ATOM = "{http://www.w3.org/2005/Atom}"
CATALOGS = "locales/es/LC_MESSAGES"
DATED = "---\ntitle: News\ndate: 2020-01-02\n---\n\n![A photo](sun.png)\n"


def gates(trial: Trial, text: str) -> None:
    trial.write({"lingopress.toml": trial.read("lingopress.toml") + f"\n[gates]\n{text}\n"})


def translate(trial: Trial, name: str, *drafts: str, **texts: str) -> None:
    """Fill a catalog: each message with its own text, those of ``drafts`` as a machine's."""
    catalog = polib.pofile(str(trial.root / f"{CATALOGS}/{name}.po"))
    for entry in catalog:
        entry.msgstr = texts.get(entry.msgid, entry.msgid)
        if entry.msgid in drafts:
            entry.flags.append("fuzzy")
            entry.tcomment = mt_comment("robot:en-es", Entry(entry.msgid, entry.msgstr))
    catalog.save()


def test_render_says_that_a_page_is_held_and_why(trial: Trial) -> None:
    trial.write({"articles/index.md": "# Home\n\nText.\n"})
    trial.run("update")
    gates(trial, 'default = "hold"')
    for options in ((), ("--fragment",), ("--json",)):
        done = trial.run("render", "index", "-l", "en", "-l", "es", *options)
        assert done.code == 0
        line = f"{CATALOGS}/index.po:14: missing (and 1 more)"
        assert done.err == f"es: index is held: {line}\n"
    translate(trial, "index")
    assert trial.run("render", "index", "-l", "es").err == ""


def test_a_feed_leads_to_a_home_page_that_is_there(trial: Trial) -> None:
    trial.write({"articles/index.md": "# Home\n", "articles/news.md": DATED})
    trial.run("update")
    translate(trial, "news")
    gates(trial, 'sections = { index = "hold" }')
    assert trial.run("publish").code == 0
    feed = ET.fromstring(trial.read("public/es/feed.xml"))  # noqa: S314 - our own file
    base = "https://example.org/"
    assert feed.findtext(f"{ATOM}id") == f"{base}es/"
    links = {each.get("rel"): each.attrib for each in feed.findall(f"{ATOM}link")}
    assert links["self"]["href"] == f"{base}es/feed.xml"
    assert (links["alternate"]["href"], links["alternate"]["hreflang"]) == (f"{base}en/", "en")
    assert json.loads(trial.read("public/es/feed.json"))["home_page_url"] == f"{base}en/"
    assert (trial.root / "public/es/404.html").is_file()
    translate(trial, "index")
    trial.run("publish")
    assert json.loads(trial.read("public/es/feed.json"))["home_page_url"] == f"{base}es/"


def test_a_language_of_which_every_page_is_held_has_nothing(trial: Trial) -> None:
    trial.write({"articles/index.md": "# Home\n"})
    gates(trial, 'default = "hold"')
    assert trial.run("publish").code == 0
    assert not (trial.root / "public/es").exists()
    translate(trial, "index")
    assert trial.run("publish").code == 0
    found = sorted(path.name for path in (trial.root / "public/es").iterdir())
    assert found == ["404.html", "index.html"]
    trial.write({"articles/index.md": "# Other home, which nobody has translated\n"})
    assert trial.run("publish").code == 0
    assert not (trial.root / "public/es").exists()


def test_images_in_feeds_have_their_size(trial: Trial) -> None:
    image = (REPOSITORY / "docs/pages.png").read_bytes()
    trial.write({"articles/index.md": "# Home\n", "articles/news.md": DATED})
    trial.write({"articles/sun.png": image})
    assert trial.run("publish").code == 0
    size = r'<img src="https://example\.org/media/sun\.png" width="\d+" height="\d+"'
    assert re.search(
        size, json.loads(trial.read("public/en/feed.json"))["items"][0]["content_html"]
    )


def test_a_page_with_drafts_has_one_title(trial: Trial) -> None:
    trial.write({"articles/index.md": "# Home\n", "articles/a.md": "# The house\n\nIt stands.\n"})
    trial.run("update")
    translate(trial, "a", "The house", "It stands.", **{"The house": "La casa"})
    gates(trial, 'default = "drafts"')
    page = trial.run("render", "a", "-l", "es").out
    crumb = re.search(r'<span aria-current="page">(.*?)</span></li>', page)
    assert crumb
    assert "La casa" in crumb[1]
    assert "draft-label" in crumb[1]
    assert "The house" not in crumb[1]


def test_a_number_is_no_machines_words_unless_it_is_another(trial: Trial) -> None:
    table = "| Year | States |\n|---|---|\n| 2020 | 7 |\n| — | 6 |\n"
    trial.write({"articles/index.md": f"# Home\n\nSome text.\n\n{table}"})
    trial.run("update")
    drafts = ("Some text.", "2020", "7", "—", "6")
    translate(trial, "index", *drafts, **{"6": "9"})
    gates(trial, 'default = "drafts"')
    page = trial.run("render", "index", "-l", "es", "--fragment").out
    assert [*re.findall(r'<span class="draft" .*?</span> (.*?)</span>', page)] == [
        "Some text.",
        "9",
    ]
    for cell in ("2020", "7", "—"):
        assert f"<td>{cell}</td>" in page


def test_raw_links_to_a_page_in_another_language_say_so(trial: Trial) -> None:
    trial.write(
        {
            "articles/index.md": (
                "# Home\n\n<div><a class='x' href='only.md'>Only</a></div>\n\n"
                'Go <a title="There" href="only.md">there</a>, or [there](only.md).\n\n'
                '<a href="only.md" hreflang="fr">Mine</a> <a href="other.md">Other</a>\n\n'
                '<form action="only.md"><button>Send</button></form>\n'
            ),
            "articles/only.md": "---\ntitle: Only\ntranslate: false\n---\n\nHere.\n",
            "articles/other.md": "# Other\n",
            "articles/page.html": "<p><a href=only.md>x</a> <a hreflang=de href=only.md>y</a></p>",
        }
    )
    told = re.compile(r"<(?:a|form) [^>]*>")

    def languages(name: str, tag: str) -> list[list[str]]:
        body = trial.run("render", name, "-l", tag, "--fragment").out
        return [re.findall(r"hreflang=[\"'](\w+)", each) for each in told.findall(body)]

    assert languages("index", "es") == [["en"], ["en"], ["en"], ["fr"], [], []]
    assert languages("index", "en") == [[], [], [], ["fr"], [], []]
    assert languages("page", "es") == [["en"], ["de"]]
