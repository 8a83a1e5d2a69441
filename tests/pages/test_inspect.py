"""``lingopress inspect``: what it finds in built sites, and that it finds nothing in sound ones."""

from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

import polib
import pytest

from defective import Defect
from gated import fill
from lingopress_i18n import site as configuration
from lingopress_i18n.inspection import run
from lingopress_i18n.inspection.built import Built as Inspected
from lingopress_i18n.inspection.page import Page
from lingopress_i18n.inspection.registry import RULES
from trial import Trial

if TYPE_CHECKING:
    from built import Built
    from lingopress_i18n.inspection.built import Statement
    from lingopress_i18n.inspection.rule import Finding

HERE = Path(__file__).parent
DEFECTS = [
    Defect(**each)
    for each in tomllib.loads((HERE / "defects.toml").read_text("utf-8"))["defect"]
    if each.get("inspected_as")
]


class Sound:
    """A sound site, inspected once; what is edited is looked at again."""

    def __init__(self, built: Built) -> None:
        """Look at everything."""
        self.site = configuration.load(built.trial.root)
        self.files = built.files
        self.pages: dict[str, Statement] = {}
        self.found: list[Finding] = []
        for name, data in self.files.items():
            if name.endswith(".html"):
                self.pages[name], wrong = run.look_at(self.site, name, data)
                self.found += wrong
        self.found += run.compare(self._together(self.files, self.pages))

    def with_defect(self, files: dict[str, bytes]) -> list[Finding]:
        """Give what is found in these files that was not found before."""
        pages = dict(self.pages)
        found: list[Finding] = []
        for name, data in files.items():
            if name.endswith(".html") and data != self.files.get(name):
                pages[name], wrong = run.look_at(self.site, name, data)
                found += wrong
        found += run.compare(self._together(files, pages))
        return [each for each in found if each not in self.found]

    def _together(self, files: dict[str, bytes], pages: dict[str, Statement]) -> Inspected:
        return Inspected(self.site, files, frozenset(files), pages)


@pytest.fixture(scope="module")
def sound(sample: Built, patchy: Built, unreviewed: Built) -> dict[str, Sound]:
    """Inspect the publications that defects are made of."""
    every = {"sample": sample, "patchy": patchy, "unreviewed": unreviewed}
    return {name: Sound(built) for name, built in every.items()}


def test_sound_sites_are_sound(sound: dict[str, Sound]) -> None:
    """With gaps, drafts and languages that have nothing, too."""
    for name, each in sound.items():
        assert each.found == [], name
        assert len(each.pages) > 100


@pytest.mark.parametrize("defect", DEFECTS, ids=lambda each: f"{each.row} {each.what}")
def test_a_defect_is_found(defect: Defect, sound: dict[str, Sound]) -> None:
    before = sound[defect.site]
    files = defect.files_of(before.files)
    found = before.with_defect(files)
    assert defect.inspected_as in {each.rule for each in found}
    assert all(each.line >= 1 for each in found)


def test_every_rule_finds_some_defect() -> None:
    assert {each.inspected_as for each in DEFECTS} == {*RULES}


# On the command line

OTHERS = """\
[site]
title = "Other"
base_url = "https://example.org/base/"
source_locale = "de"
locales = ["he", "yi", "ja", "pt-BR", "sr-Latn", "en-XA", "ar-XB"]
typography = true
search = true
taxonomies = ["tags"]
servers = ["nginx"]
status_page = true
"""


def test_a_publication_with_held_pages_and_drafts_has_nothing_wrong(trial: Trial) -> None:
    fill(trial)
    assert trial.run("publish").code == 0
    done = trial.run("inspect", "--strict")
    assert (done.code, done.out) == (0, "")
    assert re.fullmatch(r"inspect: 0 errors, 0 warnings, 0 notes in \d+ pages\n", done.err)


def test_a_publication_in_other_languages_has_nothing_wrong(trial: Trial) -> None:
    trial.write(
        {
            "lingopress.toml": OTHERS,
            "articles/index.md": "# Startseite\n\nText mit [Link](neues/a.md#ort).\n",
            "articles/neues/a.md": (
                "---\ndate: 2020-01-02\naliases: [alt]\ntags: [Über uns, B]\n---\n\n"
                "# Größe\n\n## Ort\n\nÄhnlich `code` und *so*.\n"
            ),
            "articles/allein.md": "---\ntranslate: false\n---\n\n# Allein\n",
        }
    )
    assert trial.run("publish").code == 0
    done = trial.run("inspect", "--strict")
    assert (done.code, done.out) == (0, "")
    assert '<span lang="en" dir="ltr">Skip to content<' in trial.read(
        "public/yi/index.html"
    )  # and said so


def test_findings_have_a_place_and_errors_an_exit_code(trial: Trial) -> None:
    trial.write({"articles/index.md": "# Home\n\nText.\n"})
    trial.write({"theme/templates/_switcher.html": "<p lang='eng'>\x1b[31m</p>\n"})
    assert trial.run("publish").code == 0
    done = trial.run("inspect")
    assert done.code == 1
    assert 'public/en/index.html:24: error: language: <p> has lang="eng", which is' in done.out
    assert "\x1b" not in done.out
    found = [json.loads(line) for line in trial.run("inspect", "--json").out.splitlines()]
    assert {each["file"] for each in found} >= {"public/en/index.html", "public/es/index.html"}
    assert all(each.keys() == {"file", "line", "severity", "rule", "message"} for each in found)
    for each in found:
        line = trial.read(each["file"]).split("\n")[each["line"] - 1]
        assert each["rule"] != "language" or "lang='eng'" in line
    trial.write({"theme/templates/_switcher.html": "\n"})
    assert trial.run("publish").code == 0
    assert trial.run("inspect").code == 0  # nobody translated anything: there is nothing to offer


