"""The status report: a page that needs nothing else and says what ``status --json`` says."""

from __future__ import annotations

import json
import re
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from built import ENDONYMS, Page, copy_sample, direction, is_external, text_of, unescaped, words
from repository import Repository
from trial import REPOSITORY, Trial

if TYPE_CHECKING:
    from pathlib import Path

    from built import Built

STATES = ("reviewed", "draft", "stale", "missing")
HOSTILE = '</title></style><script>alert(1)</script> "x" & <b>y</b>'
ARTICLES = {
    "articles/index.md": "# Home\n\nOne sentence. Another one.\n",
    "articles/terms.md": "---\ntitle: Terms\ntranslate: false\n---\n\nOnly here.\n",
}
CATALOG = "locales/es/LC_MESSAGES/index.po"


@pytest.fixture(scope="module")
def report(patchy: Built) -> Page:
    """Print the report of the sample with gaps."""
    done = patchy.trial.run("status", "--html", "-")
    assert done.code == 0, done.err
    return Page("report.html", done.out.encode())


@pytest.fixture(scope="module")
def rows(patchy: Built) -> list[dict[str, Any]]:
    return [json.loads(line) for line in patchy.trial.run("status", "--json").out.splitlines()]


def sections(report: Page) -> dict[str, Any]:
    found = {each.get("id", ""): each for each in report.all("section[@class='language']")}
    assert len(found) > 5
    return found


def test_the_page_is_valid_and_says_what_it_is(report: Page) -> None:
    assert report.root.tag == "html"  # parsing is strict: see built.py
    assert (report.root.get("lang"), report.root.get("dir")) == ("en", "ltr")
    assert report.meta("robots") == "noindex, nofollow"
    assert report.meta("viewport") == "width=device-width, initial-scale=1"
    assert report.text("head/title") == (
        "Translation status – Beijing Treaty on Audiovisual Performances"
    )
    assert report.text("h1") == "Translation status"
    assert len(set(report.ids())) == len(report.ids()) > 5


def test_nothing_is_loaded_and_nothing_runs(report: Page) -> None:
    text = unescaped(report.data)
    assert not report.all("script")
    assert not re.search(r"url\(|@import|@font-face|image-set\(|\bon\w+=", text)
    sources = [each.get(name) for name in ("src", "srcset") for each in report.all(f"*[@{name}]")]
    assert sources == []
    assert [each.get("href") for each in report.all("link")] == ["data:,"]  # asks for no icon
    links = [each.get("href", "") for each in report.all("a")]
    assert links
    assert not any(map(is_external, links))
    assert {link.removeprefix("#") for link in links} <= set(report.ids())


def test_languages_are_named_in_their_own(report: Page, patchy: Built) -> None:
    for tag, section in sections(report).items():
        (name,) = section.findall("h2/bdi")
        assert text_of(name) == ENDONYMS[tag]
        assert (name.get("lang"), name.get("dir")) == (tag, direction(tag))
        assert f"· {tag}" in text_of(section.find("h2/small"))
    assert list(sections(report)) == patchy.tags[1:]


def numbers(row: Any) -> dict[str, tuple[int, int]]:  # noqa: ANN401 - an element
    """Read words and messages by state out of a row."""
    found = {}
    for cell in row.findall("td"):
        label = cell.get("data-label")
        if label in STATES:
            digits = [int(each.replace(",", "")) for each in re.findall(r"[\d,]+", text_of(cell))]
            found[label] = (digits[0], digits[1] if len(digits) > 1 else 0)
    assert tuple(found) == STATES
    return found


def test_numbers_are_those_of_json(report: Page, rows: list[dict[str, Any]]) -> None:
    shown = {}
    for tag, section in sections(report).items():
        for row in section.findall(".//tbody/tr"):
            domain = text_of(row.find("th").findall("small")[0])
            shown[tag, domain] = numbers(row)
    assert shown == {
        (row["locale"], row["domain"]): {
            state: (row["words"][state], row["messages"][state]) for state in STATES
        }
        for row in rows
    }


def test_a_language_is_the_sum_of_its_articles(report: Page, rows: list[dict[str, Any]]) -> None:
    (overview,) = (each for each in report.all("section") if text_of(each[0]) == "Languages")
    shown = [numbers(row) for row in overview.findall(".//tbody/tr")]
    tags = list(sections(report))
    expected = [
        {
            state: tuple(
                sum(row[unit][state] for row in rows if row["locale"] in chosen)
                for unit in ("words", "messages")
            )
            for state in STATES
        }
        for chosen in [*([tag] for tag in tags), tags]
    ]
    assert shown == expected


