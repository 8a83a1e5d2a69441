"""A server on loopback that plays services of translation, and can fail in every way they do.

``with serve(service) as vendor:`` answers requests with ``service(request)``. What stands in
``vendor.faults`` is served first, one a request.
"""

from __future__ import annotations

import contextlib
import json
import socket
import ssl
import struct
import threading
from collections import deque
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path


@dataclass(frozen=True)
class Request:
    """What a client sent."""

    method: str
    path: str
    """With the query."""
    headers: Mapping[str, str]
    body: Any
    """Read as JSON; None if there was none."""


@dataclass(frozen=True)
class Fault:
    """An answer that is not the service's, or the lack of one."""

    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""
    way: str = "whole"
    """How it is sent: one of `WAYS`."""


WAYS = frozenset({"whole", "never", "drip", "drip-headers", "drop", "cut", "reset", "huge"})
"""At once; not at all; a byte at a time, without end; the connection closed before, in the middle;
or reset; more than anybody would read."""

Answer = tuple[int, Any]
"""A status, and what is sent as JSON."""


class Vendor:
    """The server, and what it saw."""

    def __init__(self, service: Callable[[Request], Answer]) -> None:
        self.service = service
        self.faults: deque[Fault] = deque()
        self.requests: list[Request] = []
        self.opened: list[None] = []  # one a connection; threads may append at the same time
        self.url = ""
        self.closing = threading.Event()
        """Set when clients have gone: what is never answered ends."""

    @property
    def connections(self) -> int:
        """How many connections were opened."""
        return len(self.opened)

    def bodies(self, path: str) -> list[Any]:
        """List what was sent to a path."""
        return [request.body for request in self.requests if request.path == path]


@contextlib.contextmanager
def serve(
    service: Callable[[Request], Answer], certificate: Path | None = None
) -> Iterator[Vendor]:
    """Run a service on a free port of 127.0.0.1; with a certificate, over TLS."""
    vendor = Vendor(service)
    server = _Server(("127.0.0.1", 0), type("Handler", (_Handler,), {"vendor": vendor}))
    scheme = "http"
    if certificate:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate)
        server.socket = context.wrap_socket(server.socket, server_side=True)
        scheme = "https"
    vendor.url = f"{scheme}://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield vendor
    finally:
        vendor.closing.set()
        server.shutdown()
        thread.join()
        server.server_close()


