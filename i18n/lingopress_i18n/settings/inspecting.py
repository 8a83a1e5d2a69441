"""What the site's inspection is to know: the table ``[inspect]`` of ``lingopress.toml``."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from lingopress_i18n import configuration
from lingopress_i18n.settings.section import Section

if TYPE_CHECKING:
    from collections.abc import Mapping

_PATH = re.compile(r"/(?:[^\s/?#\\]+/)*[^\s/?#\\]*")


def elsewhere(config: Mapping[str, Any], base_url: str, where: str) -> tuple[str, ...]:
    """Read the paths of the site's host that other programs answer: ``/forum/``, ``/login``.

    One that ends in a slash stands for all below it. ``where`` names the table in errors.
    """
    section = Section(configuration.table(config, ("elsewhere",), where), where)
    found = section.strings("elsewhere")
    root = urlsplit(base_url).path
    for index, path in enumerate(found):
        key = f"elsewhere[{index}]"
        if not _PATH.fullmatch(path) or {"..", "."} & {*path.split("/")}:
            hint = 'such as "/forum/", for all below it, or "/login"'
            raise section.wrong(key, f"{path!r} is no path from the host's root", hint)
        if path.endswith("/") and root.startswith(path):
            raise section.wrong(key, f"{path!r} holds the site itself", "name what is beside it")
    return tuple(found)
