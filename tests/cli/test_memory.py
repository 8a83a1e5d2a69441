"""``lingopress memory``: what is found and how it is shown, exchange, and repair."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from lingopress_i18n.catalog.po import Entry
from memory.filled import drafted, filled

if TYPE_CHECKING:
    from pathlib import Path

    from memory.filled import Filled
    from trial import Trial

TMX = """\
<tmx version="1.4"><header srclang="en-US"/><body>
<tu><tuv xml:lang="en-US"><seg>The <ph>x</ph>forum was held in Chengdu.</seg></tuv>
<tuv xml:lang="es-ES"><seg>El foro se celebró en Chengdu.</seg></tuv></tu>
<tu><tuv xml:lang="de"><seg>Tor</seg></tuv><tuv xml:lang="es"><seg>Puerta</seg></tuv></tu>
</body></tmx>
"""


@pytest.fixture
def made(trial: Trial) -> Filled:
    """Give the trial's catalogs a reviewed, an obsolete and a drafted entry."""
    made = filled(trial.root)
    made.save(
        "news/forum",
        Entry("It has 48 parties.", "Tiene 48 partes.", "figures"),
        Entry("It had 30 parties.", "Tenía 30 partes.", obsolete=True),
        drafted("All parties met.", "Todas las partes se reunieron.", by="apertium:eng-spa"),
    )
    return made


@pytest.mark.usefixtures("made")
def test_search_shows_what_differs_and_keeps_drafts_apart(trial: Trial) -> None:
    done = trial.run("memory", "search", "It has 49 parties.", "-l", "es")
    assert (done.code, done.err) == (0, "")
    assert done.out == (
        "es: 94 % reviewed, news/forum, context figures\n"
        "    It has [-48-]{+49+} parties.\n"
        "    Tiene 48 partes.\n"
        "es: 83 % former, news/forum\n"
        "    It [-had 30-]{+has 49+} parties.\n"
        "    Tenía 30 partes.\n"
    )
    done = trial.run("memory", "search", "parties")
    assert [line for line in done.out.splitlines() if line[0] != " "] == [
        "es: reviewed, news/forum, context figures",
        "es: former, news/forum",
        "es: machine apertium:eng-spa, news/forum",
    ]
    assert trial.run("memory", "search", "parties", "--limit", "1").out.count("\nes") == 0
    assert trial.run("memory", "search", "It has 49 parties.", "--threshold", "95").out == ""


@pytest.mark.usefixtures("made")
def test_search_as_json_is_one_object_a_line(trial: Trial) -> None:
    done = trial.run("memory", "search", "It has 48 parties!", "-l", "es", "--json")
    first = json.loads(done.out.splitlines()[0])
    assert first == {
        "locale": "es",
        "found_by": "likeness",
        "score": 94,
        "kind": "reviewed",
        "engine": None,
        "where": "news/forum",
        "msgctxt": "figures",
        "msgid": "It has 48 parties.",
        "msgstr": "Tiene 48 partes.",
        "pieces": [
            {"change": "same", "text": "It has 48 parties"},
            {"change": "removed", "text": "."},
            {"change": "added", "text": "!"},
        ],
    }
    done = trial.run("memory", "search", "met", "--json")
    found = json.loads(done.out)
    assert (found["found_by"], found["score"], found["kind"]) == ("words", None, "machine")
    assert (found["engine"], found["pieces"]) == ("apertium:eng-spa", [])


def test_the_terminal_is_not_steered_by_what_a_catalog_holds(trial: Trial) -> None:
    filled(trial.root).save("a", Entry("red \x1b[31m door", "puerta \x1b[31m", "c\x1b"))
    done = trial.run("memory", "search", "door")
    assert "\x1b" not in done.out
    assert "puerta \\x1b[31m" in done.out


