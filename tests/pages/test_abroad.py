"""A publication as unlike the sample as users' are: what holds for the sample's pages holds in it.

Below a path, in languages that the theme does not speak or search engines spell otherwise, with
what other people write in Markdown and HTML.
"""

from __future__ import annotations

import json
import re
import subprocess

import polib
import pytest

from built import Page, text_of
from trial import Trial, demand, demand_judge

CONFIG = """\
[site]
title = "Notes & Maps"
base_url = "https://example.org/docs/"
source_locale = "en"
locales = ["es-419", "he", "sr-Latn", "zh-Hant"]
search = true
status_page = true
taxonomies = ["tags"]
typography = true
[gates]
[gates.locales]
he = "drafts"
[gates.sections]
journal = "hold"
"""
ARTICLES = {
    "index.md": "---\ntitle: Home\n---\n\nOne sentence. See [use](guide/use.md#size).\n",
    "guide/index.md": "---\ntitle: Guide\n---\n",
    "guide/use.md": (
        "---\ntitle: Use\ndate: 2024-02-29\ntags: [C++, 日本語]\n---\n\n# How to use it\n\n"
        "Read this.[^size]\n\n## Size\n\n- [ ] open\n- [x] done\n\n### Größe\n\n"
        "| A | B |\n|---|--:|\n| `x` | 1 |\n\n```js\n// <b>\n```\n\n"
        "[^size]: A note whose name is that of a heading.\n"
    ),
    "guide/parts.md": (
        "---\ntitle: Parts\n---\n\n# One\n\nText.\n\n# Two\n\nMore[^1].\n\n[^1]: Last.\n"
    ),
    "guide/page.html": (
        "<title>Page</title><h2 id=get>Get</h2><p>Say <em>yes</em>.</p>"
        "<ul><li>One<li>Two</ul><table><tr><th>A<td>1</table>"
    ),
    "journal/index.md": "---\ntitle: Journal\n---\n\nHeld.\n",
    "data.md": "---\ntitle: Data\ntable:\n  file: data.csv\n  columns:\n"
    "    state: {title: State, type: territory}\n---\n\n# All data\n",
    "plain.txt": "Plain\n\nOne < two. Two & three.\n",
}
WORDS = {"es_419": "Palabra", "he": "מילה", "sr_Latn": "Reč", "zh_Hant": "字"}
"""What every word becomes, by locale."""
DATA = "state\nST\nTT\n"


@pytest.fixture(scope="module")
def abroad(tmp_path_factory: pytest.TempPathFactory) -> Trial:
    """Publish it with an article translated, one of drafts, and the rest as it is."""
    trial = Trial(tmp_path_factory.mktemp("abroad"))
    trial.write({f"articles/{name}": text for name, text in ARTICLES.items()})
    trial.write({"lingopress.toml": CONFIG, "articles/data.csv": DATA})
    assert trial.run("update").code == 0
    for folder, word in WORDS.items():
        for name in ("index", "guide/use", "tags/c++"):
            path = trial.root / f"locales/{folder}/LC_MESSAGES/{name}.po"
            catalog = polib.pofile(str(path))
            for entry in catalog:
                entry.msgstr = re.sub(r"(?<![(^])[A-Za-z]+(?![^(]*\))", word, entry.msgid)
                if folder == "he" and name == "guide/use":
                    entry.flags.append("fuzzy")
            catalog.save()
    done = trial.run("publish")
    assert done.code == 0, done.err
    return trial


def _pages(trial: Trial) -> list[Page]:
    public = trial.root / "public"
    paths = sorted(path for path in public.rglob("*.html"))
    return [Page(path.relative_to(public).as_posix(), path.read_bytes()) for path in paths]


def test_nothing_is_wrong_with_its_pages(abroad: Trial) -> None:
    done = abroad.run("inspect", "--strict")
    assert (done.code, done.out) == (0, "")


def test_search_engines_and_others_get_names_that_they_know(abroad: Trial) -> None:
    page = Page("es-419/index.html", abroad.read("public/es-419/index.html").encode())
    assert page.root.get("lang") == "es-419"
    assert set(page.alternates()) == {"en", "es", "he", "sr-Latn", "zh-Hant", "x-default"}
    assert page.alternates()["es"] == "https://example.org/docs/es-419/"
    assert page.meta("og:locale") == "es_LA"


def test_every_page_has_one_heading_of_its_own_and_ids_once(abroad: Trial) -> None:
    pages = {page.path: page for page in _pages(abroad) if b"http-equiv" not in page.data}
    first = {path: [text_of(each) for each in page.all("h1")] for path, page in pages.items()}
    assert first["en/guide/use/index.html"] == ["How to use it"]
    assert first["en/guide/parts/index.html"] == ["Parts", "One", "Two"]
    assert {path for path, found in first.items() if len(found) != 1} == {
        path for path in pages if path.endswith("guide/parts/index.html")
    }
    for path, page in pages.items():
        assert len(page.ids()) == len(set(page.ids())), path


def test_a_footnote_in_a_feed_leads_to_the_page(abroad: Trial) -> None:
    item = json.loads(abroad.read("public/en/feed.json"))["items"][0]
    assert 'href="https://example.org/docs/en/guide/use/#_note-size"' in item["content_html"]
    assert "#_note" not in item["content_html"].replace("use/#_note", "")


def test_a_table_is_named_where_the_body_has_the_heading(abroad: Trial) -> None:
    page = Page("en/data/index.html", abroad.read("public/en/data/index.html").encode())
    assert page.one("div[@class='data-table']").get("aria-label") == "Data"


def test_the_html_checker_finds_no_error_in_it(abroad: Trial) -> None:
    java = demand("java", part_of="vnu")
    jar = demand_judge("vnu-jar/build/dist/vnu.jar", part_of="vnu")
    pages = [page.path for page in _pages(abroad)]
    assert "status/index.html" in pages
    options = ["--format", "json", "--stdout", "--exit-zero-always", "--errors-only"]
    done = subprocess.run(
        [java, "-jar", jar, *options, *pages],
        cwd=abroad.root / "public",
        capture_output=True,
        check=True,
        timeout=300,
    )
    assert json.loads(done.stdout)["messages"] == []
