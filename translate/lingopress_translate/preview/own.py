"""The preview's own files, which each page that it shows asks for: a style sheet and a script.

Their names tell their content, as those of a theme's files do: a browser asks for them once.
"""

from __future__ import annotations

from pathlib import Path

from lingopress_i18n.render import assets

OWN = "_preview"
"""The folder of the preview's own addresses."""
EVENTS = f"{OWN}/events"
"""Where changes are told."""
FILES = {name: Path(__file__).with_name(name) for name in ("preview.css", "live.js")}
"""By name, without a fingerprint."""
_COUNT = 'data-count=""'


def style() -> str:
    """Give the element that asks for the style sheet."""
    return f'<link rel="stylesheet" href="{_address("preview.css")}">'


def script() -> str:
    """Give the element that asks for the script; see ``counted``."""
    return f'<script src="{_address("live.js")}" {_COUNT} defer></script>'


def counted(page: bytes, count: int) -> bytes:
    """Have a page say which change it is as new as."""
    return page.replace(_COUNT.encode(), f'data-count="{count}"'.encode())


def _address(name: str) -> str:
    return f"/{OWN}/{assets.fingerprinted(name, FILES[name].read_bytes())}"
