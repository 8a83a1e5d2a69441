"""Which day it is: nothing else asks a clock for that."""

from __future__ import annotations

import datetime
import functools
import os
from typing import TYPE_CHECKING

from lingopress_i18n.errors import ConfigError

if TYPE_CHECKING:
    from lingopress_i18n.schedule import Day

VARIABLE = "SOURCE_DATE_EPOCH"
"""The variable that reproducible builds set: seconds since 1970 (reproducible-builds.org)."""


def day(chosen: datetime.date | None = None) -> Day:
    """Give what says which day it is: the chosen one, else the variable's, else the clock's, UTC.

    It is found when it is first asked for, and is then the same for the whole run; that raises
    ConfigError for a variable that is no number of seconds.
    """
    return functools.cache(lambda: chosen or _today())


def _today() -> datetime.date:
    seconds = os.environ.get(VARIABLE, "")
    if not seconds:
        return datetime.datetime.now(datetime.UTC).date()
    try:
        return datetime.datetime.fromtimestamp(int(seconds), datetime.UTC).date()
    except (ValueError, OverflowError, OSError):
        hint = "unset it, or say --on 2027-01-01"
        raise ConfigError(f"{seconds!r} is no time in seconds since 1970", VARIABLE, hint) from None
