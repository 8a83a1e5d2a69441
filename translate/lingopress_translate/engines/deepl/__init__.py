"""DeepL, by the vendor's own package: ``pip install "lingopress[deepl]"``."""

from lingopress_translate.engines.deepl.engine import make

__all__ = ["make"]
