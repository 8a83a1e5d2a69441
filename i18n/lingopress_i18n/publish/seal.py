"""What tells that nothing has changed since the last publish, in a fraction of the record's time.

Neither the configuration nor the record is read for it, and nothing that builds is imported: what
was published is in the stamps, those of ``lingopress.toml`` among them.
"""

from __future__ import annotations

import itertools
import json
from typing import TYPE_CHECKING, Any, NamedTuple

from lingopress_i18n import files, schedule, stamps
from lingopress_i18n.publish import aside

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from pathlib import Path

    from lingopress_i18n.schedule import Day
    from lingopress_i18n.stamps import Stamp

_BETWEEN = "\0"
"""What is between paths and stamps: no path has it."""
_COUNTS = "files"
"""How many inputs and outputs there are."""
_MANY = 1000
"""From how many outputs on a fork pays: it takes two milliseconds, a look at each of them three
thousandths of one."""
_ODD = "surrogateescape"
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
    parts: Mapping[str, str]
    """Hashes of the other files of the record, by name: see ``manifest``."""


class Look(NamedTuple):
    """What a look at a publication's files has found."""

    root: Path
    content: bytes | None
    """The seal, as it is written; None where there is none."""
    seal: Seal | None
    """What it says, if that can be understood."""
    inputs: Mapping[str, Stamp]
    """The stamps of all inputs now."""
    is_known_whole: bool | None = None
    """Whether the outputs have been found to be as the seal has them; None if not looked at yet."""

    @property
    def is_whole(self) -> bool:
        """Whether nobody has touched what was written; looks at the outputs, if it must."""
        if self.is_known_whole is None:
            return self.seal is not None and _is_whole(self.root, self.seal)
        return self.is_known_whole

    def has_seen(self, path: str) -> bool:
        """Tell whether an input is as the last publish has found it."""
        known = self.seal.inputs.get(path) if self.seal else None
        return known is not None and known == self.inputs.get(path)

    def is_all(self, day: Day, tags: Collection[str] = ()) -> bool:
        """Tell whether there is nothing to do but this look; the arguments are ``publish``'s.

        That is, whether these locales, all for no tag, were published from the inputs as they are.
        """
        seal = self.seal
        if seal is None:
            return False
        try:
            wanted = set(tags or seal.targets)
            return (
                seal.inputs == self.inputs
                and wanted <= set(seal.targets) & set(seal.locales)
                and schedule.holds((seal.days[0], seal.days[1]), day)
                and self.is_whole
                and _is_at(self.root, seal.commit)
                and not (self.root / ".lingopress" / ANNOUNCED).exists()
            )
        except (LookupError, TypeError):  # somebody else has written it
            return False


def look(root: Path) -> Look:
    """Look at a publication's files; at thousands of them, with the help of a fork."""
    found = content(root)
    seal = understood(found)
    if seal is None or len(seal.outputs) < _MANY:
        return Look(root, found, seal, stamps.inputs(root, seal.elsewhere if seal else ()))
    with aside.asked(lambda: _is_whole(root, seal)) as is_whole:
        inputs = stamps.inputs(root, seal.elsewhere)
        return Look(root, found, seal, inputs, is_whole())


def _is_whole(root: Path, seal: Seal) -> bool:
    return seal.outputs == stamps.of(root / "public", seal.outputs)


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
    files.write_if_changed(path(root), _BETWEEN.join(pieces).encode(errors=_ODD))


def _parts(content: bytes) -> tuple[dict[str, Any], dict[str, Stamp], dict[str, Stamp]]:
    """Take a seal's text to pieces: what it says, and the stamps of inputs and outputs."""
    first, *rest = content.decode(errors=_ODD).split(_BETWEEN)
    head = dict(json.loads(first))
    each, other = (2 * int(count) for count in head.pop(_COUNTS))
    if len(rest) != each + other:
        raise ValueError
    return head, _stamps(rest[:each]), _stamps(rest[each:])


def _stamps(pieces: Sequence[str]) -> dict[str, Stamp]:
    return dict(zip(pieces[::2], pieces[1::2], strict=True))


def _is_at(root: Path, commit: str) -> bool:
    if not commit:
        return True
    from lingopress_i18n import history  # noqa: PLC0415 - most publications need it not

    return commit == history.head(root)


def path(root: Path) -> Path:
    """Give the file that a publication's seal is in."""
    return root / ".lingopress" / "published"
