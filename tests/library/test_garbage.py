"""How often garbage is looked for: seldom in a run that ends, often in one that stays."""

from __future__ import annotations

import gc
import weakref

from lingopress_i18n import garbage


class Ring:
    """Refers to itself, so that it goes only when somebody looks for it."""

    def __init__(self) -> None:
        self.own = self


def made_until_it_goes(most: int) -> int:
    """Count the rings that are made before the first one goes."""
    first = weakref.ref(Ring())
    for count in range(most):
        if first() is None:
            return count
        Ring()
    return most


def test_what_stays_looks_for_garbage_also_where_all_look_seldom() -> None:
    before = gc.get_threshold()
    with garbage.seldom():
        assert made_until_it_goes(50_000) == 50_000
        with garbage.often():
            assert made_until_it_goes(50_000) < 50_000
        assert made_until_it_goes(50_000) == 50_000
    assert gc.get_threshold() == before
