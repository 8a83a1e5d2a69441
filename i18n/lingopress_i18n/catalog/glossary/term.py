"""A term of a glossary, and the entry that holds it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lingopress_i18n.catalog.state import without_mt

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lingopress_i18n.catalog.po import Entry

FORMS = "forms"
SOURCE_FORMS = "source forms"
FORBIDDEN = "forbidden"
SUGGESTED = "suggested forms"
_NOTE = "note"
_NAMED = re.compile(
    rf"\s*({SOURCE_FORMS}|{SUGGESTED}|{FORMS}|{FORBIDDEN}|{_NOTE}|lingopress)\s*:(.*)",
    re.IGNORECASE | re.DOTALL,
)
_BETWEEN = re.compile(r"[,;|\n،؛，；、]")


@dataclass(frozen=True)
class Term:
    """A term and how it is translated. ``*`` stands for letters, in all but notes."""

    source: str
    """In the source language."""
    target: str
    """The term to use."""
    forms: tuple[str, ...] = ()
    """Other forms that are accepted."""
    forbidden: tuple[str, ...] = ()
    """Renderings that are not to be used."""
    source_forms: tuple[str, ...] = ()
    """Other forms of the term in the source language; a plain English plural needs none."""
    note: str = ""
    """What translators are told of it, in lines."""

    @property
    def is_fixed(self) -> bool:
        """Whether it is not to be translated, but to stay letter for letter."""
        return self.source == self.target and not self.forms


def term_of(entry: Entry) -> Term:
    """Read the term that an entry holds, whatever its state."""
    lists: dict[str, dict[str, None]] = {}
    notes: list[str] = []
    for line in without_mt(entry.comments):
        match = _NAMED.fullmatch(line)
        name = match[1].lower() if match else _NOTE
        if name == _NOTE:
            notes.append((match[2] if match else line).strip())
        elif match:
            lists.setdefault(name, {}).update(dict.fromkeys(listed(match[2])))
    return Term(
        source=entry.msgid,
        target=entry.msgstr,
        forms=tuple(lists.get(FORMS, ())),
        forbidden=tuple(lists.get(FORBIDDEN, ())),
        source_forms=tuple(lists.get(SOURCE_FORMS, ())),
        note="\n".join(line for line in notes if line),
    )


def comments_of(term: Term) -> tuple[str, ...]:
    """Give the translators' comments that say what an entry's strings do not; see `term_of`."""
    lines = [line for line in map(str.strip, term.note.splitlines()) if line]
    named = ((SOURCE_FORMS, term.source_forms), (FORMS, term.forms), (FORBIDDEN, term.forbidden))
    return (
        *(f"{_NOTE}: {line}" if _NAMED.fullmatch(line) else line for line in lines),
        *(named_line(name, forms) for name, forms in named if forms),
    )


def named_line(name: str, forms: Iterable[str]) -> str:
    """Write a comment that lists forms."""
    return f"{name}: {', '.join(forms)}"


def listed(text: str) -> tuple[str, ...]:
    """Split a list of forms at its commas, semicolons or bars, of any script."""
    forms = (" ".join(form.split()) for form in _BETWEEN.split(text))
    return tuple(dict.fromkeys(form for form in forms if form))
