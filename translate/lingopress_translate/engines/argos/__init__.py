"""Argos: neural models that run on this machine, those of Argos Translate and LibreTranslate.

The models are used as they lie on the disk, by the libraries that Argos Translate itself is made
of. Its own code is not: it creates folders wherever it is imported, fetches a model to split
sentences with, cuts what is long, and turns every underscore into a space. ``packages`` finds the
models, ``model`` alone touches the libraries.
"""

from __future__ import annotations

from lingopress_translate.engines.argos.engine import make

__all__ = ["make"]
