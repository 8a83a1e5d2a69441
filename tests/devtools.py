"""A real browser that is asked questions: Chromium by its DevTools protocol, through a pipe.

What a page's own script cannot see, such as the fonts that text was drawn with, can be asked here.
No port is opened, and no package needed.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, BinaryIO

from trial import demand

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

_START = """\
import fcntl, os, sys
ends = [fcntl.fcntl(int(each), fcntl.F_DUPFD, 10) for each in sys.argv[1:3]]
os.dup2(ends[0], 3)
os.dup2(ends[1], 4)
os.execv(sys.argv[3], sys.argv[3:])
"""
"""Chromium reads its commands from descriptor 3 and answers on 4."""


class Tab:
    """A tab of a running browser."""

    def __init__(self, commands: BinaryIO, answers: BinaryIO) -> None:
        """Open an empty tab."""
        self._commands, self._answers = commands, answers
        self._number = 0
        self._rest = b""
        self._session: str | None = None
        target = self.ask("Target.createTarget", url="about:blank")["targetId"]
        self._session = self.ask("Target.attachToTarget", targetId=target, flatten=True)[
            "sessionId"
        ]
        for domain in ("Page", "DOM", "CSS"):
            self.ask(f"{domain}.enable")
        self.ask("Page.setLifecycleEventsEnabled", enabled=True)

    def ask(self, method: str, **params: object) -> dict[str, Any]:
        """Send a command and give its result; fails where Chromium refuses it."""
        self._number += 1
        sent: dict[str, Any] = {"id": self._number, "method": method, "params": params}
        if self._session:
            sent["sessionId"] = self._session
        self._commands.write(json.dumps(sent).encode() + b"\0")
        self._commands.flush()
        answer = self._wait(lambda each: each.get("id") == self._number)
        assert "error" not in answer, (method, answer)
        found: dict[str, Any] = answer["result"]
        return found

    def _wait(self, is_it: Callable[[dict[str, Any]], bool]) -> dict[str, Any]:
        while True:
            while b"\0" not in self._rest:
                read = self._answers.read1(1 << 20)  # type: ignore[attr-defined]
                assert read, "the browser has gone"
                self._rest += read
            one, _, self._rest = self._rest.partition(b"\0")
            message: dict[str, Any] = json.loads(one)
            if is_it(message):
                return message

    def open(self, page: Path, *, width: int = 1280, height: int = 1000) -> None:
        """Load a file, in a window of so many CSS pixels."""
        self.ask(
            "Emulation.setDeviceMetricsOverride",
            width=width,
            height=height,
            deviceScaleFactor=1,
            mobile=False,
        )
        document = self.ask("Page.navigate", url=page.as_uri())["loaderId"]
        self._wait(lambda each: _has_loaded(each, document))

    def media(self, kind: str, *, scheme: str = "light") -> None:
        """Be ``screen`` or ``print``, for a reader who prefers ``light`` or ``dark``."""
        features = [{"name": "prefers-color-scheme", "value": scheme}]
        self.ask("Emulation.setEmulatedMedia", media=kind, features=features)

    def run(self, script: str) -> Any:  # noqa: ANN401 - whatever the script gives
        """Evaluate an expression in the page and give its value."""
        done = self.ask("Runtime.evaluate", expression=script, returnByValue=True)
        assert "exceptionDetails" not in done, done
        return done["result"].get("value")

    def add_style(self, css: str) -> None:
        """Add a style sheet to the page that is open."""
        made = (
            f"Object.assign(document.createElement('style'), {{ textContent: {json.dumps(css)} }})"
        )
        self.run(f"document.head.append({made})")

    def fonts(self, selector: str) -> list[list[str]]:
        """List, for each element that a selector finds, the fonts that its own text is drawn with.

        They are PostScript names. Chromium counts glyphs by the font that it took, also where that
        one has no glyph for a character and draws a box: who asks has to compare.
        """
        root = self.ask("DOM.getDocument", depth=0)["root"]["nodeId"]
        nodes = self.ask("DOM.querySelectorAll", nodeId=root, selector=selector)["nodeIds"]
        return [
            [
                each["postScriptName"]
                for each in self.ask("CSS.getPlatformFontsForNode", nodeId=node)["fonts"]
            ]
            for node in nodes
        ]


def _has_loaded(message: dict[str, Any], document: str) -> bool:
    event = message.get("params", {})
    return (event.get("name"), event.get("loaderId")) == ("load", document)


@contextmanager
def browser(profile: Path) -> Iterator[Tab]:
    """Start a browser with a folder of its own; without Chromium, skip the test."""
    chromium = demand("chromium", part_of="chromium")
    to_read, commands = os.pipe()
    answers, to_write = os.pipe()
    flags = ["--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-sync"]
    flags += ["--disable-background-networking", "--disable-component-update", "--disable-quic"]
    flags += ["--remote-debugging-pipe", f"--user-data-dir={profile}", "about:blank"]
    with (
        os.fdopen(commands, "wb") as writer,
        os.fdopen(answers, "rb") as reader,
        subprocess.Popen(
            [sys.executable, "-c", _START, str(to_read), str(to_write), chromium, *flags],
            pass_fds=(to_read, to_write),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        ) as running,
    ):
        os.close(to_read)
        os.close(to_write)
        try:
            yield Tab(writer, reader)
        finally:
            running.terminate()
            running.wait(30)
