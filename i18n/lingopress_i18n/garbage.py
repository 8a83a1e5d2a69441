"""Looking for garbage less often, where nearly everything that is made is kept, or goes by itself.

Python looks for what only refers to itself whenever so many new objects are there; it goes through
all of them each time, and finds next to nothing: a few objects an article.
"""

from __future__ import annotations

import contextlib
import gc
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_NEW = 500_000
"""How many new objects there are to be; Python's own is 700. A thousand articles make about as
many, and if all were garbage, it would be some ten megabytes. The command line says the same."""
_OFTEN = 5_000
"""Likewise; a page of a preview makes some ten thousand."""


@contextlib.contextmanager
def seldom() -> Iterator[None]:
    """Look for it seldom; forks that begin meanwhile do so, too."""
    before = gc.get_threshold()
    gc.set_threshold(_NEW, *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)


@contextlib.contextmanager
def often() -> Iterator[None]:
    """Look for it as often as Python does, but not through what is there already.

    For what runs for hours, and is to take no more memory at their end than at their beginning.
    """
    before = gc.get_threshold()
    gc.set_threshold(_OFTEN, *before[1:])
    try:
        with frozen():
            yield
    finally:
        gc.set_threshold(*before)


@contextlib.contextmanager
def frozen() -> Iterator[None]:
    """Never look through what is there already."""
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()
