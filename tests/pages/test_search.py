"""Search: words folded alike on both sides, and what a reader is shown in a real browser."""

from __future__ import annotations

import functools
import http.server
import json
import threading
import tomllib
import unicodedata
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

import pytest

import lingopress_i18n
from browser import look, open_address
from built import text_of
from lingopress_i18n.render.search import folding
from lingopress_i18n.render.search.folding import fold, words
from lingopress_i18n.render.search.index import LARGE, index
from lingopress_i18n.render.search.page_words import PageWords

if TYPE_CHECKING:
    from built import Built
    from trial import Trial

HERE = Path(__file__).parent
SCRIPT = Path(lingopress_i18n.__file__).parent / "render/theme/search.js"
FOLDING: list[dict[str, Any]] = tomllib.loads((HERE / "folding.toml").read_text("utf-8"))["case"]
SEARCHES: list[dict[str, Any]] = tomllib.loads((HERE / "searches.toml").read_text("utf-8"))[
    "search"
]
LETTERS = [
    f"a {chr(code)} {chr(code)}b{chr(code)}"
    for code in [*range(0x80, 0x2000), *range(0x2C00, 0x3400), *range(0xA640, 0xAC00)]
    if unicodedata.category(chr(code))[0] != "C"
] + [chr(code) for code in range(0xF900, 0x10000) if unicodedata.category(chr(code))[0] != "C"]
"""Every character of most blocks, alone and beside others."""

WORDS = """\
<!doctype html><meta charset="utf-8"><title>Probe</title><pre id="result"></pre>
<script src="SCRIPT"></script>
<script>
const found = TEXTS.map((text) => lingopressWords(text).sort());
document.getElementById("result").textContent = JSON.stringify(found);
</script>
"""
READING = """\
<!doctype html><meta charset="utf-8"><title>Probe</title><pre id="result"></pre>
<script>
const shown = async ({ locale, query }) => {
  const frame = document.createElement("iframe");
  frame.style.inlineSize = "1200px";
  await new Promise((resolve) => {
    frame.onload = resolve;
    frame.src = `ROOT${locale}/search/?q=${encodeURIComponent(query)}`;
    document.body.append(frame);
  });
  await new Promise((resolve) => setTimeout(resolve, 400));
  const doc = frame.contentDocument;
  const items = [...doc.querySelectorAll(".teasers li:not([hidden])")];
  const field = doc.getElementById("_query");
  field.focus();
  const press = (key) => doc.activeElement.dispatchEvent(
    new frame.contentWindow.KeyboardEvent("keydown", { key, bubbles: true }));
  press("ArrowDown");
  const found = {
    links: items.map((each) => each.querySelector("a").getAttribute("href")),
    marks: [...doc.querySelectorAll("mark")].map((each) => each.textContent.toLowerCase()),
    excerpts: [...doc.querySelectorAll("li:not([hidden]) .excerpt")].map((each) => [
      each.closest("li").querySelector("a").getAttribute("href"), each.textContent,
      each.querySelectorAll("mark").length]),
    gap: doc.scrollingElement.clientWidth - doc.body.getBoundingClientRect().width,
    seen: items.every((each) => each.getClientRects().length > 0),
    says: doc.getElementById("_count").textContent,
    focus: doc.activeElement.getAttribute("href"),
    requests: frame.contentWindow.performance.getEntriesByType("resource").map(({ name }) => name),
  };
  field.value = "";
  field.dispatchEvent(new frame.contentWindow.Event("input"));
  await new Promise((resolve) => setTimeout(resolve, 400));
  found.again = doc.querySelectorAll(".teasers li:not([hidden])").length;
  found.left = doc.querySelectorAll("mark, .excerpt").length;
  frame.remove();
  return found;
};
(async () => {
  const found = [];
  for (const each of SEARCHES) found.push(await shown(each));
  document.getElementById("result").textContent = JSON.stringify(found);
})();
</script>
"""


