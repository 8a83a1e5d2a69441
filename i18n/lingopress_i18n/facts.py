"""What a file of the site was made from, noted while it is made, so that less is made next time.

A page is made from its own article and its catalog, and from a few facts: about other articles,
their titles and how far they are translated; about its own one in other locales, whether it is
there and how far it is translated. Whoever reads an article or a catalog is noted without asking;
who goes by way of ``fact`` depends on nothing but that fact. So a new kind of file needs no list of
what it depends on, and one that reads too much is made too often, never too seldom.
"""

from __future__ import annotations

import contextlib
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Generic, NamedTuple, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator

_V = TypeVar("_V")


MEDIUM = "medium"
"""The kind of key that names a file to be copied."""


ASSET = "asset"
"""The kind of key that names a file of the theme that a template asks for."""


ALL = "-"
"""Stands for an article's name in the keys of facts about all articles together."""


OWN = "."
"""Stands for the name of a page's own article in the keys of what it was made from: so pages of
thousands of articles have few different sets of them."""


class Kept(NamedTuple, Generic[_V]):
    """What several files of the site have a part in, and what it was made from."""

    value: _V
    needs: frozenset[str]
    """Keys of all that was asked for."""
    about: Mapping[str, Mapping[str, tuple[str, str]]]
    """Those about an article, by its name; of each its locale's tag, and what it is called among
    what a page of that article was made from."""


class Facts:
    """Facts about articles, and who has asked for which."""

    def __init__(
        self,
        known: Mapping[str, Any] | None = None,
        changed: Collection[str] = (),
    ) -> None:
        """Take the facts of an earlier publish; those whose keys are ``changed`` are not used."""
        known = known or {}
        self.before = {key: known[key] for key in changed}
        """Those that are not used, by key."""
        self.values: dict[str, Any] = dict(known)
        """All facts that are known, by key; values of JSON."""
        for key in self.before:
            del self.values[key]
        self._noted: set[str] | None = None
        self._owner = ""
        self._own: tuple[str, ...] = ()

    @contextlib.contextmanager
    def making(self, owner: str = "", tag: str = "") -> Iterator[set[str]]:
        """Note what is asked for while a file is made.

        But not about the ``owner``, its article, in its own locale, that of the ``tag``; what is
        asked about that in other locales is noted without the article's name: see ``OWN``.
        """
        self._noted, self._owner, self._own = set(), owner, (tag, "-")
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
        about: dict[str, dict[str, tuple[str, str]]] = {}
        for key in noted[0]:
            kind, tag, name = key.split(" ", 2)
            if kind not in {MEDIUM, ASSET}:
                about.setdefault(name, {})[key] = tag, f"{kind} {tag} {OWN}"
        return Kept(value, frozenset(noted[0]), about)

    def give(self, kept: Kept[_V]) -> _V:
        """Give what was kept; it is noted as if it had been made now."""
        if self._noted is not None:
            about = kept.about.get(self._owner)
            self._noted |= kept.needs.difference(about) if about else kept.needs
            if about:
                self._noted.update([own for tag, own in about.values() if tag not in self._own])
        return kept.value

    def note(self, kind: str, tag: str, name: str) -> None:
        """Note that something about an article was asked for.

        The tag is ``-`` where that is the same in all locales.
        """
        if self._noted is None:
            return
        if name != self._owner:
            self._noted.add(f"{kind} {tag} {name}")
        elif tag not in self._own:
            self._noted.add(f"{kind} {tag} {OWN}")

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
        self.note(kind, tag, name)
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
