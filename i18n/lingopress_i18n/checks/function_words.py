"""The small words of languages, by which a sentence is told from one of another language."""

from __future__ import annotations

import functools
import tomllib
from pathlib import Path


@functools.cache
def function_words() -> dict[str, frozenset[str]]:
    """Map languages to their most frequent function words, in lower case."""
    text = Path(__file__).with_suffix(".toml").read_text("utf-8")
    return {language: frozenset(words.split()) for language, words in tomllib.loads(text).items()}
