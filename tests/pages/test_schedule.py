"""Articles on the site for a time: where they are, where links lead, and which day it is."""

from __future__ import annotations

import datetime
import json
import re
from typing import TYPE_CHECKING

import pytest

from lingopress_translate.preview import Preview
from trial import CONFIG, Trial

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from trial import Result

ARTICLES: dict[str, str | bytes] = {
    "articles/index.md": "---\ntitle: Home\n---\nSee [the fair](news/fair.md#when).\n",
    "articles/about.md": "---\ntitle: About\npublish: 2027-03-01\n---\nWho we are.\n",
    "articles/news/fair.md": """\
---
title: Grandfair
date: 2026-12-24
publish: 2027-01-01
expires: 2027-06-30
aliases: [market]
---
It is in May. ![map](map.png)
""",
    "articles/news/old.md": '---\ntitle: Old\ndate: 2020-01-02\n---\n<a href="fair.md">x</a>\n',
    "articles/news/map.png": b"not really",
}
BEFORE, FIRST, LAST, AFTER = "2026-12-31", "2027-01-01", "2027-06-29", "2027-06-30"
SECONDS = {BEFORE: "1798761599", FIRST: "1798761600"}
"""The last second of one day, UTC, and the first one of the next."""


@pytest.fixture
def site(tmp_path: Path) -> Trial:
    trial = Trial(tmp_path / "site")
    config = f'{CONFIG}search = true\nservers = ["nginx", "netlify"]\n'
    trial.write({"lingopress.toml": config, **ARTICLES})
    done = trial.run("publish", "--on", BEFORE)
    assert done.code == 0, done.err
    catalog = "locales/es/LC_MESSAGES/news/fair.po"
    text = trial.read(catalog)
    trial.write({catalog: re.sub(r'(msgid "\w.*"\nmsgstr) ""', r'\1 "Feriona"', text)})
    return trial


def publish(site: Trial, on: str) -> Result:
    done = site.run("publish", "--on", on)
    assert done.code == 0, done.err
    return done


def built(site: Trial) -> dict[str, str]:
    start = "public/"
    return {
        name.removeprefix(start): data.decode("utf-8", "replace")
        for name, (_, data) in site.snapshot().items()
        if name.startswith(start)
    }


def telling(files: Mapping[str, str]) -> set[str]:
    """Name the files that tell anything of the fair."""
    word = re.compile(r"grandfair|feriona|/fair|market|map\.png|in may", re.IGNORECASE)
    return {name for name, text in files.items() if word.search(name) or word.search(text)}


@pytest.mark.parametrize("on", [BEFORE, AFTER])
def test_off_its_days_nothing_on_the_site_tells_of_an_article(site: Trial, on: str) -> None:
    publish(site, FIRST)
    assert telling(built(site))
    publish(site, on)
    assert telling(built(site)) == set()


@pytest.mark.parametrize("on", [FIRST, LAST])
def test_on_its_days_it_is_everywhere(site: Trial, on: str) -> None:
    publish(site, on)
    found = telling(built(site))
    pages = {f"{tag}/news/fair/index.html" for tag in ("en", "es", "zh-Hans")}
    lists = {"en/index.html", "en/news/index.html", "en/search/index.html", "es/search/index.html"}
    others = {"en/feed.xml", "en/feed.json", "es/feed.xml", "sitemap.xml", "media/news/map.png"}
    assert found >= pages | lists | others | {"_redirects", "en/news/market/index.html"}


def test_links_to_it_lead_to_the_section_above_it(site: Trial) -> None:
    publish(site, BEFORE)
    files = built(site)
    for tag in ("en", "es"):
        assert 'href="../' + f'{tag}/news/">the fair</a>' in files[f"{tag}/index.html"]
    assert re.search(r'<a href="[./]+en/news/">x</a>', files["en/news/old/index.html"])
    publish(site, FIRST)
    assert 'en/news/fair/#when">the fair</a>' in built(site)["en/index.html"]


def test_the_navigation_has_it_on_its_days_alone(site: Trial) -> None:
    publish(site, BEFORE)
    pages = ("en/index.html", "en/404.html", "en/search/index.html", "en/news/old/index.html")
    files = built(site)
    assert [name for name in pages if "about/" in files[name]] == []
    publish(site, "2027-03-01")
    files = built(site)
    assert [name for name in pages if "about/" in files[name]] == [*pages]


