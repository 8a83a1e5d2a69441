"""``lingopress engines``: what there is, and what each locale lacks."""

from __future__ import annotations

import json
import os
import pty
import re
import subprocess
import sys
import termios
from typing import TYPE_CHECKING, Any

import pytest

from lingopress_translate.engines import table
from lingopress_translate.engines.deep.members import LEFT_OUT, MEMBERS

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from trial import Result, Trial

    Run = Callable[..., Result]

KEY = "secret-key-of-ours"
HEAVY = ("rich", "deep_translator", "requests", "argostranslate", "ctranslate2", "numpy")
PLUG = """\
class Engine:
    name = "loud"

    def traits(self, source, target):
        from lingopress_translate.engines.engine import Traits
        return Traits(carriers=("mask",), sends_to="loud.example\\x1b[31m")

    def unavailable(self, source, target):
        return "" if target == "es" else "no [bold]\\x07 voice\\tfor it"

    def label(self, source, target):
        return "loud"

    identity = translate = label

    def close(self):
        pass


def make(table, where):
    return Engine()
"""


@pytest.fixture(autouse=True)
def _environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("ARGOS_PACKAGES_DIR", str(tmp_path / "nowhere"))
    monkeypatch.setenv("LINGOPRESS_APERTIUM", str(tmp_path / "nowhere"))
    monkeypatch.setenv("MICROSOFT_API_KEY", KEY)
    monkeypatch.delenv("BAIDU_APPKEY", raising=False)


@pytest.fixture
def plugs(tmp_path: Path) -> dict[str, str]:
    """Install two packages, of which one has a broken engine; give the environment to find them."""
    place = tmp_path / "plugs"
    for name, code in (("loud", PLUG), ("broken", "import no_such_module")):
        info = place / f"{name}-1.0.dist-info"
        info.mkdir(parents=True)
        (place / f"{name}_engine.py").write_text(code, "utf-8")
        about = f"Metadata-Version: 2.1\nName: {name}-pack\nVersion: 1.0\n"
        (info / "METADATA").write_text(about, "utf-8")
        points = f"[lingopress.engines]\n{name} = {name}_engine:make\n"
        (info / "entry_points.txt").write_text(points, "utf-8")
    return {"PYTHONPATH": str(place)}


def lines(result: Result) -> list[list[str]]:
    assert result.code == 0, result.err
    return [line.split("\t") for line in result.out.splitlines()]


def test_a_pipe_gets_a_line_for_each_engine_and_locale(run: Run) -> None:
    shown = lines(run("engines", "list"))
    assert {len(line) for line in shown} == {6}
    google = [line[:5] for line in shown if line[0] == "deep:google"]
    assert google == [
        ["deep:google", "translate.google.com", tag, "ready", ""] for tag in ("es", "zh-Hans")
    ]
    argos = [line[1:3] for line in shown if line[0] == "argos"]
    assert argos == [["this machine", "es"], ["this machine", "zh-Hans"]]
    assert lines(run("engines")) == shown
    assert list(dict.fromkeys(line[0] for line in shown)) == table.names()


def test_a_key_is_named_and_never_shown(run: Run) -> None:
    for form in (["engines"], ["engines", "--json"], ["engines", "list", "deep:microsoft"]):
        done = run(*form)
        assert "MICROSOFT_API_KEY" in done.out
        assert KEY not in done.out + done.err
    objects = {
        each["name"]: each for each in map(json.loads, run("engines", "--json").out.splitlines())
    }
    assert objects["deep:microsoft"]["key_is_set"] is True
    assert objects["deep:microsoft"]["locales"] == {"es": "ready", "zh-Hans": "ready"}
    assert objects["deep:baidu"]["key_is_set"] is False
    assert "set BAIDU_APPID and BAIDU_APPKEY" in objects["deep:baidu"]["locales"]["es"]


def test_settings_show(trial: Trial, run: Run) -> None:
    settings = '\n[engines."deep:microsoft"]\nprice = 10\ncurrency = "USD"\nworkers = 2\n'
    trial.write({"lingopress.toml": trial.read("lingopress.toml") + settings})
    shown = dict(lines(run("engines", "list", "deep:microsoft")))
    assert shown["price"] == "10 USD for a million characters"
    assert shown["at a time"] == "2 requests, 10 a second"
    data: dict[str, Any] = json.loads(run("engines", "list", "deep:microsoft", "--json").out)
    assert (data["price"], data["currency"], data["workers"]) == (10, "USD", 2)


def test_a_setting_of_no_engine_is_an_error(trial: Trial, run: Run) -> None:
    trial.write({"lingopress.toml": trial.read("lingopress.toml") + "\n[engines.argoss]\n"})
    done = run("engines")
    assert (done.code, done.out) == (2, "")
    assert "engines.argoss: there is no such engine (did you mean argos?)" in done.err


