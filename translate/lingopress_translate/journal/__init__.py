"""The journal: what engines were asked, what they answered, and what that cost.

An SQLite file, ``.lingopress/journal.sqlite``. An answer is in it, safe from a kill, before
anything else is done with it; safe from a loss of power, too, before a catalog has it; and it is
never paid for again. Unlike the rest of that folder the journal cannot be rebuilt. It holds no
keys and no addresses.
"""

from lingopress_translate.journal.recorder import Asked, Recorder, Way, known
from lingopress_translate.journal.report import RunReport, runs
from lingopress_translate.journal.store import Journal, path

__all__ = ["Asked", "Journal", "Recorder", "RunReport", "Way", "known", "path", "runs"]
