"""``lingopress glossary``: terms listed, brought in and out, and forms proposed."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from lingopress_translate.glossary import sheet

if TYPE_CHECKING:
    from collections.abc import Callable

    from trial import Gettext, Result, Trial

    Run = Callable[..., Result]

GLOSSARY = "locales/es/glossary.po"
CATALOG = "locales/es/LC_MESSAGES/index.po"
HEADER = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n'
TERMS = f"""\
{HEADER}
# Of the stage, too.
# forms: intérprete*
msgid "performer"
msgstr "artista"

msgid "WIPO"
msgstr "WIPO"

#, fuzzy
msgid "act"
msgstr "acto"

msgid "right"
msgstr ""

#~ msgid "old"
#~ msgstr "viejo"
"""


@pytest.fixture
def site(trial: Trial) -> Trial:
    trial.write({"articles/index.md": "# Home\n\nPerformers act.\n", GLOSSARY: TERMS})
    return trial


def test_terms_are_listed(site: Trial, run: Run) -> None:
    before = site.snapshot()
    assert run("glossary", "list") == run("glossary", "list", "-l", "es")
    assert run("glossary", "list").out.splitlines() == [
        "es\tperformer\tartista",
        "es\tWIPO\tWIPO\tnot translated",
        "es\tact\tacto\tdraft",
        "es\tright\t\tmissing",
    ]
    listed = [json.loads(line) for line in run("glossary", "list", "--json").out.splitlines()]
    assert listed[0] == {
        "locale": "es",
        "file": GLOSSARY,
        "line": 4,
        "state": "reviewed",
        "source": "performer",
        "target": "artista",
        "forms": ["intérprete*"],
        "forbidden": [],
        "source_forms": [],
        "do_not_translate": False,
        "note": "Of the stage, too.",
    }
    assert site.snapshot() == before


def test_what_is_listed_does_not_steer_the_terminal(site: Trial, run: Run) -> None:
    site.write({GLOSSARY: TERMS.replace("artista", "arti\x1b[2Jsta")})
    assert run("glossary", "list").out.startswith("es\tperformer\tarti\\x1b[2Jsta\n")


def test_a_spreadsheet_goes_out_and_comes_back(site: Trial, run: Run) -> None:
    file = site.root / "terms.csv"
    done = run("glossary", "export", str(file), "-l", "es")
    assert (done.code, done.out, done.err) == (0, "", f"glossary: wrote {file}\n")
    assert run("glossary", "export", "-l", "es").out.encode() == file.read_bytes()
    assert [row.term.source for row in sheet.read(file.read_bytes(), "x")] == ["performer", "WIPO"]
    again = run("glossary", "export", str(file), "-l", "es")
    assert again.err == f"glossary: nothing has changed in {file}\n"
    before = site.snapshot()
    assert run("glossary", "import", str(file), "-l", "es").err == "es: 0 new terms, 2 same\n"
    assert site.snapshot() == before


def test_terms_are_brought_into_a_glossary_that_is_not_there(
    site: Trial, run: Run, gettext: Gettext
) -> None:
    file = site.root / "terms.csv"
    file.write_bytes("source;target;note\nperformer;表演者;\nact;;\n".encode())
    done = run("-v", "glossary", "import", str(file), "-l", "zh-Hans")
    path = site.root / "locales/zh_Hans/glossary.po"
    assert done.err == f"zh-Hans: 1 new term, 1 without translation\nwrote {path}\n"
    assert done.code == 0
    gettext("msgfmt", "--check", "-o", "/dev/null", path)
    assert "Language: zh_Hans" in path.read_text("utf-8")
    assert run("glossary", "list", "-l", "zh-Hans").out == "zh-Hans\tperformer\t表演者\n"
    file.write_bytes("source,target\nright,权\n".encode())
    run("glossary", "import", str(file), "-l", "zh-Hans", "--fuzzy")
    assert run("glossary", "list", "-l", "zh-Hans").out.endswith("zh-Hans\tright\t权\tdraft\n")


def test_conflicts_are_named_and_left(site: Trial, run: Run) -> None:
    file = site.root / "terms.csv"
    file.write_text("source,target,forms\nperformer,actor,\nWIPO,OMPI,\nright,derecho,\n", "utf-8")
    done = run("glossary", "import", str(file), "-l", "es")
    assert done.out.splitlines() == [
        f"{GLOSSARY}:4: performer is artista here, actor there ({file}:2)",
        f"{GLOSSARY}:9: WIPO is WIPO here, OMPI there ({file}:3)",
    ]
    assert done.err == "es: 0 new terms, 1 extended, 2 conflicts\n"
    assert done.code == 1
    changed = TERMS.replace('msgid "right"\nmsgstr ""', 'msgid "right"\nmsgstr "derecho"')
    assert site.read(GLOSSARY) == changed


def test_a_term_base_goes_out_and_comes_back_in_all_languages(site: Trial, run: Run) -> None:
    file = site.root / "terms.tbx"
    chinese = site.root / "zh.csv"
    chinese.write_text("source,target\nperformer,表演者\n", "utf-8")
    run("glossary", "import", str(chinese), "-l", "zh-Hans")
    assert run("glossary", "export", str(file)).code == 0
    assert run("glossary", "export", "--format", "tbx").out.encode() == file.read_bytes()
    listed = run("glossary", "list").out
    for tag in ("es", "zh_Hans"):
        (site.root / f"locales/{tag}/glossary.po").unlink()
    done = run("glossary", "import", str(file))
    assert done.err == "es: 2 new terms\nzh-Hans: 1 new term\n"
    kept = [line for line in listed.splitlines() if not line.endswith(("draft", "missing"))]
    assert run("glossary", "list").out.splitlines() == kept


def test_the_check_reads_what_was_imported(site: Trial, run: Run) -> None:
    file = site.root / "terms.csv"
    file.write_text("source,target,forbidden\nhome,casa,hogar*\n", "utf-8")
    site.write({CATALOG: f'{HEADER}\nmsgid "Home"\nmsgstr "Hogares"\n'})
    assert run("check").out == ""
    assert run("glossary", "import", str(file), "-l", "es").code == 0
    assert [line.split(": ")[2] for line in run("check").out.splitlines()] == [
        "forbidden-terms",
        "terms",
    ]


def test_forms_are_proposed_and_written_as_comments(site: Trial, run: Run) -> None:
    site.write({CATALOG: f'{HEADER}\nmsgid "The performers."\nmsgstr "Los artes."\n'})
    done = run("glossary", "suggest")
    assert done.out == f"es\tperformer\tartes\t1\t{CATALOG}:4\n"
    assert json.loads(run("glossary", "suggest", "--json").out) == {
        "locale": "es",
        "source": "performer",
        "target": "artista",
        "form": "artes",
        "count": 1,
        "where": f"{CATALOG}:4",
    }
    assert site.read(GLOSSARY) == TERMS
    assert run("glossary", "suggest", "--write", "-l", "es").code == 0
    assert "# forms: intérprete*\n# suggested forms: artes\n" in site.read(GLOSSARY)
    assert run("check").out.count("terms") == 1


NOT_THERE = "No such file or directory (look whether it is there, then run it again)"


@pytest.mark.parametrize(
    ("arguments", "code", "error"),
    [
        (["import", "no.csv", "-l", "es"], 1, f"no.csv: cannot be read: {NOT_THERE}"),
        (["import", "terms.csv"], 2, "a CSV is for one locale (name it: -l fr)"),
        (["export", "--format", "csv"], 2, "a CSV is for one locale (name it: -l fr)"),
        (
            ["import", "terms.xlsx", "-l", "es"],
            2,
            "terms.xlsx: is neither .csv nor .tbx (say --format csv or --format tbx)",
        ),
    ],
    ids=str,
)
def test_what_cannot_be_done_is_said(
    site: Trial, arguments: list[str], code: int, error: str
) -> None:
    site.write({"terms.csv": "source,target\na,b\n"})
    before = site.snapshot()
    done = site.run("glossary", *arguments, cwd=site.root)
    assert (done.code, done.out, done.err) == (code, "", f"error: {error}\n")
    assert site.snapshot() == before


def test_a_broken_glossary_is_named(site: Trial, run: Run) -> None:
    site.write({GLOSSARY: "msgid"})
    for arguments in (["list"], ["export", "-l", "es"], ["suggest"]):
        done = run("glossary", *arguments)
        assert done.code == 1
        assert done.err.startswith(f"error: {GLOSSARY}:1: ")
