"""Several processes render: each piece of the work comes once, and the same goes wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lingopress_i18n.publish.forks import Fork
from lingopress_i18n.publish.pieces import Pieces

if TYPE_CHECKING:
    from lingopress_i18n.publish.forks import Talk
    from trial import Trial


@given(st.integers(0, 5_000), st.lists(st.booleans(), max_size=400))
def test_each_piece_comes_once_and_in_order(count: int, turns: list[bool]) -> None:
    pieces = Pieces(count)
    takers = pieces.take(), pieces.take()
    found = [next(takers[turn], range(0)) for turn in turns]
    found += [*takers[0], *takers[1]]
    pieces.close()
    assert [at for piece in found for at in piece] == [*range(count)]


def test_forks_take_them_all() -> None:
    pieces = Pieces(1_000)

    def work(talk: Talk) -> None:
        talk.tell([at for piece in pieces.take() for at in piece])

    forks = [Fork(work) for _ in range(3)]
    heard = [each for fork in forks for each in fork.hear()]
    for fork in forks:
        fork.end()
    pieces.close()
    assert sorted(heard) == [*range(1_000)]


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
