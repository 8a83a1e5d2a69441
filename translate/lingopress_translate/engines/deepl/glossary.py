"""A glossary in the DeepL account, made for one run and deleted after it.

DeepL reads terms from a glossary that is stored with it, never from a request. So the terms that
occur in what is sent are put there the first time that one occurs, and stay for the run: those that
do not occur in a text change nothing about its translation, so all texts are answered as if each
had been sent with its own terms alone.
"""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from lingopress_translate.engines.faults import STOPPING, Kind, RequestError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from lingopress_i18n.catalog.glossary import Term
    from lingopress_translate.engines.deepl.service import Service

NAME = "lingopress"
"""What it is called in the account, where a run that was killed leaves it."""


class RunGlossary:
    """The glossary of a run; it is made when the first term occurs. Thread-safe."""

    def __init__(self) -> None:
        """Begin without one."""
        self._id = ""
        self._held: dict[tuple[str, str], dict[str, str]] = {}
        self._lock = threading.Lock()

    def hold(self, service: Service, source: str, target: str, terms: Iterable[Term]) -> str:
        """See to it that it has these terms; give its id, empty if there is none among them.

        Raises RequestError.
        """
        entries = _entries(terms)
        if not entries:
            return ""
        pair = source, target.partition("-")[0]
        with self._lock:
            held = self._held.get(pair, {})
            missing = {term: use for term, use in entries.items() if held.get(term) != use}
            if missing:
                self._put(service, pair, missing)
                self._held[pair] = {**held, **missing}
            return self._id

    def delete(self, service: Service) -> None:
        """Delete it, if there is one. Raises RequestError."""
        with self._lock:
            glossary, self._id = self._id, ""
            self._held = {}
        if glossary:
            service.delete_glossary(glossary)

    def _put(self, service: Service, pair: tuple[str, str], entries: Mapping[str, str]) -> None:
        try:
            if self._id:
                service.extend_glossary(self._id, *pair, entries)
            else:
                self._id = service.create_glossary(NAME, *pair, entries)
        except RequestError as error:
            if error.kind not in STOPPING or error.kind is Kind.AUTH:
                raise
            raise RequestError(  # such as 456, where the account may have no more glossaries
                Kind.SETUP,
                f"the glossary is not taken: {error.message}",
                hint='delete one that is not needed in the account, or say glossary = "none" '
                "in engines.deepl",
            ) from None


def _entries(terms: Iterable[Term]) -> dict[str, str]:
    """Give the terms that DeepL can take: not those with a sign for any letters."""
    return {
        term.source.strip(): term.target.strip()
        for term in terms
        if "*" not in term.source + term.target
        and term.source.strip()
        and term.target.strip()
        and (term.source + term.target).isprintable()
    }
