"""What an engine is, and what it is asked: the Protocol that each of them satisfies.

Engines get text in a carrier (see ``carriers``), one request at a time, and give text back. They
do not protect markup, retry, pause or count: that is the same for all, and is done around them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from decimal import Decimal

    from lingopress_i18n.catalog.glossary import Term


NOWHERE = "not set"


@dataclass(frozen=True, slots=True)
class Traits:
    """What an engine can do for one pair of languages, and what that takes."""

    carriers: tuple[str, ...]
    """How it can be given markup, the best first: names in ``carriers.CARRIERS``."""
    sends_to: str = ""
    """Where text goes: a host name such as ``api.deepl.com``; empty if it stays on this machine,
    `NOWHERE` while no server is named."""
    max_items: int = 1
    """How many texts a request may have."""
    max_characters: int = 5000
    """How many characters all texts of a request may have together, in their carrier."""
    workers: int = 1
    """How many requests may be under way at a time; 1 where `Engine.translate` is not
    thread-safe."""
    rate: float | None = None
    """How many requests may begin in a second; None for any number."""
    key: str = ""
    """The environment variable that holds its key; empty if it needs none."""
    unit: str = ""
    """What it charges for: ``character`` or ``token``; empty where it is free."""
    price: Decimal | None = None
    """What a million units costs; None where it is free or not known."""
    currency: str = ""
    """Of the price."""
    reads_context: bool = False
    """Whether it makes use of `Item.context`."""
    reads_terms: bool = False
    """Whether it makes use of `Item.terms`."""


@dataclass(frozen=True, slots=True)
class Context:
    """Where a text stands, for engines that read it; plain text in the source language."""

    article: str = ""
    """The title of its article."""
    before: str = ""
    """The message before it."""
    after: str = ""
    """The message after it."""
    note: str = ""
    """What it is, and what its author tells translators: ``heading 2``."""


@dataclass(frozen=True, slots=True)
class Item:
    """One text to translate."""

    text: str
    """In the batch's carrier; has a letter, and no white space at its ends."""
    context: Context = Context()
    terms: tuple[Term, ...] = ()
    """Those of the glossary that occur in it."""


@dataclass(frozen=True, slots=True)
class Batch:
    """What is asked in one request; within the engine's `Traits`."""

    items: tuple[Item, ...]
    source: str
    """BCP 47 tag of the language that the texts are in."""
    target: str
    """BCP 47 tag of the language to translate into."""
    carrier: str
    """The name of the carrier that all texts are in."""


@dataclass(frozen=True, slots=True)
class Reply:
    """What an engine made of a batch."""

    texts: tuple[str, ...]
    """One a text of the batch, in its order and carrier; empty for one that it refused."""
    units: int | None = None
    """How many units the service says that it has charged for; None where it does not say."""


class Engine(Protocol):
    """Translates text by whatever means. Languages are BCP 47 tags everywhere."""

    @property
    def name(self) -> str:
        """Its name on the command line: ``deepl``, ``deep:google``."""

    def traits(self, source: str, target: str) -> Traits:
        """Tell what it can do for a pair that it knows. Asks no network."""

    def unavailable(self, source: str, target: str) -> str:
        """Say in one line why the pair cannot be used now and what to do; empty if it can.

        A key that is missing and a pair that is not known are said here, before anything is sent;
        what only the service knows may come later, as a RequestError. Asks no network but on
        loopback.
        """

    def label(self, source: str, target: str) -> str:
        """Name engine and route for the ``# mt:`` line, without white space.

        ``apertium:eng-spa``, ``llm:qwen2.5-7b``.
        """

    def identity(self, source: str, target: str) -> str:
        """Name everything that makes its answers differ from another's, but for the batch itself.

        Engine, version or model, style, formality; no key. What was answered under one identity is
        never asked for again.
        """

    def translate(self, batch: Batch) -> Reply:
        """Ask once. Raises RequestError when there is no usable reply in time, nothing else."""

    def close(self) -> None:
        """Release processes and connections; the engine may be used again, and starts anew."""
