"""Which languages Apertium has, under which codes, and which pairs Debian packages."""

from __future__ import annotations

import re

CODES = {
    "ca": "cat",
    "en": "eng",
    "eo": "epo",
    "es": "spa",
    "fr": "fra",
    "gl": "glg",
    "it": "ita",
    "pt": "por",
}
"""ISO 639-1 → 639-3. A mode's name has either, depending on its age."""

PIVOTS = ("ca", "es")
"""Languages to go through, best first: French by way of Catalan agrees better than by Spanish."""

PACKAGES = {
    ("ca", "es"): "apertium-spa-cat",
    ("ca", "fr"): "apertium-fra-cat",
    ("ca", "it"): "apertium-cat-ita",
    ("ca", "pt"): "apertium-por-cat",
    ("en", "ca"): "apertium-eng-cat",
    ("en", "eo"): "apertium-eo-en",
    ("en", "es"): "apertium-eng-spa",
    ("en", "gl"): "apertium-en-gl",
    ("es", "fr"): "apertium-fr-es",
    ("es", "it"): "apertium-spa-ita",
    ("es", "pt"): "apertium-es-pt",
}
"""Pairs known to work, each in its useful direction, with their Debian packages."""

MASKED = {("en", "eo"), ("en", "gl"), ("es", "pt")}
"""Old pairs that tear word-bound blanks from their words: their markup travels as masks."""


def language(tag: str) -> str:
    """Return the primary language of a BCP 47 tag."""
    return tag.replace("_", "-").split("-")[0].lower()


def codes(tag: str) -> list[str]:
    """List the codes that a mode may use for a BCP 47 tag, the most specific first."""
    base = language(tag)
    bases = [CODES[base], base] if base in CODES else [base]
    regions = re.findall(r"[-_]([A-Za-z]{2})(?![A-Za-z0-9])", tag)
    return [f"{code}_{region.upper()}" for region in regions for code in bases] + bases


def route(source: str, target: str) -> list[tuple[str, str]]:
    """List the packaged pairs that lead from one language to another, at most two; or none."""
    start, end = language(source), language(target)
    if (start, end) in PACKAGES:
        return [(start, end)]
    for pivot in PIVOTS:
        if (start, pivot) in PACKAGES and (pivot, end) in PACKAGES and pivot != end:
            return [(start, pivot), (pivot, end)]
    return []
