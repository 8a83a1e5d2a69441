"""Sites that Hugo, MkDocs and Docusaurus make of localized sources: see ``docs/generators.md``.

Built in both languages by the real programs, a page has the elements of its source, and all words
of the translation.
Docusaurus takes minutes to install and to build, so that only who names it has that
test: see ``.ci/run``.
"""

from __future__ import annotations

import html
import re
import shutil
import subprocess
import tempfile
import tomllib
from collections import Counter
from html.parser import HTMLParser
from pathlib import Path
from typing import TYPE_CHECKING

import polib
import pytest

from trial import Trial, demand, demand_judge

if TYPE_CHECKING:
    from collections.abc import Mapping

OWN = Path(__file__).parent
TRANSLATIONS: Mapping[str, Mapping[str, str]] = tomllib.loads(
    (OWN / "translations.toml").read_text("utf-8")
)
DOCUSAURUS = """\
[site]
title = "Guide"
base_url = "https://example.org/"
source_locale = "en"
locales = ["es"]
generator = "docusaurus"
"""
CONFIG = """\
[site]
title = "Guide"
base_url = "https://example.org/"
source_locale = "en"
locales = ["es"]
fields = ["summary", "menu.main.name", "params.lead"]
"""
_PAGE = (
    "<!doctype html><title>{{ .Title }}</title>"
    "<nav>{{ range site.Menus.main }}{{ .Name }}{{ end }}</nav>"
    "<aside>{{ .Params.summary }}{{ with .Params.params }}{{ .lead }}{{ end }}</aside>"
    "<main>{{ .Content }}</main>\n"
)
HUGO = {
    "layouts/_default/single.html": _PAGE,
    "layouts/_default/list.html": _PAGE,
    "layouts/shortcodes/version.html": "{{ site.Params.version }}",
    "layouts/shortcodes/notice.html": "<b>{{ .Inner | markdownify }}</b>",
    "layouts/shortcodes/tabs.html": "<ul>{{ .Inner }}</ul>",
    "layouts/shortcodes/tab.html": "<li>{{ .Get 0 }}: {{ .Inner | markdownify }}</li>",
}


class Page(HTMLParser):
    """The steps through a page's elements, its links, its ids, and its words."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.steps: list[str] = []
        self.links: list[str] = []
        self.ids: list[str] = []
        self.text = ""
        self.feed(path.read_text("utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        kept = {name: values[name] for name in ("class", "width", "href") if name in values}
        self.steps.append(f"{tag} {kept}")
        if tag == "a":
            self.links.append(values.get("href") or "")
        if values.get("id"):
            self.ids.append(str(values["id"]))
        read = (values.get(name) or "" for name in ("alt", "title", "content", "aria-label"))
        self.text += f" {' '.join(read)} "

    def handle_endtag(self, tag: str) -> None:
        self.steps.append(f"/{tag}")

    def handle_data(self, data: str) -> None:
        self.text += data


@pytest.fixture
def site(tmp_path: Path, request: pytest.FixtureRequest) -> Trial:
    """Make a publication of a generator's articles, all of them translated into Spanish."""
    name: str = request.param
    made = Trial(tmp_path / "site")
    made.write({"lingopress.toml": DOCUSAURUS if name == "docusaurus" else CONFIG})
    left_out = shutil.ignore_patterns("*.??ml", "site")
    shutil.copytree(OWN / name, made.root / "articles", ignore=left_out)
    assert made.run("update").code == 0
    left = Counter(TRANSLATIONS[name].keys())
    for path in (made.root / "locales/es").rglob("*.po"):
        if path.stem not in {"theme", "site"}:
            catalog = polib.pofile(str(path), wrapwidth=0)
            for entry in catalog:
                entry.msgstr = TRANSLATIONS[name][entry.msgid]
                left.pop(entry.msgid, None)
            catalog.save()
    assert not left, "a translation of no message"
    return made


def rendered(site: Trial, folder: str, *options: str) -> None:
    """Do what the guide says."""
    done = site.run("render", "-l", "es", "--format", "markdown", *options, "-o", folder)
    assert (done.code, done.err) == (0, done.err), done.err


def built(*command: str | Path, folder: Path) -> None:
    done = subprocess.run(
        [*command], cwd=folder, capture_output=True, check=False, encoding="utf-8", timeout=600
    )
    assert done.returncode == 0, done.stderr + done.stdout
    assert "WARN" not in done.stderr + done.stdout


def words(name: str) -> list[str]:
    """List the words that the translations of a generator's articles show, as text."""
    plain = (
        re.sub(r"\{[^}]*\}+|\]\([^)\"]*|\[\^\w+\]|[*\[\]()\"\\|]", " ", each)
        for each in TRANSLATIONS[name].values()
    )
    return [word for each in plain for word in each.split() if word.isalpha()]


