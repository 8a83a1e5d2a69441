"""What ``publish`` does and says, whoever has read the command line."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

from lingopress_i18n import publish, stamps
from lingopress_i18n.publish import looking
from lingopress_translate.cli.shell import count, tell, visible

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lingopress_i18n.schedule import Day
    from lingopress_translate.cli.shell import Shell


def run(
    shell: Shell,
    today: Day,
    tags: tuple[str, ...] = (),
    jobs: int | None = None,
    *,
    strict: bool = False,
) -> int:
    """Publish, and tell what was done; give the exit code.

    ``strict`` makes what gates hold an error; the other arguments are those of the library.
    """
    look = looking.look(shell.root)
    is_all = look.is_all(today, tags)
    root = shell.root if is_all or look.has_seen(stamps.CONFIG) else shell.publication
    result = shell.last = None if is_all else publish.publish(root, tags, jobs, today, look)
    if result is None:
        shell.say("publish: nothing has changed")
        return _name(shell, publish.below(shell.root, tags), strict=True) if strict else 0
    shell.name_files([*result.written, *result.pages])
    shell.name_files(result.removed, "removed")
    catalogs = count(len(result.written), "catalog file")
    pages = count(len(result.pages), "file")
    removed = f", {len(result.removed)} removed" if result.removed else ""
    shell.say(f"publish: {catalogs} and {pages} of the site changed{removed}")
    heard = (result.off, result.stray, result.spelled, result.untitled, result.untidy)
    for words in itertools.chain(*heard):
        shell.say(f"publish: {visible(words)}")
    failed = _name(shell, result.below, strict=strict)
    return shell.complain(result.problems) | failed


def _name(shell: Shell, below: Sequence[str], *, strict: bool) -> int:
    """Name the pages that are below their gates; give the exit code that follows."""
    for each in below:
        if strict:
            tell(f"error: {visible(each)}")
        else:
            shell.say(f"publish: {visible(each)}")
    return 1 if below and strict else 0
