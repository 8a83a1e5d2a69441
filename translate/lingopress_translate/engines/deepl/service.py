"""The vendor's package, with our own way to the service under it.

The package builds requests and reads replies. Its own way to send them is not used: it retries by
itself, takes twice the time that it is given, follows redirects and the environment's proxies, and
loses what the service says of pauses. Nor is its log, which holds the texts.
"""

from __future__ import annotations

import json as json_module
import logging
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import deepl
import deepl.http_client
from deepl.api_data import MultilingualGlossaryDictionaryEntries

from lingopress_translate.engines.faults import Kind, RequestError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from lingopress_translate.engines.http import Client

_TAGS = {"xml": "xml", "html": "html"}
"""Carrier → what DeepL calls the handling of its tags."""


class Service:
    """DeepL, for one key. Thread-safe. Everything raises RequestError, and nothing else."""

    def __init__(self, key: str, client: Client) -> None:
        """Take the key and the way to the service."""
        logging.getLogger("deepl").addFilter(_silence)
        self._vendor = _Vendor(key, client)
        self._name = client.address.name

    def translate(  # noqa: PLR0913 - a request as DeepL has it
        self,
        texts: Sequence[str],
        source: str,
        target: str,
        *,
        carrier: str,
        formality: str,
        glossary: str,
    ) -> tuple[tuple[str, ...], int]:
        """Translate texts between DeepL's codes; give them, and the characters that were charged.

        ``formality``: ``prefer_more``, ``prefer_less`` or empty; ``glossary``: its id, or empty.
        """
        tags = _TAGS.get(carrier)
        try:
            found = self._vendor.translate_text(
                list(texts),
                source_lang=source,
                target_lang=target,
                formality=formality or None,
                glossary=glossary or None,
                preserve_formatting=True,  # a fragment keeps its case and its lack of a stop
                split_sentences="nonewlines",
                tag_handling=tags,
                outline_detection=False if tags == "xml" else None,  # only ours are tags
                non_splitting_tags=["g", "x"] if tags == "xml" else None,
            )
            results = found if isinstance(found, list) else [found]
            answers = tuple(result.text for result in results)
            charged = sum(result.billed_characters for result in results)
        except _MISREAD as error:
            raise self._bad("in a form that is not known") from error
        if len(answers) != len(texts):
            raise self._bad(f"with {len(answers)} texts for {len(texts)}")
        if not all(isinstance(text, str) for text in answers):
            raise self._bad("with something that is no text")
        return answers, charged

    def create_glossary(
        self, name: str, source: str, target: str, entries: Mapping[str, str]
    ) -> str:
        """Make a glossary in the account; give its id."""
        terms = MultilingualGlossaryDictionaryEntries(source, target, dict(entries))
        try:
            return str(self._vendor.create_multilingual_glossary(name, [terms]).glossary_id)
        except _MISREAD as error:
            raise self._bad("in a form that is not known") from error

    def extend_glossary(
        self, glossary: str, source: str, target: str, entries: Mapping[str, str]
    ) -> None:
        """Put more terms into a glossary, or other translations of those that it has."""
        terms = MultilingualGlossaryDictionaryEntries(source, target, dict(entries))
        try:
            self._vendor.update_multilingual_glossary_dictionary(glossary, terms)
        except _MISREAD as error:
            raise self._bad("in a form that is not known") from error

    def delete_glossary(self, glossary: str) -> None:
        """Delete a glossary from the account."""
        try:
            self._vendor.delete_multilingual_glossary(glossary)
        except _MISREAD as error:
            raise self._bad("in a form that is not known") from error

    def _bad(self, how: str) -> RequestError:
        return RequestError(Kind.BAD_REPLY, f"{self._name} answers {how}")


def languages() -> tuple[str, ...]:
    """List the codes that the installed version of the package knows."""
    constants = vars(deepl.Language).items()
    return tuple(code for name, code in constants if name.isupper() and isinstance(code, str))


_MISREAD = (deepl.DeepLException, TypeError, ValueError, AttributeError, KeyError)
"""What the package raises when a reply is not as it expects."""


def _silence(record: logging.LogRecord) -> bool:
    """Keep the package's log from being written."""
    del record
    return False


class _Vendor(deepl.DeepLClient):
    """The package's client with our way to the service."""

    def __init__(self, key: str, client: Client) -> None:
        super().__init__(key, server_url="/")  # where the service is, the way knows
        if not isinstance(getattr(self, "_client", None), deepl.http_client.HttpClient):
            raise RequestError(
                Kind.SETUP,
                f"the package deepl {deepl.__version__} is not one that we can use",
                hint='pip install "lingopress[deepl]"',
            )
        self._client = _Way(client)


class _Way(deepl.http_client.HttpClient):
    """Sends the package's requests by our own client: once, and with all that it sees to."""

    def __init__(self, client: Client) -> None:
        super().__init__()
        self._to = client

    def request_with_backoff(  # noqa: PLR0913, PLR0917 - as in the package
        self,
        method: str,
        url: str,
        data: dict[str, Any] | None,
        json: dict[str, Any] | None,
        headers: dict[str, str],
        stream: bool = False,  # noqa: FBT001, FBT002 - likewise
        **kwargs: Any,  # noqa: ANN401 - likewise
    ) -> tuple[int, str]:
        """Send a request; give status and body of a success. Raises RequestError."""
        del stream, kwargs
        body = json if json is not None else data or None
        path = urlsplit(url).path
        value = self._to.request(method, path, body, headers=headers, private=_private(body))
        return 200, json_module.dumps(value)


def _private(body: Mapping[str, Any] | None) -> list[str]:
    """List what of a request no error may show: texts, and the terms of glossaries."""
    body = body or {}
    texts = [*body.get("text", ())]
    for dictionary in body.get("dictionaries", ()):
        texts += [term for line in dictionary["entries"].split("\n") for term in line.split("\t")]
    return texts