@pytest.mark.parametrize("case", FOLDING, ids=lambda case: str(case["of"]))
def test_words_are_folded(case: dict[str, Any]) -> None:
    assert sorted(words(case["text"])) == sorted(case["words"])


def test_folding_is_the_same_in_a_browser(tmp_path: Path) -> None:
    texts = [case["text"] for case in FOLDING] + LETTERS
    probe = tmp_path / "probe.html"
    page = WORDS.replace("SCRIPT", SCRIPT.as_uri()).replace("TEXTS", json.dumps(texts))
    probe.write_text(page, encoding="utf-8")
    found = look(probe)
    differ = {
        text: (each, sorted(words(text)))
        for text, each in zip(texts, found, strict=True)
        if {*each} != {*words(text)}
    }
    assert differ == {}


# In a browser, from a server


@pytest.fixture(scope="module")
def shown(sample: Built, tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, Any]]:
    """Open each search as a reader would, at an address below the root of a server."""
    work = tmp_path_factory.mktemp("search")
    (work / "below").symlink_to(sample.public)
    probe = READING.replace("ROOT", "/below/").replace("SEARCHES", json.dumps(SEARCHES))
    (work / "probe.html").write_text(probe, encoding="utf-8")
    handler = functools.partial(http.server.SimpleHTTPRequestHandler, directory=str(work))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            address = f"http://127.0.0.1:{server.server_address[1]}/probe.html"
            found: list[dict[str, Any]] = open_address(address, work / "profile")
        finally:
            server.shutdown()
    return found


@pytest.mark.parametrize("at", range(len(SEARCHES)), ids=lambda at: str(SEARCHES[at]["query"]))
def test_a_reader_finds(shown: list[dict[str, Any]], sample: Built, at: int) -> None:
    case, found = SEARCHES[at], shown[at]
    tag = case["locale"]
    assert {*case} <= {"locale", "query", "first", "marked", "count", "says", "note", "excerpts"}
    own = f"../../{tag}/"
    assert all(link.startswith(own) for link in found["links"])
    assert found["seen"]
    assert found["gap"] == 0, "the page is as wide as its window"
    slugs = [link.removeprefix(own) for link in found["links"]]
    if "first" in case:
        assert slugs[0] == case["first"]
    assert {*case.get("marked", ())} == {*found["marks"]}
    assert len(slugs) == case["count"] if "count" in case else len(slugs) > 0
    assert found["says"] == case.get("says", found["says"])
    assert str(len(slugs)) in found["says"] or tag == "ar"
    assert bool(found["excerpts"]) >= case.get("excerpts", False)
    for link, text, marks in found["excerpts"]:
        page = sample.by_path[f"{unquote(link).removeprefix('../../')}index.html"]
        assert text.strip("… ") in text_of(page.one("main")), "a page's own words"
        assert 0 < marks < 10
        assert len(text) < 250
    assert found["focus"] == (found["links"][0] if slugs else None)
    assert found["again"] == len(sample.pages) // len(sample.tags)
    assert found["left"] == 0
    assert all("/below/" in each for each in found["requests"])


def test_whatever_is_found_has_the_words(shown: list[dict[str, Any]], sample: Built) -> None:
    """A page is shown if, and only if, each word begins one of its own."""
    for case, found in zip(SEARCHES, shown, strict=True):
        asked = words(case["query"])
        if case["locale"] == "ru" or any(each >= "\u4e00" for each in asked):
            continue
        having: set[str] = set()
        listing: set[str] = set()
        for page in sample.pages:
            own = words(" ".join(page.one("main").itertext()))
            is_its = all(any(each.startswith(start) for each in own) for start in asked)
            if page.tag == case["locale"]:
                # index pages print titles of others
                is_listing = sample.domain(page).endswith("index") or page.slug.startswith("tags/")
                if is_listing or is_its:
                    (listing if is_listing else having).add(f"../../{page.tag}/{page.slug}")
        assert {unquote(each) for each in found["links"]} - listing == having, case


# Without JavaScript


