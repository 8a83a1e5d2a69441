"""Figures that a right-to-left sentence would put into another order than their author.

A sign goes to the other end of its number, ``+972`` and ``−2``; behind Arabic letters the groups of
a telephone number or an ISO date change places (UAX 9, rules W2, W4 and N1). A range of two numbers
is read from right to left, as the sentence is, and stays.
"""

from __future__ import annotations

import re

_BEFORE = r"(?<![\w.,:/+\u2212-])"
_TELEPHONE = r"\+[0-9]{1,3}(?:[ \u00a0\u202f-](?:\([0-9]{1,5}\)|[0-9]{2,5})){2,}"
_SIGNED = r"\+[0-9]+(?:-[0-9]+)*|[\u2212-][0-9]+"
_HYPHENED = r"[0-9]+(?:-[0-9]+){2,}"
_REST = r"(?:[.,][0-9]+)*%?(?![\w-])"
FIGURES = re.compile(f"{_BEFORE}(?:{_TELEPHONE}|{_SIGNED}|{_HYPHENED}){_REST}")
"""Such a figure in plain text."""
