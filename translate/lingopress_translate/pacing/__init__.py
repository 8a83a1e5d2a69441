"""Pace and money: how many requests at once, how soon again, how much may be spent.

`Pool` sends requests to one engine from worker threads. What it decides by (`Patience`, `Budget`,
the rate) and the clock it lives by are given to it.
"""

from lingopress_translate.pacing.budget import Budget, Limit, Tariff, parse_limit
from lingopress_translate.pacing.clock import Clock, SystemClock
from lingopress_translate.pacing.patience import Patience
from lingopress_translate.pacing.pool import Pool, Recorder, Request, Result

__all__ = [
    "Budget",
    "Clock",
    "Limit",
    "Patience",
    "Pool",
    "Recorder",
    "Request",
    "Result",
    "SystemClock",
    "Tariff",
    "parse_limit",
]
