"""``lingopress render --format markdown``: localized sources, printed or written for others."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from trial import Result, Trial

    Run = Callable[..., Result]

SOURCE = "---\r\ntitle: A  title\r\n---\r\n\r\n* One\r\n  sentence. Two.   \r\n"


@pytest.fixture
def site(trial: Trial, run: Run) -> Trial:
    """Make a publication of which one sentence is reviewed in Spanish and one a draft."""
    trial.write(
        {
            "articles/index.md": "# Home\n",
            "articles/news/a.md": SOURCE,
            "articles/page.html": "<p>Text.</p>\n",
            "articles/own.md": "---\ntranslate: false\n---\nText.\n",
        }
    )
    assert run("extract").code == run("update").code == 0
    path = trial.root / "locales/es/LC_MESSAGES/news/a.po"
    text = path.read_text("utf-8")
    for msgid, msgstr in (("One sentence.", "Uno."), ("Two.", "Dos.")):
        assert text.count(f'msgid "{msgid}"\nmsgstr ""') == 1
        flag = "" if msgid == "One sentence." else "#, fuzzy\n"
        text = text.replace(
            f'msgid "{msgid}"\nmsgstr ""', f'{flag}msgid "{msgid}"\nmsgstr "{msgstr}"'
        )
    path.write_text(text, "utf-8")
    return trial


def test_markdown_is_printed_with_what_is_reviewed(site: Trial) -> None:
    done = site.run("render", "news/a", "-l", "es", "--format", "markdown")
    assert done.code == 0, done.err
    assert done.out == SOURCE.replace("One\r\n  sentence.", "Uno.")
    assert site.run("render", "news/a", "-l", "en", "--format", "markdown").out == SOURCE


@pytest.mark.usefixtures("site")
def test_json_names_the_markdown(run: Run) -> None:
    done = run("render", "news/a", "-l", "zh-Hans", "--format", "markdown", "--json")
    assert json.loads(done.out) == {"article": "news/a", "locale": "zh-Hans", "markdown": SOURCE}


def test_all_sources_are_written_for_another_generator(site: Trial, run: Run) -> None:
    for expected in ("4 files written", "nothing to write"):
        done = run(
            *("render", "-l", "es", "-l", "zh-Hans", "--format", "markdown"),
            *("-o", "other/content/{locale}"),
        )
        assert done.code == 0
        assert expected in done.err
        assert "left out articles/page.html" in done.err
    folder = site.root / "other/content"
    assert sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*.md")) == [
        "es/index.md",
        "es/news/a.md",
        "zh-Hans/index.md",
        "zh-Hans/news/a.md",
    ]
    assert (folder / "zh-Hans/news/a.md").read_bytes() == SOURCE.encode()
    assert b"* Uno. Two.   \r\n" in (folder / "es/news/a.md").read_bytes()


def test_a_broken_catalog_holds_back_its_locale_alone(site: Trial, run: Run) -> None:
    site.write({"locales/es/LC_MESSAGES/index.po": "msgid\n"})
    done = run("render", "-l", "es", "-l", "zh-Hans", "--format", "markdown", "-o", "{locale}")
    assert done.code == 1
    assert "locales/es/LC_MESSAGES/index.po:1" in done.err
    assert not (site.root / "es").exists()
    assert (site.root / "zh-Hans/index.md").is_file()


@pytest.mark.parametrize(
    ("args", "reason"),
    [
        (("-l", "es"), "name an ARTICLE"),
        (("index", "-l", "es", "--ids"), "--ids is for --format markdown"),
        (("index", "-l", "es", "-o", "x"), "--output is for --format markdown"),
        (("index", "-l", "es", "--format", "markdown", "--fragment"), "--fragment is HTML"),
        (("-l", "es", "--format", "markdown", "-o", "x", "--json"), "choose one"),
        (("-l", "es", "-l", "en", "--format", "markdown", "-o", "x"), "put {locale} into it"),
        (("-l", "es", "--format", "markdown", "-o", "articles/es"), "choose another folder"),
        (("page", "-l", "es", "--format", "markdown"), "only Markdown"),
        (("own", "-l", "es", "--format", "markdown"), "no page in 'es'"),
    ],
)
@pytest.mark.usefixtures("site")
def test_what_makes_no_sense_is_refused(run: Run, args: tuple[str, ...], reason: str) -> None:
    done = run("render", *args)
    assert done.code == 2
    assert reason in done.err


def test_a_folder_of_sources_is_written_without_its_name(site: Trial, run: Run) -> None:
    form = ("render", "-l", "es", "--format", "markdown")
    done = run(*form, "--from", "news/", "-o", "docs/{locale}")
    assert (done.code, "1 files written" in done.err) == (0, True)
    assert (site.root / "docs/es/a.md").is_file()
    assert not (site.root / "docs/es/index.md").exists()
    none = run(*form, "--from", "new", "-o", "docs/{locale}")
    assert (none.code, "articles/new/" in none.err) == (2, True)
    assert run(*form, "--from", "news", "news/a").code == 2


def test_of_another_generators_site_only_what_somebody_wrote_has_catalogs(
    trial: Trial, run: Run
) -> None:
    config = (trial.root / "lingopress.toml").read_text("utf-8")
    trial.write(
        {
            "lingopress.toml": f'{config}generator = "docusaurus"\n',
            "articles/docs/a.md": "---\nslug: /\ndate: in May\norder: [1]\n---\n\n<A>One</A>\n",
            "articles/docs/b.mdx": "Two {x}.\n",
        }
    )
    assert run("update", "-l", "es").code == run("check").code == run("status").code == 0
    folder = trial.root / "locales/es/LC_MESSAGES"
    found = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*.po"))
    assert found == ["docs/a.po", "docs/b.po"]
    assert 'msgid "Two {{x}}."' in (folder / "docs/b.po").read_text("utf-8")
