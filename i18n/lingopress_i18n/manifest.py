"""What the last publish read and wrote, so that the next one can tell that nothing changed."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from lingopress_i18n import files, history

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from lingopress_i18n.site import Site

Stamp = tuple[int, int]
"""A file's size in bytes and time of modification in nanoseconds."""

_PACKAGE = Path(__file__).parent


@dataclass(frozen=True)
class Manifest:
    """The record of a publish."""

    locales: frozenset[str] = frozenset()
    """Tags of the locales that it brought up to date."""
    inputs: Mapping[str, Stamp] = field(default_factory=dict)
    """Articles, catalogs, theme, configuration, and our own code, by path."""
    outputs: Mapping[str, Stamp] = field(default_factory=dict)
    """Files of the built site, by path from its root."""
    commit: str = ""
    """The commit that dates on the status page depend on; empty where there are none."""

    def is_current(self, site: Site, tags: Iterable[str]) -> bool:
        """Tell whether these locales were published from the files as they are now."""
        return (
            self.locales.issuperset(tags)
            and self.inputs == stamp_inputs(site)
            and self.outputs == stamp(site.output, self.outputs)
            and (not self.commit or self.commit == history.head(site.root))
        )


def load(site: Site) -> Manifest:
    """Read the record; an empty one where there is none that can be understood."""
    try:
        data = json.loads(_path(site).read_bytes())
        return Manifest(
            frozenset(data["locales"]),
            {path: (size, time) for path, (size, time) in data["inputs"].items()},
            {path: (size, time) for path, (size, time) in data["outputs"].items()},
            data["commit"],
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return Manifest()


def save(site: Site, manifest: Manifest) -> None:
    """Write the record, if it differs from the one that is there."""
    data = {
        "locales": sorted(manifest.locales),
        "inputs": dict(sorted(manifest.inputs.items())),
        "outputs": dict(sorted(manifest.outputs.items())),
        "commit": manifest.commit,
    }
    files.write_if_changed(_path(site), json.dumps(data, indent=0).encode())


def stamp_inputs(site: Site) -> dict[str, Stamp]:
    """Stamp everything that a publish depends on."""
    stamps = _stamp_folders(site.root, (site.articles, site.catalogs, site.theme))
    stamps.update(stamp(site.root, ["lingopress.toml"]))
    for path, each in _stamp_folders(_PACKAGE, (_PACKAGE,)).items():
        if not path.endswith(".pyc"):
            stamps[f"lingopress:{path}"] = each
    return stamps


def stamp(root: Path, paths: Iterable[str]) -> dict[str, Stamp]:
    """Stamp the files of these paths; one that is not there is left out."""
    stamps = {}
    for path in paths:
        try:
            found = (root / path).stat()
        except OSError:
            continue
        stamps[path] = (found.st_size, found.st_mtime_ns)
    return stamps


def _stamp_folders(root: Path, folders: Iterable[Path]) -> dict[str, Stamp]:
    found = (
        path.relative_to(root).as_posix()
        for folder in folders
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    )
    return stamp(root, found)


def _path(site: Site) -> Path:
    return site.state / "manifest.json"
