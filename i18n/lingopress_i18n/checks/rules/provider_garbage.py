"""Answers of a translation service that are no translation."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lingopress_i18n.checks.rule import Rule, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lingopress_i18n.checks.context import Context
    from lingopress_i18n.checks.pair import Pair

_GARBAGE = re.compile(
    r"MYMEMORY WARNING|QUERY LENGTH LIMIT|YOU USED ALL AVAILABLE FREE TRANSLATIONS|NO QUERY SPECIFIED"
    r"|PLEASE SELECT TWO DISTINCT LANGUAGES|IS AN INVALID (?:SOURCE|TARGET) LANGUAGE|INVALID LANGUAGE PAIR"
    r"|<!doctype html|<html[\s>]|</?body>|\b50[0234] (?:Bad Gateway|Service Unavailable|Gateway Time-?out|"
    r"Internal Server Error)|429 Too Many Requests|Traceback \(most recent call last\)"
    r"|\bAs an AI\b|\bAI language model|\blarge language model\b.{0,20}\bI\b"
    r"|\bI(?:'|’)?m sorry, (?:but )?I can(?:no|')t|\bI can(?:no|')t (?:translate|assist|help with)"
    r"|^\s*(?:Sure|Certainly|Of course)[,!]? here(?:'|’)?s?\b"
    r"|^\s*Here(?:'|’| i)s (?:the|your|a) translat"
    r"|^\s*(?:Voici|Aquí (?:está|tiene)) (?:la|una) tradu"
    r"|^\s*(?:Translation|Translated text|Traduction|Traducción|Übersetzung|Перевод|译文|翻译|الترجمة)\s*[:：]"
    r"|@@[A-Z_]+_?\d*@@|\[X\d+X\]|<x id=|⟦\d+⟧|\{\$\d+\}|\bCODE_BLOCK_\d+|__(?:PH|NT|TAG)_?\d+__",
    re.IGNORECASE | re.MULTILINE,
)
_NOTHING = frozenset(
    {"none", "null", "nan", "undefined", "n/a", "[object object]", "todo", "fixme"}
)
_FENCE = re.compile(r"\A\s*(?:```|~~~)")


def find(pair: Pair, context: Context) -> Iterator[str]:
    """Look for what services say, unless the source says it, too."""
    del context
    own, source = pair.own.text, pair.source.text
    found = _GARBAGE.search(own)
    if found and not _GARBAGE.search(source):
        yield f"{' '.join(found[0].split())}: a service's words, not a translation"
    elif own.strip().lower() in _NOTHING and source.strip().lower() != own.strip().lower():
        yield f"{own.strip()} is no translation"
    elif _FENCE.match(own) and not _FENCE.match(source):
        yield "a code fence around the text"


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
