"""A publish with nothing to do is over before anything is imported that reads the command line.

That would take longer than the look at all files of the publication.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from lingopress_i18n import schedule
from lingopress_i18n.errors import LingopressError
from lingopress_i18n.publish import seal

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lingopress_i18n.publish.seal import Look

NOTHING = "publish: nothing has changed"
"""What is said then."""


def answer(args: Sequence[str]) -> tuple[bool, Look | None]:
    """Do what a plain ``publish`` has to do, if that is nothing; tell, and give the look taken."""
    plain = _plain(args)
    if plain is None:
        return False, None
    root, is_quiet = plain
    look = seal.look(Path(root))
    try:
        is_done = look.is_all(schedule.unknown)
    except (LingopressError, OSError):  # what is on the site depends on the day, for one
        is_done = False
    if is_done and not is_quiet:
        print(NOTHING, file=sys.stderr)
    return is_done, look


def _plain(args: Sequence[str]) -> tuple[str, bool] | None:
    """Give the folder, and whether to be quiet, of a publish without options of its own."""
    root, is_quiet, rest = ".", False, [*args]
    while rest[:1] != ["publish"]:
        match rest:
            case ["-q" | "--quiet", *rest]:
                is_quiet = True
            case ["-C", root, *rest] if not root.startswith("-"):
                pass
            case _:
                return None
    return (root, is_quiet) if len(rest) == 1 else None
