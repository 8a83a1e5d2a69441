"""What a file of the site was made from, noted while it is made, so that less is made next time.

A page is made from its own article in all locales, and from a few facts about other articles: their
titles, how far they are translated. Whoever reads an article or a catalog is noted without asking;
who goes by way of ``fact`` depends on nothing but that fact. So a new kind of file needs no list of
what it depends on, and one that reads too much is made too often, never too seldom.
"""

from __future__ import annotations

import contextlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator

_V = TypeVar("_V")


MEDIUM = "medium"
"""The kind of key that names a file to be copied."""


ASSET = "asset"
"""The kind of key that names a file of the theme that a template asks for."""


ALL = "-"
"""Stands for an article's name in the keys of facts about all articles together."""


@dataclass(frozen=True)
class Kept(Generic[_V]):
    """What several files of the site have a part in, and what it was made from."""

    value: _V
    needs: frozenset[str]
    """Keys of all that was asked for."""
    about: Mapping[str, frozenset[str]]
    """Those about an article, by its name: for its own pages they do not count."""


class Facts:
    """Facts about articles, and who has asked for which."""

    def __init__(
        self, known: Mapping[str, Any] | None = None, changed: Collection[str] = ()
    ) -> None:
        """Take the facts of an earlier publish; those about ``changed`` articles are not used."""
        known, about = known or {}, {*changed, ALL}
        self.before = {key: known[key] for key in known if key.split(" ", 2)[2] in about}
        """Those that are not used, by key."""
        self.values: dict[str, Any] = dict(known)
        """All facts that are known, by key; values of JSON."""
        for key in self.before:
            del self.values[key]
        self._noted: set[str] | None = None
        self._owner = ""

    @contextlib.contextmanager
    def making(self, owner: str = "") -> Iterator[set[str]]:
        """Note what is asked for while a file is made, but not about the ``owner``, its article."""
        self._noted, self._owner = set(), owner
        try:
            yield self._noted
        finally:
            self._noted = None

    @contextlib.contextmanager
    def unnoted(self) -> Iterator[None]:
        """Note nothing for a while."""
        noted, self._noted = self._noted, None
        try:
            yield
        finally:
            self._noted = noted

    def keep(self, make: Callable[[], _V]) -> Kept[_V]:
        """Make what files share: to ``give`` it notes all that it was made from each time."""
        outer = self._noted, self._owner
        noted = self._noted, self._owner = set[str](), ""
        try:
            value = make()
        finally:
            self._noted, self._owner = outer
        about: dict[str, set[str]] = {}
        for key in noted[0]:
            kind, _, name = key.split(" ", 2)
            if kind not in {MEDIUM, ASSET}:
                about.setdefault(name, set()).add(key)
        frozen = {name: frozenset(keys) for name, keys in about.items()}
        return Kept(value, frozenset(noted[0]), frozen)

    def give(self, kept: Kept[_V]) -> _V:
        """Give what was kept; it is noted as if it had been made now."""
        if self._noted is not None:
            own = kept.about.get(self._owner)
            self._noted |= kept.needs - own if own else kept.needs
        return kept.value

    def note(self, kind: str, tag: str, name: str) -> None:
        """Note that something about an article was asked for.

        The tag is ``-`` where that is the same in all locales.
        """
        if self._noted is not None and name != self._owner:
            self._noted.add(f"{kind} {tag} {name}")

    def note_medium(self, path: str) -> None:
        """Note that a file below ``articles/`` was linked, which then is to be on the site."""
        if self._noted is not None:
            self._noted.add(f"{MEDIUM} - {path}")

    def note_asset(self, name: str) -> None:
        """Note that a template asked for a file of the theme, which then is to be on the site."""
        if self._noted is not None:
            self._noted.add(f"{ASSET} - {name}")

    def fact(self, kind: str, tag: str, name: str, find: Callable[[], Any]) -> Any:  # noqa: ANN401 - JSON
        """Give a fact about an article, found once; what it is found from is not noted."""
        key = f"{kind} {tag} {name}"
        if key not in self.values:
            noted, self._noted = self._noted, None
            try:
                self.values[key] = find()
            finally:
                self._noted = noted
        if self._noted is not None and name != self._owner:
            self._noted.add(key)
        return self.values[key]


class Noted(Mapping[str, _V]):
    """A mapping by articles' names that has noted whose value is read."""

    def __init__(self, kind: str, tag: str, values: Mapping[str, _V], facts: Facts) -> None:
        """Note reads of ``values`` under this kind and tag."""
        self._kind, self._tag, self._values, self._facts = kind, tag, values, facts

    def __getitem__(self, name: str) -> _V:
        """Give a value, and note that."""
        self._facts.note(self._kind, self._tag, name)
        return self._values[name]

    def __iter__(self) -> Iterator[str]:
        """Go through the names."""
        return iter(self._values)

    def __len__(self) -> int:
        """Count them."""
        return len(self._values)
