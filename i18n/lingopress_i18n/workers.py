"""Rendering pages and writing them, in several processes where that pays.

Threads would wait for each other: rendering is Python from end to end. The processes are forks, so
that they share what has been read; each renders every so manieth article, stages its pages, and
tells what it did through a pipe. A fork whose parent is gone ends at its next word to it.
"""

from __future__ import annotations

import gc
import json
import os
import signal
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from lingopress_i18n.errors import ConfigError, ContentError, LingopressError
from lingopress_i18n.manifest import Made

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from lingopress_i18n.article import Article
    from lingopress_i18n.locales import Locale
    from lingopress_i18n.render.rendering import Output, Renderer
    from lingopress_i18n.staging import Stage

_WORTH = 500
"""From how many pages on a second process pays: it takes some milliseconds to begin."""


@dataclass
class Done:
    """Files of the site that were made."""

    made: dict[str, Made] = field(default_factory=dict)
    """By path from the site's root."""
    written: list[str] = field(default_factory=list)
    """Paths of those whose content changed."""
    facts: dict[str, Any] = field(default_factory=dict)
    """All facts that are known then."""

    def write(self, outputs: Iterable[Output], stage: Stage) -> None:
        """Stage files of the site."""
        for output in outputs:
            self.made[output.path] = Made(output.owner, output.tag, output.needs)
            if stage.write(output.path, output.data):
                self.written.append(output.path)


def render(
    renderer: Renderer,
    articles: Sequence[Article],
    locales: Sequence[Locale],
    stage: Stage,
    jobs: int | None,
) -> Done:
    """Render the pages of these articles, in this order, and stage those that differ.

    ``jobs`` is how many processes do, None for as many as pay. Raises LingopressError for the first
    page that cannot be made.
    """
    if jobs is None:
        jobs = _cores() if len(articles) * len(locales) >= _WORTH else 1
    count = min(jobs, len(articles)) if hasattr(os, "fork") else 1
    if count <= 1:
        return _share(renderer, articles, locales, stage)
    children: list[tuple[int, int]] = []
    try:
        for number in range(1, count):  # one by one: those that have begun are to be ended
            children += [_fork(renderer, articles[number::count], locales, stage)]
        done = _share(renderer, articles[::count], locales, stage)
        for _, pipe in children:
            with os.fdopen(pipe, "rb", closefd=False) as stream:
                _add(done, stream.read())
    finally:
        for child, pipe in children:
            os.close(pipe)  # one that still writes ends here
            os.kill(child, signal.SIGTERM)
            os.waitpid(child, 0)
    return done


def _share(
    renderer: Renderer, articles: Iterable[Article], locales: Sequence[Locale], stage: Stage
) -> Done:
    done = Done(facts=renderer.facts.values)
    gc.freeze()  # what has been read stays: looking through it for garbage is a tenth of the work
    try:
        for article in articles:
            done.write(renderer.outputs(article, locales), stage)
    finally:
        gc.unfreeze()
    return done


def _fork(
    renderer: Renderer, articles: Sequence[Article], locales: Sequence[Locale], stage: Stage
) -> tuple[int, int]:
    """Let a fork render articles; give its number, and the pipe that it tells through."""
    told, tell = os.pipe()
    child = os.fork()
    if child:
        os.close(tell)
        return child, told
    code = 1
    try:
        signal.signal(signal.SIGINT, signal.SIG_DFL)
        with os.fdopen(tell, "wb") as stream:
            try:
                answer = _told(_share(renderer, articles, locales, stage))
            except LingopressError as error:
                said = [error.message, error.where, error.hint]
                answer = {"error": said, "is_content": isinstance(error, ContentError)}
            stream.write(json.dumps(answer).encode())
        code = 0
    finally:
        os._exit(code)  # nothing of the parent's is flushed or undone here


def _told(done: Done) -> dict[str, Any]:
    """Write as values of JSON."""
    sets: dict[frozenset[str], int] = {}
    made = {
        path: (each.owner, each.tag, sets.setdefault(each.needs, len(sets)))
        for path, each in done.made.items()
    }
    needs = [sorted(each) for each in sets]
    return {"made": made, "needs": needs, "written": done.written, "facts": done.facts}


def _add(done: Done, data: bytes) -> None:
    """Add what a fork told. Raises LingopressError for what it could not do."""
    if not data:
        raise LingopressError("a process that rendered pages ended", hint="try --jobs 1")
    answer = json.loads(data)
    if "error" in answer:
        raise (ContentError if answer["is_content"] else ConfigError)(*answer["error"])
    sets = [frozenset(each) for each in answer["needs"]]
    for path, (owner, tag, at) in answer["made"].items():
        done.made[path] = Made(owner, tag, sets[at])
    done.written += answer["written"]
    done.facts.update(answer["facts"])


def _cores() -> int:
    """Count the processors that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