def test_what_an_article_leaves_open_is_found(trial: Trial) -> None:
    trial.write(
        {
            "articles/index.md": "# Home\n\nA <b>c.\n\n<svg><path d='M0 0'/></svg>\n\n<p>x<li>y\n",
            "articles/a.md": '# A\n\n<a href="index.md">\n\nB.\n\n</i>\n',
        }
    )
    assert trial.run("publish").code == 0
    found = [json.loads(line) for line in trial.run("inspect", "--json").out.splitlines()]
    said = {each["message"].partition(",")[0] for each in found if each["rule"] == "nesting"}
    assert said == {"<b> is not closed", "<a> is not closed", "</i> closes nothing"}
    (place,) = [
        each
        for each in found
        if each["file"] == "public/en/a/index.html" and "<a>" in each["message"]
    ]
    assert trial.read(place["file"]).split("\n")[place["line"] - 1].startswith("<a href")


def test_what_is_not_built_is_not_inspected(trial: Trial) -> None:
    done = trial.run("inspect")
    assert done.code == 1
    assert "there is no built site" in done.err
    assert "lingopress publish" in done.err


def test_nothing_in_a_built_site_breaks_the_inspection(trial: Trial) -> None:
    trial.write(
        {
            "public/index.html": b"",
            "public/es/index.html": b"\xff<html><p lang=es><a href='//[x'>",
            "public/en/a/index.html": b"<svg><p></svg><template><i lang=''></i></template>",
            "public/en/b/index.html": b"<a href='%z#%'></a><script type='application/ld+json'>[",
            "public/en/feed.json": b"[1]",
            "public/es/feed.json": b"{",
            "public/sitemap.xml": b"<",
            "public/en/feed.xml": b"<feed/>",
            "public/x.css": b"}{margin-left:\xff}",
        }
    )
    done = trial.run("inspect")
    assert done.code == 1
    assert "Traceback" not in done.err
    assert {"document", "language", "direction", "sitemap", "feeds"} <= {
        line.split(": ")[2] for line in done.out.splitlines()
    }


def test_the_rules_are_listed_with_their_reasons(tmp_path: Path) -> None:
    done = Trial(tmp_path).run("inspect", "--list")
    assert done.code == 0
    assert [line.split()[0] for line in done.out.splitlines() if line[0] != " "] == [*RULES]
    for rule in RULES.values():
        assert rule.why[-1] == "."
        assert rule.severity.value in done.out


def test_what_another_program_of_the_host_answers_is_no_dead_link(trial: Trial) -> None:
    config = trial.read("lingopress.toml").replace("example.org/", "example.org/base/")
    links = {"/base/forum/": 0, "/base/forum/t/1?a#b": 0, "/base/forum": 0, "/base/login": 0}
    links |= {"/base/forums/": 1, "/base/login/x": 1, "/base/en/non/": 1, "/forum/x": 0}
    text = "".join(f"- [so]({address})\n" for address in links)
    trial.write({"lingopress.toml": config, "articles/index.md": f"# Home\n\n{text}"})
    assert trial.run("publish").code == 0
    before = [line for line in trial.run("inspect").out.splitlines() if ": links: " in line]
    assert len(before) == 3 * (len(links) - 1)  # all of them in three languages
    waived = '\n[inspect]\nelsewhere = ["/base/forum/", "/base/login"]\n'
    trial.write({"lingopress.toml": config + waived})
    after = trial.run("inspect").out.splitlines()
    wrong = {line.split(": ")[3] for line in after}
    assert wrong == {address for address, is_wrong in links.items() if is_wrong}
    assert len(after) == 3 * len(wrong)


def test_code_and_other_languages_in_a_sentence_are_no_gap() -> None:
    html = (
        '<html lang="fr"><body><main><p>la chronique <code>x</code>!</p><p>Un '
        '<i lang="de">Wort</i> !</p><p><code>y</code></p><p>a<br>b</p></main>'
    )
    found = [text for _, text in Page("fr/index.html", html.encode()).blocks("fr", in_main=True)]
    assert found == ["la chronique \ufffc!", "Un \ufffc !", "a", "b"]


@pytest.mark.parametrize("source", ["zh-Hans", "ja"])
def test_pages_with_drafts_are_set_as_their_language_is(trial: Trial, source: str) -> None:
    """What the theme itself says is, too: notices, and the page that offers languages."""
    config = (
        f'[site]\ntitle = "江岸日报"\nbase_url = "https://x.org/"\nsource_locale = "{source}"\n'
        'description = "每日新闻。"\nlocales = ["zh-Hant", "en"]\ntypography = true\n'
    )
    trial.write(
        {
            "lingopress.toml": f'{config}\n[gates]\ndefault = "drafts"\n',
            "articles/index.md": "# 首页\n\n河流发源于山丘。人们聚集在市场。\n",
            "articles/a.md": "# 港口\n\n河流流向港口。`x` 是桥。\n",
        }
    )
    assert trial.run("update").code == 0
    for name in ("index", "a", "site"):
        path = trial.root / f"locales/zh_Hant/LC_MESSAGES/{name}.po"
        catalog = polib.pofile(str(path))
        for entry in list(catalog)[::2]:
            entry.msgstr = entry.msgid.replace("发", "發")
            entry.flags.append("fuzzy")
        catalog.save()
    assert trial.run("publish").code == 0
    done = trial.run("inspect", "--strict")
    assert (done.code, done.out) == (0, "")
    assert "draft-label" in trial.read("public/zh-Hant/a/index.html")
