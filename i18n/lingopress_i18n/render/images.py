"""Images: the space that a page keeps for each before it is there, from the file's own header."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING
from urllib.parse import unquote

if TYPE_CHECKING:
    from pathlib import Path

_IMAGE = re.compile(r"<img\b(?:[^<>\"']|\"[^\"]*\"|'[^']*')*+>", re.IGNORECASE)
_SOURCE = re.compile(r"\ssrc\s*=\s*(\"[^\"]*\"|'[^']*')", re.IGNORECASE)
_SIZED = re.compile(r"\s(?:width|height|style)\s*=", re.IGNORECASE)
_PIXELS = re.compile(r"\s*(\d+(?:\.\d+)?)(?:px)?\s*")


class Images:
    """Knows the sizes of the publication's images; reads each file once."""

    def __init__(self, articles: Path, media: set[str]) -> None:
        """Take the folder of articles, and which files below it pages use (``Links.media``)."""
        self._articles = articles
        self._media = media
        self._sizes: dict[str, tuple[int, int] | None] = {}

    def sized(self, body: str, prefix: str) -> str:
        """Write ``width`` and ``height`` into the images of a page's body that are files of ours.

        ``prefix`` is how the addresses of these begin on the page. An image that says a size or a
        style keeps its own; one whose file tells none is left as it is.
        """
        if not self._media or "<img" not in body.lower():
            return body

        def size(match: re.Match[str]) -> str:
            tag = match[0]
            source = _SOURCE.search(tag)
            if source is None or _SIZED.search(tag):
                return tag
            address = html.unescape(source[1][1:-1])
            path = unquote(re.split("[?#]", address.removeprefix(prefix))[0])
            if not address.startswith(prefix) or path not in self._media:
                return tag
            found = self.size(path)
            if found is None:
                return tag
            at = source.end()
            return f'{tag[:at]} width="{found[0]}" height="{found[1]}"{tag[at:]}'

        return _IMAGE.sub(size, body)

    def size(self, path: str) -> tuple[int, int] | None:
        """Give an image's width and height in pixels, by its path; None if not said."""
        if path not in self._sizes:
            self._sizes[path] = read_size(self._articles / path)
        return self._sizes[path]


def read_size(path: Path) -> tuple[int, int] | None:
    """Read an image's width and height in CSS pixels, as its camera was held; None if not said."""
    if path.suffix.lower() == ".svg":
        return _drawing_size(path)
    import imagesize  # noqa: PLC0415 - it brings a client for the web, and few pages have images

    width, height = imagesize.get(path)
    return (width, height) if width > 0 and height > 0 else None


def _drawing_size(path: Path) -> tuple[int, int] | None:
    """Read the size of an SVG, where it is in pixels; a drawing of no size fills what there is."""
    from xml.etree import ElementTree as ET  # noqa: PLC0415 - few pages have drawings

    try:
        with path.open("rb") as file:
            _, root = next(iter(ET.iterparse(file, events=("start",))))  # noqa: S314 - see the import
    except (OSError, ET.ParseError, StopIteration):
        return None
    sides = [_PIXELS.fullmatch(root.get(name, "")) for name in ("width", "height")]
    width, height = (round(float(each[1])) if each else 0 for each in sides)
    return (width, height) if width and height else None
