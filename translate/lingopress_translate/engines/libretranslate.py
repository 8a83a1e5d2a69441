"""LibreTranslate, on this machine or another: a service of its own, over HTTP.

The server's code is under the AGPL and is never imported. What it takes is told by its
``/languages``, which is asked once: at the first translation, or before where it is on loopback.
"""

from __future__ import annotations

import threading
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from lingopress_translate.engines import address, keys, options
from lingopress_translate.engines.codes import candidates
from lingopress_translate.engines.engine import NOWHERE, Batch, Reply, Traits
from lingopress_translate.engines.faults import Kind, RequestError
from lingopress_translate.engines.http import Client, StatusError
from lingopress_translate.engines.refusals import shown

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from lingopress_translate.engines.options import Options

KEY = "LIBRETRANSLATE_API_KEY"
"""The environment variable of the key, which few servers want."""

_ITEMS, _CHARACTERS, _WORKERS = 25, 5000, 4
_TOO_LONG = "exceeds text limit"
"""What the server says of a text with too many characters, and of too many texts."""
_UNSUPPORTED = ("is not supported", "is not available as a target language")
_MALFORMED = (HTTPStatus.BAD_REQUEST, HTTPStatus.UNPROCESSABLE_ENTITY)
_BANNED = "Too many request limits violations"
_HINTS = {
    Kind.AUTH: f"the server wants a key, in {KEY}",
    Kind.SETUP: "is url in engines.libretranslate the address of a LibreTranslate server?",
}


class LibreTranslate:
    """A server of LibreTranslate."""

    name = "libretranslate"

    def __init__(self, settings: Options, client: Client | None) -> None:
        """Take the settings, and the way to the server if they name one."""
        self._settings = settings
        self._client = client
        self._known: Mapping[str, frozenset[str]] | None = None
        self._lock = threading.Lock()
        self._takes_lists = True  # until the server shows that it does not

    def traits(self, source: str, target: str) -> Traits:
        """Tell what it can do; the same for all pairs."""
        del source, target
        client, settings = self._client, self._settings
        return Traits(
            carriers=("html", "mask"),
            sends_to=client.address.reach if client else NOWHERE,
            max_items=_ITEMS if self._takes_lists else 1,
            max_characters=_CHARACTERS,
            workers=settings.workers or _WORKERS,
            rate=settings.rate,
            unit="" if settings.price is None else "character",
            price=settings.price,
            currency=settings.currency,
        )

    def unavailable(self, source: str, target: str) -> str:
        """Say why it cannot be used; a server on another machine is not asked."""
        if self._client is None:
            return (
                "no server is named: set url in engines.libretranslate, "
                "such as http://127.0.0.1:5000"
            )
        if not candidates(source) or not candidates(target):
            return f"there is no language {target if candidates(source) else source}"
        if self._client.address.is_local:
            try:
                self._pair(source, target)
            except RequestError as error:
                return str(error)
        return ""

    def label(self, source: str, target: str) -> str:
        """Name the pair."""
        return f"{self.name}:{source}-{target}"

    def identity(self, source: str, target: str) -> str:
        """Name the server: its models are its own."""
        del source, target
        return f"{self.name} {self._client.address.url if self._client else ''}"

    def translate(self, batch: Batch) -> Reply:
        """Ask the server. One that takes no lists is asked for each text."""
        if self._client is None:
            raise RequestError(Kind.SETUP, self.unavailable(batch.source, batch.target))
        pair = self._pair(batch.source, batch.target)
        texts = [item.text for item in batch.items]
        if self._takes_lists:
            try:
                answer = self._ask(self._client, texts, pair, batch.carrier)
            except StatusError as error:
                if not _wants_one(error):
                    raise
            else:
                if isinstance(answer, list):
                    return Reply(_strings(answer, len(texts), self._client))
                if not isinstance(answer, str):
                    raise _bad(self._client, "no text")
        answers = [self._ask(self._client, text, pair, batch.carrier) for text in texts]
        self._takes_lists = False
        return Reply(_strings(answers, len(texts), self._client))

    def close(self) -> None:
        """Close the connections."""
        if self._client:
            self._client.close()

    def _ask(self, client: Client, q: list[str] | str, pair: tuple[str, str], carrier: str) -> Any:  # noqa: ANN401 - whatever JSON holds
        """Send a text or a list of them; give what stands in the place of translations."""
        source, target = pair
        body = {
            "q": q,
            "source": source,
            "target": target,
            "format": "html" if carrier == "html" else "text",
        }
        if key := keys.read(KEY):
            body["api_key"] = key
        texts = [q] if isinstance(q, str) else q
        try:
            reply = client.post("/translate", body, private=texts)
        except StatusError as error:
            error.kind = _kind(error, len(texts))
            raise
        if isinstance(reply, dict) and isinstance(reply.get("error"), str):
            raise _bad(client, f"an error: {shown(reply['error'], texts)}")
        return reply.get("translatedText") if isinstance(reply, dict) else None

    def _pair(self, source: str, target: str) -> tuple[str, str]:
        """Give the server's codes of two languages. Raises RequestError if it lacks the pair."""
        known = self._languages()
        own = _find(source, known)
        if own is None:
            raise RequestError(Kind.UNSUPPORTED, f"the server does not have {source}")
        found = _find(target, known[own] - {own})
        if found is None:
            raise RequestError(Kind.UNSUPPORTED, f"the server does not have {source} to {target}")
        return own, found

    def _languages(self) -> Mapping[str, frozenset[str]]:
        """Ask the server, once, which languages it translates into which."""
        with self._lock:
            if self._known is None and self._client:
                self._known = _read(self._client.get("/languages"), self._client)
            return self._known or {}