def compared(name: str, pages: Mapping[str, tuple[Path, Path]]) -> list[Page]:
    """Compare each page with its source; give the localized ones."""
    made = []
    for page, (own, source) in pages.items():
        here, there = Page(own), Page(source)
        moved = [each.replace("/en/", "/es/") for each in there.steps]
        assert here.steps == moved, page
        made.append(here)
    text = " ".join(html.unescape(each.text) for each in made)
    assert [word for word in words(name) if word not in text] == []
    return made


@pytest.mark.parametrize("site", ["hugo"], indirect=True)
def test_hugo_makes_a_site_in_both_languages(site: Trial) -> None:
    hugo = demand("hugo", part_of="hugo")
    folder = site.root / "made"
    shutil.copytree(site.root / "articles", folder / "content/en")
    rendered(site, "made/content/{locale}", "--ids")
    Trial(folder).write({**HUGO, "config.toml": (OWN / "hugo/hugo.toml").read_bytes()})
    built(hugo, folder=folder)
    pages = {
        name: (folder / f"public/es/{name}/index.html", folder / f"public/en/{name}/index.html")
        for name in ("first", "second", ".")
    }
    first, *_ = compared("hugo", pages)
    assert "1.20" in first.text
    assert "use the --package" in first.text
    assert "before-you-begin" in first.ids


@pytest.mark.parametrize("site", ["mkdocs"], indirect=True)
def test_mkdocs_makes_a_site_in_both_languages(site: Trial) -> None:
    mkdocs = demand("mkdocs", part_of="mkdocs")
    for tag in ("en", "es"):
        folder = site.root / "made" / tag
        if tag == "en":
            shutil.copytree(site.root / "articles", folder / "docs")
        else:
            rendered(site, "made/es/docs", "--ids")
        Trial(folder).write(
            {"docs/a.png": b"\x89PNG", "mkdocs.yml": (OWN / "mkdocs/mkdocs.yml").read_bytes()}
        )
        built(mkdocs, "build", "--quiet", "--strict", folder=folder)
    made = site.root / "made"
    pages = {
        name: (made / f"es/site/{name}.html", made / f"en/site/{name}.html")
        for name in ("index", "options")
    }
    first, options = compared("mkdocs", pages)
    assert "Es breve, 5 < 6." in first.text
    assert "all-options" in options.ids
    assert "#all-options" in options.links


def article_of(page: Path) -> Path:
    """Cut out of a page of Docusaurus its article, and what its head says of it."""
    text = page.read_text("utf-8").replace('href="/es/', 'href="/').replace("href=/es/", "href=/")
    said = re.findall(r"<meta [^>]*name=\"?(?:description|keywords)\"?[^>]*>", text)
    title = re.findall(r"<title[^>]*>.*?</title>", text)
    start = text.index("<article")
    cut = page.with_suffix(".cut")
    cut.write_text("".join((*title, *said, text[start : text.index("</article>", start)])), "utf-8")
    return cut


@pytest.mark.parametrize("site", ["docusaurus"], indirect=True)
def test_docusaurus_makes_a_site_in_both_languages(site: Trial) -> None:
    program = demand_judge("@docusaurus/core/bin/docusaurus.mjs", part_of="docusaurus")
    node = demand("node", part_of="docusaurus")
    with tempfile.TemporaryDirectory(dir=program.parents[4]) as name:  # node looks upwards
        folder = Path(name)
        shutil.copytree(site.root / "articles", folder / "articles")
        for below, plugin in (("docs", "docs/current"), ("blog", "blog")):
            target = f"{folder}/i18n/{{locale}}/docusaurus-plugin-content-{plugin}"
            rendered(site, target, "--ids", "--from", below)
        Trial(folder).write(
            {
                "package.json": b"{}",
                "docusaurus.config.js": (OWN / "docusaurus/site/docusaurus.config.js").read_bytes(),
                "src/components/Card.jsx": (OWN / "docusaurus/site/Card.jsx").read_bytes(),
            }
        )
        built(node, program, "build", "--locale", "en", "--locale", "es", folder=folder)
        found = {
            name: (article_of(folder / f"build/es/{name}"), article_of(folder / f"build/{name}"))
            for name in ("index.html", "options/index.html", "blog/news/index.html")
        }
        first, options, _ = compared("docusaurus", found)
    assert "En la versión 1 descubramos lo azul {x} <y>." in " ".join(first.text.split())
    assert "Nobody translates this." in options.text
    assert "before" in first.ids
    assert "all-options" in options.ids
    assert any(link.endswith("options#all-options") for link in first.links)
