"""A service of deep-translator's as an engine."""

from __future__ import annotations

import re
import threading
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from lingopress_i18n.errors import ConfigError, did_you_mean
from lingopress_translate.engines import keys, options
from lingopress_translate.engines.deep import languages
from lingopress_translate.engines.deep.members import LEFT_OUT, MEMBERS
from lingopress_translate.engines.engine import Reply, Traits
from lingopress_translate.engines.faults import Kind, RequestError

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from lingopress_translate.engines.deep.library import Translator
    from lingopress_translate.engines.deep.members import Member
    from lingopress_translate.engines.deep.transport import Transport
    from lingopress_translate.engines.engine import Batch
    from lingopress_translate.engines.options import Options

CARRIERS = ("mask", "braces")
"""All members take plain text and give plain text."""

_PAGE = re.compile(r"\s*<(?:!doctype|html|head|body|\?xml)\b", re.IGNORECASE)
_NOTICE = re.compile(r"MYMEMORY WARNING|QUERY LENGTH LIMIT|INVALID (?:LANGUAGE|EMAIL)")
"""What services put where a translation should be, should it ever get here."""


def make(table: Any, where: str, member: str) -> DeepEngine:  # noqa: ANN401 - from TOML
    """Make the engine of a member, with its table of ``lingopress.toml``.

    Raises ConfigError for a member that there is not, saying why, and for wrong settings.
    """
    if member in LEFT_OUT:
        raise ConfigError(f"there is no engine deep:{member}: it {LEFT_OUT[member]}")
    if member not in MEMBERS:
        hint = did_you_mean(member, MEMBERS, "deep:") or f"there are {', '.join(MEMBERS)}"
        raise ConfigError(f"there is no engine named {f'deep:{member}'!r}", hint=hint)
    settings = options.parse(table, MEMBERS[member].settings, where)
    own = {key: settings.string(key) for key in MEMBERS[member].settings}
    return DeepEngine(member, MEMBERS[member], settings, own)


class DeepEngine:
    """One service. Thread-safe: every text has a translator of its own."""

    def __init__(self, name: str, member: Member, settings: Options, own: dict[str, str]) -> None:
        """Take a member of the table by its name, and its settings."""
        self._member_name = name
        self._member = member
        self._settings = settings
        self._own = {key: value for key, value in own.items() if value}
        self._host = urlsplit(member.url).hostname or ""
        self._lock = threading.Lock()
        self._loaded: tuple[Callable[..., Translator], Transport] | None = None

    @property
    def name(self) -> str:
        """Its name on the command line: ``deep:google``."""
        return f"deep:{self._member_name}"

    def traits(self, source: str, target: str) -> Traits:
        """Tell what it can do; the same for every pair."""
        del source, target
        return Traits(
            carriers=CARRIERS,
            sends_to=self._host,
            max_characters=self._member.max_characters,
            workers=self._settings.workers or self._member.workers,
            rate=self._settings.rate or self._member.rate,
            key=next(reversed(list(self._member.keys)), ""),
            unit=self._member.unit,
            price=self._settings.price,
            currency=self._settings.currency,
        )

    def unavailable(self, source: str, target: str) -> str:
        """Say in one line why the pair cannot be used now and what to do; empty if it can."""
        if not all(self._codes(source, target)):
            return f"{self.name} has no pair from {source} to {target}; use another engine"
        missing = [variable for variable in self._member.keys if not keys.read(variable)]
        return f"{self.name} needs a key: set {' and '.join(missing)}" if missing else ""

    def label(self, source: str, target: str) -> str:
        """Name the engine: its routes are its own affair."""
        del source, target
        return self.name

    def identity(self, source: str, target: str) -> str:
        """Name the engine: services tell of no version, and settings change no answer."""
        return self.label(source, target)

    def translate(self, batch: Batch) -> Reply:
        """Ask once a text. Raises RequestError when there is no usable answer."""
        source, target = self._codes(batch.source, batch.target)
        if not source or not target:
            pair = f"from {batch.source} to {batch.target}"
            raise RequestError(Kind.UNSUPPORTED, f"{self.name} has no pair {pair}")
        return Reply(tuple(self._ask(item.text, source, target) for item in batch.items))

    def close(self) -> None:
        """Close all connections; the engine may be used again."""
        with self._lock:
            loaded, self._loaded = self._loaded, None
        if loaded:
            loaded[1].close()

    def _codes(self, source: str, target: str) -> tuple[str, str]:
        """Give the service's codes of a pair; empty for what it does not have."""
        here = languages.code(self._member_name, source)
        there = languages.code(self._member_name, target)
        return (here, there) if here != there else ("", "")

    def _ask(self, text: str, source: str, target: str) -> str:
        if len(text) > self._member.max_characters or len(text.encode()) > self._member.max_bytes:
            raise RequestError(Kind.REFUSED, f"the text is too long for {self.name}")
        secrets = {name: keys.read(each) for each, name in self._member.keys.items()}
        arguments = {**self._own, **secrets, "source": source, "target": target}
        try:
            answer = self._translate(text, arguments)
        except RequestError as error:
            raise self._explained(error) from None
        except Exception:  # noqa: BLE001 - deep_translator raises anything, often holding text and key
            problem = f"{self._host} answered with something that deep-translator cannot read"
            raise RequestError(Kind.BAD_REPLY, problem) from None
        if not isinstance(answer, str) or not answer.strip():
            raise RequestError(Kind.BAD_REPLY, f"{self._host} answered with no text")
        if _PAGE.match(answer) or (_NOTICE.search(answer) and not _NOTICE.search(text)):
            raise RequestError(Kind.BAD_REPLY, f"{self._host} answered with a notice or a page")
        if "\ufffd" in answer and "\ufffd" not in text:
            raise RequestError(
                Kind.BAD_REPLY, f"{self._host} answered in another encoding than it says"
            )
        return answer.strip()

    def _translate(self, text: str, arguments: dict[str, str]) -> object:
        from lingopress_translate.engines.deep import library  # noqa: PLC0415 - slow to load

        return library.ask(self._translator(), self._member.url, text, **arguments)

    def _translator(self) -> Callable[..., Translator]:
        from lingopress_translate.engines.deep import library  # noqa: PLC0415 - slow to load
        from lingopress_translate.engines.deep.replies import JUDGES  # noqa: PLC0415 - likewise
        from lingopress_translate.engines.deep.transport import Transport  # noqa: PLC0415 - likewise

        with self._lock:
            if self._loaded is None:
                workers = self._settings.workers or self._member.workers
                judge = JUDGES[self._member_name]
                transport = Transport(judge, timeout=self._settings.timeout, connections=workers)
                codes = {each: each for each in languages.CODES[self._member_name].split()}
                self._loaded = library.load(self._member.module, transport, codes), transport
            return self._loaded[0]

    def _explained(self, error: RequestError) -> RequestError:
        """Add what to do about a failure that has to do with the key."""
        hint = error.hint
        if error.kind is Kind.AUTH and self._member.keys:
            hint = f"check {' and '.join(self._member.keys)}"
        return RequestError(error.kind, error.message, hint=hint, retry_after=error.retry_after)
