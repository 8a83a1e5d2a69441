"""A real browser for tests: a page of ours looks at others and writes down what it measures."""

from __future__ import annotations

import html
import json
import re
import subprocess
from typing import TYPE_CHECKING, Any

from trial import demand

if TYPE_CHECKING:
    from pathlib import Path


def look(probe: Path, *flags: str) -> Any:  # noqa: ANN401 - whatever the page's script measures
    """Open a page and give what its script writes, as JSON, into ``<pre id="result">``.

    It may open pages of the same disk in frames, of any width. ``flags`` are Chromium's own.
    Without Chromium, skip the test.
    """
    return open_address(probe.as_uri(), probe.parent / "profile", *flags)


def open_address(address: str, profile: Path, *flags: str) -> Any:  # noqa: ANN401 - as above
    """Open an address likewise; ``profile`` is a folder for the browser."""
    chromium = demand("chromium", part_of="chromium")
    done = subprocess.run(
        [
            chromium,
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--allow-file-access-from-files",
            "--virtual-time-budget=60000",
            f"--user-data-dir={profile}",
            "--window-size=1400,1000",
            "--dump-dom",
            *flags,
            address,
        ],
        capture_output=True,
        check=True,
        timeout=300,
    )
    result = re.search(r'<pre id="result">(.+?)</pre>', done.stdout.decode())
    assert result, done.stderr.decode()
    return json.loads(html.unescape(result[1]))
