"""What a service's answer to a failed request means: by its status, and by what it says.

The statuses are those of RFC 9110 and of two services: 456 is DeepL's for a quota that is used up,
402 that of sellers of language models.
"""

from __future__ import annotations

import email.utils
import re
from typing import TYPE_CHECKING, Any

from lingopress_translate.engines import strict_json
from lingopress_translate.engines.faults import Kind
from lingopress_translate.engines.keys import redact

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

_KINDS = {
    401: Kind.AUTH,
    402: Kind.QUOTA,
    403: Kind.AUTH,
    408: Kind.TRANSIENT,
    413: Kind.REFUSED,
    414: Kind.REFUSED,
    425: Kind.TRANSIENT,
    429: Kind.RATE,
    456: Kind.QUOTA,
    501: Kind.SETUP,
    505: Kind.SETUP,
}
_SERVER = 500
"""Statuses from here on are faults of the server."""
_NO_MONEY = "insufficient_quota"
"""What OpenAI and its like say with 429 where no pause would help."""

_NAMES = ("error", "message", "detail", "title", "msg")
"""Where services put their words."""
_LONGEST = 200
_READ, _LOOKED_AT = 20_000, 600
"""Characters of a message that are looked at: as it came, and on one line."""
_ECHO = 16
"""So many characters of what was sent are taken for a part of it, wherever they stand."""
_SHORT = 4
"""Texts that are shorter may be anything."""
_QUERY = re.compile(r"(https?://[^\s?#]*)[?#]\S*", re.IGNORECASE)
_TITLE = re.compile(r"<title[^>]*>([^<]*)", re.IGNORECASE)
_SECONDS = re.compile(r"\d{1,9}(?:\.\d{1,9})?")


def kind(status: int, text: str) -> Kind:
    """Tell what a status that is no success calls for; ``text``: the body."""
    found = _KINDS.get(status, Kind.TRANSIENT if status >= _SERVER else Kind.SETUP)
    return Kind.QUOTA if found is Kind.RATE and _NO_MONEY in text else found


def words(text: str, private: Iterable[str]) -> str:
    """Give what a service says in the body of its answer, in one line; empty if that is nothing.

    Without keys, what addresses have after their path, and ``private``, the texts that were sent.
    """
    try:
        said = next(_strings(strict_json.loads(text)), "")
    except ValueError:
        title = _TITLE.search(text)
        said = title[1] if title else "" if "<" in text else text
    return shown(said, private)


def shown(said: str, private: Iterable[str]) -> str:
    """Make one line of somebody's words that a person may see."""
    said = _one_line(redact(said)[:_READ])[:_LOOKED_AT]
    said = _QUERY.sub(r"\1?…", said)
    said = _without(said, [_one_line(text) for text in private])
    return said if len(said) <= _LONGEST else f"{said[: _LONGEST - 1]}…"


def pause(headers: Mapping[str, str]) -> float | None:
    """Give the seconds that a service asks to wait, from ``Retry-After``; None if it does not.

    A date counts from that in the answer's own ``Date``: both are by the service's clock.
    """
    value = headers.get("Retry-After", "").strip()
    if _SECONDS.fullmatch(value):
        return float(value)
    try:
        until = email.utils.parsedate_to_datetime(value)
        now = email.utils.parsedate_to_datetime(headers.get("Date", ""))
        return max(0.0, (until - now).total_seconds())
    except (ValueError, TypeError, OverflowError):  # TypeError: one of them has no time zone
        return None


def _strings(value: Any) -> Iterator[str]:  # noqa: ANN401 - whatever JSON holds
    """Find messages in the forms that services give them."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for each in value[:1]:
            yield from _strings(each)
    elif isinstance(value, dict):
        for name in _NAMES:
            if value.get(name):
                yield from _strings(value[name])


def _one_line(text: str) -> str:
    """Put text on one line that a terminal prints as it is."""
    return " ".join("".join(each if each.isprintable() else " " for each in text).split())


def _without(said: str, private: list[str]) -> str:
    for text in sorted(private, key=len, reverse=True):
        if len(text) >= _SHORT:
            said = said.replace(text, "…")
    sent = "\n".join(private)
    hidden = [False] * len(said)
    for start in range(len(said) - _ECHO + 1):
        if said[start : start + _ECHO] in sent:
            hidden[start : start + _ECHO] = [True] * _ECHO
    return re.sub("\0+", "…", "".join("\0" if h else c for c, h in zip(said, hidden, strict=True)))
