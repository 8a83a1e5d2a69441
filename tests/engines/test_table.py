"""The table of engines: ours, families, and those that other packages add."""

from __future__ import annotations

import re
import sys
from typing import TYPE_CHECKING

import pytest

from lingopress_i18n.errors import ConfigError
from lingopress_translate.engines import survey, table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

SHOUTING = """\
from lingopress_translate.engines import options
from lingopress_translate.engines.engine import Reply, Traits


class Shouting:
    name = "shouting"

    def __init__(self, mark):
        self.mark = mark

    def traits(self, source, target):
        return Traits(carriers=("mask",), sends_to="shout.example", key="SHOUT_KEY")

    def unavailable(self, source, target):
        return "" if target == "es" else f"it does not shout in {target}"

    def label(self, source, target):
        return "shouting"

    identity = label

    def translate(self, batch):
        return Reply(tuple(item.text.upper() + self.mark for item in batch.items))

    def close(self):
        pass


def make(table, where):
    return Shouting(options.parse(table, ("mark",), where).string("mark", "!"))
"""


@pytest.fixture
def install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., None]]:
    """Install a package with an engine: its module's code, and under which names it has one."""
    monkeypatch.syspath_prepend(tmp_path)

    def install(code: str, package: str = "loud", **engines: str) -> None:
        (tmp_path / f"{package}_engine.py").write_text(code, "utf-8")
        info = tmp_path / f"{package}-1.0.dist-info"
        info.mkdir()
        about = f"Metadata-Version: 2.1\nName: {package}\nVersion: 1.0\n"
        (info / "METADATA").write_text(about, "utf-8")
        lines = [f"{name} = {place}" for name, place in engines.items()]
        (info / "entry_points.txt").write_text("\n".join(["[lingopress.engines]", *lines]), "utf-8")

    yield install
    for name in [each for each in sys.modules if each.endswith("_engine")]:
        del sys.modules[name]  # the next test has another of that name


def test_a_package_adds_an_engine(install: Callable[..., None]) -> None:
    install(SHOUTING, shouting="loud_engine:make")
    assert "shouting" in table.names()
    assert table.about("shouting") == "of the package loud"
    made = table.load("shouting", {"shouting": {"mark": "?"}})
    (finding,) = survey.survey(["shouting"], {}, "en", ["fr", "es"])
    assert (made.name, finding.problem) == ("shouting", "")
    assert finding.locales == {"fr": "it does not shout in fr", "es": ""}
    with pytest.raises(ConfigError, match=r"engines\.shouting\.marc: unknown setting"):
        table.load("shouting", {"shouting": {"marc": "?"}})


BROKEN = {
    "a module that is missing": (
        "import no_such_module",
        "ModuleNotFoundError: No module named 'no_such_module'",
    ),
    "a name that is missing": ("", "has no attribute 'make'"),
    "a mistake": ("def make(table, where):\n    return 1 / 0", "ZeroDivisionError"),
    "a mistake of two lines": ("raise ValueError('a\\nb')", "ValueError: a b"),
    "an end of the program": ("raise SystemExit(7)", "SystemExit: 7"),
    "another signature": ("def make():\n    pass", "TypeError: make()"),
    "no engine": (
        "def make(table, where):\n    return object()",
        "is none: it has no name, traits",
    ),
}


@pytest.mark.parametrize("fault", BROKEN)
def test_an_engine_that_is_broken_is_told_with_its_package(
    install: Callable[..., None], fault: str
) -> None:
    code, words = BROKEN[fault]
    install(code, broken="loud_engine:make")
    with pytest.raises(ConfigError, match=re.escape(words)) as failed:
        table.load("broken", {})
    assert "of the package loud" in str(failed.value)
    assert "\n" not in str(failed.value)
    (finding,) = survey.survey(["broken"], {}, "en", ["es"])
    assert words in finding.problem
    assert finding.traits is None


def test_an_engine_that_fails_when_it_is_asked_is_a_finding(install: Callable[..., None]) -> None:
    code = SHOUTING.replace('return "" if', 'raise RuntimeError("no") if')
    install(code, shouting="loud_engine:make")
    (finding,) = survey.survey(["shouting"], {}, "en", ["es"])
    assert finding.problem == "it fails when it is asked: RuntimeError: no"


def test_a_name_of_ours_stays_ours(install: Callable[..., None]) -> None:
    install(SHOUTING, argos="loud_engine:make")
    assert table.names().count("argos") == 1
    assert table.load("argos", {}).name == "argos"
    assert "package" not in table.about("argos")


def test_two_packages_cannot_have_one_name(install: Callable[..., None]) -> None:
    install(SHOUTING, shouting="loud_engine:make")
    install(SHOUTING, package="even_louder", shouting="even_louder_engine:make")
    assert table.names().count("shouting") == 1
    with pytest.raises(ConfigError, match="even_louder and loud add an engine 'shouting' each"):
        table.load("shouting", {})


# ---- names


@pytest.mark.parametrize("name", table.names())
def test_every_engine_says_what_it_is(name: str) -> None:
    assert 10 <= len(table.about(name)) <= 80


def test_what_is_said_of_engines_is_said_of_those_that_there_are() -> None:
    assert table.ABOUT.keys() == table.OWN.keys()


@pytest.mark.parametrize("name", table.names())
def test_every_engine_is_made_without_settings(name: str) -> None:
    assert table.load(name, {}).name == name


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("argoss", "did you mean argos?"),
        ("deep:gogle", "did you mean deep:google?"),
        ("google", "did you mean deep:google?"),
        ("deep", "deep:google"),
        ("deep:", "deep:google"),
        ("", "engines: apertium, argos"),
        ("deep:deepl", "use deepl"),
    ],
)
def test_a_name_that_is_none_gets_a_hint(name: str, hint: str) -> None:
    with pytest.raises(ConfigError, match="there is no engine") as failed:
        table.load(name, {})
    assert hint in str(failed.value)


def test_tables_belong_to_engines() -> None:
    assert table.check({}) == {}
    assert table.check({"deep:google": {"rate": 1}}) == {"deep:google": {"rate": 1}}
    with pytest.raises(ConfigError, match=r"engines\.argoss: there is no such engine .*argos"):
        table.check({"argoss": {}})
    with pytest.raises(ConfigError, match="must be a table"):
        table.check(["argos"])


def test_an_extra_that_is_missing_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(table.OWN, "argos", "no_such_module:make")
    with pytest.raises(ConfigError, match=r"pip install 'lingopress\[argos\]'"):
        table.load("argos", {})
