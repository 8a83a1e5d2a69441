"""Templates: what there is to translate in a domain, as a .pot file."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from lingopress_i18n.catalog.entry import entry_of
from lingopress_i18n.catalog.po import Catalog, Entry

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from lingopress_i18n.document import Key, Message
    from lingopress_i18n.locales import Locale

NO_REVISION = "1970-01-01 00:00+0000"
"""Revision date of a catalog that no editor has saved yet: valid for every tool, and no clock."""


def template(where: str, project: str, source: Locale, entries: Iterable[Entry]) -> Catalog:
    """Make a template of entries in reading order; the same message twice becomes one entry."""
    twins: dict[Key, list[Entry]] = {}
    for entry in entries:
        twins.setdefault(entry.key, []).append(entry)
    every = (each[0] if len(each) == 1 else merged(each) for each in twins.values())
    return Catalog(where, header(project, "", source.posix), tuple(every))


def entries_of(messages: Iterable[Message], source: str) -> Iterable[Entry]:
    """Turn an article's messages into entries that say what they are and where they stand."""
    for message in messages:
        yield entry_of(
            {
                "msgid": message.text,
                "msgctxt": message.context,
                "extracted": (message.role, *message.note.splitlines()),
                "references": (f"{source}:{message.line}",),
            }
        )


def new_catalog(where: str, project: str, locale: Locale) -> Catalog:
    """Make an empty catalog for a locale, with a header that every gettext tool accepts."""
    own = header(project, locale.english_name, locale.posix, locale.plural_forms)
    return Catalog(where, own, ())


def header(project: str, team: str, language: str, plural_forms: str = "") -> Entry:
    """Make a header entry with the fields that ``msgfmt --check`` asks for."""
    fields = {
        "Project-Id-Version": project,
        "PO-Revision-Date": NO_REVISION,
        "Last-Translator": "",
        "Language-Team": team,
        "Language": language,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
    }
    if plural_forms:
        fields["Plural-Forms"] = plural_forms
    return Entry(msgid="", msgstr="".join(f"{name}: {value}\n" for name, value in fields.items()))


def merged(twins: Sequence[Entry]) -> Entry:
    """Make one entry of several of one message: it has the notes and places of all."""
    notes = dict.fromkeys(line for entry in twins for line in entry.extracted)
    places = dict.fromkeys(place for entry in twins for place in entry.references)
    return replace(twins[0], extracted=tuple(notes), references=tuple(places))
