"""Every command: what it writes, what it prints on which stream, and how it ends."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import polib
import pytest

from lingopress_translate.cli import COMMANDS, main

if TYPE_CHECKING:
    from collections.abc import Callable

    from trial import Result, Trial

    Run = Callable[..., Result]

HOME = "# Home\n\nWelcome to *all* of you. Read the [news](news/index.md).\n"
NEWS = "---\ntitle: News\n---\n\nWhat is new.\n"
ARTICLES = {"articles/index.md": HOME, "articles/news/index.md": NEWS}


@pytest.fixture
def site(trial: Trial) -> Trial:
    trial.write(ARTICLES)
    return trial


def written(trial: Trial, before: dict[str, tuple[int, bytes]]) -> set[str]:
    """Name the files that were written or removed since a snapshot, even with the same content."""
    return {name for name, _ in before.items() ^ trial.snapshot().items()}


def translate(trial: Trial, path: str, translations: dict[str, str]) -> None:
    """Write translations as a person's editor does."""
    opened = polib.pofile(trial.root / path, encoding="utf-8", wrapwidth=0)
    for entry in opened:
        entry.msgstr = translations.get(entry.msgid, entry.msgstr)
    opened.save()


# ---- every command


@pytest.mark.parametrize("command", [*COMMANDS, "engines list", "engines fetch"])
def test_help_is_data_and_ends_well(trial: Trial, run: Run, command: str) -> None:
    for option in ("-h", "--help"):
        done = run(*command.split(), option)
        assert done.code == 0
        assert done.out.startswith(f"Usage: lingopress {command}")
        assert not done.err
    assert trial.snapshot().keys() == {"lingopress.toml"}


