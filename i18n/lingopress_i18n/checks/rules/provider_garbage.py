"""Answers of a translation service that are no translation."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lingopress_i18n.checks.rule import Rule, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lingopress_i18n.checks.context import Context
    from lingopress_i18n.checks.pair import Pair

_SERVICES = (
    *("MYMEMORY WARNING", "QUERY LENGTH LIMIT", "YOU USED ALL AVAILABLE FREE TRANSLATIONS"),
    *("NO QUERY SPECIFIED", "PLEASE SELECT TWO DISTINCT LANGUAGES", "INVALID LANGUAGE PAIR"),
    r"IS AN INVALID (?:SOURCE|TARGET) LANGUAGE",
    *("<!doctype html", r"<html[\s>]", "</?body>", "429 Too Many Requests"),
    r"\b50[0234] (?:Bad Gateway|Service Unavailable|Gateway Time-?out|Internal Server Error)",
    r"Traceback \(most recent call last\)",
)
"""What services and the servers before them answer."""
_MODELS = (
    r"\bAs an AI\b",
    r"\bAI language model",
    r"\bI['’]?m sorry, (?:but )?I can(?:no|['’])t",
    r"\bI can(?:no|['’])t (?:translate|assist|help with)",
    r"^\s*(?:Sure|Certainly|Of course)[,!]? here['’]?s?\b",
    r"^\s*Here(?:['’]| i)s (?:the|your|a) translat",
    r"^\s*(?:Voici|Aquí (?:está|tiene)) (?:la|una) tradu",
    r"^\s*(?:Translation|Translated text|Traduction|Traducción|Übersetzung|Перевод)\s*:",
    r"^\s*(?:译文|翻译|الترجمة)\s*[:：]",
)
"""What language models say besides."""
_STAND_INS = (
    *(r"@@[A-Z_]+\d*@@", r"\[X\d+X\]", "<x id=", r"⟦\d+⟧", r"\{\$\d+\}", r"\bCODE_BLOCK_\d+"),
    r"__(?:PH|NT|TAG)_?\d+__",
)
"""What stood for markup on the way to a service and was not put back."""
_GARBAGE = re.compile("|".join((*_SERVICES, *_MODELS, *_STAND_INS)), re.IGNORECASE | re.MULTILINE)
_WORDS = re.compile("|".join((*_SERVICES, *_MODELS)), re.IGNORECASE | re.MULTILINE)
_NOTHING = frozenset({"None", "NaN", "nan", "undefined", "[object Object]", "FIXME"})
_FENCE = re.compile(r"\A\s*(?:```|~~~)")


def service_words(text: str) -> str:
    """Give the first words in a text that are a service's, not a translation's; empty for none."""
    found = _WORDS.search(text)
    return " ".join(found[0].split()) if found else ""


def find(pair: Pair, context: Context) -> Iterator[str]:
    """Look for what services say, unless the source says it, too."""
    del context
    if problem := problem_of(pair.own.text, pair.source.text):
        yield problem


def problem_of(own: str, source: str) -> str:
    """Say in one line why a text is no translation of a source; empty if it may be one."""
    found = _GARBAGE.search(own)
    if found and not _GARBAGE.search(source):
        return f"{' '.join(found[0].split())}: a service's words, not a translation"
    if own.strip() in _NOTHING and source.strip().lower() != own.strip().lower():
        return f"{own.strip()} is no translation"
    if _FENCE.match(own) and not _FENCE.match(source):
        return "a code fence around the text"
    return ""


RULE = Rule(
    id="provider-garbage",
    title=str(__doc__),
    severity=Severity.ERROR,
    why="A translation service has answered with an error, an excuse or a remark, and it "
    "was taken for the translation.",
    fix="Translate the sentence, or draft it anew.",
    find=find,
    in_drafts=True,
)
