"""Drafting: what the machine may write, and where. It never touches a person's words."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from functools import partial
from typing import TYPE_CHECKING

from lingopress_i18n import inline, saving
from lingopress_i18n.catalog import po, store
from lingopress_i18n.catalog.state import State, mt_comment, state_of, without_mt
from lingopress_i18n.errors import EngineError
from lingopress_translate.memory import open_memory

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from lingopress_i18n.catalog.po import Catalog, Entry
    from lingopress_i18n.document import Key
    from lingopress_i18n.locales import Locale
    from lingopress_i18n.site import Site
    from lingopress_translate.engines import Engine

MEMORY = "memory:exact"
"""What a draft that a reviewed sentence gave is marked with."""


@dataclass(frozen=True)
class Draft:
    """A proposed translation and where it is from."""

    text: str
    origin: str
    """``memory:exact`` or the engine's label; goes into the entry's ``# mt:`` line."""


@dataclass
class Drafting:
    """What a run did for one locale."""

    written: list[Path] = field(default_factory=list)
    drafted: Counter[str] = field(default_factory=Counter)
    """How many messages each origin gave a draft for."""
    skipped: list[tuple[str, str, str]] = field(default_factory=list)
    """Messages that stay missing: catalog and line, msgid, reason."""


def draft(
    site: Site,
    locale: Locale,
    domains: Sequence[str],
    engine: Engine | None,
    tick: Callable[[int, int], None] = lambda _done, _total: None,
) -> Drafting:
    """Fill the missing messages of these domains' catalogs with drafts.

    A message that people translated elsewhere in the publication gets their words, any other the
    engine's, if there is one; each becomes a fuzzy entry with a ``# mt:`` line. Entries that hold
    any text are left alone: a person's, a stale translation, an earlier draft. A text is asked for
    once, however often it occurs, and a catalog is written as soon as it is complete. ``tick`` is
    told how many of the texts that the engine gets are done.

    Raises EngineError when the engine fails as a whole, after saving what it had answered, and
    ContentError for a broken catalog.
    """
    catalogs = store.load_all(site, locale)
    result = Drafting()
    wanted = {
        domain: [entry for entry in catalogs[domain].entries if _is_open(entry)]
        for domain in domains
        if domain in catalogs
    }
    drafts: dict[Key, Draft | str] = {}
    with open_memory(site) as memory:
        memory.refresh(locale)
        for entry in (each for entries in wanted.values() for each in entries):
            match = memory.exact(locale, entry.key)
            if match is not None:
                drafts[entry.key] = Draft(match.target, MEMORY)
    texts = list(
        dict.fromkeys(
            entry.msgid
            for entries in wanted.values()
            for entry in entries
            if entry.key not in drafts
        )
    )
    answers = _answers(engine, texts, site.source.tag, locale.tag)
    by_text: dict[str, Draft | str] = {}
    failure: EngineError | None = None
    for domain, entries in wanted.items():
        for entry in entries:
            while failure is None and entry.key not in drafts and entry.msgid not in by_text:
                try:
                    text, answer = next(answers)
                except EngineError as error:
                    failure = error
                    break
                by_text[text] = answer
                tick(len(by_text), len(texts))
        known = {
            entry.key: drafts.get(entry.key) or by_text.get(entry.msgid, "the engine failed")
            for entry in entries
        }
        saving.again_if_changed(partial(_apply, site, locale, domain, known, result))
        if failure is not None:
            raise failure
    return result


def _is_open(entry: Entry) -> bool:
    """Tell whether the machine may fill an entry: it has no text at all."""
    return (
        state_of(entry) is State.MISSING
        and not entry.has_translation
        and entry.msgid_plural is None
    )


def _answers(
    engine: Engine | None, texts: Sequence[str], source: str, target: str
) -> Iterator[tuple[str, Draft | str]]:
    """Go through the texts with a draft, or the reason why there is none."""
    if engine is None:
        for text in texts:
            yield text, "no engine"
        return
    label = engine.label(source, target)
    for text, answer in zip(texts, engine.translate(texts, source, target), strict=True):
        if not answer.text:
            yield text, answer.problem or "the engine gave no text"
        elif not inline.has_same_structure(answer.text, text):
            yield text, "the engine did not keep the markup"
        else:
            yield text, Draft(answer.text, label)


def _apply(
    site: Site, locale: Locale, domain: str, drafts: dict[Key, Draft | str], result: Drafting
) -> None:
    """Write drafts into a catalog, read again: who saved it meanwhile loses nothing."""
    catalog = store.load(site, locale, domain)
    if catalog is None:
        return
    entries = []
    drafted: Counter[str] = Counter()
    skipped = []
    for entry in catalog.entries:
        found = drafts.get(entry.key)
        if found is None or not _is_open(entry):
            entries.append(entry)
        elif isinstance(found, Draft):
            entries.append(_drafted(entry, catalog, found))
            drafted[found.origin] += 1
        else:
            entries.append(entry)
            skipped.append((f"{catalog.where}:{entry.line}", entry.msgid, found))
    if store.save(site, locale, domain, replace(catalog, entries=tuple(entries))):
        result.written.append(store.catalog_path(site, locale, domain))
    result.drafted += drafted
    result.skipped += skipped


def _drafted(entry: Entry, catalog: Catalog, found: Draft) -> Entry:
    filled = replace(entry, msgstr=found.text)
    return po.edit(
        entry,
        catalog,
        msgstr=found.text,
        flags=("fuzzy", *(flag for flag in entry.flags if flag != "fuzzy")),
        comments=(*without_mt(entry.comments), mt_comment(found.origin, filled)),
    )
