"""The seal of a publish: broken by every change of a file, and by whoever writes it."""

from __future__ import annotations

import json
import threading
from typing import TYPE_CHECKING, Any

import pytest

from lingopress_i18n.errors import ConfigError
from lingopress_i18n.publish import looking, publish, seal
from trial import CONFIG, Trial

if TYPE_CHECKING:
    from pathlib import Path

SEAL = ".lingopress/published"


@pytest.fixture(params=[1000, 1], ids=["few", "many"])
def site(tmp_path: Path, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Trial:
    """Give a site that is looked at by this process alone, or with a fork's help."""
    monkeypatch.setattr(looking, "_MANY", request.param)
    monkeypatch.setattr(threading, "active_count", lambda: 1)
    made = Trial(tmp_path / "site")
    made.write({"lingopress.toml": CONFIG, "articles/index.md": "# Home\n\nWelcome.\n"})
    publish(made.root)
    assert publish(made.root) is None
    return made


@pytest.mark.parametrize(
    "name",
    [
        "articles/index.md",
        "articles/new.md",
        "lingopress.toml",
        "locales/es/LC_MESSAGES/index.po",
        "locales/es/LC_MESSAGES/index.mo",
        "locales/pot/index.pot",
        "theme/static/x.txt",
        "public/es/index.html",
        ".lingopress/manifest.json",
        ".lingopress/facts.json",
    ],
)
def test_a_change_of_any_file_breaks_it(site: Trial, name: str) -> None:
    path = site.root / name
    text = path.read_bytes() if path.exists() else b""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text + b"\n")
    assert publish(site.root) is not None
    assert publish(site.root) is None


def test_another_version_of_a_library_breaks_it(
    site: Trial, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Trial(tmp_path / "installed").write({"babel/__init__.py": '__version__ = "99"\n'})
    monkeypatch.syspath_prepend(str(tmp_path / "installed"))
    done = publish(site.root)
    assert done is not None
    assert not done.pages  # they are the same: this Babel has been imported already
    assert publish(site.root) is None


def test_a_file_that_is_gone_breaks_it(site: Trial) -> None:
    (site.root / "public/es/index.html").unlink()
    done = publish(site.root)
    assert done is not None
    assert [path.name for path in done.pages] == ["index.html"]


@pytest.mark.parametrize("name", ["manifest.json", "facts.json"])
def test_a_part_of_the_record_that_is_gone_breaks_it(site: Trial, name: str) -> None:
    path = site.root / ".lingopress" / name
    path.unlink()
    done = publish(site.root)
    assert done is not None
    assert not done.pages
    assert path.exists()
    assert publish(site.root) is None


@pytest.mark.parametrize(
    "change",
    [
        *({"days": []}, {"days": None}, {"locales": None}, {"files": []}, {"files": [1, 1]}),
        *({"elsewhere": None}, {"parts": 1, "days": []}, {"more": 1}, {"files": 1}),
        *({"parts": []}, {"parts": None}),
    ],
    ids=str,
)
def test_one_that_makes_no_sense_does_not_hold(site: Trial, change: dict[str, Any]) -> None:
    before = seal.understood(seal.content(site.root))
    head, _, stamps = site.read(SEAL).partition("\0")
    site.write({SEAL: json.dumps({**json.loads(head), **change}) + f"\0{stamps}"})
    assert publish(site.root) is not None
    after = seal.understood(seal.content(site.root))
    assert before
    assert after
    assert after._replace(parts=before.parts) == before
    assert publish(site.root) is None


def test_half_of_one_does_not_hold(site: Trial) -> None:
    whole = site.read(SEAL)
    site.write({SEAL: "\0".join(whole.split("\0")[:-2])})
    assert publish(site.root) is not None
    assert publish(site.root) is None


def test_names_that_are_no_text_are_known(tmp_path: Path) -> None:
    made = seal.Seal([], [], "", [], [], {"a\udcff\n": "1 2"}, {"": "3 4", "ü": ""}, {})
    (tmp_path / ".lingopress").mkdir()
    seal.write(tmp_path, made)
    assert seal.understood(seal.content(tmp_path)) == made


@pytest.mark.parametrize("content", ["", "{}", "[]", "null", "\x00"], ids=repr)
def test_one_that_is_none_does_not_hold(site: Trial, content: str) -> None:
    site.write({SEAL: content})
    assert publish(site.root) is not None
    assert publish(site.root) is None


def test_it_holds_for_locales_of_the_site_alone(site: Trial) -> None:
    assert publish(site.root, ("es",)) is None
    with pytest.raises(ConfigError, match="no locale 'fr'"):
        publish(site.root, ("fr",))
    with pytest.raises(ConfigError, match="no locale 'en'"):
        publish(site.root, ("en",))


def test_what_is_announced_breaks_it(site: Trial) -> None:
    site.write({".lingopress/announced.json": "[]"})
    assert publish(site.root) is not None
    assert publish(site.root) is None