def test_a_setting_that_is_wrong_is_told_in_its_place(trial: Trial, run: Run) -> None:
    trial.write(
        {"lingopress.toml": trial.read("lingopress.toml") + "\n[engines.argos]\nrate = 0\n"}
    )
    argos = [line for line in lines(run("engines")) if line[0] == "argos"]
    assert [line[1:4] for line in argos] == [
        ["", "", "lingopress.toml: engines.argos.rate: must be more than 0"]
    ]


def test_what_deep_translator_has_is_listed_with_reasons(run: Run) -> None:
    shown = lines(run("engines", "list", "deep"))
    names = [line[1] for line in shown if line[0] == "engine"]
    assert names == [f"deep:{name}" for name in (*MEMBERS, *LEFT_OUT)]
    assert ["problem", f"none: it {LEFT_OUT['deepl']}"] in shown


@pytest.mark.parametrize("name", ["deep:deepl", "no-such-engine"])
def test_an_engine_that_there_is_not_is_an_error(run: Run, name: str) -> None:
    done = run("engines", "list", name)
    assert (done.code, done.out) == (2, "")
    assert "there is no engine" in done.err


def test_json_belongs_to_the_list(run: Run) -> None:
    done = run("engines", "--json", "fetch")
    assert done.code == 2
    assert "--json after 'fetch'" in done.err


def test_engines_are_listed_without_a_publication_too(trial: Trial, run: Run) -> None:
    (trial.root / "lingopress.toml").unlink()
    done = run("engines")
    assert [line[0] for line in lines(done)] == table.names()
    assert {line[2] for line in lines(done)} == {""}
    assert done.err.startswith("no lingopress.toml in ")
    assert run("-q", "engines").err == ""


# ---- engines of other packages, by the real command line


def test_other_packages_engines_are_listed_and_a_broken_one_stops_nothing(
    trial: Trial, plugs: dict[str, str]
) -> None:
    done = trial.run("engines", env=plugs)
    shown = {(line[0], line[2]): line for line in lines(done)}
    assert shown["loud", "es"][1:4] == ["loud.example [31m", "es", "ready"]
    assert shown["loud", "zh-Hans"][3] == "no [bold] voice for it"
    assert shown["loud", "es"][5] == "of the package loud-pack"
    assert shown["broken", ""][3].startswith(
        "the engine 'broken' of the package broken-pack cannot"
    )
    assert shown["deep:google", "es"]
    assert not done.err


def test_a_terminal_gets_a_table(trial: Trial, plugs: dict[str, str]) -> None:
    text = on_terminal(trial, 200, "engines", env=plugs)
    assert "what it is" in text
    assert "es, zh-Hans" in text
    assert "es; not zh-Hans: no [bold] voice for it" in text
    assert "loud.example [31m" in text
    assert "\x07" not in text
    narrow = on_terminal(trial, 80, "engines", env=plugs)
    assert "what it is" not in narrow
    assert max(map(len, narrow.splitlines())) <= 80
    assert "text goes to  loud.example" in on_terminal(
        trial, 80, "engines", "list", "loud", env=plugs
    )


def on_terminal(trial: Trial, columns: int, *args: str, env: dict[str, str]) -> str:
    """Run the command line on a terminal of so many columns; give what it shows, uncoloured."""
    ours, theirs = pty.openpty()
    termios.tcsetwinsize(theirs, (40, columns))
    started = subprocess.Popen(
        [sys.executable, "-m", "lingopress_translate", "-C", str(trial.root), *args],
        stdin=theirs,
        stdout=theirs,
        stderr=subprocess.PIPE,
        env={**os.environ, **env, "TERM": "xterm", "COLUMNS": str(columns)},
    )
    os.close(theirs)
    seen = b""
    with started:
        try:
            while piece := os.read(ours, 65536):
                seen += piece
        except OSError:  # the terminal is closed at the other end
            pass
        finally:
            os.close(ours)
        assert started.stderr
        assert started.stderr.read() == b""
    assert started.returncode == 0
    return re.sub(r"\x1b\[[0-9;?]*[a-zA-Z]", "", seen.decode().replace("\r\n", "\n"))


def test_a_list_imports_nothing_heavy(trial: Trial) -> None:
    code = (
        "import sys\n"
        "from lingopress_translate.cli import main\n"
        "try:\n    main(sys.argv[1:])\n"
        f"except SystemExit:\n    print('heavy:', *[m for m in {HEAVY} if m in sys.modules])\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, "-C", trial.root, "engines"],
        capture_output=True,
        check=True,
        encoding="utf-8",
        timeout=60,
    )
    assert done.stdout.splitlines()[-1].strip() == "heavy:"
