"""deep_translator itself: the one module that touches it."""

from __future__ import annotations

import importlib.util
from typing import TYPE_CHECKING, Protocol, cast

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from lingopress_translate.engines.deep.transport import Transport

CLASSES = {
    "baidu": "BaiduTranslator",
    "google": "GoogleTranslator",
    "microsoft": "MicrosoftTranslator",
    "mymemory": "MyMemoryTranslator",
}
"""Module of deep_translator → its class."""


class Translator(Protocol):
    """One of its translators, as far as it is used."""

    _base_url: str

    def translate(self, text: str) -> object:
        """Ask once; gives text, unless something went wrong that it does not notice."""


def load(module: str, transport: Transport, codes: Mapping[str, str]) -> Callable[..., Translator]:
    """Make a class of deep_translator's of which all HTTP goes by a transport.

    ``codes`` are the languages of a service that deep_translator would ask for them. The class is
    made from a copy of its module that nobody else has: who uses deep_translator in this process
    keeps theirs as it is.
    """
    # It lists its classes when it is first imported, and should not list ours.
    importlib.import_module("deep_translator.engines")
    spec = importlib.util.find_spec(f"deep_translator.{module}")
    if spec is None or spec.loader is None:
        raise ImportError(f"deep_translator has no {module}", name=f"deep_translator.{module}")
    copy = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(copy)
    vars(copy)["requests"] = transport
    made = getattr(copy, CLASSES[module])
    if module == "microsoft":
        made._get_supported_languages = lambda _self: dict(codes)  # noqa: SLF001 - its constructor asks for them anew each time
    return cast("Callable[..., Translator]", made)


def ask(made: Callable[..., Translator], url: str, text: str, **arguments: str) -> object:
    """Translate with a translator of its own: they are not safe to share between threads."""
    translator = made(**arguments)
    translator._base_url = url  # noqa: SLF001 - there is no argument for it
    return translator.translate(text)
