"""An article's template as a file, written outright: from its messages, with no entries between.

Of nearly every template nobody asks more than its bytes, and what a catalog up to it has. That this
is what ``template`` makes entries of, and these write, is a law (``tests/laws/test_outright.py``).
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from lingopress_i18n.catalog.settled import Contents, Wanted, head
from lingopress_i18n.catalog.strings import WIDTH, quote
from lingopress_i18n.catalog.template import entries_of, header, merged
from lingopress_i18n.catalog.writing import Style, comment, references, write

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lingopress_i18n.document import Key, Message
    from lingopress_i18n.locales import Locale


class Written(NamedTuple):
    """A template."""

    data: bytes
    """Its file."""
    wanted: Wanted
    """What a catalog up to it has."""


def template(
    project: str, source: Locale, messages: Iterable[Message], file: str
) -> Written | None:
    """Write the template of an article; None for an unusual one, which has to be made of entries.

    ``file`` is the article's path from the publication's root. An unusual one has spaces in it, or
    text that is no Unicode.
    """
    if len(file.split()) != 1:
        return None
    twins: dict[Key, list[Message]] = {}
    for each in messages:
        twins.setdefault(each.key, []).append(each)
    try:
        return _written(_header(project, source.posix), twins, file)
    except UnicodeEncodeError:
        return None


def _written(begun: bytes, twins: dict[Key, list[Message]], file: str) -> Written:
    """Write the entries of messages; those of one key become one."""
    pieces, notes, heads = [begun], [], []
    place = f"#: {file}"
    places = f"{place}\n".encode()
    for (context, text), same in twins.items():
        strings = _strings(context, text)
        if len(same) == 1:
            own, lines = _notes(same[0].role, same[0].note), f"{place}:{same[0].line}\n".encode()
        else:
            own, lines = _merged(same, file)
        notes.append(own + places)
        heads.append(head(text, notes[-1], strings))
        pieces += b"\n", own, lines, strings, b'"\n'
    return Written(b"".join(pieces), Wanted(Contents([*twins]), notes, heads))


def _strings(context: str | None, text: str) -> bytes:
    """Write a message, and its translation's beginning."""
    lines = quote("msgid", text)
    if context is not None:
        lines = quote("msgctxt", context) + lines
    return "\n".join([*lines, 'msgstr "']).encode()


@lru_cache(maxsize=4)
def _header(project: str, language: str) -> bytes:
    return write(header(project, "", language), Style()).encode().removesuffix(b"\n")


@lru_cache(maxsize=256)
def _notes(role: str, note: str) -> bytes:
    """Write the comments of a message; most have the role in common, and no note."""
    return _comments((role, *note.splitlines()))


def _comments(lines: Iterable[str]) -> bytes:
    return "".join([f"{comment('#.', line)}\n" for line in lines]).encode()


def _merged(same: Iterable[Message], file: str) -> tuple[bytes, bytes]:
    """Write the comments and the places of several messages of one key."""
    entry = merged([*entries_of(same, file)])
    places = "".join([f"{line}\n" for line in references(entry.references, WIDTH)])
    return _comments(entry.extracted), places.encode()
