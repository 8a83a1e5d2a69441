"""``lingopress merge-po``."""

from __future__ import annotations

from pathlib import Path

import click

from lingopress_i18n import files
from lingopress_i18n.catalog import po
from lingopress_i18n.catalog.threeway import merge_branches


@click.command(name="merge-po")
@click.argument("base", type=click.Path(path_type=Path))
@click.argument("ours", type=click.Path(path_type=Path))
@click.argument("theirs", type=click.Path(path_type=Path))
@click.argument("name", required=False)
def command(base: Path, ours: Path, theirs: Path, name: str | None) -> int:
    """Merge two branches of a catalog, entry by entry, as git's merge driver.

    Writes the result to OURS. Where both sides translated a message, each in another way, ours
    stays and becomes fuzzy, theirs goes into a comment, and the exit code is 1. NAME is what the
    file is called in messages. 'lingopress init' says how git is told.
    """
    name = name or str(ours)
    before, mine, other = (files.read_bytes(path, name) for path in (base, ours, theirs))
    merged = merge_branches(
        po.parse(before, f"{name} (base)") if before.strip() else None,
        po.parse(mine, name),
        po.parse(other, f"{name} (theirs)"),
    )
    data = merged.catalog.encode()
    files.write_if_changed(ours, data)
    lines = {entry.key: entry.line for entry in po.parse(data, name).entries}
    for entry in merged.conflicts:
        place = f"{name}:{lines[entry.key]}"
        click.echo(f"{place}: translated on both branches: {entry.msgid[:60]}", err=True)
    return 1 if merged.conflicts else 0
