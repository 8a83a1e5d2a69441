"""Drafting: what the machine may write, where it takes that from, and what it never touches.

Of each message that is open (`openness`) the first that there is becomes a draft: what people
translated (`reuse`), else what an engine answers (`asking`). Catalogs are read again before each
write (`writing`), so that nobody's save is lost.
"""

from lingopress_translate.draft.choice import Engines
from lingopress_translate.draft.order import Drafting, Order, Skipped
from lingopress_translate.draft.run import Tools, run
from lingopress_translate.draft.settings import Settings

__all__ = ["Drafting", "Engines", "Order", "Settings", "Skipped", "Tools", "run"]
