"""Addresses of pages in a language of their own: which are used, which lead on, which are wrong."""

from __future__ import annotations

import posixpath
import re
import unicodedata
from typing import TYPE_CHECKING
from urllib.parse import quote

import polib
import pytest

from lingopress_i18n import addresses
from lingopress_i18n.catalog.po import parse
from lingopress_i18n.publication import load
from trial import CONFIG

if TYPE_CHECKING:
    from trial import Trial

CATALOG = "locales/es/LC_MESSAGES/addresses.po"
ARTICLES: dict[str, str | bytes] = {
    "lingopress.toml": CONFIG + 'localized_slugs = true\nservers = ["netlify"]\n',
    "articles/index.md": "# Home\n\nSee [the forum](news/forum.md).\n",
    "articles/about.md": "---\naliases: us\n---\n\n# About\n",
    "articles/news/index.md": "# News\n",
    "articles/news/forum.md": "---\ntitle: Forum\ndate: 2020-01-02\n---\n\nText.\n",
    "articles/news/treaty.md": "# Treaty\n",
}


def say(trial: Trial, name: str, part: str, *, fuzzy: bool = False) -> None:
    """Give an article a part of its own in Spanish, as an editor does."""
    catalog = polib.pofile(str(trial.root / CATALOG), wrapwidth=200)
    (entry,) = (each for each in catalog if each.msgctxt == name and not each.obsolete)
    entry.msgstr = part
    entry.flags = ["fuzzy"] if fuzzy else []
    catalog.save()


def run(trial: Trial, *args: str) -> str:
    done = trial.run(*args)
    assert done.code == 0, done.err
    return done.err


def begin(trial: Trial) -> None:
    trial.write(ARTICLES)
    run(trial, "update")


def pages(trial: Trial) -> dict[str, str]:
    """Publish; map every Spanish address to where it leads on to, or to nothing."""
    run(trial, "publish")
    folder = trial.root / "public/es"
    found = {}
    for path in folder.rglob("index.html"):
        address = path.parent.relative_to(folder).as_posix().removeprefix(".")
        target = re.search(r'content="0; url=([^"]*)"', path.read_text("utf-8"))
        there = posixpath.normpath(posixpath.join("/es", address, target[1])) if target else ""
        found[address] = there.removeprefix("/es/")
    return found


def test_without_the_setting_there_is_no_such_catalog(trial: Trial) -> None:
    trial.write({**ARTICLES, "lingopress.toml": CONFIG, "articles/addresses.md": "# Addresses\n"})
    run(trial, "publish")
    assert (trial.root / "public/es/addresses/index.html").exists()
    assert "last part" not in trial.read(CATALOG)


def test_with_it_an_article_cannot_have_the_name_of_the_catalog(trial: Trial) -> None:
    trial.write({**ARTICLES, "articles/addresses.md": "# Addresses\n"})
    done = trial.run("update")
    assert (done.code, "addresses.md: the name 'addresses'" in done.err) == (1, True)


def test_a_page_is_where_its_language_says_and_old_addresses_lead_there(trial: Trial) -> None:
    begin(trial)
    assert pages(trial) == dict.fromkeys(("", "about", "news", "news/forum", "news/treaty"), "") | {
        "us": "about"
    }
    say(trial, "news/index", "noticias")
    say(trial, "news/forum", "reunión")
    here = "noticias/" + quote("reunión")
    assert pages(trial) == {
        "": "",
        "about": "",
        "us": "about",
        "noticias": "",
        "news": "noticias",
        "noticias/reunión": "",
        "noticias/forum": here,
        "news/reunión": here,
        "news/forum": here,
        "noticias/treaty": "",
        "news/treaty": "noticias/treaty",
    }
    say(trial, "news/forum", "foro")
    found = pages(trial)
    assert {key for key, there in found.items() if there == "noticias/foro"} == {
        f"{folder}/{part}"
        for folder in ("news", "noticias")
        for part in ("foro", "reunión", "forum")
    } - {"noticias/foro"}
    say(trial, "news/forum", "foro", fuzzy=True)
    found = pages(trial)
    assert (found["noticias/forum"], found["noticias/foro"]) == ("", "noticias/forum")


