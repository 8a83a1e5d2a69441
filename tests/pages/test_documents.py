"""Documents that are kept between publishes: believed where they are of this very article."""

from __future__ import annotations

import os
import pickle
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lingopress_i18n import article, markup, stamps
from lingopress_i18n import site as sites
from lingopress_i18n.publish import publish
from lingopress_i18n.publish.documents import Documents
from trial import CONFIG

if TYPE_CHECKING:
    from collections.abc import Callable

    from lingopress_i18n.document import Document
    from trial import Trial

PATH = ".lingopress/documents/a.pickle"
TEXT = """\
---
title: A
date: 2020-01-02
at: 2020-01-02T03:04:05Z
deep: {list: [1, 2.5, true, null, words]}
---
One sentence. *Another* one[^n], `code` and <span lang="fr">un</span>.

[^n]: See [this](b.md "a title").

## Heading {#here}

| a | b |
|---|---|
| c | d |
"""


@pytest.fixture
def site(trial: Trial) -> Trial:
    trial.write({"lingopress.toml": CONFIG, "articles/a.md": TEXT, "articles/b.md": "# B\n"})
    return trial


def kept(trial: Trial, monkeypatch: pytest.MonkeyPatch) -> Document | None:
    """Give what is kept of an article; None where it would be parsed."""
    config = sites.load(trial.root)
    found = article.read(config, trial.root / "articles/a.md")
    with monkeypatch.context() as patch:
        patch.setattr(markup, "parse", lambda *_: None)
        patch.setattr(Documents, "keep", lambda *_: None)
        return Documents(config, stamps.inputs(trial.root)).of(found)


def parsed(trial: Trial) -> Document:
    config = sites.load(trial.root)
    return markup.parse(article.read(config, trial.root / "articles/a.md"), config)


def keep(trial: Trial) -> Document:
    config = sites.load(trial.root)
    found = article.read(config, trial.root / "articles/a.md")
    return Documents(config, stamps.inputs(trial.root)).of(found)


def test_what_is_kept_is_what_was_parsed(site: Trial, monkeypatch: pytest.MonkeyPatch) -> None:
    assert kept(site, monkeypatch) is None
    made = keep(site)
    assert made.parts
    assert kept(site, monkeypatch) == made


def _shorten(trial: Trial) -> None:
    path = trial.root / PATH
    path.write_bytes(path.read_bytes()[:-1])


def _empty(trial: Trial) -> None:
    trial.write({PATH: ""})


def _edit(trial: Trial) -> None:
    trial.write({"articles/a.md": TEXT.replace("One", "No")})


def _touch(trial: Trial) -> None:
    os.utime(trial.root / "articles/a.md", (0, 0))


def _configure(trial: Trial) -> None:
    trial.write({"lingopress.toml": CONFIG + 'fields = ["deep.list"]\n'})


@pytest.mark.parametrize("change", [_shorten, _empty, _edit, _touch, _configure])
def test_what_is_of_something_else_is_not_believed(
    site: Trial, monkeypatch: pytest.MonkeyPatch, change: Callable[[Trial], None]
) -> None:
    keep(site)
    change(site)
    assert kept(site, monkeypatch) is None


class _Worm:
    """What does something when it is read."""

    def __reduce__(self) -> tuple[Callable[[str], None], tuple[str]]:
        return os.mkdir, ("worm",)


@pytest.mark.parametrize("content", [_Worm(), [1], os.getcwd])
def test_nothing_is_read_that_does_something(
    site: Trial, monkeypatch: pytest.MonkeyPatch, content: object
) -> None:
    """Also where whoever wrote it knows how files are signed: there is no secret about it."""
    monkeypatch.chdir(site.root)
    with monkeypatch.context() as patch:
        worm = pickle.dumps(content)
        patch.setattr(pickle, "dumps", lambda _: worm)
        keep(site)
    assert kept(site, monkeypatch) is None
    assert not (site.root / "worm").exists()


@given(st.data())
@settings(max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_damage_of_any_kind_is_seen(
    site: Trial, monkeypatch: pytest.MonkeyPatch, data: st.DataObject
) -> None:
    path = site.root / PATH
    path.unlink(missing_ok=True)
    made = keep(site)
    whole = path.read_bytes()
    at = data.draw(st.integers(0, len(whole) - 1))
    path.write_bytes(whole[:at] + data.draw(st.binary(max_size=9)) + whole[at + 1 :])
    assert kept(site, monkeypatch) == (made if path.read_bytes() == whole else None)


@given(st.data())
@settings(max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_what_is_signed_but_broken_is_not_read(
    site: Trial, monkeypatch: pytest.MonkeyPatch, data: st.DataObject
) -> None:
    """Whatever pickle makes of it: another error for every way to be broken."""
    (site.root / PATH).unlink(missing_ok=True)
    sound = pickle.dumps(parsed(site))
    at = data.draw(st.integers(0, len(sound) - 2))
    broken = sound[:at] + data.draw(st.binary(max_size=3))
    with monkeypatch.context() as patch:
        patch.setattr(pickle, "dumps", lambda _: broken)
        keep(site)
    assert kept(site, monkeypatch) is None


def test_where_nothing_can_be_kept_articles_are_parsed(site: Trial) -> None:
    site.write({".lingopress/documents": "a file"})
    assert keep(site) == keep(site)


def test_a_table_of_data_is_read_each_time(site: Trial, monkeypatch: pytest.MonkeyPatch) -> None:
    table = "---\ntable:\n  file: x.csv\n  columns:\n    a: {title: A, type: text}\n---\n# T\n"
    site.write({"articles/a.md": table, "articles/x.csv": "a\none\n"})
    assert keep(site).table
    assert kept(site, monkeypatch) is None


def test_a_second_edit_of_a_catalog_parses_nothing(
    site: Trial, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish(site.root)
    catalog = "locales/es/LC_MESSAGES/a.po"
    before = site.read(catalog)
    for text in ("Uno", "Dos"):
        head, found, rest = before.partition('msgid "One sentence."\nmsgstr "')
        assert found
        site.write({catalog: f"{head}{found}{text}{rest}"})
        done = publish(site.root)
        assert done
        assert text in site.read("public/es/a/index.html")
        monkeypatch.setattr(markup, "parse", None)


def test_those_of_articles_that_are_gone_are_forgotten(site: Trial) -> None:
    site.write({"articles/deep/a.md": TEXT})
    publish(site.root)
    for name in ("a", "deep/a"):
        path = f"locales/es/LC_MESSAGES/{name}.po"
        site.write({path: site.read(path).replace('msgstr ""', 'msgstr "x"')})
    publish(site.root)
    folder = site.root / ".lingopress/documents"
    there = {*folder.rglob("*.pickle")}
    assert there >= {folder / "a.pickle", folder / "deep/a.pickle"}
    (site.root / "articles/deep/a.md").unlink()
    publish(site.root)
    assert {*folder.rglob("*")} == there - {folder / "deep/a.pickle"}