def test_publish_and_status_name_what_waits_and_what_is_over(site: Trial) -> None:
    done = publish(site, AFTER)
    assert "publish: news/fair has been over since 2027-06-30\n" in done.err
    done = publish(site, BEFORE)
    assert "publish: news/fair waits until 2027-01-01\n" in done.err
    assert "publish: about waits until 2027-03-01\n" in done.err
    env = {"SOURCE_DATE_EPOCH": SECONDS[BEFORE]}
    assert "scheduled" in site.run("status", env=env).out
    rows = map(json.loads, site.run("status", "--json", env=env).out.splitlines())
    (page,) = (row["page"] for row in rows if (row["locale"], row["domain"]) == ("es", "news/fair"))
    assert (page["off"], page["published"], page["indexed"]) == ("scheduled", False, False)


def test_translators_work_ahead(site: Trial) -> None:
    assert "It is in May." in site.read("locales/pot/news/fair.pot")
    assert "It is in May." in site.read("locales/zh_Hans/LC_MESSAGES/news/fair.po")


def test_the_day_is_the_variables_where_none_is_named(site: Trial) -> None:
    for on in (FIRST, BEFORE):
        done = site.run("publish", env={"SOURCE_DATE_EPOCH": SECONDS[on]})
        assert done.code == 0, done.err
        assert bool(telling(built(site))) == (on == FIRST)
    done = site.run("publish", "--on", FIRST, env={"SOURCE_DATE_EPOCH": SECONDS[BEFORE]})
    assert done.code == 0
    assert telling(built(site))


def test_only_a_day_that_changes_something_is_work(site: Trial) -> None:
    publish(site, FIRST)
    for on in ("2027-01-02", "2027-02-28"):
        assert "nothing has changed" in publish(site, on).err
    assert "nothing has changed" not in publish(site, "2027-03-01").err
    assert "nothing has changed" in publish(site, LAST).err
    assert "nothing has changed" not in publish(site, AFTER).err
    assert "nothing has changed" in publish(site, "2099-01-01").err


def test_a_publication_without_days_asks_no_clock(tmp_path: Path) -> None:
    site = Trial(tmp_path / "site")
    site.write({"lingopress.toml": CONFIG, "articles/a.md": "# A\n"})
    env = {"SOURCE_DATE_EPOCH": "yesterday"}
    for args in (["publish"], ["publish"], ["publish", "--strict"], ["status"]):
        done = site.run(*args, env=env)
        assert done.code == 0, done.err
    assert site.run("render", "-l", "es", "a", env=env).code == 0
    site.write({"articles/a.md": "---\npublish: 2027-01-01\n---\n# A\n"})
    for args in (["publish"], ["status"], ["render", "-l", "es", "a"]):
        done = site.run(*args, env=env)
        assert done.code == 2
        assert "SOURCE_DATE_EPOCH: 'yesterday' is no time in seconds" in done.err
        assert "Traceback" not in done.err
    assert site.run("publish", "--on", "yesterday").code == 2
    assert site.run("publish", "--on", FIRST, env=env).code == 0


def test_strict_does_not_ask_for_what_is_not_on_the_site(tmp_path: Path) -> None:
    site = Trial(tmp_path / "site")
    gates = '[gates]\ndefault = "hold"\n'
    files = {"articles/index.md": "---\ntranslate: true\n---\n", "articles/a.md": "# A\n"}
    site.write({"lingopress.toml": CONFIG + gates, **files})
    assert "a is held" in site.run("publish", "--strict").err
    site.write({"articles/a.md": "---\npublish: 2027-01-01\n---\n# A\n"})
    assert "a is held" not in site.run("publish", "--strict", "--on", BEFORE).err
    assert "a is held" in site.run("publish", "--strict", "--on", FIRST).err


def test_render_prints_it_and_says_so(site: Trial) -> None:
    env = {"SOURCE_DATE_EPOCH": SECONDS[BEFORE]}
    done = site.run("render", "-l", "es", "-l", "en", "news/fair", env=env)
    assert done.code == 0
    assert done.err == "news/fair waits until 2027-01-01\n"
    assert 'rel="canonical" href="https://example.org/en/news/fair/"' in done.out
    done = site.run("render", "-l", "es", "news/fair", env={"SOURCE_DATE_EPOCH": SECONDS[FIRST]})
    assert done.err == ""


