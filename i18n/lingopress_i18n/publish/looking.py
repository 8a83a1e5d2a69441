"""A look at a publication's files: what has changed since the last publish, by their stamps.

Most looks find that nothing has; then a publish is over. So a fork looks at one half of thousands
of files, and nothing that builds is imported.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from lingopress_i18n import schedule, stamps
from lingopress_i18n.publish import aside, seal

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from pathlib import Path

    from lingopress_i18n.publish.seal import Seal
    from lingopress_i18n.schedule import Day
    from lingopress_i18n.stamps import Stamp

_MANY = 1000
"""From how many outputs on a fork pays: it takes two milliseconds, a look at each of them three
thousandths of one."""


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
        found = self.seal
        if found is None:
            return False
        try:
            wanted = set(tags or found.targets)
            return (
                found.inputs == self.inputs
                and wanted <= set(found.targets) & set(found.locales)
                and schedule.holds((found.days[0], found.days[1]), day)
                and self.is_whole
                and found.parts == stamps.of(seal.path(self.root).parent, found.parts)
                and _is_at(self.root, found.commit)
                and not (self.root / ".lingopress" / seal.ANNOUNCED).exists()
            )
        except (LookupError, TypeError):  # somebody else has written it
            return False


def look(root: Path) -> Look:
    """Look at a publication's files; at thousands of them, with the help of a fork."""
    content = seal.content(root)
    found = seal.understood(content)
    if found is None or len(found.outputs) < _MANY:
        return Look(root, content, found, stamps.inputs(root, found.elsewhere if found else ()))
    with aside.asked(partial(_rest, root, found)) as answer:
        catalogs = stamps.catalogs(root)
        said = answer()
    others = found.inputs.keys() - catalogs.keys()
    kept = {path: found.inputs[path] for path in others if not stamps.is_catalog(path)}
    if said == _SAME:
        return Look(root, content, found, kept | catalogs, is_known_whole=True)
    whole, *changed = said.decode(errors=seal.ODD).split(seal.BETWEEN)
    kept.update(zip(changed[::2], changed[1::2], strict=True))
    inputs = {path: each for path, each in kept.items() if each != stamps.UNKNOWN}
    return Look(root, content, found, inputs | catalogs, is_known_whole=whole == _WHOLE)


_WHOLE, _TOUCHED = "whole", "touched"
_SAME = _WHOLE.encode()


def _rest(root: Path, found: Seal) -> bytes:
    """Look at all but the catalogs; say whether the site is whole, and which inputs differ.

    These are paths, each followed by its stamp, which is unknown where there is no such file now.
    """
    now = stamps.besides(root, found.elsewhere)
    gone = found.inputs.keys() - now.keys()
    differing = {path: stamps.UNKNOWN for path in gone if not stamps.is_catalog(path)}
    differing |= {path: stamp for path, stamp in now.items() if found.inputs.get(path) != stamp}
    pieces = [_WHOLE if _is_whole(root, found) else _TOUCHED]
    for each in differing.items():
        pieces += each
    return seal.BETWEEN.join(pieces).encode(errors=seal.ODD)


def _is_whole(root: Path, found: Seal) -> bool:
    return found.outputs == stamps.of(root / "public", found.outputs)


def _is_at(root: Path, commit: str) -> bool:
    if not commit:
        return True
    from lingopress_i18n import history  # noqa: PLC0415 - most publications need it not

    return commit == history.head(root)
