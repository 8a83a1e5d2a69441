"""The preview: what it shows, to whom, and that it says what changed."""

from __future__ import annotations

import errno
import http.client
import json
import re
import signal
import socket
import subprocess
import sys
import threading
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import watchfiles

import lingopress_translate.preview as package
from browser import open_address
from lingopress_i18n import article as articles
from lingopress_i18n import markup
from lingopress_i18n.catalog import store
from lingopress_i18n.errors import ConfigError
from lingopress_translate.preview import Preview

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from trial import Trial

CATALOG = "locales/es/LC_MESSAGES/forum.po"
SECONDS = 30
"""After which a test gives up waiting for something that should come at once."""


@dataclass(frozen=True)
class Answer:
    """What the server said."""

    status: int
    headers: dict[str, str]
    body: str


def get(preview: Preview, path: str, host: str = "") -> Answer:
    """Ask for a path, as a browser that took the address from ``host``."""
    link = http.client.HTTPConnection("127.0.0.1", preview.port, timeout=SECONDS)
    link.request("GET", path, headers={"Host": host or f"127.0.0.1:{preview.port}"})
    found = link.getresponse()
    body = found.read().decode(errors="replace")
    link.close()
    return Answer(found.status, dict(found.getheaders()), body)


class Sentences(HTMLParser):
    """Collects the marked sentences: state, and what is said of each."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.notes: dict[str, list[str]] = {}
        self.tags: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        values = dict(attrs)
        if match := re.fullmatch(r"lp-sentence lp-(\w+)", values.get("class") or ""):
            assert values["tabindex"] == "0"
            assert values["aria-description"] == values["data-lp"]
            self.notes.setdefault(match[1], []).append(values["data-lp"] or "")


def test_every_sentence_says_its_state_source_and_origin(preview: Preview) -> None:
    page = get(preview, "/es/forum/")
    assert page.status == 200
    notes = Sentences(page.body).notes
    assert (
        f"reviewed, written by a person\nsource: Reviewed one.\n{CATALOG}:{line_of(preview, 'Rev')}"
    ) in notes["reviewed"]
    assert notes["draft"][0].startswith(
        'draft, made by apertium:en-es\nsource: Draft "two" <b>bold</b>.\n'
    )
    assert '\nbefore: Stale "> 3.\n' in notes["stale"][0]
    assert len(notes["missing"]) >= 1
    assert any(each.startswith("missing\nsource: Missing four.\n") for each in notes["missing"])
    assert 'Borrador "dos" <b>negrita</b>.' in page.body
    assert "<script>alert" not in page.body
    assert '<span lang="en" dir="ltr"><mark class="lp-sentence lp-missing"' in page.body


def test_titles_descriptions_teasers_and_cells_say_it_too(site: Trial, preview: Preview) -> None:
    site.write(
        {
            "articles/news/index.md": "---\ntitle: News\n---\n",
            "articles/news/b.md": "---\ntitle: A bee\ndescription: It flies.\n---\n",
            "articles/data.md": (
                "---\ntitle: Data\ntable:\n  file: data.csv\n  columns:\n"
                "    kind: {title: Kind, type: term}\n---\n"
            ),
            "articles/data.csv": "kind\nAccession\n",
        }
    )
    for path, texts in {
        "/es/forum/": ["The forum"],
        "/es/news/": ["News", "A bee", "It flies."],
        "/es/news/b/": ["A bee", "It flies."],
        "/es/data/": ["Data", "Kind", "Accession"],
    }.items():
        page = get(preview, path)
        notes = [each for some in Sentences(page.body).notes.values() for each in some]
        for text in texts:
            assert any(f"source: {text}\n" in f"{each}\n" for each in notes), (path, text)
    title = re.search("<title>(.*?)</title>", get(preview, "/es/news/b/").body)
    assert title
    assert "span" not in title[1]


def test_a_save_costs_the_same_in_a_large_publication(
    site: Trial, preview: Preview, monkeypatch: pytest.MonkeyPatch
) -> None:
    site.write({f"articles/news/more{each}.md": "Text.\n" for each in range(30)})
    assert get(preview, "/es/forum/").status == 200
    read: list[str] = []
    for module, name in ((articles, "read"), (markup, "parse"), (store, "load")):
        monkeypatch.setattr(module, name, noting(getattr(module, name), name, read))
    assert get(preview, "/es/forum/").status == 200
    assert read == []
    site.write({"articles/forum.md": "# Other forum\n"})
    assert "Other forum" in get(preview, "/es/forum/").body
    assert read == ["read", "parse"]
    read.clear()
    site.write({CATALOG: f"{(site.root / CATALOG).read_text('utf-8')}\n# saved\n"})
    assert get(preview, "/es/forum/").status == 200
    assert read == ["load"]


def noting(call: Callable[..., Any], name: str, into: list[str]) -> Callable[..., Any]:
    """Call something, and note that."""

    def noted(*values: Any) -> Any:  # noqa: ANN401 - whatever it takes and gives
        into.append(name)
        return call(*values)

    return noted


def renamed(path: Path, text: str) -> None:
    new = path.with_name(f"{path.name}.new")
    new.write_text(text, "utf-8")
    new.replace(path)


def truncated(path: Path, text: str) -> None:
    with path.open("r+", encoding="utf-8") as file:
        file.truncate(0)
        file.write(text)


def in_pieces(path: Path, text: str) -> None:
    with path.open("w", encoding="utf-8") as file:
        for piece in text:
            file.write(piece)
            file.flush()


def kept_beside(path: Path, text: str) -> None:
    path.rename(path.with_name(f"{path.name}~"))
    path.write_text(text, "utf-8")


@pytest.mark.parametrize("save", [renamed, truncated, in_pieces, kept_beside])
@pytest.mark.parametrize("name", ["articles/forum.md", "theme/templates/article.html"])
def test_every_way_to_save_is_seen_and_heard(
    site: Trial, preview: Preview, save: Callable[[Path, str], None], name: str
) -> None:
    site.write({"theme/templates/article.html": "<p>Before</p>\n"})
    if not name.startswith("theme"):
        (site.root / "theme/templates/article.html").unlink()
    get(preview, "/es/forum/")
    count = preview.changes.count
    save(site.root / name, "Saved quite <b>otherwise</b>.\n")
    assert "Saved quite" in get(preview, "/es/forum/").body
    assert preview.changes.after(count, SECONDS) is not None


def line_of(preview: Preview, start: str) -> int:
    """Give the line that the entry of a message begins on."""
    lines = (preview.pages.root / CATALOG).read_text("utf-8").split("\n")
    at = next(index for index, line in enumerate(lines) if line.startswith(f'msgid "{start}'))
    while lines[at - 1]:
        at -= 1
    return at + 1


def test_the_source_and_other_pages_are_there_and_nothing_is_written(
    site: Trial, preview: Preview
) -> None:
    before = site.snapshot()
    source = get(preview, "/en/forum/")
    assert "lp-sentence" not in source.body
    assert "Missing four." in source.body
    assert get(preview, "/es/").status == get(preview, "/es/index.html").status == 200
    assert get(preview, "/").headers["Location"] == "/es/"
    assert get(preview, "/es/forum?with=en").headers["Location"] == "/es/forum/?with=en"
    assert get(preview, "/media/figure.png").headers["Content-Type"] == "image/png"
    for path in ("/assets/style.css", "/assets/own.js", "/_preview/preview.css"):
        answer = get(preview, path)
        assert (answer.status, answer.headers["Cache-Control"]) == (200, "no-store")
    assert get(preview, "/assets/own.0123456789.js").body == get(preview, "/assets/own.js").body
    (sheet,) = re.findall(r'rel="stylesheet" href="\.\./\.\.(/assets/[^"]+)"', source.body)
    assert get(preview, sheet).body == get(preview, "/assets/style.css").body
    assert site.snapshot() == before


def test_browsers_keep_what_has_its_content_in_its_name_and_nothing_else(
    site: Trial, preview: Preview
) -> None:
    site.write({"theme/style.css": "body {}\n"})
    page = get(preview, "/es/forum/").body
    sheet, preview_css = re.findall(r'<link rel="stylesheet" href="(?:\.\./\.\.)?(/[^"]+)"', page)
    (script,) = re.findall(r'<script src="([^"]+)"', page)
    for path in (sheet, preview_css, script):
        assert "immutable" in get(preview, path).headers["Cache-Control"], path
    site.write({"theme/style.css": "body { margin: 0 }\n"})
    for path in (sheet, "/es/forum/", "/media/figure.png"):  # the sheet's content is another one
        assert get(preview, path).headers["Cache-Control"] == "no-store", path


def test_two_locales_stand_side_by_side(preview: Preview) -> None:
    page = get(preview, "/es/forum/?with=en")
    assert re.findall(r'<iframe src="([^"]+)"', page.body) == ["/es/forum/", "/en/forum/"]
    assert "<iframe" not in get(preview, "/es/forum/?with=xx").body


def test_a_page_is_at_the_address_that_its_language_gives_it(site: Trial) -> None:
    site.write({"lingopress.toml": site.read("lingopress.toml") + "localized_slugs = true\n"})
    assert site.run("update").code == 0
    path = "locales/es/LC_MESSAGES/addresses.po"
    text = site.read(path)
    entry = 'msgctxt "forum"\nmsgid "forum"\nmsgstr '
    assert f'{entry}""' in text
    site.write({path: text.replace(f'{entry}""', f'{entry}"reunión"')})
    with Preview(site.root, 0, "es") as running:
        assert "lp-sentence" in get(running, "/es/reuni%C3%B3n/").body
        moved = get(running, "/es/forum/?with=en")
        assert (moved.status, moved.headers["Location"]) == (302, "/es/reuni%C3%B3n/?with=en")
        assert 'hreflang="es" lang="es" ' in (source := get(running, "/en/forum/").body)
        assert 'href="../../es/reuni%C3%B3n/"' in source
        page = get(running, "/en/forum/?with=es")
        assert re.findall(r'<iframe src="([^"]+)"', page.body) == [
            "/en/forum/",
            "/es/reuni%C3%B3n/",
        ]


def test_earlier_addresses_lead_on(site: Trial, preview: Preview) -> None:
    site.write({"articles/news/b.md": "---\naliases: [old, /long/ago]\n---\n# News\n"})
    for path in ("/es/news/old/", "/es/long/ago", "/es/long/ago/index.html"):
        answer = get(preview, path)
        assert (answer.status, answer.headers["Location"]) == (302, "/es/news/b/")
    assert get(preview, "/es/news/ago/").status == 404


def test_search_is_left_to_the_published_site(site: Trial) -> None:
    site.write({"lingopress.toml": site.read("lingopress.toml") + "search = true\n"})
    with Preview(site.root, 0, "es") as running:
        assert "search" not in get(running, "/es/forum/").body.lower().partition("<body")[2]
        answer = get(running, "/es/search/")
        assert answer.status == 404
        assert "pages are searched once they are published" in answer.body


@pytest.mark.parametrize(
    "path",
    [
        *("/es/none/", "/xx/", "/media/.secret", "/media/../lingopress.toml", "/media/%2e%2e/x"),
        *("/assets/../../lingopress.toml", "/_preview/server.py", "/locales/", "//evil.example/"),
    ],
)
def test_nothing_else_is_there(preview: Preview, path: str) -> None:
    answer = get(preview, path)
    assert answer.status in (302, 404)
    assert answer.headers.get("Location", "/es/") == "/es/"
    assert "base_url" not in answer.body


@pytest.mark.parametrize("host", ["evil.example", "evil.example:80", "127.0.0.1", "localhost:1"])
def test_a_name_that_leads_here_from_elsewhere_gets_nothing(preview: Preview, host: str) -> None:
    for path in ("/es/forum/", "/_preview/events"):
        answer = get(preview, path, host)
        assert answer.status == 421
        assert "foro" not in answer.body


def test_pages_may_load_nothing_from_elsewhere(preview: Preview) -> None:
    headers = get(preview, "/es/forum/").headers
    policy = dict(each.split(" ", 1) for each in headers["Content-Security-Policy"].split("; "))
    assert policy["default-src"] == "'none'"
    assert policy["script-src"] == policy["connect-src"] == policy["frame-ancestors"] == "'self'"
    assert "http" not in headers["Content-Security-Policy"]
    assert headers["Cache-Control"] == "no-store"


def events(preview: Preview) -> Iterator[str]:
    """Listen for events, by name."""
    with socket.create_connection(("127.0.0.1", preview.port), timeout=SECONDS) as link:
        request = f"GET /_preview/events HTTP/1.1\r\nHost: 127.0.0.1:{preview.port}\r\n\r\n"
        link.sendall(request.encode())
        for line in link.makefile("r", encoding="utf-8"):
            if line.startswith("event: "):
                yield line.removeprefix("event: ").strip()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("articles/forum.md", "# Other\n"),
        ("articles/news/c.md", "# New\n"),
        (CATALOG, "msgid\n"),
        ("theme/templates/article.html", "<p>Mine</p>\n"),
        ("lingopress.toml", "[site]\n"),
    ],
)
def test_a_save_is_told_again_and_again_until_heard(
    site: Trial, preview: Preview, name: str, content: str
) -> None:
    found = events(preview)
    assert next(found) == "ready"
    is_heard = threading.Event()

    def save() -> None:  # the system's watch may begin a little later than the server
        while not is_heard.wait(0.1):
            site.write({name: content})

    saving = threading.Thread(target=save)
    saving.start()
    try:
        assert next(found) == "change"
    finally:
        is_heard.set()
        saving.join()
        found.close()  # type: ignore[attr-defined] # a generator is one


def test_where_the_system_takes_no_more_watches_the_files_are_looked_at(
    site: Trial, monkeypatch: pytest.MonkeyPatch
) -> None:
    watch = watchfiles.watch

    def refusing(*paths: Path, **options: Any) -> Iterator[set[tuple[Any, str]]]:  # noqa: ANN401 - as the library's
        if not options["force_polling"]:
            raise OSError(errno.ENOSPC, "OS file watch limit reached")
        return watch(*paths, **options)

    monkeypatch.setattr(watchfiles, "watch", refusing)
    with Preview(site.root, 0, "es") as preview:
        test_a_save_is_told_again_and_again_until_heard(
            site, preview, "articles/news/c.md", "# New\n"
        )


@pytest.mark.parametrize(
    ("name", "content", "place"),
    [
        ("theme/templates/base.html", b"\n\xff\n", "theme/templates/base.html:2"),
        ("articles/forum.md", "---\ntitle: [\n---\n", "articles/forum.md:"),
        (CATALOG, 'msgid "a\n', f"{CATALOG}:1"),
        ("lingopress.toml", "[site\n", "lingopress.toml:1"),
        ("locales/es/LC_MESSAGES/addresses.po", "msgid\n", "locales/es/LC_MESSAGES/addresses.po:1"),
        (
            "theme/templates/article.html",
            "\n{{ page.nothing }}\n",
            "theme/templates/article.html:2",
        ),
    ],
)
def test_an_error_is_shown_with_its_place_and_goes_when_it_is_repaired(
    site: Trial, preview: Preview, name: str, content: str | bytes, place: str
) -> None:
    site.write({"lingopress.toml": f"{site.read('lingopress.toml')}localized_slugs = true\n"})
    path = site.root / name
    before = path.read_bytes() if path.exists() else None
    site.write({name: content})
    answer = get(preview, "/es/forum/")
    assert answer.status == 500
    assert place in answer.body
    assert '<script src="/_preview/live.' in answer.body
    assert "Traceback" not in answer.body
    path.unlink() if before is None else path.write_bytes(before)
    assert get(preview, "/es/forum/").status == 200


def test_a_broken_catalog_spoils_no_other_locale(site: Trial, preview: Preview) -> None:
    site.write({"locales/zh_Hans/LC_MESSAGES/forum.po": 'msgid "a\n'})
    assert get(preview, "/es/forum/").status == 200
    assert get(preview, "/zh-Hans/forum/").status == 500


def test_colours_have_contrast_in_light_and_dark() -> None:
    css = Path(package.__file__).with_name("preview.css").read_text("utf-8")
    found = re.findall(
        r"\.lp-(missing|draft|stale|reviewed) \{ background: (#\w{6}); color: (#\w{6});", css
    )
    assert len(found) == 8
    for state, back, text in found:
        assert contrast(back, text) >= 7, state


def contrast(one: str, other: str) -> float:
    """Give the contrast of two colours (WCAG 2.2, contrast ratio)."""
    light, dark = sorted(map(luminance, (one, other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [
        each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4 for each in parts
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_the_command_says_where_it_is_and_ends_when_it_is_told(site: Trial) -> None:
    running = subprocess.Popen(
        [sys.executable, "-m", "lingopress_translate", "-C", site.root, "serve", "--port", "0"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    )
    assert running.stdout
    assert re.fullmatch(r"http://127\.0\.0\.1:\d+/es/\n", running.stdout.readline())
    running.send_signal(signal.SIGINT)
    _, words = running.communicate(timeout=SECONDS)
    assert running.returncode == 0, words
    assert not words


def test_what_cannot_be_served_is_said(site: Trial, preview: Preview) -> None:
    with pytest.raises(ConfigError, match="cannot be used"):
        Preview(site.root, preview.port)
    with pytest.raises(ConfigError, match="no locale 'xx'"):
        Preview(site.root, 0, "xx")


PROBE = """\
const frame = document.createElement("iframe");
const found = { loads: 0 };
frame.onload = () => {
  const sentence = frame.contentDocument.querySelector(".lp-draft");
  found.loads += 1;
  if (found.loads === 1) {
    sentence.focus();
    found.note = frame.contentWindow.getComputedStyle(sentence, "::after").content;
    found.isStyled = frame.contentWindow.getComputedStyle(sentence).textDecorationStyle;
  } else {
    found.isFocused = frame.contentDocument.activeElement === sentence;
    document.getElementById("result").textContent = JSON.stringify(found);
    frame.remove();
  }
};
frame.src = "/es/forum/";
document.body.append(frame);
"""


def test_a_browser_shows_notes_by_keyboard_and_reloads(
    site: Trial, preview: Preview, tmp_path: Path
) -> None:
    page = '<!doctype html><pre id="result"></pre><script src="probe.js" defer></script>\n'
    site.write({"theme/static/probe.html": page, "theme/static/probe.js": PROBE})
    is_over = threading.Event()

    def save() -> None:
        while not is_over.wait(0.5):
            site.write({"articles/news/b.md": "# News\n"})

    saving = threading.Thread(target=save)
    saving.start()
    try:
        address = f"http://127.0.0.1:{preview.port}/assets/probe.html"
        found = open_address(address, tmp_path / "profile")
    finally:
        is_over.set()
        saving.join()
    assert found["loads"] == 2
    assert "made by apertium:en-es" in json.dumps(found["note"])
    assert found["isStyled"] == "dashed"
    assert found["isFocused"], "the reader's place"
