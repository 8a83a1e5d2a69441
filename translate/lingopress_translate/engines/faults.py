"""What can go wrong with an engine, by what to do about it."""

from __future__ import annotations

import enum

from lingopress_i18n.errors import EngineError


class Kind(enum.Enum):
    """What a failed request calls for."""

    TRANSIENT = "unavailable"
    """The service is down, slow or cut the line: ask again later."""
    RATE = "too many requests"
    """It wants a pause, as long as ``retry_after`` says: ask again then."""
    BAD_REPLY = "bad reply"
    """It answered with something that is no translation: a page of a proxy, another number of
    texts, a notice. Ask again, in smaller batches; nothing of it is kept."""
    QUOTA = "quota reached"
    """Nothing more before somebody pays or a period ends: stop, do not ask again."""
    AUTH = "access refused"
    """The key is missing, wrong or not allowed to do this: stop."""
    SETUP = "wrong set-up"
    """The address, the model or the request itself is wrong: stop."""
    UNSUPPORTED = "not supported"
    """The engine does not have this pair of languages: stop."""
    REFUSED = "refused"
    """The engine will not translate this one text, such as for its length: leave it, go on."""


STOPPING = frozenset({Kind.QUOTA, Kind.AUTH, Kind.SETUP, Kind.UNSUPPORTED})
"""After these no other request to the engine would fare better."""

PASSING = frozenset({Kind.TRANSIENT, Kind.RATE, Kind.BAD_REPLY})
"""After these the same request may succeed."""


class RequestError(EngineError):
    """A request that failed.

    Its message is one line for a person, without keys, full addresses or the text that was sent:
    whoever raises it has seen to that (`keys.redact`).
    """

    def __init__(
        self, kind: Kind, message: str, *, hint: str = "", retry_after: float | None = None
    ) -> None:
        """Say what failed; ``retry_after``: seconds that the service asks to wait."""
        super().__init__(message, hint=hint)
        self.kind = kind
        self.retry_after = retry_after
