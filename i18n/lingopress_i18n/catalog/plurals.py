"""Plural forms: how many a language has, and which one a number takes, by a catalog's header."""

from __future__ import annotations

import gettext
import re
from collections import Counter
from functools import cache
from typing import NamedTuple

_NUMBERS = 1001
"""How many numbers, from 0 on, a formula is tried with: as msgfmt does."""
_SELDOM = 5
"""A form that at most as many of them take may leave the number out: ``a page``."""
_FIELD = re.compile(r"^Plural-Forms:(.*)$", re.MULTILINE)


class Plurals(NamedTuple):
    """What the ``Plural-Forms`` of a header say."""

    forms: int
    seldom: frozenset[int]
    """Forms, counted from 0, for a handful of numbers only."""


def plurals(header: str) -> Plurals | str | None:
    """Read the plural forms of a header's text; None where it does not name both parts.

    Gives the reason as a string for what ``msgfmt --check`` refuses: no number, a formula with bad
    syntax, and one that divides by zero or gives a form that the language has not.
    """
    field = _FIELD.search(header)
    return _read(field[1] if field else "")


@cache
def _read(text: str) -> Plurals | str | None:
    """Read the field's value; all catalogs of a language have the same."""
    number = re.search(r"nplurals=\s*(\w*)", text)
    formula = re.search(r"plural=([^;]*)", text)
    if number and not number[1].isdecimal():
        return "the header's Plural-Forms has no number in nplurals"
    used: Counter[int] = Counter()
    if formula:
        try:
            choose = gettext.c2py(formula[1])
            used.update(choose(number) for number in range(_NUMBERS))
        except ValueError:
            return "the formula in the header's Plural-Forms cannot be understood"
        except ZeroDivisionError:
            return "the formula in the header's Plural-Forms divides by zero"
    if not number or not formula:
        return None
    forms = int(number[1])
    if min(used) < 0 or max(used) >= forms:
        return f"the formula in the header's Plural-Forms gives forms that {forms} have not"
    return Plurals(forms, frozenset(form for form in range(forms) if used[form] <= _SELDOM))