def unused_port() -> int:
    """Give a port on which nobody listens."""
    with socket.socket() as own:
        own.bind(("127.0.0.1", 0))
        return int(own.getsockname()[1])


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing of clients that go away: it is what they are to do."""


class _Handler(BaseHTTPRequestHandler):
    vendor: Vendor
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def setup(self) -> None:
        super().setup()
        self.vendor.opened.append(None)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - as in http.server
        """Stay quiet."""

    def _handle(self) -> None:
        length = int(self.headers.get("Content-Length", 0))
        received = self.rfile.read(length)
        body = json.loads(received) if received else None
        request = Request(self.command, self.path, dict(self.headers), body)
        self.vendor.requests.append(request)
        if self.vendor.faults:
            self._fail(self.vendor.faults.popleft())
            return
        status, answer = self.vendor.service(request)
        content = b"" if answer is None else json.dumps(answer).encode()
        self._send(Fault(status, {"Content-Type": "application/json"}, content))

    do_GET = do_POST = do_PUT = do_PATCH = do_DELETE = _handle  # noqa: N815 - as in http.server

    def _send(self, fault: Fault, claimed: int | None = None) -> None:
        self.send_response_only(fault.status)  # no Date of today
        for name, value in fault.headers.items():
            self.send_header(name, value)
        length = len(fault.body) if claimed is None else claimed
        self.send_header("Content-Length", str(length))
        self.end_headers()
        self.wfile.write(fault.body)

    def _fail(self, fault: Fault) -> None:
        self.close_connection = fault.way != "whole"
        match fault.way:
            case "whole":
                self._send(fault)
            case "never":
                self.vendor.closing.wait()
            case "drip":
                self._send(fault, claimed=10**6)
                self._drip(b" ")
            case "drip-headers":
                self.wfile.write(b"HTTP/1.1 200 OK\r\nX-Slow: ")
                self._drip(b"x")
            case "cut":
                self._send(fault, claimed=len(fault.body) + 100)
            case "drop":
                pass  # the connection is closed when this is left
            case "huge":
                self._send(Fault(200, {}, b'"' + b"x" * 9 * 2**20 + b'"'))
            case "reset":
                linger = struct.pack("ii", 1, 0)
                self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
                self.rfile.close()
                self.wfile.close()
                self.connection.close()
            case _:
                raise AssertionError(fault.way)

    def _drip(self, byte: bytes) -> None:
        while not self.vendor.closing.wait(0.02):
            self.wfile.write(byte)


def libretranslate(request: Request) -> Answer:
    """Play LibreTranslate: every text in capitals, after the code of the target."""
    if request.path == "/languages":
        codes = ("en", "es", "nb", "pt-BR", "zh-Hans")
        return 200, [{"code": code, "name": code, "targets": list(codes)} for code in codes]
    if request.path != "/translate":
        return 404, {"error": "Not found"}
    q, target = request.body["q"], request.body["target"]
    if isinstance(q, list):
        return 200, {"translatedText": [f"{target} {text.upper()}" for text in q]}
    return 200, {"translatedText": f"{target} {q.upper()}"}


def chat(request: Request) -> Answer:
    """Play a server of the chat completions of OpenAI: texts in capitals, by their ids."""
    if request.path != "/v1/chat/completions":
        return 404, {"error": {"message": "Unknown request URL", "type": "invalid_request_error"}}
    asked = json.loads(request.body["messages"][-1]["content"])
    answer = {each["id"]: each["text"].upper() for each in asked["texts"]}
    return 200, completion(json.dumps(answer, ensure_ascii=False))


def completion(
    content: str | None, reason: str = "stop", refusal: str | None = None
) -> dict[str, Any]:
    """Make what a server of chat completions answers."""
    said = {"role": "assistant", "content": content, "refusal": refusal}
    return {
        "object": "chat.completion",
        "choices": [{"index": 0, "message": said, "finish_reason": reason}],
        "usage": {"prompt_tokens": 30, "completion_tokens": 12, "total_tokens": 42},
    }


class DeepL:
    """Plays DeepL: texts in capitals, after the terms of the glossary; keeps glossaries."""

    def __init__(self) -> None:
        self.glossaries: dict[str, dict[str, str]] = {}
        """By id: the entries of all languages."""

    def __call__(self, request: Request) -> Answer:
        if not request.headers.get("Authorization", "").startswith("DeepL-Auth-Key "):
            return 403, {"message": "Forbidden"}
        match request.method, request.path.strip("/").split("/"):
            case "POST", ["v2", "translate"]:
                return self._translate(request.body)
            case "POST", ["v3", "glossaries"]:
                return self._store(f"glossary-{len(self.glossaries) + 1}", request.body)
            case "PATCH", ["v3", "glossaries", name] if name in self.glossaries:
                return self._store(name, {"name": "?", **request.body})
            case "DELETE", ["v3", "glossaries", name] if name in self.glossaries:
                del self.glossaries[name]
                return 204, None
        return 404, {"message": "Not found"}

    def _translate(self, body: dict[str, Any]) -> Answer:
        terms = self.glossaries[body["glossary_id"]] if "glossary_id" in body else {}
        translations = []
        for text in body["text"]:
            changed = text
            for term, use in terms.items():
                changed = changed.replace(term, use)
            said = {"detected_source_language": "EN", "billed_characters": len(text)}
            translations.append({"text": changed.upper(), **said})
        return 200, {"translations": translations}

    def _store(self, name: str, body: dict[str, Any]) -> Answer:
        held = self.glossaries.setdefault(name, {})
        for each in body["dictionaries"]:
            held.update(line.split("\t") for line in each["entries"].split("\n"))
        dictionaries = [
            {key: each[key] for key in ("source_lang", "target_lang")} | {"entry_count": len(held)}
            for each in body["dictionaries"]
        ]
        created = "2026-01-01T00:00:00.000000Z"
        return 201, {
            "glossary_id": name,
            "name": body["name"],
            "creation_time": created,
            "dictionaries": dictionaries,
        }
