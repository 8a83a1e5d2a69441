"""What a new publication begins with."""

from __future__ import annotations

import json
from pathlib import Path
from string import Template
from typing import TYPE_CHECKING

from lingopress_i18n import files, site
from lingopress_i18n.locales import locale

if TYPE_CHECKING:
    from collections.abc import Sequence

_HERE = Path(__file__).parent
_FILES = {
    "lingopress.toml": "lingopress.toml",
    "articles/index.md": "articles/index.md",
    "theme/README.md": "theme/README.md",
    "gitignore": ".gitignore",
    "gitattributes": ".gitattributes",
}


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
    for name, target in _FILES.items():
        path = root / target
        if path.exists():
            continue
        text = config if name == site.CONFIG_NAME else (_HERE / name).read_text("utf-8")
        files.write_if_changed(path, text.encode())
        written.append(path)
    return written