def test_a_preview_shows_it_and_names_its_days(site: Trial) -> None:
    with Preview(site.root, 0, "es") as preview:
        for tag in ("en", "es"):
            page = preview.pages.find(f"{tag}/news/fair/")
            assert page is not None
            assert b"on the site from 2027-01-01 until 2027-06-30" in page
        home = preview.pages.find("en/")
        assert home is not None
        assert b"/fair/" in home
        assert b"on the site" not in home


def test_a_preview_shows_the_site_of_a_day(site: Trial) -> None:
    with Preview(site.root, 0, "es", lambda: datetime.date.fromisoformat(BEFORE)) as preview:
        assert preview.pages.find("en/news/fair/") is None
        assert preview.pages.absence("en/news/fair/") == "news/fair waits until 2027-01-01"
        page = preview.pages.find("en/news/old/")
        assert page is not None
        assert b"/fair/" not in page
        assert f"preview: en on {BEFORE}".encode() in page
    with Preview(site.root, 0, "es", lambda: datetime.date.fromisoformat(FIRST)) as preview:
        assert preview.pages.find("en/news/fair/") is not None


def test_every_command_that_shows_pages_takes_a_day(site: Trial) -> None:
    done = site.run("render", "-l", "en", "news/fair", "--on", BEFORE)
    assert done.err == "news/fair waits until 2027-01-01\n"
    assert "fair" not in site.run("render", "-l", "en", "news/index", "--on", BEFORE).out.lower()
    assert site.run("render", "-l", "en", "news/fair", "--on", FIRST).err == ""
    assert "scheduled" in site.run("status", "--on", BEFORE).out
    assert "scheduled" not in site.run("status", "--on", "2027-03-01").out
    rows = site.run("status", "--json", "--on", AFTER).out.splitlines()
    off = {row["domain"]: row["page"]["off"] for row in map(json.loads, rows) if row["page"]}
    assert off["news/fair"] == "expired"
    for args in (["status", "--queue"], ["status", "--diff"], ["render", "-l", "en", "index"]):
        form = ["--format", "markdown"] if args[0] == "render" else []
        assert site.run(*args, *form, "--on", FIRST).code == 2


@pytest.mark.parametrize("on", [BEFORE, FIRST, AFTER])
def test_what_servers_lead_on_is_what_pages_lead_on(site: Trial, on: str) -> None:
    """No address leads to a page that is not there: where an article is over, there is none."""
    site.write(
        {"articles/held.md": "---\ntitle: Held\naliases: [kept]\n---\nNobody reviewed this.\n"}
    )
    more = 'localized_slugs = true\n[gates.sections]\nheld = "hold"\n'
    site.write({"lingopress.toml": site.read("lingopress.toml") + more})
    publish(site, on)
    catalog = "locales/es/LC_MESSAGES/addresses.po"
    entry = 'msgid "fair"\nmsgstr "'
    for part in ("feria", "gran-feria"):
        before, _, after = site.read(catalog).partition(entry)
        site.write({catalog: before + entry + part + after[after.index('"') :]})
        publish(site, on)
    files = built(site)
    rows = dict(
        re.findall(r"^/(\S+) /(\S+) 301!$", files["_redirects"], re.MULTILINE),
    )
    moved = {
        name.removesuffix("index.html"): text
        for name, text in files.items()
        if 'http-equiv="refresh"' in text
    }
    assert rows.keys() == moved.keys()
    assert ("es/news/feria/" in rows) == ("en/news/market/" in rows) == (on == FIRST)
    assert rows["en/kept/"] == "en/held/"
    assert "es/kept/" not in rows
    for old, new in rows.items():
        assert f"{new}index.html" in files
        assert f"{new}index.html" not in moved
        assert f'href="https://example.org/{new}"' in moved[old]