def test_everything_that_is_announced_is_listed(site: Built) -> None:
    announced = site.in_state("source", "reviewed", "partly")
    assert {page.tag for page in site.searches} == {page.tag for page in announced}
    for search in site.searches:
        links = [each.get("href", "") for each in search.all("ol[@class='teasers']//a")]
        targets = [search.resolve(each)[0] for each in links]
        assert sorted(targets) == sorted(page.path for page in announced if page.tag == search.tag)
        assert search.meta("robots") == "noindex"
        assert not search.alternates()
        assert search.all("noscript")


def test_every_page_leads_to_the_search_of_its_locale(site: Built) -> None:
    there = {page.tag: page.path for page in site.searches}
    for page in site.pages:
        found = [page.resolve(each.get("href", ""))[0] for each in page.all("a[@rel='search']")]
        assert found == ([there[page.tag]] if page.tag in there else []), page.path


def test_no_word_of_a_page_that_is_not_announced_is_in_an_index(patchy: Built) -> None:
    for search in patchy.searches:
        (form,) = search.all("form[@class='search']")
        names = [name for _, name in json.loads(form.get("data-index", ""))]
        have = {path for path in patchy.files if path.startswith(f"{search.tag}/search/")}
        assert have == {search.path, *(f"{search.tag}/search/{name}" for name in names)}
        lines = b"".join(patchy.files[f"{search.tag}/search/{name}"] for name in names).decode()
        pages = patchy.in_state("source", "reviewed", "partly")
        own = [page for page in pages if page.tag == search.tag]
        printed = set().union(*(words(" ".join(page.one("main").itertext())) for page in own))
        indexed = {line.partition(" ")[0] for line in lines.splitlines()}
        assert len(indexed - printed) < 0.02 * len(indexed)  # words that a tag joins
        assert text_of(search.one("h1"))


# The setting, and publishing


def test_there_is_no_search_without_the_setting(trial: Trial) -> None:
    trial.write({"articles/index.md": "# Home\n\nText.\n"})
    assert trial.run("publish").code == 0
    assert not [*trial.root.glob("public/**/search*")]
    assert 'rel="search"' not in trial.read("public/en/index.html")


def test_an_article_that_stands_where_the_search_goes_is_named(trial: Trial) -> None:
    _wants_search(trial)
    trial.write({"articles/index.md": "# Home\n", "articles/search.md": "# Searching\n"})
    done = trial.run("publish")
    assert (done.code, "articles/search.md" in done.err) == (2, True)


def test_any_history_gives_the_files_of_a_fresh_publish(trial: Trial) -> None:
    _wants_search(trial)
    trial.write({"articles/index.md": "# Home\n\nA home.\n"})
    trial.write({f"articles/a{n}.md": f"# Title {n}\n\nWord{n} here.\n" for n in range(4)})
    steps: list[dict[str, str]] = [
        {},
        {"articles/a1.md": "# Title 1\n\nAnother word.\n"},
        {"articles/a2.md": "# A title\n\nWord2 here.\n"},
        _translated("a1", "Another word.", "Otra palabra."),
        _translated("a1", "Another word.", "Otra cosa."),
        _translated("a1", "Another word.", ""),
    ]
    for step in steps:
        trial.write(step)
        assert trial.run("publish").code == 0
        assert _site(trial) == _fresh(trial)
        if "a1.po" in str(step) and "cosa" in str(step):
            assert "cosa" in b"".join(_site(trial).values()).decode()


def test_words_are_kept_of_pages_that_are_searched_and_of_no_others(trial: Trial) -> None:
    _wants_search(trial)
    trial.write({"articles/index.md": "# Home\n", "articles/news/a.md": "# A\n"})
    kept = trial.root / ".lingopress/search"

    def names() -> list[str]:
        assert trial.run("publish").code == 0
        return sorted(each.relative_to(kept).as_posix() for each in kept.rglob("*.txt"))

    assert names() == ["en/index.txt", "en/news/a.txt", "en/news/index.txt"]
    (trial.root / "articles/news/a.md").unlink()
    assert names() == ["en/index.txt"]
    assert not (kept / "en/news").exists()
    trial.write({"lingopress.toml": trial.read("lingopress.toml").replace("search = true\n", "")})
    assert names() == []


