"""Hearing of saved files: a number that grows, and a wait for it to do so."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from lingopress_i18n.site import CONFIG_NAME

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from lingopress_i18n.site import Site

_QUIET = 10
"""Milliseconds without another change after which changes are told: a save is several."""
_LONGEST = 100
"""Milliseconds after which they are told in any case."""
_NO_INPUT = (".mo", ".tmp", "~", ".swp")
"""How files end that no page is made of, but programs write beside those."""


class Changes:
    """Counts the times that somebody saved what pages are made of."""

    def __init__(self) -> None:
        """Start with none."""
        self._condition = threading.Condition()
        self._count = 0
        self._is_over = False

    @property
    def count(self) -> int:
        """How many there were."""
        return self._count

    def add(self) -> None:
        """Tell everybody who waits."""
        with self._condition:
            self._count += 1
            self._condition.notify_all()

    def end(self) -> None:
        """Let nobody wait any more."""
        with self._condition:
            self._is_over = True
            self._condition.notify_all()

    def after(self, count: int, seconds: float) -> int | None:
        """Wait until there were more than ``count``; None when it is over or time has passed."""
        with self._condition:
            self._condition.wait_for(lambda: self._is_over or self._count > count, seconds)
            return self._count if self._count > count and not self._is_over else None

    @property
    def is_over(self) -> bool:
        """Whether nobody listens any more."""
        return self._is_over


def watch(config: Site, changes: Changes, stop: threading.Event) -> None:
    """Count changes of articles, catalogs, theme and configuration until ``stop`` is set.

    A folder that comes later is watched from then on.
    """
    again = threading.Event()
    root = threading.Thread(target=_watch_root, args=(config, changes, stop, again), daemon=True)
    root.start()
    while not stop.is_set():
        again.clear()
        if stop.is_set():  # it was set for the last time, perhaps just before
            break
        folders = _there(config)
        if not folders:
            again.wait()
        for found in _saves(folders, again, recursive=True):
            if not all(path.endswith(_NO_INPUT) for path in found):
                changes.add()
    root.join()


def _watch_root(
    config: Site, changes: Changes, stop: threading.Event, again: threading.Event
) -> None:
    """Watch the configuration, and whether the folders come and go."""
    known = _there(config)
    for found in _saves([config.root], stop, recursive=False):
        now = _there(config)
        if now != known or any(path.endswith(CONFIG_NAME) for path in found):
            changes.add()
        if now != known:
            known = now
            again.set()
    again.set()


def _saves(paths: Sequence[Path], stop: threading.Event, *, recursive: bool) -> Iterator[set[str]]:
    """Go through what is saved, a set of paths at a time.

    Where the system takes no more watches, the files themselves are looked at, again and again.
    """
    import watchfiles  # noqa: PLC0415 - slow to import, and the preview alone needs it

    for is_polling in (False, True) if paths else ():
        try:
            for found in watchfiles.watch(
                *paths,
                step=_QUIET,
                debounce=_LONGEST,
                stop_event=stop,
                recursive=recursive,
                raise_interrupt=False,
                watch_filter=None,
                force_polling=is_polling or None,
            ):
                yield {path for _, path in found}
        except FileNotFoundError:  # it went just now, of which the watch of the root hears
            stop.wait(_LONGEST / 1000)
            return
        except OSError:  # as many watches as the system allows are taken
            continue
        return


def _there(config: Site) -> list[Path]:
    """List the folders to watch that are there."""
    return [each for each in (config.articles, config.catalogs, config.theme) if each.is_dir()]
