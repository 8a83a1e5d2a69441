"""What the publication's pages are: their address, servers, picture and typography."""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING

from lingopress_i18n import files

if TYPE_CHECKING:
    from pathlib import Path

    from lingopress_i18n.settings.section import Section

SERVERS = ("apache", "netlify", "nginx")
"""The web servers that the built site can bring settings for."""


def base_url(section: Section) -> str:
    """Read the absolute address of the site's root, which then ends in a slash."""
    value = section.required("base_url")
    if not re.fullmatch(r"https?://[^\s/?#\"<>]+(/[^\s?#\"<>]*)?", value):
        hint = 'such as "https://example.org/"'
        raise section.wrong("base_url", f"{value!r} is no absolute address", hint)
    return value.rstrip("/") + "/"


def servers(section: Section) -> tuple[str, ...]:
    """Read which web servers to write settings for, of ``SERVERS``."""
    return section.choices("servers", SERVERS)


def typography(section: Section, tags: list[str]) -> tuple[str, ...]:
    """Read whose typography is wanted: ``true`` for all locales, or a list of them."""
    if isinstance(section.values.get("typography", False), bool):
        return tuple(tags) if section.switch("typography") else ()
    return section.choices("typography", tags, "this publication has no locale {!r}", "it has")


def image(section: Section, root: Path) -> str:
    """Read where the site's picture is: ``image = "seal.png"`` is ``articles/seal.png``."""
    name = section.string("image")
    if not name:
        return ""
    path = f"articles/{posixpath.normpath(name)}"
    if not files.inside(root, path, f"{section.where}.image").is_file():
        raise section.wrong("image", f"there is no file {path!r}")
    return posixpath.normpath(name)