def test_everything_that_names_a_page_names_it_alike(trial: Trial) -> None:
    begin(trial)
    say(trial, "news/forum", unicodedata.normalize("NFD", "reunión"))
    say(trial, "news/index", "noticias")
    catalog = polib.pofile(str(trial.root / "locales/es/LC_MESSAGES/news/forum.po"))
    for entry in catalog:
        entry.msgstr = f"es {entry.msgid}"
    catalog.save()
    run(trial, "publish")
    path = "es/noticias/reuni%C3%B3n/"
    own = trial.read("public/es/noticias/reunión/index.html")
    assert f'<link rel="canonical" href="https://example.org/{path}">' in own
    source = trial.read("public/en/news/forum/index.html")
    assert f'hreflang="es" href="https://example.org/{path}"' in source
    assert f'href="../../../{path}"' in source
    assert f"https://example.org/{path}" in trial.read("public/sitemap.xml")
    assert f"https://example.org/{path}" in trial.read("public/es/feed.xml")
    assert f'href="../{path}"' in trial.read("public/es/index.html")
    assert f"/es/news/forum/ /{path} 301!" in trial.read("public/_redirects")
    assert own == run_render(trial)


def run_render(trial: Trial) -> str:
    done = trial.run("render", "news/forum", "-l", "es")
    assert done.code == 0, done.err
    return done.out


@pytest.mark.parametrize(
    ("name", "part", "message"),
    [
        ("about", "a/b", "an address cannot hold '/'"),
        ("about", "a b", "an address cannot hold ' '"),
        ("about", "a%20b", "an address cannot hold '%'"),
        ("about", "..", "'..' is no part of an address"),
        ("about", "feed.xml", "'feed.xml' is a file of the site"),
        ("news/forum", "Index.html", "'Index.html' is a file of the site"),
        ("about", "a\u202eb", "an address cannot hold U+202E"),
        ("about", "é" * 101, "is longer than 200 bytes"),
        ("about", "News", "'News' is the address of 'news/index', too: both keep the source's"),
        ("news/forum", "TREATY", "'TREATY' is the address of 'news/treaty', too"),
    ],
)
def test_a_part_that_cannot_be_used_is_an_error_and_the_source_s_stands(
    trial: Trial, name: str, part: str, message: str
) -> None:
    begin(trial)
    before = pages(trial)
    say(trial, name, part)
    assert pages(trial) == before
    assert "# address:" not in trial.read(CATALOG)
    done = trial.run("check")
    entry = next(each for each in parse(trial_bytes(trial), CATALOG).entries if each.msgstr)
    assert done.out.startswith(f"{CATALOG}:{entry.line}: error: address: ")
    assert (done.code, message in done.out) == (1, True)
    assert trial.run("check", name).code == 0


def trial_bytes(trial: Trial) -> bytes:
    return (trial.root / CATALOG).read_bytes()


def test_twins_both_keep_the_source_s(trial: Trial) -> None:
    begin(trial)
    before = pages(trial)
    say(trial, "news/forum", "uno")
    say(trial, "news/treaty", "Uno")
    assert pages(trial) == before
    assert trial.run("check").out.count("error: address:") == 2


def test_the_same_part_in_two_folders_is_no_twin(trial: Trial) -> None:
    begin(trial)
    say(trial, "news/forum", "uno")
    say(trial, "about", "uno")
    assert {"news/uno", "uno"} <= pages(trial).keys()


def test_an_old_address_never_hides_a_page(trial: Trial) -> None:
    begin(trial)
    say(trial, "news/forum", "uno")
    pages(trial)
    say(trial, "news/forum", "dos")
    pages(trial)
    trial.write({"articles/news/uno.md": "# Uno\n"})
    found = pages(trial)
    assert (found["news/uno"], found["news/dos"], found["news/forum"]) == ("", "", "news/dos")


def test_the_source_s_new_slug_changes_no_other_language(trial: Trial) -> None:
    begin(trial)
    say(trial, "news/forum", "foro")
    pages(trial)
    text = trial.read("articles/news/forum.md").replace("date", "slug: meeting\ndate")
    trial.write({"articles/news/forum.md": text})
    found = pages(trial)
    assert found["news/foro"] == ""
    assert {key for key, there in found.items() if there == "news/foro"} == {
        "news/forum",
        "news/meeting",
    }
    for tag in ("en", "zh-Hans"):
        moved = trial.read(f"public/{tag}/news/forum/index.html")
        assert f'rel="canonical" href="https://example.org/{tag}/news/meeting/"' in moved
    entry = next(each for each in parse(trial_bytes(trial), CATALOG).entries if each.msgstr)
    assert entry.comments == ("address: foro", "source address: forum")


