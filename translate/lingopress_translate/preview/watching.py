"""Hearing of saved files: a number that grows, and a wait for it to do so."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from lingopress_i18n.site import Site

_QUIET = 20
"""Milliseconds without another change after which changes are told: a save is several."""
_LONGEST = 100
"""Milliseconds after which they are told in any case."""


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
        folders = [each for each in _folders(config) if each.is_dir()]
        _each(folders, changes, again if folders else stop, recursive=True)
    root.join()


def _watch_root(
    config: Site, changes: Changes, stop: threading.Event, again: threading.Event
) -> None:
    """Watch the configuration, and whether the folders come and go."""
    import watchfiles  # noqa: PLC0415 - slow to import, and the preview alone needs it

    known = {each for each in _folders(config) if each.is_dir()}
    for found in watchfiles.watch(
        config.root,
        step=_QUIET,
        debounce=_LONGEST,
        stop_event=stop,
        recursive=False,
        raise_interrupt=False,
        watch_filter=None,
    ):
        now = {each for each in _folders(config) if each.is_dir()}
        if any(path.endswith("lingopress.toml") for _, path in found) or now != known:
            changes.add()
        if now != known:
            known = now
            again.set()
    again.set()


def _each(folders: list[Path], changes: Changes, stop: threading.Event, *, recursive: bool) -> None:
    import watchfiles  # noqa: PLC0415 - as above

    if not folders:
        stop.wait()
        return
    for _ in watchfiles.watch(
        *folders,
        step=_QUIET,
        debounce=_LONGEST,
        stop_event=stop,
        recursive=recursive,
        raise_interrupt=False,
        watch_filter=lambda _, path: not path.endswith((".mo", ".tmp", "~", ".swp")),
    ):
        changes.add()


def _folders(config: Site) -> tuple[Path, Path, Path]:
    return config.articles, config.catalogs, config.theme
