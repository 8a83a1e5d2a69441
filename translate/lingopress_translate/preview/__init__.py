"""The preview: pages as they would be, on this machine alone, each sentence with its state.

``reading`` reads again what was saved, ``marks`` shows a sentence's state, ``pages`` renders,
``watching`` hears of saves, ``server`` answers the browser. Nothing is written.
"""

from lingopress_translate.preview.server import Preview

__all__ = ["Preview"]
