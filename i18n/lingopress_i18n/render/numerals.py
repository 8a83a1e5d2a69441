"""Numbers that nobody wrote, in the digits of the page's language: counts, notes' numbers."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lingopress_i18n import cldr

if TYPE_CHECKING:
    from collections.abc import Callable

    from lingopress_i18n.locales import Locale

_SIGN = "footnote-"
"""What the classes of references to footnotes, and of their labels, begin with."""
_NUMBER = re.compile(
    r'(?P<start><sup class="footnote-(?:reference|definition-label)">(?:<a\b[^<>]*>)?)'
    r"(?P<number>[0-9]+)(?=</(?:a|sup)>)"
)


class Numeral(int):
    """A number that counts as any other, and is printed in the digits of a locale."""

    zero = "0"
    """The nought of these digits."""

    def __str__(self) -> str:
        """Write it in these digits."""
        return cldr.in_digits(int.__repr__(self), self.zero)


def numeral(locale: Locale) -> Callable[[object, int], Numeral]:
    """Give what has a number printed as in the locale, behind the context of a template."""

    def printed(context: object, number: int) -> Numeral:
        del context
        found = Numeral(number)
        found.zero = locale.zero
        return found

    return printed


def noted(html: str, locale: Locale) -> str:
    """Write the numbers of footnotes in a body that is in the locale's language."""
    if _SIGN not in html or locale.zero == "0":
        return html

    def written(found: re.Match[str]) -> str:
        return found["start"] + cldr.in_digits(found["number"], locale.zero)

    return _NUMBER.sub(written, html)