def test_a_renamed_article_that_names_its_old_address_takes_the_others_along(trial: Trial) -> None:
    begin(trial)
    say(trial, "news/forum", "foro")
    say(trial, "news/index", "noticias")
    pages(trial)
    (trial.root / "articles/news/forum.md").unlink()
    trial.write({"articles/meeting.md": "---\naliases: /news/forum\n---\n\n# Meeting\n"})
    found = pages(trial)
    assert (found["news/forum"], found["noticias/foro"]) == ("meeting", "meeting")
    run(trial, "update", "--prune")
    assert pages(trial) == found


def test_an_update_changes_a_line_and_then_nothing(trial: Trial) -> None:
    begin(trial)
    text = trial.read(CATALOG).replace(
        'msgctxt "news/forum"\nmsgid "forum"\nmsgstr ""',
        '#  mine\nmsgctxt "news/forum"\nmsgid "forum"\nmsgstr "foro"',
    )
    trial.write({CATALOG: text})
    run(trial, "update")
    assert trial.read(CATALOG) == text.replace("#  mine\n", "").replace(
        "#. last part of the address /news/forum/",
        "#  mine\n# address: foro\n#. last part of the address /news/forum/",
    )
    before = trial.snapshot()
    run(trial, "update")
    assert trial.snapshot() == before


def test_two_branches_keep_what_either_knows(trial: Trial) -> None:
    begin(trial)
    say(trial, "news/forum", "foro")
    run(trial, "update")
    base = trial_bytes(trial)
    say(trial, "news/forum", "uno")
    run(trial, "update")
    ours = trial_bytes(trial)
    trial.write({CATALOG: base})
    text = trial.read("articles/news/forum.md")
    trial.write({"articles/news/forum.md": text.replace("date", "slug: meeting\ndate")})
    run(trial, "update")
    files = {"base.po": base, "ours.po": ours, "theirs.po": trial_bytes(trial)}
    trial.write(files)
    run(trial, "merge-po", *(str(trial.root / name) for name in files), CATALOG)
    trial.write({CATALOG: (trial.root / "ours.po").read_bytes()})
    found = pages(trial)
    assert {key for key, there in found.items() if there == "news/uno"} == {
        f"news/{part}" for part in ("foro", "forum", "meeting")
    }


def test_addresses_are_no_text(trial: Trial) -> None:
    """No translation memory, no draft, no count has them."""
    begin(trial)
    before = run_status(trial)
    say(trial, "news/forum", "foro")
    assert run_status(trial) == before
    assert trial.run("status", "-l", "es", "--queue").out.count("addresses") == 0
    run(trial, "draft", "-l", "es", "--engine", "none")
    assert 'msgstr "foro"' in trial.read(CATALOG)
    assert "foro" not in trial.run("memory", "search", "forum", "-l", "es").out


def run_status(trial: Trial) -> str:
    done = trial.run("status", "--json")
    assert done.code == 0, done.err
    return done.out


def test_a_broken_catalog_is_said_and_leaves_the_others(trial: Trial) -> None:
    begin(trial)
    run(trial, "publish")
    trial.write({CATALOG: "nonsense\n"})
    done = trial.run("publish")
    assert (done.code, f"{CATALOG}:1" in done.err) == (1, True)
    assert trial.run("check").out.startswith(f"{CATALOG}:1: error: catalog:")


def test_a_setting_taken_back_loses_nothing(trial: Trial) -> None:
    begin(trial)
    say(trial, "news/forum", "foro")
    found = pages(trial)
    trial.write({"lingopress.toml": CONFIG})
    assert "news/foro" not in pages(trial)
    trial.write({"lingopress.toml": ARTICLES["lingopress.toml"]})
    assert pages(trial) == found


def test_every_address_is_one_page_s(trial: Trial) -> None:
    """Whatever the parts, of the pages and of what leads to them."""
    begin(trial)
    for part in ("forum", "news", "us", "about"):
        for name in ("about", "news/index", "news/forum", "news/treaty"):
            say(trial, name, part)
        run(trial, "update")
    loaded = load(trial.root)
    known = addresses.load(loaded)
    for locale in loaded.site.all_locales:
        now = [known.slug(locale, each) for each in loaded.articles.values()]
        old = [x for each in loaded.articles.values() for x in known.earlier(locale, each)]
        assert len({*now, *old}) == len(now) + len(old)