def test_pages_are_those_of_json(report: Page, rows: list[dict[str, Any]]) -> None:
    shown = {}
    for tag, section in sections(report).items():
        for row in section.findall(".//tbody/tr"):
            domain = text_of(row.find("th").findall("small")[0])
            (cell,) = (each for each in row.findall("td") if each.get("data-label") == "page")
            status = [text_of(each) for each in cell.findall("span")]
            shown[tag, domain] = (status, [text_of(each) for each in cell.findall("small/code")])
    assert {status[0] for status, _ in shown.values() if status} > {"reviewed", "partly reviewed"}
    for row in rows:
        page = row["page"]
        status, why = shown.pop((row["locale"], row["domain"]))
        if page is None:
            assert (status, why) == ([], [])
            continue
        late = ", out of date" if page["out_of_date"] else ""
        assert status == [f"{'' if page['published'] else 'held, '}{page['status']}{late}"]
        assert [each.split(": ")[0] for each in why] == [
            each["where"] for each in page["obstacles"]
        ]
    assert not shown


def test_bars_say_in_words_what_they_show(report: Page) -> None:
    bars = report.all("span[@role='img']")
    assert len(bars) > 50
    for bar in bars:
        said = re.findall(r"(?:<1|\d+) % (\w+)", bar.get("aria-label", ""))
        assert [part.get("class") for part in bar] == said
        assert said


def test_articles_with_most_words_left_come_first(report: Page) -> None:
    for section in sections(report).values():
        found = [numbers(row) for row in section.findall(".//tbody/tr")]
        left = [sum(each[state][0] for state in STATES[1:]) for each in found]
        assert left == sorted(left, reverse=True)


def test_every_order_that_can_be_chosen_is_a_whole_one(report: Page) -> None:
    orders = [each.get("id", "") for each in report.all("input")]
    assert len(orders) == 4
    assert [each.get("checked") for each in report.all("input")] == ["", None, None, None]
    for section in sections(report).values():
        styles = [row.get("style", "") for row in section.findall(".//tbody/tr")]
        for order in orders:
            ranks = [int(re.findall(rf"--{order}: (\d+)", style)[0]) for style in styles]
            assert sorted(ranks) == list(range(len(styles)))
            css = f":has(#{order}:checked) .sorted tbody tr {{ order: var(--{order}); }}"
            assert order == orders[0] or css in unescaped(report.data)


def test_the_same_bytes_elsewhere(patchy: Built, report: Page) -> None:
    machine = {"LANG": "C", "LC_ALL": "C", "PYTHONHASHSEED": "7", "TZ": "Pacific/Kiritimati"}
    done = patchy.trial.run("status", "--html", "-", env=machine)
    assert done.out.encode() == report.data


def test_hostile_names_are_only_names(trial: Trial) -> None:
    config = trial.read("lingopress.toml").replace('title = "Trial"', f"title = '''{HOSTILE}'''")
    body = f"---\ntitle: '`{HOSTILE}`'\n---\n\nText.\n"
    trial.write({"lingopress.toml": config, "articles/index.md": body})
    page = Page("x", trial.run("status", "--html", "-").out.encode())
    assert not page.all("script")
    assert not page.all("bdi/*")
    assert words(HOSTILE) in {text_of(each) for each in page.all("bdi")}


def test_names_of_a_source_from_right_to_left(trial: Trial) -> None:
    config = '[site]\ntitle = "العنوان"\nbase_url = "https://example.org/"\n'
    config += 'source_locale = "ar"\nlocales = ["en"]\n'
    trial.write({"lingopress.toml": config, "articles/index.md": "# الرئيسية (1)\n"})
    page = Page("x", trial.run("status", "--html", "-").out.encode())
    named = {text_of(each): (each.get("lang"), each.get("dir")) for each in page.all("bdi")}
    assert named["العنوان"] == named["الرئيسية (1)"] == ("ar", "rtl")
    assert named["English"] == (None, "ltr")


