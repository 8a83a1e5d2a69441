"""What tells that nothing has changed since the last publish, in a fraction of the record's time.

Neither the configuration nor the record is read for it, and nothing that builds is imported: what
was published is in the stamps, those of ``lingopress.toml`` among them.
"""

from __future__ import annotations

import itertools
import json
from typing import TYPE_CHECKING, Any, NamedTuple

from lingopress_i18n import files

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from lingopress_i18n.stamps import Stamp

BETWEEN = "\0"
"""What is between paths and stamps: no path has it."""
_COUNTS = "files"
"""How many inputs and outputs there are."""
ODD = "surrogateescape"
"""How names of files are written that are no UTF-8."""

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
    parts: Mapping[str, Stamp]
    """The stamps of the other files of the record, by name: see ``manifest``."""


def content(root: Path) -> bytes | None:
    """Give a publication's seal as it is written; None where there is none."""
    try:
        return path(root).read_bytes()
    except OSError:
        return None


def understood(content: bytes | None) -> Seal | None:
    """Give what a seal says; None for what cannot be understood."""
    try:
        head, inputs, outputs = _parts(content or b"")
        found = Seal(**head, inputs=inputs, outputs=outputs)
        return found._replace(elsewhere=[str(each) for each in found.elsewhere])
    except (ValueError, LookupError, TypeError):
        return None


def outputs(content: bytes | None) -> Mapping[str, Stamp]:
    """Give the files of the site that a seal names, also one that another version has written."""
    try:
        return _parts(content or b"")[2]
    except (ValueError, LookupError, TypeError):
        return {}


def write(root: Path, seal: Seal) -> None:
    """Write the seal, if it differs from the one that is there."""
    head = seal._asdict()
    stamped = [head.pop("inputs"), head.pop("outputs")]
    pieces = [json.dumps({**head, _COUNTS: [*map(len, stamped)]})]
    for each in stamped:
        pieces += itertools.chain.from_iterable(each.items())
    files.write_if_changed(path(root), BETWEEN.join(pieces).encode(errors=ODD))


def _parts(content: bytes) -> tuple[dict[str, Any], dict[str, Stamp], dict[str, Stamp]]:
    """Take a seal's text to pieces: what it says, and the stamps of inputs and outputs."""
    first, *rest = content.decode(errors=ODD).split(BETWEEN)
    head = dict(json.loads(first))
    each, other = (2 * int(count) for count in head.pop(_COUNTS))
    if len(rest) != each + other:
        raise ValueError
    return head, _stamps(rest[:each]), _stamps(rest[each:])


def _stamps(pieces: Sequence[str]) -> dict[str, Stamp]:
    return dict(zip(pieces[::2], pieces[1::2], strict=True))


def path(root: Path) -> Path:
    """Give the file that a publication's seal is in."""
    return root / ".lingopress" / "published"
