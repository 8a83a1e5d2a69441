"""The services that deep-translator reaches: those that are used, and why others are not."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True)
class Member:
    """One service."""

    about: str
    """What it is, in a few words."""
    module: str
    """The module of deep_translator that asks it: ``google``."""
    url: str
    """Where it is asked; always over TLS, whatever deep-translator has."""
    max_characters: int
    """How long a text may be."""
    max_bytes: int
    """The same in UTF-8: what the service, or an address that holds the text, can take."""
    workers: int
    """How many requests at a time it will stand."""
    rate: float
    """How many requests a second it will stand."""
    keys: Mapping[str, str]
    """Environment variables that must be set → the argument of deep-translator's that each is; the
    last one is the secret, which `Traits.key` names."""
    unit: str = ""
    """What it charges for."""
    settings: tuple[str, ...] = ()
    """Settings of its own in ``lingopress.toml``, each an argument of deep-translator's, too."""


_ADDRESS = 5000
"""Bytes of text that are sure to fit into an address: percent-encoded they are three times as many,
and servers commonly take 16 KB."""

MEMBERS = {
    "google": Member(
        about="Google Translate's page for phones, read as a person would; for trials",
        module="google",
        url="https://translate.google.com/m",
        max_characters=4999,
        max_bytes=_ADDRESS,
        workers=4,
        rate=5,  # what deep-translator says that Google allows
        keys={},
    ),
    "mymemory": Member(
        about="MyMemory: what people contributed, else a machine; 5,000 characters a day",
        module="mymemory",
        # deep-translator would send the text unencrypted; MyMemory's own documentation has TLS.
        url="https://api.mymemory.translated.net/get",
        max_characters=499,
        max_bytes=500,
        workers=2,
        rate=2,
        keys={},
        settings=("email",),
    ),
    "microsoft": Member(
        about="Microsoft Azure Translator; needs a subscription, which may be free",
        module="microsoft",
        url="https://api.cognitive.microsofttranslator.com/translate?api-version=3.0",
        max_characters=10_000,
        max_bytes=50_000,
        workers=4,
        rate=10,
        keys={"MICROSOFT_API_KEY": "api_key"},
        unit="character",
        settings=("region",),
    ),
    "baidu": Member(
        about="Baidu Translate, the open platform's general interface; needs an account",
        module="baidu",
        url="https://fanyi-api.baidu.com/api/trans/vip/translate",
        max_characters=4999,
        max_bytes=_ADDRESS,
        workers=1,
        rate=1,
        keys={"BAIDU_APPID": "appid", "BAIDU_APPKEY": "appkey"},
        unit="character",
    ),
}
"""Member → its service, in the order of lists."""

LEFT_OUT = {
    "chatgpt": "calls a function that openai removed in 1.0; use llm",
    "deepl": "asks in a way that DeepL has withdrawn, with the key in the address; use deepl",
    "libre": "sends text and key in the address, and by default to a third party; "
    "use libretranslate",
    "linguee": "is a dictionary of words, not of sentences",
    "papago": "asks an interface that Naver has closed, and names languages as it does not",
    "pons": "is a dictionary of words, not of sentences",
    "qcri": "needs a domain that is documented nowhere, and sends the key in the address",
    "yandex": "asks an interface, v1.5, that Yandex has closed",
}
"""Other services of deep-translator → why there is no engine for them."""
