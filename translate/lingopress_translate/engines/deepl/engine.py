"""DeepL: texts in XML, formality, and the glossary's terms."""

from __future__ import annotations

import contextlib
import threading
from http import HTTPStatus
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from lingopress_i18n.errors import ConfigError
from lingopress_translate.engines import address, keys, options
from lingopress_translate.engines.deepl.glossary import RunGlossary
from lingopress_translate.engines.deepl.languages import source_code, target_code
from lingopress_translate.engines.engine import Batch, Reply, Traits
from lingopress_translate.engines.faults import Kind, RequestError
from lingopress_translate.engines.http import Client, StatusError

if TYPE_CHECKING:
    from lingopress_translate.engines.deepl.service import Service
    from lingopress_translate.engines.options import Options

KEY = "DEEPL_AUTH_KEY"
"""The environment variable of the key."""

_PAID, _FREE = "https://api.deepl.com", "https://api-free.deepl.com"
_FREE_KEYS = ":fx"
"""How keys of accounts end that cost nothing, and have an address of their own."""

_ITEMS, _CHARACTERS, _WORKERS = 50, 20_000, 4
"""DeepL takes 50 texts and 128 KiB in a request."""
_FORMALITIES = {"": "", "more": "prefer_more", "less": "prefer_less"}
"""As in the settings → as DeepL has it where languages without formality are no error."""
_NO_GLOSSARY = "none"
_HINTS = {
    Kind.AUTH: f"the key is read from {KEY}",
    Kind.QUOTA: "the account's limit of characters is reached; see deepl.com/account",
    Kind.SETUP: "see server_url and glossary in engines.deepl",
}


class DeepL:
    """The service, for the account whose key the environment has."""

    name = "deepl"

    def __init__(self, settings: Options, server: address.Address | None) -> None:
        """Take the settings; ``server``: where the service is, None for the vendor's own."""
        self._settings = settings
        self._server = server
        self._formality = _FORMALITIES[settings.string("formality")]
        self._glossary = settings.string("glossary")
        self._own = RunGlossary()
        self._way: tuple[Client, Service] | None = None
        self._lock = threading.Lock()

    def traits(self, source: str, target: str) -> Traits:
        """Tell what it can do; the same for all pairs."""
        del source, target
        place, settings = self._place(keys.read(KEY)), self._settings
        return Traits(
            carriers=("xml", "mask"),
            sends_to="" if place.is_local else place.name,
            max_items=_ITEMS,
            max_characters=_CHARACTERS,
            workers=settings.workers or _WORKERS,
            rate=settings.rate,
            key=KEY,
            unit="character",
            price=settings.price,
            currency=settings.currency,
            reads_terms=not self._glossary,
        )

    def unavailable(self, source: str, target: str) -> str:
        """Say why it cannot be used: the package, the key, the languages."""
        lacking = _lacking(source, target)
        return str(lacking) if lacking else ""

    def label(self, source: str, target: str) -> str:
        """Name the pair."""
        return f"{self.name}:{source}-{target}"

    def identity(self, source: str, target: str) -> str:
        """Name the settings that change answers; the service has no version."""
        del source, target
        return f"{self.name} {self._formality or 'default'} {self._glossary or 'terms'}"

    def translate(self, batch: Batch) -> Reply:
        """Ask the service."""
        if lacking := _lacking(batch.source, batch.target):
            raise lacking
        source, target = _codes(batch.source, batch.target)
        service = self._service()
        try:
            texts, charged = service.translate(
                [item.text for item in batch.items],
                source,
                target,
                carrier=batch.carrier,
                formality=self._formality,
                glossary=self._terms(service, source, target, batch),
            )
        except StatusError as error:
            error.kind = _kind(error)
            raise
        return Reply(texts, charged)

    def close(self) -> None:
        """Delete the glossary of the run, and close the connections."""
        with self._lock:
            way, self._way = self._way, None
        if way:
            client, service = way
            with contextlib.suppress(RequestError):  # one that stays is found in the account
                self._own.delete(service)
            client.close()

    def _terms(self, service: Service, source: str, target: str, batch: Batch) -> str:
        """Give the id of the glossary to use; empty for none."""
        if self._glossary:
            return "" if self._glossary == _NO_GLOSSARY else self._glossary
        terms = {term.source: term for item in batch.items for term in item.terms}
        return self._own.hold(service, source, target, terms.values())

    def _place(self, key: str) -> address.Address:
        vendor = _FREE if key.endswith(_FREE_KEYS) else _PAID
        return self._server or address.parse(vendor, self._settings.where)

    def _service(self) -> Service:
        """Give the way to the service, which is opened when it is first needed."""
        from lingopress_translate.engines.deepl.service import Service  # noqa: PLC0415 - an extra

        with self._lock:
            if self._way is None:
                key = keys.read(KEY)
                client = Client(self._place(key), self._settings.timeout, _HINTS)
                self._way = client, Service(key, client)
            return self._way[1]


def make(table: Any, where: str) -> DeepL:  # noqa: ANN401 - from TOML
    """Make the engine with its table of ``lingopress.toml``. Raises ConfigError."""
    settings = options.parse(table, ("server_url", "formality", "glossary"), where)
    formality = settings.string("formality")
    settings.string("glossary")
    if formality not in _FORMALITIES:
        raise ConfigError("must be more or less", f"{where}.formality")
    url = settings.string("server_url")
    return DeepL(settings, address.parse(url, f"{where}.server_url") if url else None)


def _lacking(source: str, target: str) -> RequestError | None:
    """Say what is missing for a pair, before anything is sent."""
    if find_spec("deepl") is None:
        hint = 'pip install "lingopress[deepl]"'
        return RequestError(Kind.SETUP, "DeepL's package is not installed", hint=hint)
    if not keys.read(KEY):
        return RequestError(Kind.AUTH, "there is no key for DeepL", hint=f"set {KEY}")
    for tag, code in zip((source, target), _codes(source, target), strict=True):
        if not code:
            return RequestError(Kind.UNSUPPORTED, f"DeepL does not have {tag}")
    return None


def _codes(source: str, target: str) -> tuple[str, str]:
    """Give DeepL's codes of two languages; empty for one that it does not have."""
    from lingopress_translate.engines.deepl.service import languages  # noqa: PLC0415 - an extra

    known = languages()
    return source_code(source, known), target_code(target, known)


def _kind(error: StatusError) -> Kind:
    """Tell what a failure calls for, knowing what this service says."""
    if error.status == HTTPStatus.BAD_REQUEST and "_lang" in error.text:
        return Kind.UNSUPPORTED
    return error.kind