def make(table: Any, where: str) -> LibreTranslate:  # noqa: ANN401 - from TOML
    """Make the engine with its table of ``lingopress.toml``. Raises ConfigError."""
    settings = options.parse(table, ("url", "insecure"), where)
    url, insecure = settings.string("url"), settings.flag("insecure")
    if not url:
        return LibreTranslate(settings, None)
    place = address.parse(url, f"{where}.url", insecure=insecure)
    hints = {**_HINTS, Kind.TRANSIENT: "is the server running?"} if place.is_local else _HINTS
    return LibreTranslate(settings, Client(place, settings.timeout, hints))


def _kind(error: StatusError, count: int) -> Kind:
    """Tell what a failure calls for, knowing what this service says."""
    if _BANNED in error.text:
        return Kind.RATE
    if error.status == HTTPStatus.BAD_REQUEST and _TOO_LONG in error.text:
        return Kind.REFUSED if count == 1 else Kind.BAD_REPLY
    if error.status == HTTPStatus.BAD_REQUEST and any(each in error.text for each in _UNSUPPORTED):
        return Kind.UNSUPPORTED
    return error.kind


def _wants_one(error: StatusError) -> bool:
    """Whether a failure may be that of an old server that was given a list."""
    if error.status == HTTPStatus.INTERNAL_SERVER_ERROR:
        return "'list' object" in error.text
    return error.status in _MALFORMED and error.kind is Kind.SETUP


def _read(reply: Any, client: Client) -> Mapping[str, frozenset[str]]:  # noqa: ANN401 - whatever JSON holds
    """Read the list of languages; those of old servers go into all others."""
    known: dict[str, frozenset[str]] = {}
    for each in reply if isinstance(reply, list) else ():
        code = each.get("code") if isinstance(each, dict) else None
        if isinstance(code, str):
            targets = each.get("targets")
            known[code] = frozenset(targets if _is_strings(targets) else _codes(reply))
    if not known:
        raise _bad(client, "no list of languages")
    return known


def _codes(reply: list[Any]) -> list[str]:
    codes = (each.get("code") for each in reply if isinstance(each, dict))
    return [code for code in codes if isinstance(code, str)]


def _is_strings(value: Any) -> bool:  # noqa: ANN401 - whatever JSON holds
    return isinstance(value, list) and all(isinstance(each, str) for each in value)


def _find(tag: str, codes: Iterable[str]) -> str | None:
    """Find the code of a language among a server's, as it writes it."""
    spelt = {code.lower().replace("_", "-"): code for code in sorted(codes)}
    found = (spelt.get(each.lower()) for each in candidates(tag))
    return next((code for code in found if code is not None), None)


def _strings(answers: list[Any], count: int, client: Client) -> tuple[str, ...]:
    """Take answers that are a text for each that was sent."""
    if len(answers) != count:
        raise _bad(client, f"{len(answers)} texts for {count}")
    if not _is_strings(answers):
        raise _bad(client, "something that is no text")
    return tuple(answers)


def _bad(client: Client, what: str) -> RequestError:
    return RequestError(Kind.BAD_REPLY, f"{client.address.name} answers with {what}")