@pytest.mark.parametrize(
    ("name", "fields", "said"),
    [
        ("a", "publish: soon", "articles/a.md:3: publish: 'soon' is no day"),
        ("a", "publish: 2027-01-01T10:00:00", "articles/a.md:3: publish: '2027-01-01T10:00:00'"),
        ("a", "expires: [2027-01-01]", "articles/a.md:3: expires: "),
        (
            "a",
            "expires: 2027-01-01\npublish: 2027-01-01",
            "articles/a.md:3: expires: 2027-01-01 is",
        ),
        ("index", "publish: 2027-01-01", "articles/index.md:3: publish: the page of a folder"),
        ("tags/x", "publish: 2027-01-01", "articles/tags/x.md:3: publish: the page of a term"),
        ("b/index", "expires: 2027-01-01", "articles/b/index.md:3: expires: the page of a folder"),
    ],
)
def test_days_that_cannot_be_are_refused(tmp_path: Path, name: str, fields: str, said: str) -> None:
    site = Trial(tmp_path / "site")
    text = f"---\ntitle: T\n{fields}\n---\nText.\n"
    config = CONFIG + 'taxonomies = ["tags"]\n'
    site.write({"lingopress.toml": config, f"articles/{name}.md": text})
    done = site.run("publish", "--on", FIRST)
    assert done.code == 1
    assert said in done.err
    assert "Traceback" not in done.err


def test_a_term_is_there_as_long_as_an_article_of_it(tmp_path: Path) -> None:
    site = Trial(tmp_path / "site")
    files = {
        "articles/a.md": "---\ntitle: A\ntags: [zyx, both]\npublish: 2027-01-01\n---\nText.\n",
        "articles/b.md": "---\ntitle: B\ntags: [both]\n---\nText.\n",
    }
    site.write({"lingopress.toml": CONFIG + 'taxonomies = ["tags"]\n', **files})
    for on in (BEFORE, FIRST, BEFORE):
        publish(site, on)
        found = built(site)
        told = [name for name, text in found.items() if "zyx" in name.lower() + text.lower()]
        assert bool(told) == (on == FIRST)
        assert "en/tags/both/index.html" in found


def test_another_programs_field_is_left_alone(tmp_path: Path) -> None:
    site = Trial(tmp_path / "site")
    text = "---\ntitle: T\npublish: true\nexpires:\n---\nText.\n"
    site.write({"lingopress.toml": CONFIG, "articles/index.md": text})
    assert site.run("publish").code == 0


def test_a_term_is_on_the_site_while_an_article_that_has_it_is(tmp_path: Path) -> None:
    site = Trial(tmp_path / "site")
    tagged = {
        name: str(text).replace("date:", "tags: [all]\ndate:").replace("[all]\ndate: 2026", rest)
        for name, text in ARTICLES.items()
        if name.endswith(".md")
        for rest in ["[all, Secret]\ndate: 2026"]
    }
    site.write({"lingopress.toml": f'{CONFIG}taxonomies = ["tags"]\n', **tagged})
    for day, is_there in ((BEFORE, False), (FIRST, True), (LAST, True), (AFTER, False)):
        publish(site, day)
        assert (site.root / "public/en/tags/secret/index.html").exists() is is_there
        assert (site.root / "public/en/tags/all/index.html").exists()
        assert (site.root / "public/en/tags/index.html").exists()
        assert ("Secret" in "".join(built(site).values())) is is_there


def test_the_list_of_all_terms_goes_with_the_last_of_them(site: Trial) -> None:
    config = site.read("lingopress.toml") + 'taxonomies = ["tags"]\nnavigation = ["tags/index"]\n'
    fair = site.read("articles/news/fair.md").replace("date:", "tags: [market]\ndate:")
    home = "# Home\n\n[All terms](tags/index.md)\n"
    site.write(
        {
            "lingopress.toml": config,
            "articles/news/fair.md": fair,
            "articles/index.md": home,
            "articles/tags/index.md": "---\ntitle: Topics\n---\nWhat we write about.\n",
        }
    )
    for on, is_there in ((BEFORE, False), (FIRST, True), (AFTER, False)):
        publish(site, on)
        files = built(site)
        assert ("es/tags/index.html" in files) is is_there
        found = [name for name, text in files.items() if "/tags/" in text]
        assert bool(found) is is_there, found
        assert "All terms" in files["en/index.html"]
