"""One locale's part of a run: its open messages, the texts to ask for, the catalogs to write."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from lingopress_i18n import inline
from lingopress_i18n.catalog import store
from lingopress_translate.draft.openness import Openness, is_open, openness
from lingopress_translate.draft.order import Drafting, Skipped
from lingopress_translate.draft.reuse import Hole, Recipe
from lingopress_translate.draft.writing import Proposal, Written, write
from lingopress_translate.engines.engine import Context

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from lingopress_i18n.catalog.po import Catalog, Entry
    from lingopress_i18n.document import Key
    from lingopress_i18n.locales import Locale
    from lingopress_i18n.site import Site
    from lingopress_translate.draft.order import Order
    from lingopress_translate.draft.reuse import Reuse
    from lingopress_translate.journal import Recorder

REJECTED = "its draft was deleted; --again drafts it anew"
KEPT = "a stale translation, most like what it should be: correct it"
INTERRUPTED = "the run ended before; run it again"


@dataclass(frozen=True)
class Text:
    """A text of one locale that an engine is to be asked for, once."""

    locale: str
    """BCP 47 tag."""
    text: str
    """Inline Markdown."""
    context: str | None = None
    """The msgctxt, where the engine reads contexts: then it may part equal texts."""
    surroundings: Context = field(default=Context(), compare=False)


@dataclass(frozen=True)
class Answer:
    """What an engine made of a text, put together and checked."""

    text: str
    """Inline Markdown."""
    origin: str
    notes: tuple[str, ...] = ()


@dataclass
class _Page:
    """One catalog in the course of a run."""

    domain: str
    is_read: bool = False
    recipes: dict[Key, tuple[Recipe, tuple[Text, ...]]] = field(default_factory=dict)
    """Messages that wait for answers, with the texts in the recipe's holes."""
    proposals: dict[Key, Proposal | None] = field(default_factory=dict)
    reasons: dict[Key, str] = field(default_factory=dict)
    """Why a message has no proposal."""
    msgids: dict[Key, str] = field(default_factory=dict)
    written: Written | None = None
    """What came of it."""


