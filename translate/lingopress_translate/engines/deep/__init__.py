"""Engines that deep-translator reaches, ``deep:google`` and its like, made safe to draft with.

deep-translator knows how each service is asked and where in its answer the translation stands;
that is what is used of it. Time limits, which answers are failures, and which languages there are
is said here: ``members`` is the table of services, ``languages`` what they call a language,
``transport`` all HTTP, ``replies`` what their answers mean, ``library`` alone touches
deep-translator.
"""

from __future__ import annotations

from lingopress_translate.engines.deep.engine import make
from lingopress_translate.engines.deep.members import LEFT_OUT, MEMBERS

__all__ = ["LEFT_OUT", "MEMBERS", "make"]