def test_a_publication_without_languages_has_a_report(trial: Trial) -> None:
    config = trial.read("lingopress.toml").replace('locales = ["es", "zh-Hans"]', "")
    trial.write(ARTICLES | {"lingopress.toml": config})
    done = trial.run("status", "--html", "-")
    assert (done.code, done.err) == (0, "")
    assert Page("x", done.out.encode()).text("h1") == "Translation status"


def test_a_broken_language_says_why_and_the_others_are_there(trial: Trial) -> None:
    trial.write(ARTICLES | {CATALOG: 'msgid "<b>"\n'})
    page = Page("x", trial.run("status", "--html", "-").out.encode())
    (reason,) = page.all("ul[@class='problems']/li")
    assert text_of(reason).startswith(f"{CATALOG}:1: ")
    texts = [text_of(each) for each in page.all("section")]
    assert any("简体中文" in text and "Home" in text for text in texts)
    assert "Kept in the source language: Terms terms." in " ".join(texts)


# Beside the published site


@pytest.fixture
def published(trial: Trial) -> Trial:
    trial.write(
        ARTICLES | {"lingopress.toml": trial.read("lingopress.toml") + "status_page = true\n"}
    )
    assert trial.run("publish").code == 0
    return trial


def test_publish_puts_the_report_beside_the_site(published: Trial) -> None:
    assert published.read("public/status/index.html") == published.run("status", "--html", "-").out
    pages = sorted((published.root / "public").rglob("*.html"))
    assert len(pages) > 5
    for page in pages:
        if page.parent.name != "status":
            assert "status/" not in page.read_text("utf-8")


def test_no_report_is_published_unasked(sample: Built) -> None:
    assert not [path for path in sample.files if path.startswith("status/")]


def test_publish_does_nothing_while_nothing_changes(published: Trial) -> None:
    nothing = "publish: nothing has changed\n"
    assert published.run("publish").err == nothing
    assert published.run("publish", "-l", "es").err == nothing
    (published.root / "public/status/index.html").unlink()
    assert "1 file of the site" in published.run("publish").err


def test_the_report_follows_a_translator(published: Trial) -> None:
    before = published.read("public/status/index.html")
    catalog = published.read(CATALOG)
    empty, filled = 'msgid "Home"\nmsgstr ""\n', 'msgid "Home"\nmsgstr "Inicio"\n'
    assert empty in catalog
    published.write({CATALOG: catalog.replace(empty, filled)})
    assert published.run("publish", "-l", "es").code == 0
    after = published.read("public/status/index.html")
    assert after != before
    assert after == published.run("status", "--html", "-").out


def test_a_report_that_is_no_longer_wanted_is_removed(published: Trial) -> None:
    config = published.read("lingopress.toml").replace("status_page = true\n", "")
    published.write({"lingopress.toml": config})
    assert "1 removed" in published.run("publish").err
    assert not (published.root / "public/status").exists()


def test_dates_follow_commits(published: Trial) -> None:
    """A commit changes no file of the publication, and yet the day on the page."""
    repository = Repository.create(published.root)
    repository.write({".gitignore": "public\n.lingopress\n*.mo\n"})
    repository.commit({}, date(2026, 1, 1))
    nothing = "publish: nothing has changed\n"
    assert published.run("publish").err == nothing  # nothing is stale: no commit matters
    stale = '#, fuzzy\n#| msgid "A house"\nmsgid "Home"\nmsgstr "I"\n'
    fresh = 'msgid "Home"\nmsgstr ""\n'
    published.write({CATALOG: published.read(CATALOG).replace(fresh, stale)})
    published.run("publish")
    assert "not committed</td>" in published.read("public/status/index.html")
    assert published.run("publish").err == nothing
    repository.commit({}, date(2026, 3, 1))
    published.run("publish")
    assert ">2026-03-01</td>" in published.read("public/status/index.html")
    assert published.run("publish").err == nothing


def test_the_sample_has_a_report_that_is_the_same_after_a_clone(tmp_path: Path) -> None:
    first = Trial(tmp_path / "first")
    copy_sample(first, REPOSITORY)
    repository = Repository.create(first.root)
    repository.commit({}, date(2026, 3, 1))
    repository.git("clone", "--quiet", str(first.root), str(tmp_path / "second"))
    second = Trial(tmp_path / "second")
    pages = [each.run("status", "--html", "-").out for each in (first, second)]
    assert pages[0] == pages[1]
    assert "2026-03-01" in pages[0]
