"""Python looks for garbage seldom while a publication is published, and as before afterwards."""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING

import pytest

from lingopress_i18n import garbage, publish
from lingopress_i18n.errors import LingopressError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from trial import Trial


@pytest.fixture
def often() -> Iterator[None]:
    """Let Python look as it does by itself: a command line in this process may have changed it."""
    before = gc.get_threshold()
    gc.set_threshold(700, *before[1:])
    yield
    gc.set_threshold(*before)


@pytest.mark.usefixtures("often")
def test_it_looks_seldom_and_then_as_before() -> None:
    before = gc.get_threshold()
    with garbage.seldom():
        assert gc.get_threshold()[0] > before[0]
        assert gc.isenabled()
    assert gc.get_threshold() == before


def test_what_was_there_is_left_out_for_a_while() -> None:
    before = gc.get_freeze_count()
    with garbage.frozen():
        assert gc.get_freeze_count() > before
    assert gc.get_freeze_count() == 0


@pytest.mark.usefixtures("often")
def test_a_publish_that_fails_leaves_nothing_behind(trial: Trial) -> None:
    trial.write({"articles/a.md": "---\ndate: [\n---\n\n# A\n"})
    before = gc.get_threshold()
    with pytest.raises(LingopressError):
        publish.publish(trial.root)
    assert gc.get_threshold() == before


def test_little_is_garbage_that_only_a_search_finds(trial: Trial) -> None:
    """What articles are read into, and pages made from, does not refer to itself."""
    _write(trial, 1)
    publish.publish(trial.root, jobs=1)  # what is imported refers to itself
    _write(trial, 61)
    gc.collect()
    with garbage.seldom():
        publish.publish(trial.root, jobs=1)
        assert gc.collect() < 60 * _AN_ARTICLE


_AN_ARTICLE = 50
"""Objects; what is made of an article are thousands."""


def _write(trial: Trial, count: int) -> None:
    text = "# Title {0}\n\nWords of {0}, *many*.\n\n- one\n- two\n"
    trial.write({f"articles/a{at:03}.md": text.format(at) for at in range(count)})
