"""What services' answers mean: which of them are failures, and of what kind.

Services say so by HTTP's status, and some in an answer whose status is that of success.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from lingopress_translate.engines import refusals
from lingopress_translate.engines.faults import Kind, RequestError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from lingopress_translate.engines.deep.transport import Answer

_WORDS = {
    Kind.AUTH: "refuses us",
    Kind.QUOTA: "gives nothing more for now",
    Kind.RATE: "wants a pause",
    Kind.REFUSED: "does not take the text, perhaps for its length",
    Kind.SETUP: "does not understand the request",
    Kind.TRANSIENT: "has a fault",
    Kind.UNSUPPORTED: "does not have this pair of languages",
    Kind.BAD_REPLY: "answered with no translation",
}


def status(answer: Answer) -> None:
    """Raise RequestError where HTTP's status is not that of success."""
    if 200 <= answer.status_code < 300:  # noqa: PLR2004 - HTTP's
        return
    if 300 <= answer.status_code < 400:  # noqa: PLR2004 - likewise
        # Google shows its captcha there to whom it takes for a machine.
        kind = Kind.RATE if "/sorry/" in answer.location else Kind.SETUP
    else:
        kind = refusals.kind(answer.status_code, "")
    raise _failure(answer, kind, f"status {answer.status_code}")


def mymemory(answer: Answer) -> None:
    """Judge an answer of MyMemory, which says what is wrong where the translation should stand."""
    data = _object(answer)
    response = data.get("responseData")
    text = response.get("translatedText") if isinstance(response, dict) else None
    said = f"{text or ''} {data.get('responseDetails') or ''}".upper()
    if data.get("quotaFinished") is True or "MYMEMORY WARNING" in said:
        raise _failure(answer, Kind.QUOTA, "the free quota of a day is used up")
    if answer.status_code == 200 and str(data.get("responseStatus", 200)) == "200":  # noqa: PLR2004 - HTTP's
        return
    for sign, kind in _MYMEMORY.items():
        if sign in said:
            raise _failure(answer, kind, sign.lower())
    status(answer)
    raise _failure(answer, Kind.BAD_REPLY, "with an error's status")


_MYMEMORY = {
    "INVALID LANGUAGE PAIR": Kind.UNSUPPORTED,
    "INVALID SOURCE LANGUAGE": Kind.UNSUPPORTED,
    "INVALID TARGET LANGUAGE": Kind.UNSUPPORTED,
    "TWO DISTINCT LANGUAGES": Kind.UNSUPPORTED,
    "QUERY LENGTH LIMIT": Kind.REFUSED,
    "INVALID EMAIL": Kind.SETUP,
}
"""What MyMemory says → what it means."""


def microsoft(answer: Answer) -> None:
    """Judge an answer of Microsoft's, whose errors have a number of six digits."""
    error = _object(answer).get("error")
    if isinstance(error, dict):
        kind = _MICROSOFT.get(error.get("code", 0))
        if kind:
            raise _failure(answer, kind, f"error {error['code']}")
    status(answer)
    if error is not None:
        raise _failure(answer, Kind.BAD_REPLY, "an error without a number")


_MICROSOFT = {
    400019: Kind.UNSUPPORTED,
    400023: Kind.UNSUPPORTED,
    400035: Kind.UNSUPPORTED,
    400036: Kind.UNSUPPORTED,
    400050: Kind.REFUSED,
    400077: Kind.REFUSED,
    401000: Kind.AUTH,
    401015: Kind.AUTH,
    403000: Kind.AUTH,
    403001: Kind.QUOTA,
}
"""https://learn.microsoft.com/azure/ai-services/translator/text-translation/reference/status-response-codes"""


def baidu(answer: Answer) -> None:
    """Judge an answer of Baidu's, whose errors have a number of five digits."""
    status(answer)
    data = _object(answer)
    if str(data.get("error_code", "52000")) != "52000":
        kind = _BAIDU.get(str(data["error_code"]), Kind.BAD_REPLY)
        number = str(data["error_code"])
        raise _failure(answer, kind, f"error {number if number.isdigit() else 'without a number'}")


_BAIDU = {
    "52001": Kind.TRANSIENT,
    "52002": Kind.TRANSIENT,
    "52003": Kind.AUTH,
    "54000": Kind.SETUP,
    "54001": Kind.AUTH,
    "54003": Kind.RATE,
    "54004": Kind.QUOTA,
    "54005": Kind.RATE,
    "58000": Kind.AUTH,
    "58001": Kind.UNSUPPORTED,
    "58002": Kind.SETUP,
    "90107": Kind.AUTH,
}
"""The table of errors in the documentation of https://fanyi-api.baidu.com."""

JUDGES: Mapping[str, Callable[[Answer], None]] = {
    "google": status,
    "mymemory": mymemory,
    "microsoft": microsoft,
    "baidu": baidu,
}
"""Member → what tells its failures."""


def _object(answer: Answer) -> dict[str, Any]:
    """Read an object of JSON; empty for anything else, which deep_translator will refuse."""
    try:
        data = answer.json()
    except ValueError:
        return {}
    return data if isinstance(data, dict) else {}


def _failure(answer: Answer, kind: Kind, said: str) -> RequestError:
    """Say what failed. Of the service's own words only numbers: others may repeat the text."""
    words = f"{answer.host} {_WORDS[kind]} ({said})"
    return RequestError(kind, words, retry_after=answer.retry_after)
