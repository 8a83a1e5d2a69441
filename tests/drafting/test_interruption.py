"""An interruption at the worst moment: a catalog is in place, and nobody has heard of it yet."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import polib
import pytest

from lingopress_i18n import publication
from lingopress_i18n.catalog import store
from lingopress_translate.draft import Engines, Order, Settings, Tools, run
from lingopress_translate.journal import Recorder
from scripted import Scripted

if TYPE_CHECKING:
    from collections.abc import Callable

    from trial import Trial

ARTICLES = ("a", "b", "c")


def interrupted(act: Callable[..., Any], number: int) -> Callable[..., Any]:
    """Have the call of this number, from 1, do its work and then be interrupted."""
    calls = 0

    def do(*args: object, **named: object) -> object:
        nonlocal calls
        result = act(*args, **named)
        calls += 1
        if calls == number:
            raise KeyboardInterrupt
        return result

    return do


@pytest.mark.parametrize("number", [1, 2, 3])
@pytest.mark.parametrize(("owner", "name"), [(store, "save"), (Recorder, "note_drafts")])
def test_what_is_in_a_catalog_is_counted_and_known(
    trial: Trial, monkeypatch: pytest.MonkeyPatch, owner: object, name: str, number: int
) -> None:
    trial.write({f"articles/{each}.md": f"One of {each} is. Two of {each}.\n" for each in ARTICLES})
    trial.run("update")
    loaded = publication.load(trial.root)
    engines = Engines(loaded.site, Settings(), {"scripted": Scripted()})
    order = Order(loaded.site.locales[:1], ARTICLES, "scripted")
    monkeypatch.setattr(owner, name, interrupted(getattr(owner, name), number))
    with pytest.raises(KeyboardInterrupt):
        run(loaded.site, order, Settings(), engines, Tools())

    drafted = {}
    for article in ARTICLES:
        path = trial.root / f"locales/es/LC_MESSAGES/{article}.po"
        drafted[path] = [entry for entry in polib.pofile(str(path)) if entry.msgstr]
    count = sum(map(len, drafted.values()))
    assert count > 0
    (record,) = (json.loads(line) for line in trial.run("journal", "--json").out.splitlines())
    assert (record["outcome"], record["drafted"]) == ("interrupted", count)

    path = next(path for path, entries in drafted.items() if entries)
    catalog = polib.pofile(str(path))
    deleted = next(entry for entry in catalog if entry.msgstr)
    deleted.msgstr, deleted.comment, deleted.flags = "", "", []
    catalog.save()
    monkeypatch.undo()
    (result,) = run(loaded.site, order, Settings(), engines, Tools())
    assert [each.msgid for each in result.skipped] == [deleted.msgid]  # the journal knew its draft
