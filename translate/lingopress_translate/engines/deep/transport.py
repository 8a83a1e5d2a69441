"""All HTTP of deep-translator's services: over TLS, with an end, and failing by kinds.

A `Transport` stands where a module of deep_translator has ``requests``, which waits for ever where
it is not told otherwise, follows redirects to anywhere, and gives deep_translator failures that it
reduces to a word. Here they leave as RequestErrors, which deep_translator does not catch.
"""

from __future__ import annotations

import json
import re
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode, urlsplit

import urllib3
from urllib3.exceptions import HTTPError

from lingopress_translate.engines.faults import Kind, RequestError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

_LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})
_LARGEST = 1 << 20
"""Bytes of an answer; the page of a long text has a tenth of that."""
_PIECE = 1 << 16


@dataclass(frozen=True)
class Answer:
    """What a service answered; has what deep_translator reads of ``requests.Response``."""

    status_code: int
    text: str
    host: str
    """Who answered."""
    retry_after: float | None = None
    """How many seconds it asks to wait."""
    location: str = ""
    """Where it would send us."""

    def json(self) -> Any:  # noqa: ANN401 - whatever the service says
        """Read the text as JSON. Raises ValueError if it is none."""
        return json.loads(self.text)

    def close(self) -> None:
        """Do nothing: the answer has been read."""


class Transport:
    """Asks services over HTTP, each time within a number of seconds. Thread-safe."""

    class exceptions:  # noqa: N801 - deep_translator names it so
        """What deep_translator catches of ``requests``: nothing that is raised here."""

        class RequestException(Exception):  # noqa: N818 - likewise
            """Never raised."""

    def __init__(
        self, judge: Callable[[Answer], None], *, timeout: float, connections: int
    ) -> None:
        """Set what every answer is judged by: ``judge`` raises RequestError for a failure.

        ``timeout``: seconds until the answer has begun, and then until it has ended;
        ``connections``: how many are kept open for the next request.
        """
        self._judge = judge
        self._timeout = timeout
        self._pool = urllib3.PoolManager(maxsize=connections)

    def get(self, url: str, params: Mapping[str, Any], **options: Any) -> Answer:  # noqa: ANN401 - as requests has them
        """Ask with parameters in the address."""
        return self._ask("GET", url, params, **options)

    def post(self, url: str, params: Mapping[str, Any], **options: Any) -> Answer:  # noqa: ANN401 - as requests has them
        """Ask with parameters in the address and ``json`` in the body."""
        return self._ask("POST", url, params, **options)

    def close(self) -> None:
        """Close all connections; the next request opens them anew."""
        self._pool.clear()

    def _ask(  # noqa: PLR0913 - as requests has them
        self,
        method: str,
        url: str,
        params: Mapping[str, Any],
        *,
        headers: Mapping[str, str] | None = None,
        json: Any = None,  # noqa: ANN401 - likewise
        proxies: None = None,
    ) -> Answer:
        del proxies  # text goes to the service, and to nobody else
        parts = urlsplit(url)
        host = parts.hostname or ""
        if parts.scheme != "https" and host not in _LOOPBACK:
            raise RequestError(Kind.SETUP, f"{host} would be asked unencrypted")
        address = f"{url}{'&' if parts.query else '?'}{urlencode(params)}"
        end = time.monotonic() + self._timeout
        try:
            response = self._pool.request(
                method,
                address,
                json=json,
                headers={"User-Agent": "lingopress", **(headers or {})},
                redirect=False,
                retries=False,
                timeout=urllib3.Timeout(total=self._timeout),
                preload_content=False,
            )
            try:
                body = self._read(response, host, end)
            finally:
                response.close()  # of one that was read to its end the connection stays open
        except (HTTPError, OSError) as error:
            raise _unreachable(host, self._timeout, error) from None
        answer = Answer(
            status_code=response.status,
            text=_text(body, response.headers.get("Content-Type", "")),
            host=host,
            retry_after=_seconds(response.headers.get("Retry-After", "")),
            location=response.headers.get("Location", ""),
        )
        self._judge(answer)
        return answer

    def _read(self, response: urllib3.BaseHTTPResponse, host: str, end: float) -> bytes:
        """Read a body to its end, as long as it comes in time."""
        pieces: list[bytes] = []
        size = 0
        while piece := response.read1(_PIECE):  # what is there: a slow sender must not keep us
            pieces.append(piece)
            size += len(piece)
            if size > _LARGEST:
                raise RequestError(Kind.BAD_REPLY, f"{host} sent far more than a translation")
            if time.monotonic() > end:
                raise _late(host, self._timeout)
        return b"".join(pieces)


def _text(body: bytes, content_type: str) -> str:
    """Decode a body; what cannot be becomes U+FFFD."""
    named = re.search(r"charset=[\"']?([\w.-]+)", content_type, re.IGNORECASE)
    try:
        return body.decode(named[1] if named else "utf-8", "replace")
    except LookupError:  # a charset that does not exist
        return body.decode("utf-8", "replace")


def _unreachable(host: str, timeout: float, error: Exception) -> RequestError:
    """Say why no answer came; urllib3's own words hold the address, and that the text."""
    is_refused = isinstance(error, urllib3.exceptions.NewConnectionError)  # a timeout to urllib3
    if isinstance(error, urllib3.exceptions.TimeoutError) and not is_refused:
        return _late(host, timeout)
    if isinstance(error, urllib3.exceptions.SSLError):
        return RequestError(Kind.SETUP, f"{host} cannot be trusted: its certificate is not valid")
    return RequestError(Kind.TRANSIENT, f"{host} cannot be reached, or cut the line")


def _late(host: str, timeout: float) -> RequestError:
    return RequestError(Kind.TRANSIENT, f"{host} did not answer within {timeout:g} s")


def _seconds(value: str) -> float | None:
    return float(value) if value.isascii() and value.isdigit() else None
