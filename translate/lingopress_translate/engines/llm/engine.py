"""A language model behind an address, given a batch of texts at a time."""

from __future__ import annotations

import re
import threading
from dataclasses import replace
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from lingopress_i18n import locales
from lingopress_i18n.errors import ConfigError
from lingopress_translate.engines import address, keys, options
from lingopress_translate.engines.engine import NOWHERE, Batch, Reply, Traits
from lingopress_translate.engines.faults import Kind, RequestError
from lingopress_translate.engines.http import Client, StatusError
from lingopress_translate.engines.llm import answer, prompt

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lingopress_translate.engines.options import Options

KEY = "LINGOPRESS_LLM_KEY"
"""The environment variable of the key; servers on one's own machine mostly want none."""

_ITEMS, _CHARACTERS, _WORKERS = 20, 4000, 4
_PATIENCE = 120.0
"""Seconds for a batch where the settings do not say; models on small machines are slow."""
_SEED = 1
_MALFORMED = (HTTPStatus.BAD_REQUEST, HTTPStatus.UNPROCESSABLE_ENTITY)
_TOO_LONG = re.compile(
    r"context.?length|context.?(?:size|window)|maximum context|too (?:long|large|many tokens)",
    re.IGNORECASE,
)
_FORM = re.compile(
    r"response.?format|json.?schema|json.?object|grammar|guided|structured", re.IGNORECASE
)
_HINTS = {
    Kind.AUTH: f"the key is read from {KEY}",
    Kind.SETUP: "see url, which mostly ends in /v1, and model in engines.llm",
}


class LanguageModel:
    """A model of a server."""

    name = "llm"

    def __init__(self, settings: Options, client: Client | None) -> None:
        """Take the settings, and the way to the server if they name one."""
        self._settings = settings
        self._client = client
        self._model = settings.string("model")
        self._style = settings.string("style")
        self._refused: frozenset[str] = frozenset()
        """What of a request the server has refused: ``json_schema``, ``seed``."""
        self._lock = threading.Lock()

    def traits(self, source: str, target: str) -> Traits:
        """Tell what it can do; the same for all pairs."""
        del source, target
        client, settings = self._client, self._settings
        return Traits(
            carriers=("mask", "braces"),
            sends_to=client.address.reach if client else NOWHERE,
            max_items=_ITEMS,
            max_characters=_CHARACTERS,
            workers=settings.workers or _WORKERS,
            rate=settings.rate,
            unit="token",
            price=settings.price,
            currency=settings.currency,
            reads_context=True,
            reads_terms=True,
        )

    def unavailable(self, source: str, target: str) -> str:
        """Say why it cannot be used. Asks nobody: a model claims to know every language."""
        try:
            self._ready(source, target)
        except RequestError as error:
            return str(error)
        return ""

    def label(self, source: str, target: str) -> str:
        """Name the model."""
        del source, target
        return f"{self.name}:{'-'.join(self._model.split())}"

    def identity(self, source: str, target: str) -> str:
        """Name the server, the model, the style, and which version of our words it is given."""
        del source, target
        url = self._client.address.url if self._client else ""
        return f"{self.name} {prompt.VERSION} {url} {self._model!r} {self._style!r}"

    def translate(self, batch: Batch) -> Reply:
        """Ask the model. What of the request the server does not know is left out from then on."""
        client = self._ready(batch.source, batch.target)
        while True:
            body = self._body(batch, self._refused)
            try:
                completion = _post(client, body, batch)
            except StatusError as error:
                unknown = _unknown(error, body)
                if not unknown:
                    error.kind = _kind(error, len(batch.items))
                    raise
                with self._lock:
                    self._refused |= {unknown}
            else:
                return Reply(answer.read(completion, batch), answer.used(completion))

    def close(self) -> None:
        """Close the connections."""
        if self._client:
            self._client.close()

    def _ready(self, source: str, target: str) -> Client:
        """Give the way to the server. Raises RequestError for what is missing."""
        if self._client is None:
            hint = "set url in engines.llm, such as http://127.0.0.1:11434/v1"
            raise RequestError(Kind.SETUP, "no server is named", hint=hint)
        if not self._model:
            raise RequestError(Kind.SETUP, "no model is named", hint="set model in engines.llm")
        for tag in (source, target):
            try:
                unknown = locales.locale(tag).is_pseudo
            except ConfigError:
                unknown = True
            if unknown:
                raise RequestError(Kind.UNSUPPORTED, f"there is no language {tag}")
        return self._client

    def _body(self, batch: Batch, without: frozenset[str]) -> dict[str, Any]:
        """Write the request, but for what the server refuses."""
        body: dict[str, Any] = {
            "model": self._model,
            "messages": [
                {"role": "system", "content": prompt.system(batch, self._style)},
                {"role": "user", "content": prompt.data(batch)},
            ],
        }
        if "temperature" not in without:
            body["temperature"] = 0
        if "seed" not in without:
            body["seed"] = _SEED
        if "json_schema" not in without:
            form = {"name": "translations", "strict": True, "schema": prompt.schema(batch)}
            body["response_format"] = {"type": "json_schema", "json_schema": form}
        elif "json_object" not in without:
            body["response_format"] = {"type": "json_object"}
        return body


def make(table: Any, where: str) -> LanguageModel:  # noqa: ANN401 - from TOML
    """Make the engine with its table of ``lingopress.toml``. Raises ConfigError."""
    settings = options.parse(table, ("url", "model", "style", "insecure"), where)
    if "timeout" not in table:
        settings = replace(settings, timeout=_PATIENCE)
    url, insecure = settings.string("url"), settings.flag("insecure")
    if not url:
        return LanguageModel(settings, None)
    place = address.parse(url, f"{where}.url", insecure=insecure)
    hints = {**_HINTS, Kind.TRANSIENT: "is the server running?"} if place.is_local else _HINTS
    return LanguageModel(settings, Client(place, settings.timeout, hints))


def _post(client: Client, body: dict[str, Any], batch: Batch) -> Any:  # noqa: ANN401 - whatever JSON holds
    key = keys.read(KEY)
    headers = {"Authorization": f"Bearer {key}"} if key else {}
    return client.post("/chat/completions", body, headers=headers, private=_private(batch))


def _unknown(error: StatusError, body: dict[str, Any]) -> str:
    """Name what of a request a server does not take, if that is why it has refused it."""
    if error.status not in _MALFORMED:
        return ""
    for name in ("temperature", "seed"):
        if name in body and name in error.text:
            return name
    if "response_format" in body and _FORM.search(error.text):
        return str(body["response_format"]["type"])
    return ""


def _kind(error: StatusError, count: int) -> Kind:
    """Tell what a failure calls for, knowing what such servers say."""
    if error.status in _MALFORMED and _TOO_LONG.search(error.text):
        return Kind.REFUSED if count == 1 else Kind.BAD_REPLY
    return error.kind


def _private(batch: Batch) -> Iterator[str]:
    """List what of a batch no error may show."""
    for item in batch.items:
        context = item.context
        yield from (item.text, context.article, context.before, context.after, context.note)