@pytest.mark.usefixtures("made")
def test_a_memory_is_imported_searched_and_exported(trial: Trial, tmp_path: Path) -> None:
    (tmp_path / "agency.tmx").write_text(TMX, "utf-8")
    done = trial.run("memory", "import", str(tmp_path / "agency.tmx"))
    assert (done.code, done.out) == (0, "")
    assert done.err.splitlines() == [
        "es: 1 translation",
        "zh-Hans: 0 translations",
        "left out: 1 unit from another language",
        "1 segment had markup codes inside, which were dropped",
        "wrote locales/memory/agency.tmx",
    ]
    again = trial.run("memory", "import", str(tmp_path / "agency.tmx"))
    assert again.err.endswith("locales/memory/agency.tmx says the same already\n")
    found = trial.run("memory", "search", "The forum was held in Beijing.", "-l", "es")
    assert found.out.startswith("es: 86 % imported, agency\n")
    stats = trial.run("memory", "stats").out
    assert stats.splitlines() == [
        "es: 3 sources: 1 reviewed, 1 imported, 1 former, 1 machine",
        "zh-Hans: 0 sources: 0 reviewed, 0 imported, 0 former, 0 machine",
    ]
    exported = trial.run("memory", "export")
    assert (exported.code, exported.err) == (0, "")
    assert exported.out.count("<tu>") == 2  # neither what is obsolete nor a draft
    assert trial.run("memory", "export", "-o", str(tmp_path / "x.tmx")).out == ""
    assert (tmp_path / "x.tmx").read_text("utf-8") == exported.out
    assert trial.run("memory", "rebuild").err == stats
    assert trial.run("memory", "export").out == exported.out
    assert trial.run("memory", "export", "-l", "zh-Hans").out.count("<tu>") == 0


def test_what_xml_cannot_hold_is_counted(trial: Trial) -> None:
    filled(trial.root).save("a", Entry("form\x0cfeed", "salto"), Entry("b", "B"))
    done = trial.run("memory", "export")
    assert done.out.count("<tu>") == 1
    assert done.err == "left out: 1 translation with characters that XML cannot hold\n"


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (["import", "gone.tmx"], 1, "error: gone.tmx: cannot be read: No such file or directory\n"),
        (
            ["import", "."],
            2,
            "error: '' is no name for a memory (use letters, digits, '-', '_' and '.')\n",
        ),
        (["import", "broken.tmx"], 1, "error: broken.tmx:2: broken XML: mismatched tag\n"),
        (["import", "broken.tmx", "--name", "../x"], 2, "error: '../x' is no name"),
        (["search", "x", "-l", "tlh"], 2, "error: lingopress.toml: site.locales: this publication"),
        (["search", "x", "--threshold", "0"], 2, "error: Invalid value for '--threshold'"),
        (["search", b"\xff".decode("utf-8", "surrogateescape")], 2, "error: the text to search"),
    ],
    ids=["gone", "folder", "broken", "name", "locale", "threshold", "bytes"],
)
def test_what_cannot_be_done_is_said(
    trial: Trial, arguments: list[str], code: int, message: str
) -> None:
    trial.write({"broken.tmx": "<tmx>\n</tm>"})
    before = trial.snapshot()
    done = trial.run("memory", *arguments, cwd=trial.root)
    assert (done.code, done.out) == (code, "")
    assert done.err.startswith(message)
    assert {name for name in trial.snapshot() if ".lingopress" not in name} == before.keys()


@pytest.mark.usefixtures("made")
def test_a_broken_catalog_is_named_and_the_rest_is_searched(trial: Trial) -> None:
    trial.write({"locales/es/LC_MESSAGES/b.po": 'msgid "cut'})
    done = trial.run("memory", "search", "It has 48 parties.")
    assert done.code == 1
    assert done.err.startswith("error: locales/es/LC_MESSAGES/b.po:1: ")
    assert done.out.startswith("es: 100 % reviewed")


@pytest.mark.usefixtures("made")
def test_a_damaged_file_is_built_anew_with_a_word(trial: Trial) -> None:
    before = trial.run("memory", "stats").out
    trial.write({".lingopress/memory.sqlite": b"no database " * 1000})
    done = trial.run("memory", "stats")
    assert done.out == before
    assert done.err == "the memory's file was damaged and has been built anew\n"
    trial.write({".lingopress/memory.sqlite": b"no database " * 1000})
    assert trial.run("memory", "rebuild").code == 0


def test_a_folder_in_the_way_is_said(trial: Trial) -> None:
    (trial.root / ".lingopress" / "memory.sqlite").mkdir(parents=True)
    done = trial.run("memory", "stats")
    assert done.code == 2
    assert "the memory cannot be used" in done.err


def test_imported_memories_are_no_locale(trial: Trial) -> None:
    """The folder lies among the locales' folders; nothing takes it for one of them."""
    trial.write({"articles/index.md": "# Home\n", "locales/memory/x.tmx": TMX})
    before = trial.read("locales/memory/x.tmx")
    for command in (["publish"], ["update", "--prune"], ["status"], ["check"], ["compile"]):
        assert trial.run(*command).code == 0
    assert trial.read("locales/memory/x.tmx") == before
    assert sorted(path.name for path in (trial.root / "public").iterdir() if path.is_dir()) == [
        "assets",
        "en",
        "es",
        "zh-Hans",
    ]
