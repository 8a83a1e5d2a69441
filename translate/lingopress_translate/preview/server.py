"""The preview's web server: this machine alone, no request to any other, nothing cached."""

from __future__ import annotations

import http.server
import mimetypes
import sys
import threading
from http import HTTPStatus
from typing import TYPE_CHECKING, Any, Self
from urllib.parse import parse_qs, quote, unquote, urlsplit

from lingopress_i18n import files, site
from lingopress_i18n.errors import ConfigError, LingopressError
from lingopress_i18n.files import inside
from lingopress_i18n.render import assets, folders, links
from lingopress_translate.preview import notices, own
from lingopress_translate.preview.own import OWN
from lingopress_translate.preview.pages import Pages
from lingopress_translate.preview.watching import Changes, watch

if TYPE_CHECKING:
    from pathlib import Path
    from types import TracebackType

    from lingopress_i18n.schedule import Day

HOST = "127.0.0.1"
"""The one address that is listened on."""
_POLICY = (
    "default-src 'none'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self';"
    " media-src 'self'; script-src 'self'; connect-src 'self'; frame-src 'self';"
    " frame-ancestors 'self'; base-uri 'none'; form-action 'none'"
)
"""What pages may load: what this server has, and no script but its own (CSP level 3)."""
_BEAT = 15.0
"""Seconds after which a browser that hears of no change is told that somebody is there."""
_NEW = "no-store"
_KEPT = "private, max-age=31536000, immutable"
"""What a browser is told of a file whose name tells its content: no save asks for it again."""


