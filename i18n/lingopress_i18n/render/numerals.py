"""Numbers that templates print, in the digits of the page's language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lingopress_i18n import cldr

if TYPE_CHECKING:
    from collections.abc import Callable

    from lingopress_i18n.locales import Locale


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
