"""Publishing: everything from articles to pages, and nothing when nothing has changed.

looking          Has nobody changed any file since the last seal? Then that is all.
manifest         What the last publish read and made, and what from what.
changes          Whose are the files that have changed?
build            If some articles' alone:         If anything may have:
                 some                             everything, by a ``company`` of processes
├─ catalogs      of these articles                all: extract, update, compile
└─ pages         remaking of stale files          each process renders what it has parsed
staging          Nothing is on the site before all of it is made.
ending           It is the site, and recorded, with a new seal.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lingopress_i18n import schedule
from lingopress_i18n.publish import looking, seal

if TYPE_CHECKING:
    from pathlib import Path

    from lingopress_i18n.publish.looking import Look
    from lingopress_i18n.publish.published import Published
    from lingopress_i18n.schedule import Day


def publish(
    root: Path,
    tags: tuple[str, ...] = (),
    jobs: int | None = None,
    day: Day = schedule.unknown,
    look: Look | None = None,
) -> Published | None:
    """Bring the site up to the articles and catalogs; in all locales if none is named.

    ``jobs`` is how many processes render; None for as many as pay. The files do not depend on it.
    ``day`` says which day it is, where articles are on the site for a time; else it is not asked.
    ``look`` is the look at the files that has just been taken, if any. Gives None where nothing has
    changed since the last time: then no article is read and no file written. Where another publish
    of the same publication runs, waits until it is done. Raises as ``build`` does.
    """
    look = look or looking.look(root)
    if look.is_all(day, tags):
        return None
    from lingopress_i18n import garbage  # noqa: PLC0415 - not for a quick answer

    with garbage.seldom():
        from lingopress_i18n import site  # noqa: PLC0415 - costs more than all above
        from lingopress_i18n.publish import manifest, staging  # noqa: PLC0415 - likewise
        from lingopress_i18n.publish.build import build  # noqa: PLC0415 - likewise

        config = site.load(root)
        locales = config.choose(tags)
        with staging.turn(config):
            if seal.content(root) != look.content:  # another publish has ended meanwhile
                look = looking.look(root)
                if look.is_all(day, tags):
                    return None
            last = manifest.load(config, look.seal).with_outputs(manifest.announced(config))
            return build(config, locales, last, look, jobs, day)


def below(root: Path, tags: tuple[str, ...] = ()) -> list[str]:
    """Give again what the last publish has said of pages that gates hold: ``Published.below``.

    In all locales if no tag is given. Raises ConfigError.
    """
    from lingopress_i18n import site  # noqa: PLC0415 - as above
    from lingopress_i18n.publish import manifest  # noqa: PLC0415 - as above

    config = site.load(root)
    wanted = {each.tag for each in config.choose(tags)}
    said = manifest.load(config, seal.understood(seal.content(root))).below
    return [each for key, each in said.items() if key.partition(" ")[0] in wanted]