class Preview:
    """A preview that runs while it is entered."""

    def __init__(self, root: Path, port: int, tag: str = "", day: Day | None = None) -> None:
        """Bind the port, 0 for any; ``tag`` is the locale that the root leads to.

        ``day`` is that of ``Pages``.

        Raises ConfigError for an unusable port or configuration, or a locale that is not there.
        """
        self._config = site.load(root)
        every = self._config.all_locales
        if tag and tag not in {each.tag for each in every}:
            names = ", ".join(each.tag for each in every)
            raise ConfigError(f"this publication has no locale {tag!r}", hint=f"it has {names}")
        self.home = tag or every[min(1, len(every) - 1)].tag
        self.changes = Changes()
        self.pages = Pages(root, day)
        self.lock = threading.Lock()
        self._stop = threading.Event()
        try:
            self._server = _Server(self, port)
        except OSError as error:
            raise ConfigError(
                f"port {port} cannot be used: {error.strerror}", hint="name another with --port"
            ) from None
        self._threads = [
            threading.Thread(target=self._server.serve_forever, daemon=True),
            threading.Thread(
                target=watch, args=(self._config, self.changes, self._stop), daemon=True
            ),
        ]

    @property
    def port(self) -> int:
        """The port that is listened on."""
        return self._server.server_address[1]

    @property
    def url(self) -> str:
        """Where the preview begins."""
        return f"http://{HOST}:{self.port}/{self.home}/"

    def __enter__(self) -> Self:
        """Begin to serve and to watch."""
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Stop; browsers that wait are let go."""
        self._stop.set()
        self.changes.end()
        self._server.shutdown()
        self._server.server_close()
        for thread in self._threads:
            thread.join()

    def wait(self) -> None:
        """Serve until the thread is interrupted."""
        self._stop.wait()

    def file(self, path: str) -> Path | None:
        """Find a file of the theme, or one that articles use; None where there is none.

        Raises ContentError or ConfigError for a link that leads out of the publication.
        """
        folder, _, name = path.partition("/")
        if not name or any(part in {"", ".", ".."} for part in name.split("/")):
            return None
        if folder == OWN:
            return own.FILES.get(assets.plain(name))
        if folder == links.MEDIA:
            found = self._config.articles / name
            is_ours = not any(part.startswith(".") for part in name.split("/"))
        elif folder == assets.ASSETS and assets.plain(name) == assets.STYLE:
            return folders.theme_path(self._config, assets.STYLE)
        else:
            found = self._config.theme / "static" / name
            if not found.is_file():  # of the fingerprint only the page needs to know
                found = found.with_name(assets.plain(found.name))
            is_ours = folder == assets.ASSETS
        if not is_ours or not found.is_file():
            return None
        place = found.relative_to(self._config.root).as_posix()
        inside(self._config.root, place, place)
        return found


class _Server(http.server.ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False

    def __init__(self, preview: Preview, port: int) -> None:
        self.preview = preview
        super().__init__((HOST, port), _Handler)

    def handle_error(self, request: Any, client_address: Any) -> None:  # noqa: ANN401 - as inherited
        """Say nothing of a browser that went away."""
        if not isinstance(sys.exc_info()[1], ConnectionError):
            super().handle_error(request, client_address)


class _Handler(http.server.BaseHTTPRequestHandler):
    server: _Server
    protocol_version = "HTTP/1.1"
    wbufsize = -1  # an answer is one write: else its body would wait until its head is confirmed

    def do_GET(self) -> None:
        """Answer with a page, a file, or the stream of changes."""
        preview = self.server.preview
        self._count = preview.changes.count  # before anything is read
        port = preview.port
        if self.headers.get("Host", "") not in {f"{HOST}:{port}", f"localhost:{port}"}:
            self._answer(HTTPStatus.MISDIRECTED_REQUEST, "text/plain", b"not this machine\n")
            return
        parts = urlsplit(self.path)
        path = unquote(parts.path).removeprefix("/")
        if path == own.EVENTS:
            self._events(parse_qs(parts.query).get("after", [""])[0])
        elif not path:
            self._answer(HTTPStatus.FOUND, "text/plain", b"", location=f"/{preview.home}/")
        else:
            beside = parse_qs(parts.query).get("with", [""])[0]
            try:
                self._find(path.removesuffix("index.html"), beside)
            except LingopressError as problem:
                self._answer(
                    HTTPStatus.INTERNAL_SERVER_ERROR, "text/html", notices.failure(problem)
                )

    def _find(self, path: str, beside: str) -> None:
        preview = self.server.preview
        found = preview.file(path)
        if found is not None:
            data = files.read_bytes(found, found.name)
            name = path.rpartition("/")[2]
            is_kept = name != found.name and name == assets.fingerprinted(found.name, data)
            keep = _KEPT if is_kept else _NEW
            self._answer(HTTPStatus.OK, _kind(found), data, keep=keep)
            return
        with preview.lock:
            page = preview.pages.find(path, beside)
            elsewhere = "" if page else self._elsewhere(path)
            why = "" if page or elsewhere else preview.pages.absence(path)
        if elsewhere:
            query = f"?with={quote(beside)}" if beside else ""
            self._answer(HTTPStatus.FOUND, "text/plain", b"", f"/{elsewhere}{query}")
        elif page is None:
            self._answer(
                HTTPStatus.NOT_FOUND, "text/html", notices.missing(path, preview.home, why)
            )
        else:
            self._answer(HTTPStatus.OK, "text/html", page)

    def _elsewhere(self, path: str) -> str:
        """Find a page at the path with a slash behind it, or one that was here earlier."""
        pages = self.server.preview.pages
        if pages.find(f"{path}/") is not None:
            return f"{quote(path)}/"
        found = pages.elsewhere(path)
        return found if found and pages.find(unquote(found)) is not None else ""

    def _events(self, after: str) -> None:
        """Tell of every change, as server-sent events (HTML Living Standard, 9.2)."""
        changes = self.server.preview.changes
        self.close_connection = True
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Cache-Control", _NEW)
        self.end_headers()
        known = int(after) if after.isdecimal() else changes.count
        seen = min(known, changes.count)
        self._send(f"retry: 500\nevent: ready\ndata: {seen}\n\n")
        while not changes.is_over:
            found = changes.after(seen, _BEAT)
            seen = found or seen
            self._send(f"event: change\ndata: {seen}\n\n" if found else ": here\n\n")

    def _send(self, text: str) -> None:
        self.wfile.write(text.encode())
        self.wfile.flush()

    def _answer(
        self, status: HTTPStatus, kind: str, data: bytes, location: str = "", keep: str = _NEW
    ) -> None:
        if kind == "text/html":
            data = own.counted(data, self._count)
        self.send_response(status)
        if location:
            self.send_header("Location", location)
        is_text = kind.startswith("text/")
        self.send_header("Content-Type", f"{kind}; charset=utf-8" if is_text else kind)
        self.send_header("Content-Length", str(len(data)))
        self.send_header("Content-Security-Policy", _POLICY)
        self.send_header("Cache-Control", keep)
        self.send_header("X-Content-Type-Options", "nosniff")
        self.send_header("Referrer-Policy", "no-referrer")
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - as inherited
        """Say nothing: a request is no news."""


def _kind(path: Path) -> str:
    """Tell what kind of file it is; the system's table may have scripts and styles otherwise."""
    own_kinds = {".css": "text/css", ".js": "text/javascript"}
    found = own_kinds.get(path.suffix) or mimetypes.guess_type(path.name)[0]
    return found or "application/octet-stream"
