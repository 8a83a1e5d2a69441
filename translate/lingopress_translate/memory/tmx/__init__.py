"""TMX 1.4b, the format in which translation memories are exchanged."""

from lingopress_translate.memory.tmx.reading import Contents, chunks, read
from lingopress_translate.memory.tmx.translated import Translated
from lingopress_translate.memory.tmx.writing import write

__all__ = ["Contents", "Translated", "chunks", "read", "write"]
