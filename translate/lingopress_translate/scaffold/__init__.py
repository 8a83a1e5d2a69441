"""What a new publication begins with."""

from __future__ import annotations

import json
from pathlib import Path
from string import Template
from typing import TYPE_CHECKING

from lingopress_i18n import files, site
from lingopress_i18n.locales import is_alike, locale

if TYPE_CHECKING:
    from collections.abc import Sequence

_FIRST = "articles/index.md"
_HERE = Path(__file__).parent
_FILES = {
    "lingopress.toml": "lingopress.toml",
    "theme/README.md": "theme/README.md",
    "gitignore": ".gitignore",
    "gitattributes": ".gitattributes",
}


def speaks(source: str) -> bool:
    """Tell whether there is a first article in a language. Raises ConfigError as ``locale``."""
    return _article(source) != _FIRST or "en" in locale(source).fallbacks


def _article(source: str) -> str:
    """Name the first article in a language; in English where there is none."""
    language = locale(source)
    found = (path.stem for path in sorted((_HERE / "articles").glob("index.*.md")))
    names = (name for name in found if is_alike(name.removeprefix("index."), language))
    return f"articles/{next(names, 'index')}.md"


def create(
    root: Path, *, title: str, base_url: str, source: str, locales: Sequence[str]
) -> list[Path]:
    """Write the files of a new publication that are not there yet; give those written.

    Raises ConfigError for a value that cannot be used and for a configuration that is there and
    broken, before anything is written.
    """
    for tag in (source, *locales):
        locale(tag)
    values = {
        "title": json.dumps(title, ensure_ascii=False),
        "base_url": json.dumps(base_url),
        "source": json.dumps(source),
        "locales": json.dumps(list(locales)),
        "locale": (*locales, source)[0],
    }
    config = Template((_HERE / site.CONFIG_NAME).read_text("utf-8")).substitute(values)
    if (root / site.CONFIG_NAME).exists():
        site.load(root)
    else:
        site.parse(root, config)
    written = []
    for name, target in {**_FILES, _article(source): _FIRST}.items():
        path = root / target
        if path.exists():
            continue
        text = config if name == site.CONFIG_NAME else (_HERE / name).read_text("utf-8")
        files.write_if_changed(path, text.encode())
        written.append(path)
    return written