def test_no_command_shows_the_commands(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main([])
    shown = "".join(capsys.readouterr())
    assert shown.startswith("Usage: lingopress")
    assert "Commands:" in shown


@pytest.mark.usefixtures("site")
@pytest.mark.parametrize(
    "command",
    [["extract"], ["update"], ["compile"], ["publish"], ["draft", "-l", "zh-Hans"], ["init"]],
    ids=lambda command: command[0],
)
def test_quiet_says_nothing_and_words_go_to_stderr(run: Run, command: list[str]) -> None:
    quiet, loud = run("-q", *command), run(*command)
    assert (quiet.code, quiet.out, quiet.err) == (0, "", "")
    assert (loud.code, loud.out) == (0, "")
    assert loud.err


@pytest.mark.parametrize(
    "command", [["extract"], ["update"], ["publish"]], ids=lambda each: each[0]
)
def test_verbose_names_every_file_that_is_written(
    site: Trial, run: Run, command: list[str]
) -> None:
    before = site.snapshot()
    done = run("-v", *command)
    named = [Path(line.removeprefix("wrote ")) for line in done.err.splitlines()[:-1]]
    changed = {name for name in written(site, before) if not name.startswith(".lingopress/")}
    assert len(set(named)) == len(named)
    assert {path.relative_to(site.root).as_posix() for path in named} == changed


# ---- init


def test_init_makes_a_publication_that_publishes(trial: Trial) -> None:
    options = [
        "--title",
        'Says "hi"',
        "--base-url",
        "https://x.org/y",
        "--source",
        "fr",
        "-l",
        "ar",
    ]
    done = trial.run("init", "new/site", *options)
    assert (done.code, done.out) == (0, "")
    assert trial.run("-C", "new/site", "publish", cwd=trial.root).code == 0
    config = trial.read("new/site/lingopress.toml")
    assert 'title = "Says \\"hi\\""' in config
    assert 'base_url = "https://x.org/y"' in config
    page = trial.read("new/site/public/ar/index.html")
    assert '<html lang="ar" dir="rtl">' in page
    assert '<span lang="fr" dir="ltr">' in page


def test_init_in_an_empty_folder_takes_its_name_and_six_languages(trial: Trial, run: Run) -> None:
    (trial.root / "lingopress.toml").unlink()
    assert run("init").code == 0
    config = trial.read("lingopress.toml")
    assert 'title = "Site"' in config
    assert 'locales = ["ar", "es", "fr", "ru", "zh-Hans"]' in config
    assert run("publish").code == 0
    assert "/public/" in trial.read(".gitignore")


def test_init_leaves_what_is_there(site: Trial, run: Run) -> None:
    before = site.snapshot()
    assert run("init").code == 0
    assert before.items() <= site.snapshot().items()
    again = run("init")
    assert "is a publication already" in again.err


@pytest.mark.parametrize(
    "options", [["-l", "xx"], ["--source", "EN"], ["-l", "es", "-l", "es"], ["--base-url", "x"]]
)
def test_init_with_a_wrong_option_writes_nothing(
    trial: Trial, run: Run, options: list[str]
) -> None:
    done = run("init", "new", *options)
    assert done.code == 2
    assert done.err.count("\n") == 1
    assert not (trial.root / "new").exists()


# ---- extract, update, compile


def test_extract_writes_templates_alone_and_only_once(site: Trial, run: Run) -> None:
    before = site.snapshot()
    assert run("extract").code == 0
    names = {"site", "theme", "index", "news/index"}
    assert written(site, before) == {f"locales/pot/{name}.pot" for name in names}
    before = site.snapshot()
    assert "0 templates changed" in run("extract").err
    assert not written(site, before)


def test_update_of_a_locale_leaves_the_others(site: Trial, run: Run) -> None:
    before = site.snapshot()
    assert run("update", "-l", "es").code == 0
    names = {"site", "theme", "index", "news/index"}
    assert written(site, before) == {f"locales/es/LC_MESSAGES/{name}.po" for name in names}


def test_update_counts_what_happened(site: Trial, run: Run) -> None:
    run("update")
    path = "locales/es/LC_MESSAGES/index.po"
    translate(site, path, {"Welcome to *all* of you.": "Bienvenidos.", "Home": "Inicio"})
    site.write({"articles/index.md": HOME.replace("of you", "of us").replace("# Home\n", "")})

    done = run("update", "-l", "es")

    assert "1 catalog changed" in done.err
    assert "1 stale" in done.err
    assert "1 obsolete" in done.err


def test_compile_writes_mo_files_alone(site: Trial, run: Run) -> None:
    run("update")
    before = site.snapshot()
    assert run("compile", "-l", "es").code == 0
    names = {"site", "theme", "index", "news/index"}
    assert written(site, before) == {f"locales/es/LC_MESSAGES/{name}.mo" for name in names}


# ---- status


@pytest.mark.usefixtures("site")
def test_status_is_a_table_on_stdout(run: Run) -> None:
    done = run("status")
    assert done.code == 0
    assert not done.err
    rows = [line.split() for line in done.out.splitlines()]
    assert ["es", "index", "·", "·", "·", "3", "9", "0", "%", "fallback"] in rows
    assert [row[:2] for row in rows if "all" in row] == [["es", "all"], ["zh-Hans", "all"]]


# ---- render


def test_render_prints_the_page_that_publish_writes(site: Trial, run: Run) -> None:
    run("publish")
    before = site.snapshot()
    done = run("render", "news/index", "-l", "es")
    assert (done.code, done.err) == (0, "")
    assert done.out == site.read("public/es/news/index.html")
    assert not written(site, before)


def test_render_needs_no_publish_before(site: Trial, run: Run) -> None:
    before = site.snapshot()
    done = run("render", "index", "-l", "es", "--fragment")
    assert '<span lang="en" dir="ltr">Home</span>' in done.out
    assert not written(site, before)


@pytest.mark.usefixtures("site")
def test_render_fragment_is_the_body_alone(run: Run) -> None:
    done = run("render", "index", "-l", "en", "--fragment")
    news = '<a href="../en/news/">news</a>'
    expected = f"<h1>Home</h1>\n<p>Welcome to <em>all</em> of you. Read the {news}.</p>\n"
    assert done.out == expected


@pytest.mark.usefixtures("site")
def test_render_takes_names_and_paths_and_several_locales(run: Run) -> None:
    locales = ["-l", "en", "-l", "zh-Hans"]
    done = run("render", "index", "articles/news/index.md", *locales, "--fragment", "--json")
    rows = [json.loads(line) for line in done.out.splitlines()]
    assert [(row["article"], row["locale"]) for row in rows] == [
        ("index", "en"),
        ("index", "zh-Hans"),
        ("news/index", "en"),
        ("news/index", "zh-Hans"),
    ]
    assert rows[2]["html"] == "<p>What is new.</p>\n"
    assert '<span lang="en" dir="ltr">What is new.</span>' in rows[3]["html"]


# ---- publish


def test_a_second_publish_writes_nothing(site: Trial, run: Run) -> None:
    assert run("publish").code == 0
    before = site.snapshot()
    again = run("publish")
    assert (again.code, again.err) == (0, "publish: nothing has changed\n")
    assert not written(site, before)


def test_a_changed_catalog_rewrites_only_the_pages_it_is_on(site: Trial, run: Run) -> None:
    site.write({"articles/other.md": "# Other\n\nAlone.\n"})
    run("publish")
    path = "locales/es/LC_MESSAGES/other.po"
    translate(site, path, {"Alone.": "Solo."})
    before = site.snapshot()

    assert run("publish").code == 0

    changed = {name for name in written(site, before) if not name.startswith(".lingopress/")}
    assert changed - {path} == {
        path.replace(".po", ".mo"),
        "public/es/other/index.html",
        # other pages in Spanish neither show its text nor its state; its own page in other
        # languages now announces a translation
        "public/en/other/index.html",
        "public/zh-Hans/other/index.html",
        "public/sitemap.xml",  # where it stands from now on
    }


def test_a_removed_article_takes_its_pages_along_but_no_translation(site: Trial, run: Run) -> None:
    site.write({"articles/gone.md": "# Gone\n\nSoon.\n", "articles/keep.md": "# Keep\n"})
    run("publish")
    path = "locales/es/LC_MESSAGES/gone.po"
    translate(site, path, {"Soon.": "Pronto."})
    run("publish")
    (site.root / "articles/gone.md").unlink()

    done = run("publish")

    assert "3 removed" in done.err
    assert not list((site.root / "public").glob("*/gone"))
    assert (site.root / "public/es/keep/index.html").is_file()
    assert not (site.root / "locales/pot/gone.pot").exists()
    (kept,) = polib.pofile(site.root / path, encoding="utf-8")
    assert (kept.msgid, kept.msgstr, bool(kept.obsolete)) == ("Soon.", "Pronto.", True)


def test_an_article_that_comes_back_has_its_translation_again(site: Trial, run: Run) -> None:
    site.write({"articles/gone.md": "# Gone\n\nSoon.\n"})
    run("publish")
    translate(site, "locales/es/LC_MESSAGES/gone.po", {"Soon.": "Pronto."})
    run("publish")
    page = site.read("public/es/gone/index.html")
    (site.root / "articles/gone.md").unlink()
    run("publish")
    site.write({"articles/gone.md": "# Gone\n\nSoon.\n"})
    run("publish")
    assert site.read("public/es/gone/index.html") == page


def test_a_publish_of_one_locale_leaves_the_others_alone(site: Trial, run: Run) -> None:
    run("publish")
    site.write({"articles/news/forum.md": "# Forum\n"})
    before = site.snapshot()

    assert run("publish", "-l", "es").code == 0

    changed = [name for name in written(site, before) if not name.startswith(".lingopress/")]
    assert "public/es/news/forum/index.html" in changed
    assert not [name for name in changed if "zh-Hans" in name or "zh_Hans" in name]
    assert run("publish").code == 0
    assert (site.root / "public/zh-Hans/news/forum/index.html").is_file()


def test_publish_makes_good_what_was_lost_from_the_site(site: Trial, run: Run) -> None:
    run("publish")
    page = site.root / "public/es/index.html"
    content = page.read_bytes()
    page.write_text("tampered", "utf-8")
    (site.root / "public/zh-Hans/index.html").unlink()

    assert "2 files of the site changed" in run("publish").err

    assert page.read_bytes() == content
