"""Requests to services that speak JSON over HTTP: the one way there, and all that can fail on it.

Connections are kept and shared by many threads. Texts go to the host that the settings name and
nowhere else: no redirect is followed, and the proxies that the environment may name are not used.
Certificates are checked against those that the system trusts (``SSL_CERT_FILE`` names others).
"""

from __future__ import annotations

import http.client
import io
import json
import ssl
import threading
import time
from typing import TYPE_CHECKING, Any

import urllib3
import urllib3.connection
import urllib3.exceptions

from lingopress_translate.engines import refusals, strict_json
from lingopress_translate.engines.faults import Kind, RequestError

if TYPE_CHECKING:
    import socket
    from collections.abc import Iterable, Mapping

    from lingopress_translate.engines.address import Address

_KEPT = 256
"""Connections that are kept: one a worker; for more of them urllib3 writes a warning each time."""
_LARGEST = 8 * 2**20
"""Bytes of a reply that are read: a batch of texts has some thousands."""
_SUCCESS = range(200, 300)
_REDIRECTS = range(300, 400)
_HEADERS = {
    "Accept": "application/json",
    "Accept-Encoding": "identity",
    "Accept-Language": "en",  # LibreTranslate says what is wrong in the language that is asked for
    "Content-Type": "application/json",
    "User-Agent": "lingopress",
}


class StatusError(RequestError):
    """A request that the service has answered with a status that is no success."""

    def __init__(  # noqa: PLR0913 - all that there is to know of one answer
        self, kind: Kind, message: str, status: int, text: str, *, hint: str, pause: float | None
    ) -> None:
        """Say what failed; ``text`` is the body as it came, for the engine and not to be shown."""
        super().__init__(kind, message, hint=hint, retry_after=pause)
        self.status = status
        self.text = text


class Client:
    """The way to one service. Thread-safe; opens nothing before the first request."""

    def __init__(
        self, address: Address, timeout: float, hints: Mapping[Kind, str] | None = None
    ) -> None:
        """Describe the service.

        ``timeout``: seconds from the first byte sent to the last received; looking up the name and
        connecting may take as long again. ``hints``: what to do about a kind of failure.
        """
        self.address = address
        self._timeout = timeout
        self._hints = dict(hints or {})
        self._pool: urllib3.HTTPConnectionPool | None = None
        self._lock = threading.Lock()

    def get(self, path: str) -> Any:  # noqa: ANN401 - whatever JSON holds
        """Ask for what is at a path below the address. Raises RequestError."""
        return self.request("GET", path)

    def post(
        self,
        path: str,
        body: object,
        *,
        headers: Mapping[str, str] | None = None,
        private: Iterable[str] = (),
    ) -> Any:  # noqa: ANN401 - whatever JSON holds
        """Send JSON to a path below the address and give what comes back. Raises RequestError.

        ``private``: the texts in it, which no error may show.
        """
        return self.request("POST", path, body, headers=headers, private=private)

    def request(
        self,
        method: str,
        path: str,
        body: object = None,
        *,
        headers: Mapping[str, str] | None = None,
        private: Iterable[str] = (),
    ) -> Any:  # noqa: ANN401 - whatever JSON holds
        """Send JSON, or nothing if it is None; give what comes back, None if that is nothing.

        Raises RequestError, StatusError where the service has answered with a failure.
        """
        private = tuple(private)
        sent = None if body is None else json.dumps(body, ensure_ascii=False).encode()
        status, answered, received = self._exchange(method, path, sent, headers or {})
        text = received.decode("utf-8", "replace")
        if status not in _SUCCESS:
            raise self._refused(status, answered, text, private)
        if not received and method == "DELETE":
            return None
        try:
            return strict_json.loads(received.decode("utf-8-sig"))
        except ValueError as error:
            said = "" if "<" in text else refusals.shown(text, private)
            raise self._error(
                Kind.BAD_REPLY,
                f"{self.address.name} answers with {_form(answered, text, error)}"
                + (f": {said}" if said else ""),
            ) from None

    def close(self) -> None:
        """Close all connections; the next request opens new ones."""
        with self._lock:
            pool, self._pool = self._pool, None
        if pool:
            pool.close()

    def _exchange(
        self, method: str, path: str, body: bytes | None, headers: Mapping[str, str]
    ) -> tuple[int, Mapping[str, str], bytes]:
        """Send and receive, within the time and size that are allowed."""
        if not all(value.isascii() and value.isprintable() for value in headers.values()):
            raise self._error(Kind.AUTH, "the key has characters in it that no key has")
        try:
            response = self._connections().urlopen(
                method,
                self.address.path + path,
                body=body,
                headers={**_HEADERS, **headers},
                retries=False,
                redirect=False,
                timeout=urllib3.Timeout(total=self._timeout),
                preload_content=False,
                decode_content=False,
            )
            try:
                received = b""
                # The end has to be read for a reply that was cut off to be told from a whole one.
                while len(received) <= _LARGEST and (part := response.read(_LARGEST + 1)):
                    received += part
            except BaseException:
                response.close()
                raise
        except urllib3.exceptions.HTTPError as error:
            raise self._broken(error) from None
        if len(received) > _LARGEST:
            response.close()
            name = self.address.name
            raise self._error(Kind.BAD_REPLY, f"{name} answers with more than can be a translation")
        return response.status, response.headers, received

    def _connections(self) -> urllib3.HTTPConnectionPool:
        with self._lock:
            if self._pool is None:
                host, port = self.address.host, self.address.port
                if self.address.scheme == "https":
                    self._pool = _SafePool(
                        host, port, maxsize=_KEPT, ssl_context=ssl.create_default_context()
                    )
                else:
                    self._pool = _Pool(host, port, maxsize=_KEPT)
            return self._pool

    def _broken(self, error: urllib3.exceptions.HTTPError) -> RequestError:
        """Say why there is no answer."""
        name = self.address.name
        cause = error.args[0] if error.args else None
        if isinstance(error, urllib3.exceptions.SSLError):
            if isinstance(cause, ssl.SSLCertVerificationError):
                reason = refusals.shown(cause.verify_message, ())
                return self._error(Kind.SETUP, f"{name} cannot prove that it is {name}: {reason}")
            return self._error(
                Kind.TRANSIENT,
                f"{name} does not speak TLS as it should",
                hint="is it http that is spoken there?",
            )
        if isinstance(error, urllib3.exceptions.NameResolutionError):
            return self._error(Kind.TRANSIENT, f"no address is known for {name}")
        if isinstance(error, urllib3.exceptions.NewConnectionError):
            refused = isinstance(error.__cause__, ConnectionRefusedError)
            how = "refuses the connection" if refused else "cannot be reached"
            return self._error(Kind.TRANSIENT, f"{name} {how}")
        if isinstance(error, urllib3.exceptions.TimeoutError):
            seconds = f"{self._timeout:g} s"
            return self._error(Kind.TRANSIENT, f"{name} has not answered within {seconds}")
        return self._error(Kind.TRANSIENT, f"{name} has broken the connection")

    def _refused(
        self, status: int, headers: Mapping[str, str], text: str, private: tuple[str, ...]
    ) -> StatusError:
        reason = http.client.responses.get(status, "")
        message = f"{self.address.name} answers {status} {reason}".rstrip()
        hint = ""
        if status in _REDIRECTS:
            place = headers.get("Location", "").partition("?")[0]
            message += f" to {refusals.shown(place, private)}"
            hint = "if you trust that address, set it in the place of this one"
        elif said := refusals.words(text, private):
            message += f": {said}"
        kind = refusals.kind(status, text)
        hint = hint or self._hints.get(kind, "")
        return StatusError(kind, message, status, text, hint=hint, pause=refusals.pause(headers))

    def _error(self, kind: Kind, message: str, hint: str = "") -> RequestError:
        return RequestError(kind, message, hint=hint or self._hints.get(kind, ""))


