"""The sample with drafts that its gate shows: two pages from end to end, one in part.

Each sentence of a draft has a word that stands nowhere else: every file can be asked for it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import polib

from lingopress_i18n.catalog.po import Entry
from lingopress_i18n.catalog.state import mt_comment

if TYPE_CHECKING:
    from trial import Trial

MARK = "Zzdraft"
"""The word; search folds it to lower case."""
WHOLE = (("fr", "treaty"), ("ar", "news/2012-adoption"))
PARTLY = ("ru", "introduction")
DRAFTED = (*WHOLE, PARTLY)
EXCEPTION = "zh-Hans", "parties"
"""Drafts of it are kept back by a gate of its own."""
GATES = """
[gates]
default = "drafts"
[gates.sections]
parties = "fallback"
"""


def leave_unreviewed(trial: Trial) -> None:
    """Turn translations of the sample into an engine's drafts, and let its gate show them."""
    for tag, name in (*DRAFTED, EXCEPTION):
        path = trial.root / f"locales/{tag.replace('-', '_')}/LC_MESSAGES/{name}.po"
        catalog = polib.pofile(str(path))
        entries = [each for each in catalog if not each.obsolete]
        for entry in entries[:: 2 if (tag, name) == PARTLY else 1]:
            _draft(entry)
        catalog.save()
    trial.write({"lingopress.toml": trial.read("lingopress.toml") + GATES})


def _draft(entry: polib.POEntry) -> None:
    """Make an entry what an engine has written, with a sentence of the word before it."""
    entry.msgstr = f"{MARK}. {entry.msgstr}"
    made = Entry(msgid=entry.msgid, msgstr=entry.msgstr, msgctxt=entry.msgctxt)
    entry.tcomment = mt_comment("robot:en-xx", made)
    entry.flags.append("fuzzy")