class Work:
    """The messages of one locale that are open."""

    def __init__(  # noqa: PLR0913 - what it reads, what it writes, and whom it tells
        self,
        site: Site,
        locale: Locale,
        catalogs: Mapping[str, Catalog],
        order: Order,
        recorder: Recorder | None,
        *,
        tell: Callable[[int], None] = lambda _number: None,
    ) -> None:
        """Look at catalogs, by domain. Without a recorder nothing is written.

        ``tell`` is given a number of messages whenever so many more are done.
        """
        self.locale = locale
        self.drafting = Drafting(locale.tag)
        self.reads_context = False
        """Whether the engine reads what is around a text."""
        self._site = site
        self._order = order
        self._recorder = recorder
        self._tell = tell
        self._catalogs = catalogs
        self._around: dict[str, Mapping[Key, Context]] = {}
        self._wanted = {
            domain: [entry for entry in catalog.entries if self._is_open(entry)]
            for domain, catalog in catalogs.items()
        }
        self.total = sum(map(len, self._wanted.values()))
        """How many messages are open."""
        self._pages: list[_Page] = []
        self._answers: dict[Text, Answer | str] = {}
        self._waiting: defaultdict[Text, list[tuple[_Page, Key]]] = defaultdict(list)

    def texts(self, reuse: Reuse) -> Iterator[Text]:
        """Go through the open messages, and give what is to be asked for, each text once.

        What people have translated is settled on the way. For each text, `settle` is to be called.
        """
        for domain, entries in self._wanted.items():
            page = _Page(domain)
            self._pages.append(page)
            rejected = self._rejected(domain, entries)
            for entry in entries:
                page.msgids[entry.key] = entry.msgid
                found = None if entry.key in rejected else reuse.find(entry)
                if isinstance(found, Recipe):
                    yield from self._open(page, entry, found)
                    continue
                reason = REJECTED if entry.key in rejected else KEPT
                self._close(page, entry.key, found or reason)
            page.is_read = True
            self._write_if_done(page)

    def settle(self, text: Text, answer: Answer | str) -> None:
        """Take an answer, or the reason why there is none; write the catalogs that are complete."""
        self._answers[text] = answer
        for page, key in self._waiting.pop(text, ()):
            self._fill(page, key)
            self._write_if_done(page)

    def finish(self) -> None:
        """Write what there is of every catalog that is not complete, and add up what was done.

        An interruption may have come at any step of what is above: a catalog whose end nobody saw
        is written once more, which changes nothing.
        """
        for page in self._pages:
            for key in list(page.recipes):
                del page.recipes[key]
                self._close(page, key, INTERRUPTED)
            page.is_read = True
            self._write_if_done(page)
            self._add_up(page)

    def _is_open(self, entry: Entry) -> bool:
        return is_open(entry, is_again=self._order.is_again, is_stale=self._order.is_stale)

    def _rejected(self, domain: str, entries: Sequence[Entry]) -> frozenset[Key]:
        """Find messages whose draft a person has deleted, while the catalog's others are there.

        Where none is there, the catalog as a whole has been put back.
        """
        if self._order.is_again or self._recorder is None:
            return frozenset()
        live = self._catalogs[domain].live()
        marks = self._recorder.drafted(self.locale.tag, domain, live)
        if not any(live[key].has_translation for key in marks):
            return frozenset()
        empty = (entry.key for entry in entries if openness(entry) is Openness.EMPTY)
        return frozenset(key for key in empty if key in marks)

    def _open(self, page: _Page, entry: Entry, recipe: Recipe) -> Iterator[Text]:
        """Have a message wait for its texts; give those that nobody has asked for yet."""
        texts = tuple(self._text(page, entry, hole) for hole in recipe.holes)
        page.recipes[entry.key] = recipe, texts
        for text in dict.fromkeys(texts):
            if text in self._answers:
                continue
            is_new = text not in self._waiting
            self._waiting[text].append((page, entry.key))
            if is_new:
                yield text
        self._fill(page, entry.key)

    def _text(self, page: _Page, entry: Entry, text: str) -> Text:
        if not self.reads_context:
            return Text(self.locale.tag, text)
        if page.domain not in self._around:
            self._around[page.domain] = _surroundings(self._catalogs[page.domain])
        return Text(
            self.locale.tag,
            text,
            entry.msgctxt,
            self._around[page.domain].get(entry.key, Context()),
        )

    def _fill(self, page: _Page, key: Key) -> None:
        """Put a draft together once all answers for it are there."""
        if key not in page.recipes:
            return
        recipe, texts = page.recipes[key]
        if not all(text in self._answers for text in texts):
            return
        del page.recipes[key]
        self._close(page, key, _put_together(recipe, [self._answers[text] for text in texts]))

    def _close(self, page: _Page, key: Key, found: Proposal | str) -> None:
        if isinstance(found, Proposal):
            page.proposals[key] = found
        else:
            page.proposals[key] = None
            page.reasons[key] = found
        self._tell(1)

    def _write_if_done(self, page: _Page) -> None:
        if not page.is_read or page.recipes or not page.proposals:
            return
        if self._recorder is None:
            found = (proposal for proposal in page.proposals.values() if proposal is not None)
            self.drafting.drafted.update(proposal.origin for proposal in found)
        else:
            self._recorder.sync()
            written = write(self._site, self.locale, page.domain, page.proposals, self._order)
            self._recorder.note_drafts(self.locale.tag, page.domain, written.marks)
            page.written = written
        page.proposals = {}

    def _add_up(self, page: _Page) -> None:
        if page.written is None:
            return
        if page.written.marks:
            path = store.catalog_path(self._site, self.locale, page.domain)
            self.drafting.written.append(path)
        self.drafting.drafted += page.written.drafted
        self.drafting.doubtful += page.written.doubtful
        self.drafting.skipped += [
            Skipped(where, page.msgids[key], page.reasons[key])
            for key, where in page.written.places.items()
        ]


def _surroundings(catalog: Catalog) -> Mapping[Key, Context]:
    """Tell what stands around each message of a catalog, whose entries follow the article."""
    entries = [entry for entry in catalog.entries if not entry.obsolete]
    plain = [inline.plain(entry.msgid) for entry in entries]
    titles = (
        words for words, entry in zip(plain, entries, strict=True) if entry.msgctxt == "title"
    )
    title = next(titles, "")
    around = zip(entries, ["", *plain], [*plain[1:], ""], strict=False)
    return {
        entry.key: Context(title, before, after, "; ".join(entry.extracted))
        for entry, before, after in around
    }


def _put_together(recipe: Recipe, answers: Sequence[Answer | str]) -> Proposal | str:
    """Fill a recipe's holes, or give the first reason why that cannot be."""
    rest = iter(answers)
    pieces: list[str] = []
    origins = [recipe.origin] if recipe.origin else []
    notes: list[str] = []
    for piece in recipe.pieces:
        if not isinstance(piece, Hole):
            pieces.append(piece)
            continue
        answer = next(rest)
        if isinstance(answer, str):
            return answer
        pieces.append(answer.text)
        origins.append(answer.origin)
        notes += answer.notes
    origin = "+".join(dict.fromkeys(origins))
    return Proposal(recipe.joiner.join(pieces), origin, tuple(dict.fromkeys(notes)))
