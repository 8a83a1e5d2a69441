"""A sentence on a previewed page: coloured by its state, with a note of where it comes from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lingopress_i18n import inline
from lingopress_i18n.catalog.state import State, is_engine, mt_engine, mt_notes, state_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from lingopress_i18n.catalog.po import Catalog, Entry
    from lingopress_i18n.document import Key, Message
    from lingopress_i18n.locales import Locale


def shown(catalog: Catalog) -> dict[Key, str]:
    """Map messages to what a preview shows of them: drafts and stale texts, too."""
    return {
        entry.key: entry.msgstr
        for entry in catalog.entries
        if entry.msgstr and state_of(entry) is not State.OBSOLETE
    }


def marking(catalog: Catalog | None, locale: Locale) -> Callable[[Message, str], str]:
    """Make the function that wraps a sentence's HTML in an element that says its state.

    It says its language, too: on a page that is not translated yet all else is the source's.
    """
    language = f' lang="{locale.tag}" dir="{locale.direction}"'
    entries: Mapping[Key, Entry] = {}
    where = ""
    if catalog is not None:
        where = catalog.where
        entries = {each.key: each for each in catalog.entries if not each.obsolete}

    def mark(message: Message, html: str) -> str:
        entry = entries.get(message.key)
        state = state_of(entry) if entry else State.MISSING
        note = inline.escape_attribute(_note(message, entry, state, where))
        own = language if entry and entry.msgstr else ""
        return (
            f'<mark class="lp-sentence lp-{state.value}"{own}'
            f' tabindex="0" data-lp="{note}" aria-description="{note}">{html}</mark>'
        )

    return mark


def _note(message: Message, entry: Entry | None, state: State, where: str) -> str:
    """Say a sentence's state, origin, source and place, a line each."""
    if entry is None:
        lines = ["missing: in no catalog yet; run 'lingopress update'"]
    else:
        lines = [f"{state.value}{_origin(entry, state)}", *mt_notes(entry)]
    lines.append(f"source: {message.text}")
    if entry is not None and entry.previous is not None:
        lines.append(f"before: {entry.previous}")
    if entry is not None:
        lines.append(f"{where}:{entry.line}")
    return "\n".join(lines)


def _origin(entry: Entry, state: State) -> str:
    """Say whose text it is, as far as the catalog knows."""
    if state is State.MISSING:
        return ""
    engine = mt_engine(entry)
    if engine is None:
        return ", written by a person"
    return f", made by {engine}" if is_engine(engine) else f", from {engine}"
