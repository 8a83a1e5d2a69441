"""Apertium: rule-based translation by programs on this machine; no text leaves it."""

from lingopress_translate.engines.apertium.engine import Apertium, make
from lingopress_translate.engines.apertium.fetch import fetch

__all__ = ["Apertium", "fetch", "make"]
