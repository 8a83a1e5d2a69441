"""What tells that nothing has changed since the last publish, in a fraction of the record's time.

Neither the configuration nor the record is read for it, and nothing that builds is imported: what
was published is in the stamps, those of ``lingopress.toml`` among them.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, NamedTuple

from lingopress_i18n import files, schedule, stamps

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from pathlib import Path

    from lingopress_i18n.schedule import Day
    from lingopress_i18n.stamps import Stamp

ANNOUNCED = "announced.json"
"""File, in the folder of what can be rebuilt, of what a publish is about to put on the site."""


class Seal(NamedTuple):
    """What was published, and from what."""

    locales: list[str]
    """Tags of the locales that are up to date, the source's too."""
    targets: list[str]
    """Tags of all locales that the site has, without the source's."""
    commit: str
    """The commit that dates on the status page depend on; empty where there are none."""
    days: list[str]
    """Between which days the same articles are on the site: a ``schedule.Span``."""
    elsewhere: list[str]
    """Inputs that no folder of articles, catalogs or the theme has, by path from the root."""
    inputs: Mapping[str, Stamp]
    outputs: Mapping[str, Stamp]
    """Files of the built site, by path from its root."""
    parts: Mapping[str, str]
    """Hashes of the other files of the record, by name: see ``manifest``."""


def content(root: Path) -> bytes | None:
    """Give a publication's seal as it is written; None where there is none."""
    try:
        return path(root).read_bytes()
    except OSError:
        return None


def understood(content: bytes | None) -> Seal | None:
    """Give what a seal says; None for what cannot be understood."""
    try:
        found = Seal(**json.loads(content or b""))
        return found._replace(elsewhere=[str(each) for each in found.elsewhere])
    except (ValueError, TypeError):
        return None


def write(root: Path, seal: Seal) -> None:
    """Write the seal, if it differs from the one that is there."""
    files.write_if_changed(path(root), json.dumps(seal._asdict()).encode())


def holds(
    seal: Seal, root: Path, tags: Collection[str], inputs: Mapping[str, Stamp], day: Day
) -> bool:
    """Tell whether these locales, all for no tag, were published from the inputs as they are.

    False where it cannot tell. ``day`` is that of ``publish``.
    """
    try:
        wanted = set(tags or seal.targets)
        return (
            seal.inputs == inputs
            and wanted <= set(seal.targets) & set(seal.locales)
            and schedule.holds((seal.days[0], seal.days[1]), day)
            and seal.outputs == stamps.of(root / "public", seal.outputs)
            and _is_at(root, seal.commit)
            and not (root / ".lingopress" / ANNOUNCED).exists()
        )
    except (LookupError, TypeError):  # somebody else has written it
        return False


def _is_at(root: Path, commit: str) -> bool:
    if not commit:
        return True
    from lingopress_i18n import history  # noqa: PLC0415 - most publications need it not

    return commit == history.head(root)


def path(root: Path) -> Path:
    """Give the file that a publication's seal is in."""
    return root / ".lingopress" / "published"
