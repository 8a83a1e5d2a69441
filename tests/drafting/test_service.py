"""Drafting through a service on loopback: killed, failing, limited, beside a person who saves."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import threading
import urllib.request
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import polib
import pytest

from lingopress_i18n.catalog import po

if TYPE_CHECKING:
    from collections.abc import Iterator

    from trial import Trial

PROVIDER = Path(__file__).parent.parent / "provider.py"
KEY = "key-7f3a9c-not-to-be-shown"
CONFIG = """\
[site]
title = "Trial"
base_url = "https://example.org/"
source_locale = "en"
locales = ["es", "fr"]

[engines.libretranslate]
url = "http://127.0.0.1:{port}"
workers = 4
timeout = 0.4
price = 20
currency = "EUR"
"""
ARTICLES = 6
SENTENCES = 20


@dataclass(frozen=True)
class Service:
    """A provider that runs."""

    port: int

    def counts(self) -> dict[str, dict[str, int]]:
        with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/counts", timeout=20) as reply:
            found: dict[str, dict[str, int]] = json.load(reply)
            return found

    @property
    def texts(self) -> dict[str, int]:
        return self.counts()["texts"]


@contextmanager
def serving(*options: str) -> Iterator[Service]:
    """Run a provider."""
    with subprocess.Popen(
        [sys.executable, str(PROVIDER), *options], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        yield Service(int(process.stdout.readline()))
        process.kill()


def publish(trial: Trial, service: Service) -> None:
    """Make a publication of some hundred different sentences."""
    trial.write({"lingopress.toml": CONFIG.format(port=service.port)})
    for article in range(ARTICLES):
        sentences = [
            f"The *{article + 3}* parties of treaty {article * SENTENCES + n} met, `x{n}`."
            for n in range(SENTENCES)
        ]
        trial.write({f"articles/a{article}.md": f"# Article {article}\n\n{' '.join(sentences)}\n"})


DRAFT = ("draft", "-l", "es", "-l", "fr", "--engine", "libretranslate")


@contextmanager
def running(trial: Trial, *args: str) -> Iterator[subprocess.Popen[bytes]]:
    """Run a command that is going to be ended."""
    command = [sys.executable, "-m", "lingopress_translate", "-C", str(trial.root), *args]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env={**os.environ}
    ) as process:
        yield process
        process.kill()


def entries(trial: Trial) -> list[Any]:
    """List the live entries of all catalogs."""
    return [
        entry
        for path in sorted(trial.root.glob("locales/*/LC_MESSAGES/**/*.po"))
        if path.name != "theme.po"
        for entry in po.parse(path.read_bytes(), path.name).entries
        if not entry.obsolete
    ]


def runs(trial: Trial) -> list[dict[str, Any]]:
    return [json.loads(line) for line in trial.run("journal", "--json").out.splitlines()]


def test_each_text_is_asked_for_once_and_a_second_run_asks_nothing(trial: Trial) -> None:
    with serving() as service:
        publish(trial, service)
        done = trial.run(*DRAFT)
        assert done.code == 0, done.err
        first = service.counts()
        assert set(first["texts"].values()) == {1}
        assert all(entry.is_fuzzy and entry.msgstr for entry in entries(trial))
        catalogs = {
            name: data for name, (_, data) in trial.snapshot().items() if name.endswith(".po")
        }
        assert trial.run(*DRAFT).code == 0
        assert service.counts() == first
        assert catalogs == {
            name: data for name, (_, data) in trial.snapshot().items() if name.endswith(".po")
        }


def test_nothing_is_lost_or_asked_twice_when_a_run_is_killed(trial: Trial) -> None:
    with serving("--latency", "0.02") as service:
        publish(trial, service)
        trial.run("update")
        wanted = 2 * (ARTICLES * (SENTENCES + 1) + 1)  # the title of the site is one, too
        for kill in range(3):
            asked = len(service.texts)
            with running(trial, *DRAFT) as process:
                while process.poll() is None and len(service.texts) < asked + 20:
                    pass
                process.send_signal(signal.SIGKILL)
                process.wait()
            for entry in entries(trial):  # all catalogs can be read
                assert entry.msgstr or not entry.is_fuzzy, kill
        killed = runs(trial)
        done = trial.run(*DRAFT)
        assert done.code == 0, done.err
        assert all(entry.is_fuzzy and entry.msgstr for entry in entries(trial))
        texts = service.texts
        assert len(texts) == wanted
        repeated = sum(number - 1 for number in texts.values())
        under_way = sum(run["unknown"] for run in killed)
        assert repeated <= 25 * under_way  # so many texts a request has at most
        assert all(run["ended"] is None for run in killed if run["unknown"])


@pytest.mark.parametrize("seed", ["1", "2"])
def test_whatever_fails_every_message_is_drafted_or_has_a_reason(trial: Trial, seed: str) -> None:
    with serving("--faults", "0.5", "--seed", seed) as service:
        publish(trial, service)
        done = trial.run(*DRAFT, "--json")
        outcomes = service.counts()["outcomes"]
    assert len(outcomes) > 4  # several faults have come up
    results = [json.loads(line) for line in done.out.splitlines()][:-1]
    skipped = {(each["msgid"]) for result in results for each in result["skipped"]}
    assert all(each["reason"] for result in results for each in result["skipped"])
    found = entries(trial)
    assert all(entry.msgstr or entry.msgid in skipped for entry in found)
    assert any(entry.msgstr for entry in found)
    assert not [
        entry for entry in found if re.search("Gateway|html|null", entry.msgstr, re.IGNORECASE)
    ]
    assert "Traceback" not in done.err
    (run,) = runs(trial)
    assert run["failed"]
    assert run["unknown"] == 0


def test_a_persons_saves_during_a_run_stay(trial: Trial) -> None:
    with serving("--latency", "0.01") as service:
        publish(trial, service)
        trial.run("update")
        paths = sorted(trial.root.glob("locales/*/LC_MESSAGES/a*.po"))
        typed: list[tuple[Path, str]] = []
        over = threading.Event()

        def review() -> None:
            """Translate a message in one catalog after the other, as an editor saves: whole."""
            for number in range(10**6):
                path = paths[number % len(paths)]
                opened = polib.pofile(str(path))
                open_ones = [each for each in opened if not each.msgstr or each.fuzzy]
                if over.is_set() or not open_ones:
                    return
                entry = open_ones[number * 7 % len(open_ones)]
                entry.msgstr, entry.flags = f"a mano {number}", []
                temporary = path.with_suffix(".saving")
                opened.save(str(temporary))
                temporary.replace(path)
                typed.append((path, entry.msgstr))

        person = threading.Thread(target=review)
        person.start()
        done = trial.run(*DRAFT)
        over.set()
        person.join()
    assert done.code in (0, 1), done.err
    assert len(typed) > 10
    for path, text in typed:
        found = polib.pofile(str(path))
        assert [each for each in found if each.msgstr == text and not each.fuzzy], (path, text)


def test_the_key_shows_nowhere(trial: Trial) -> None:
    shown = []
    with serving("--faults", "0.4") as service:
        publish(trial, service)
        for args in (DRAFT, (*DRAFT, "--dry-run"), ("-v", *DRAFT, "--json"), ("journal",)):
            done = trial.run(*args, env={"LIBRETRANSLATE_API_KEY": KEY})
            shown += [done.out, done.err]
        assert service.texts
    files = [data for _, data in trial.snapshot().values()]
    assert not [text for text in shown if KEY in text]
    assert not [data for data in files if KEY.encode() in data]


def test_a_budget_holds_and_the_next_run_goes_on(trial: Trial) -> None:
    with serving() as service:
        publish(trial, service)
        done = trial.run(*DRAFT, "--budget", "1500")
        assert done.code == 3
        assert "the budget of 1,500 characters is used up" in done.err
        assert "run the same command again" in done.err
        sent = sum(len(text.partition("\t")[2]) for text in service.texts)
        assert 1000 < sent <= 1500
        assert trial.run(*DRAFT).code == 0
        assert set(service.texts.values()) == {1}


def test_a_budget_of_money(trial: Trial) -> None:
    with serving() as service:
        publish(trial, service)
        done = trial.run(*DRAFT, "--budget", "0.02 EUR")  # a thousand characters
        assert done.code == 3
        sent = sum(len(text.partition("\t")[2]) for text in service.texts)
        assert 500 < sent <= 1000
        (run,) = runs(trial)
        assert 0.01 < float(run["costs"]["EUR"]) <= 0.02
        assert trial.run(*DRAFT, "--budget", "5 USD").code == 2


def test_a_dry_run_says_what_would_be_sent_and_sends_nothing(trial: Trial) -> None:
    with serving() as service:
        publish(trial, service)
        before = {
            name: data for name, data in trial.snapshot().items() if not name.startswith(".ling")
        }
        done = trial.run(*DRAFT, "--dry-run", "--json")
        assert done.code == 0
        assert service.texts == {}
        after = {
            name: data for name, data in trial.snapshot().items() if not name.startswith(".ling")
        }
        assert after == before
        ahead = [json.loads(line) for line in done.out.splitlines()]
        words = trial.run(*DRAFT, "--dry-run")
        assert "EUR" in words.out
        assert trial.run(*DRAFT).code == 0
        sent = service.texts
        again = trial.run(*DRAFT, "--dry-run", "--json")
    for each in ahead:
        own = [text for text in sent if text.startswith(each["locale"])]
        assert each["texts"] == len(own)
        assert each["characters"] == sum(len(text.partition("\t")[2]) for text in own)
        assert float(each["cost"]) == pytest.approx(each["characters"] * 20 / 10**6)
    assert [json.loads(line)["open"] for line in again.out.splitlines()] == [0, 0]


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_what_was_answered_is_written_when_a_run_is_interrupted(trial: Trial, number: int) -> None:
    with serving("--latency", "0.05") as service:
        publish(trial, service)
        trial.run("update")
        with running(trial, *DRAFT) as process:
            while process.poll() is None and len(service.texts) < 120:
                pass
            process.send_signal(number)
            _, err = process.communicate()
        assert process.returncode == 130, err
        assert b"interrupted; what is done is kept" in err
        (run,) = runs(trial)
        assert run["outcome"] == "interrupted"
        assert run["unknown"] == 0  # it waited for what was under way
        assert run["drafted"] == sum(bool(entry.msgstr) for entry in entries(trial)) > 0
        assert trial.run(*DRAFT).code == 0
        assert set(service.texts.values()) == {1}


def test_a_service_that_is_not_there_is_an_error_for_people(trial: Trial) -> None:
    with serving() as service:
        publish(trial, service)
    done = trial.run(*DRAFT)
    assert done.code == 3
    assert "Traceback" not in done.err
    assert str(service.port) in done.err