def test_a_lost_reader_is_led_to_the_search(patchy: Built) -> None:
    there = {page.tag for page in patchy.searches}
    assert there < {*patchy.tags}
    for page in patchy.lost:
        tag = page.tag or patchy.source
        found = [each.get("href") for each in page.all("a[@rel='search']")]
        assert found == ([f"/{tag}/search/"] if tag in there else []), page.path


def _wants_search(trial: Trial) -> None:
    trial.write({"lingopress.toml": trial.read("lingopress.toml") + "search = true\n"})


def _translated(name: str, source: str, words_: str) -> dict[str, str]:
    head = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n"Language: es\\n"\n'
    entry = f'\nmsgid "{source}"\nmsgstr "{words_}"\n'
    return {f"locales/es/LC_MESSAGES/{name}.po": head + entry}


def _site(trial: Trial) -> dict[str, bytes]:
    public = trial.root / "public"
    found = (path for path in sorted(public.rglob("*")) if path.is_file())
    return {path.relative_to(public).as_posix(): path.read_bytes() for path in found}


def _fresh(trial: Trial) -> dict[str, bytes]:
    """Publish the same again from nothing, beside it."""
    other = type(trial)(trial.root / "fresh")
    for path in sorted(trial.root.rglob("*")):
        name = path.relative_to(trial.root).as_posix()
        if path.is_file() and not name.startswith(("public/", ".lingopress/", "fresh/")):
            other.write({name: path.read_bytes()})
    for name in ("public", ".lingopress"):
        for path in sorted((other.root / name).rglob("*"), reverse=True):
            path.rmdir() if path.is_dir() else path.unlink()
    assert other.run("publish").code == 0
    return _site(other)


def test_a_large_index_is_cut_into_files_in_the_order_of_javascript() -> None:
    every = [chr(0x4E00 + n) * 2 for n in range(9000)] + ["\U00020000x", "\ufb00"]
    pages = [PageWords(frozenset(), frozenset(), frozenset(every))] * 3
    files = index(pages)
    assert all(len(data) <= LARGE // 2 for _, _, data in files)
    lines = b"".join(data for *_, data in files).decode().splitlines()
    found = [line.split(" ")[0] for line in lines]
    assert found == sorted(every, key=lambda word: word.encode("utf-16-be"))
    assert [word for word, *_ in files] == [data.decode().split(" ")[0] for *_, data in files]
    assert {line.partition(" ")[2] for line in lines} == {"0 3 3"}


def test_what_is_said_to_fold_to_itself_does() -> None:
    """Each character, and kana side by side, which marks would compose."""
    every = [chr(code) for code in range(0x21, 0x10000) if not 0xD800 <= code < 0xE000]
    same = [each for each in every if folding._FOLDED.fullmatch(each)]  # noqa: SLF001 - a quick way
    assert len(same) > 20_000
    assert [each for each in same if fold(each) != each] == []
    kana = [each for each in same if "\u3041" <= each <= "\u30fe"]
    assert [pair for pair in map("".join, product(kana, kana)) if fold(pair) != pair] == []


@pytest.mark.parametrize("codec", ["cp1252", "cp1251", "cp1256"])
def test_the_quick_way_finds_the_words_that_the_long_way_finds(codec: str) -> None:
    quick = 0
    for byte in range(1, 256):
        letter = bytes([byte]).decode(codec, "ignore")
        for text in (
            letter,
            f"a{letter}b",
            f"{letter}{letter} д{letter}",
            f"ال{letter}كتاب{letter}",
        ):
            found = folding.in_bytes(text)
            quick += found is not None
            assert found is None or {*found} == {*folding._general(text)}, text  # noqa: SLF001 - the long way
    assert quick > 250


def test_words_of_a_text_are_those_of_its_pieces() -> None:
    texts = [case["text"] for case in FOLDING]
    assert {*words(" ".join(texts))} == {word for text in texts for word in words(text)}
