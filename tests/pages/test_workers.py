"""Several processes render: each piece of the work comes once, and the same goes wrong."""

from __future__ import annotations

import os
import re
import shutil
from collections import deque
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lingopress_i18n.errors import LingopressError
from lingopress_i18n.publish import forks
from lingopress_i18n.publish.forks import Fork
from lingopress_i18n.publish.pieces import Pieces, do
from trial import CONFIG, Trial

if TYPE_CHECKING:
    from pathlib import Path

    from lingopress_i18n.publish.forks import Talk


@given(st.integers(0, 5_000), st.lists(st.booleans(), max_size=400))
def test_each_piece_comes_once_and_in_order(count: int, turns: list[bool]) -> None:
    pieces = Pieces(count)
    takers = pieces.take(), pieces.take()
    found = [next(takers[turn], range(0)) for turn in turns]
    found += [*takers[0], *takers[1]]
    pieces.close()
    assert [at for piece in found for at in piece] == [*range(count)]


@given(st.integers(0, 5_000), st.lists(st.integers(0, 2), max_size=600))
def test_each_comes_again_first_to_who_had_it(count: int, turns: list[int]) -> None:
    pieces = Pieces(count, 3)
    takers = [pieces.take(number) for number in range(3)]
    had = [[next(takers[turn], range(0))] for turn in turns]
    own: list[list[range]] = [[], [], []]
    for turn, found in zip(turns, had, strict=True):
        own[turn] += found
    for number, taker in enumerate(takers):
        own[number] += taker
    again = [*pieces.again(1)]
    pieces.close()
    assert again[: len([each for each in own[1] if each])] == [each for each in own[1] if each]
    assert sorted(at for piece in again for at in piece) == [*range(count)]


@given(st.sets(st.integers(0, 999), max_size=5), st.lists(st.booleans(), max_size=300))
def test_the_first_failure_does_not_depend_on_who_does_what(
    broken: set[int], turns: list[bool]
) -> None:
    """Two processes take turns at pieces; each of them goes through its own, then the other's."""

    def work(at: int) -> None:
        if at in broken:
            raise LingopressError(str(at))

    pieces = Pieces(1_000, 2)
    takers = pieces.take(0), pieces.take(1)
    for turn in turns:
        next(takers[turn], None)
    for taker in takers:
        deque(taker, maxlen=0)
    failures = [do(pieces.again(1), work), do(pieces.again(0), work)]
    pieces.close()
    first = min((each[0] for each in failures if each), default=None)
    assert first == min(broken, default=None)


def test_forks_take_them_all() -> None:
    pieces = Pieces(1_000)

    def work(talk: Talk) -> None:
        talk.tell([at for piece in pieces.take() for at in piece])

    begun = [Fork(work) for _ in range(3)]
    heard = [each for fork in begun for each in fork.hear()]
    for fork in begun:
        fork.end()
    pieces.close()
    assert sorted(heard) == [*range(1_000)]


@pytest.mark.skipif(not hasattr(os, "fork"), reason="then there is one process")
def test_there_are_no_more_processes_than_open_files_allow() -> None:
    assert [forks.count(jobs, 5_000, 6) for jobs in (0, 3, 128, 1_000)] == [1, 3, 128, 128]


@pytest.mark.parametrize("jobs", ["1", "2", "3"])
def test_the_first_article_that_is_broken_is_named(trial: Trial, jobs: str) -> None:
    texts = {f"a{number:03}": f"# Title {number}\n\nWords.\n" for number in range(60)}
    for number in (23, 24, 46, 47):
        texts[f"a{number:03}"] = "# Title\n\n<!-- lingopress: unheard-of -->\n\nWords.\n"
    trial.write({f"articles/{name}.md": text for name, text in texts.items()})
    done = trial.run("publish", "--jobs", jobs)
    assert done.code == 1
    assert "articles/a023.md:3" in done.err
    assert "a024" not in done.err


@pytest.mark.parametrize("jobs", ["1", "2", "3"])
def test_the_first_page_that_cannot_be_made_is_named(trial: Trial, jobs: str) -> None:
    """Whichever process comes upon its own first: nothing is on the site, and all forks end."""
    broken = "---\nimage: nowhere.png\n---\n\n# Broken\n\nWords.\n"
    texts = {f"a{number:03}": f"# Title {number}\n\nWords.\n" for number in range(60)}
    texts |= {f"a{number:03}": broken for number in (17, 18, 40, 41, 59)}
    trial.write({f"articles/{name}.md": text for name, text in texts.items()})
    done = trial.run("publish", "--jobs", jobs)
    assert done.code == 1
    assert "articles/a017.md:2" in done.err
    assert "a018" not in done.err
    assert not (trial.root / "public").exists()


def test_processes_tell_each_other_what_pages_say_of_articles_of_others(
    trial: Trial, tmp_path: Path
) -> None:
    """Lists, links, gates, a term and searches; catalogs that are settled, edited, fuzzy, gone."""
    gates = '[gates]\ndefault = "hold"\n[gates.locales]\n"zh-Hans" = "drafts"\n'
    config = f'{CONFIG}search = true\nservers = ["netlify"]\ntaxonomies = ["tags"]\n{gates}'
    texts = {
        f"news/a{number:02}": f"---\ntitle: Title {number}\ndate: 2020-01-{number + 1:02}\n"
        f"tags: [t{number % 3}]\n---\n\nWords. [Next](a{(number + 7) % 20:02}.md). More *words*.\n"
        for number in range(20)
    }
    trial.write({"lingopress.toml": config, "articles/index.md": "# Home\n"})
    trial.write({f"articles/{name}.md": text for name, text in texts.items()})
    trial.write({"articles/news/index.md": "# News\n"})
    assert trial.run("publish").code == 0
    for number, path in enumerate(sorted(trial.root.glob("locales/*/LC_MESSAGES/**/*.po"))):
        text = re.sub(
            r'(?<=\nmsgid ")([^"]+)"\nmsgstr ""', r'\1"\nmsgstr "\1"', path.read_text("utf-8")
        )
        if number % 5 == 1:
            text = text.replace('msgstr "Words."', 'msgstr ""')
        elif number % 5 == 2:
            text = text.replace('msgid "Words."', 'msgid "Other words."')
        elif number % 5 == 3:
            text = text.replace("#. paragraph", "#. paragraph\n#, fuzzy", 1)
        path.write_text(text, "utf-8")
    sites = {}
    for jobs in ("1", "2", "3"):
        other = Trial(tmp_path / jobs)
        shutil.copytree(
            trial.root, other.root, ignore=shutil.ignore_patterns("public", ".lingopress", "*.mo")
        )
        done = other.run("publish", "--jobs", jobs)
        assert "is held" in done.err
        files = {name: data for name, (_, data) in other.snapshot().items() if name[0] != "."}
        assert any(name.startswith("public/es/news/a") for name in files)
        lasting = files["public/_headers"].decode()
        assert all(f"/{tag}/search/" in lasting for tag in ("en", "es", "zh-Hans"))
        sites[jobs] = done.code, done.err, files
    assert sites["1"] == sites["2"] == sites["3"]