def _form(headers: Mapping[str, str], text: str, error: ValueError) -> str:
    """Name what came in the place of JSON."""
    if "html" in headers.get("Content-Type", "").lower() or text.lstrip().startswith("<"):
        return "a web page"
    if isinstance(error, UnicodeDecodeError):
        return "something that is not UTF-8"
    return "broken JSON" if text.strip() else "nothing"


class _Impatient(io.RawIOBase):
    """The receiving side of a socket until a point in time, however slowly bytes arrive.

    A socket's own timeout begins anew with every byte.
    """

    def __init__(self, raw: io.RawIOBase, connection: socket.socket) -> None:
        super().__init__()
        self._raw = raw
        self._socket = connection
        self._until = time.monotonic() + (connection.gettimeout() or 0.0)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int | None:  # noqa: ANN401 - typeshed's is private
        rest = self._until - time.monotonic()
        if rest <= 0:
            raise TimeoutError
        self._socket.settimeout(rest)
        return self._raw.readinto(buffer)

    def close(self) -> None:
        self._raw.close()
        super().close()


class _Response(http.client.HTTPResponse):
    """A response that is read, from its first header on, in the time that is left."""

    def __init__(self, sock: socket.socket, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - as given
        super().__init__(sock, *args, **kwargs)
        self.fp = io.BufferedReader(_Impatient(self.fp.detach(), sock))


class _Timed(urllib3.connection.HTTPConnection):
    """A connection whose responses have a deadline, which urllib3 sets as the socket's timeout."""

    response_class = _Response


class _SafelyTimed(_Timed, urllib3.connection.HTTPSConnection):
    """The same with TLS."""


class _Pool(urllib3.HTTPConnectionPool):
    ConnectionCls = _Timed


class _SafePool(urllib3.HTTPSConnectionPool):
    ConnectionCls = _SafelyTimed
