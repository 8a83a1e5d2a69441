"""Translation memory: the publication's own translations, and imported ones, found again."""

from lingopress_translate.memory.exchange import Imported, export_tmx, import_tmx
from lingopress_translate.memory.match import Kind, Match, Statistics, Unit
from lingopress_translate.memory.memory import Memory, open_memory
from lingopress_translate.memory.refreshing import Refreshed

__all__ = [
    "Imported",
    "Kind",
    "Match",
    "Memory",
    "Refreshed",
    "Statistics",
    "Unit",
    "export_tmx",
    "import_tmx",
    "open_memory",
]
