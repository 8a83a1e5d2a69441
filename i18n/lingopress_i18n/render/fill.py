"""Filling a document's slots: translated sentences joined for their script, the rest marked."""

from __future__ import annotations

import itertools
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

from markupsafe import Markup, escape

from lingopress_i18n import inline
from lingopress_i18n.catalog.settled import Reviewed
from lingopress_i18n.document import Attribute, Fixed, Slot
from lingopress_i18n.inline.kept import keep
from lingopress_i18n.inline.writer import Elsewhere
from lingopress_i18n.policy import NOTHING
from lingopress_i18n.render import elsewhere
from lingopress_i18n.render.english import spoken
from lingopress_i18n.render.program import Program
from lingopress_i18n.render.view import Text

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

    from lingopress_i18n.document import Key, Message, Part, Tag
    from lingopress_i18n.locales import Locale
    from lingopress_i18n.policy import Policy


@dataclass(frozen=True)
class Filling:
    """Translations of one article, or of the site's own messages, into one locale."""

    translations: Mapping[Key, str]
    """The reviewed ones."""
    locale: Locale
    source: Locale
    policy: Policy = NOTHING
    """What translations may use that their source does not."""
    drafts: Mapping[Key, str] = field(default_factory=dict)
    """Drafts to print where nothing is reviewed, each run of them marked by ``label``."""
    label: str = ""
    """What stands before drafts, in the locale's language; plain text."""
    mark: Callable[[Message, str], str] | None = None
    """Wraps each sentence, as HTML, with signs of its own; for a preview."""
    typography: Collection[str] = ()
    """Tags of the locales whose text is set as their printers do."""

    @cached_property
    def _is_source(self) -> bool:
        """Whether the page is in the language that the article is written in."""
        return self.locale == self.source

    def translation(self, message: Message) -> str | None:
        """Give the inline Markdown to print for a message; None where it is not translated.

        In the locale that the message was written in, that is the message itself.
        """
        if self._is_source:
            return message.text
        found = self.translations.get(message.key)
        return self.drafts.get(message.key) if found is None else found

    def _is_draft(self, message: Message) -> bool:
        """Tell whether a draft is printed for a message, and is to be marked.

        One without letters that is what its source says, such as a number, is nobody's words.
        """
        if self._is_source or message.key in self.translations:
            return False
        draft = self.drafts.get(message.key)
        return draft is not None and (draft != message.text or any(map(str.isalpha, draft)))

    def body(
        self, parts: Iterable[Part], rewrite: Callable[[str], str] = str, *, anchors: bool = True
    ) -> Markup:
        """Fill a document's parts; headings get their ids unless ``anchors`` is off."""
        return self.fill(Program(parts, anchors=anchors), rewrite)

    def fill(self, program: Program, rewrite: Callable[[str], str]) -> Markup:
        """Fill a body that is made ready."""
        found = self._found(program)
        sentences = self._sentences(program, found, rewrite)
        joiner = self.locale.joiner
        is_one_run = None not in found and not self.drafts
        if is_one_run and not program.others:  # as nearly all are
            html = program.around(joiner)
            html[1::2] = sentences
            return Markup("".join(html))  # noqa: S704 - as below
        html = [*program.html]
        for at, slot, start, end in program.slots:
            own = sentences[start:end]
            html[at] = joiner.join(own) if is_one_run else self._runs(slot, found[start:end], own)
        for at, part in program.others:
            if isinstance(part, Attribute):
                html[at] = self._attribute(part)
            elif isinstance(part, Fixed):
                tags = self._tags(part.tags, rewrite)
                html[at] = inline.render(part.text, rewrite, part.footnotes, tags)
            else:
                target = rewrite(part.target)
                same = target == part.target
                html[at] = part.html if same else inline.escape_attribute(target)
                if isinstance(target, Elsewhere):
                    html[at] += elsewhere.said(html, at, target)
        return Markup("".join(html))  # noqa: S704 - inline.py made or escaped every piece

    def text(self, slot: Slot, newline: str = " ") -> Text:
        """Give a slot's words for a title or the like, where no markup is wanted.

        ``newline`` is what a line break becomes.
        """
        html, words = [], []
        joiner = self.locale.joiner
        for message in slot.messages:
            own = self.translation(message)
            plain = inline.words(message.text if own is None else own, newline)
            is_draft = self._is_draft(message)
            language = self.source if own is None else self.locale
            escaped = escape(plain) if own is None else _escape(plain, message.text)
            safe = self._set(escaped, language) if self.typography else escaped
            if self.mark:
                safe = Markup(self.mark(message, safe))  # noqa: S704 - it wraps what is safe
            if own is None:
                safe = self._foreign(safe)
            html.append(self._draft(safe) if is_draft else safe)
            plain = self._spaced(plain, language)
            words.append(f"{self.label} {plain}" if is_draft else plain)
            if own is None or is_draft:
                joiner = " "
        if len(html) == 1:
            return Text(html[0], words[0])
        return Text(escape(joiner).join(html), joiner.join(words))

    def words(self, text: str) -> Text:
        """Give words that are the locale's own, such as a name from CLDR, not escaped."""
        return Text(self._set(escape(text), self.locale), self._spaced(text, self.locale))

    def fields(self, value: Any) -> Any:  # noqa: ANN401 - any front matter
        """Localize front matter: a text for each slot, of whose lines none is joined."""
        if isinstance(value, Slot):
            return self.text(value, "\n")
        if isinstance(value, dict):
            return {key: self.fields(each) for key, each in value.items()}
        if isinstance(value, list):
            return [self.fields(each) for each in value]
        return value

    def _tags(self, tags: Iterable[Tag], rewrite: Callable[[str], str]) -> dict[str, str]:
        """Give what is printed for the raw tags of a message."""
        return {tag.markup: self.body(tag.parts, rewrite) if tag.parts else "" for tag in tags}

    def _attribute(self, attribute: Attribute) -> str:
        """Give an attribute's value; the source's own where it is not translated."""
        source = attribute.message.text
        own = self.translation(attribute.message)
        if own is None or own == source:
            return attribute.html
        label = f"{self.label} " if self._is_draft(attribute.message) else ""
        return inline.escape_attribute(label) + inline.foreign(inline.plain(own), source)

    def _found(self, program: Program) -> Sequence[str | None]:
        """Give what is to be printed for each message of a body: see ``translation``."""
        if self._is_source:
            return program.texts
        if isinstance(self.translations, Reviewed):
            found = self.translations.of(program.places(self.translations))
        else:
            found = [*map(self.translations.get, program.keys)]
        if not self.drafts:
            return found
        drafts = map(self.drafts.get, program.keys)
        return [draft if own is None else own for own, draft in zip(found, drafts, strict=True)]

    def _sentences(
        self, program: Program, found: Sequence[str | None], rewrite: Callable[[str], str]
    ) -> list[str]:
        """Write the messages of a body, those that are not translated as their source has them."""
        tags = {id(slot): self._tags(slot.tags, rewrite) for slot in program.tagged}

        def alone(at: int) -> str:
            slot, message, own = program.slot_of[at], program.messages[at], found[at]
            own_tags = tags.get(id(slot)) or self._tags(slot.tags, rewrite)
            if own is None or self._is_source:
                return inline.render(message.text, rewrite, slot.footnotes, own_tags)
            kept = {tag.markup for tag in slot.tags if tag.is_kept}
            if any(opening in own or "\n" in opening for opening in kept):
                own = keep(own, message.text, kept)
            return inline.render_translation(
                own, message.text, rewrite, slot.footnotes, own_tags, self.policy
            )

        texts = program.texts
        if not self._is_source:
            texts = [text if own is None else own for own, text in zip(found, texts, strict=True)]
        sentences = program.together.write(texts, rewrite, program.footnotes, alone)
        if self.typography:
            languages = (self.source if own is None else self.locale for own in found)
            sentences = list(map(self._set, sentences, languages))
        return list(map(self.mark, program.messages, sentences)) if self.mark else sentences

    def _runs(self, slot: Slot, found: Sequence[str | None], sentences: Sequence[str]) -> Markup:
        """Join the sentences of a slot.

        A run of untranslated ones carries its own lang and dir, a run of drafts its label.
        """
        runs: list[Markup] = []
        for (is_foreign, is_draft), run in itertools.groupby(
            zip(slot.messages, found, sentences, strict=True),
            lambda each: (each[1] is None, self._is_draft(each[0])),
        ):
            joiner = self.source.joiner if is_foreign else self.locale.joiner
            html = Markup(joiner.join(each for _, _, each in run))  # noqa: S704 - as of the body
            if is_foreign:
                html = self._foreign(html)
            runs.append(self._draft(html) if is_draft else html)
        return Markup(" ").join(runs)

    def _set(self, html: str, language: Locale) -> Markup:
        """Set the white space and the runs of the other direction, where that is wanted."""
        if language.tag not in self.typography:
            return Markup(html)  # noqa: S704 - it is markup
        from lingopress_i18n.typography import typeset  # noqa: PLC0415 - most sites have none

        return Markup(typeset(html, language))  # noqa: S704 - it adds no tag but bdi

    def _spaced(self, words: str, language: Locale) -> str:
        """Set the white space of plain words, where that is wanted."""
        if language.tag not in self.typography:
            return words
        from lingopress_i18n.typography import spaced  # noqa: PLC0415 - likewise

        return spaced(words, language)

    def _foreign(self, html: Markup) -> Markup:
        """Mark text as being in the source language (WCAG 2.2, 3.1.2)."""
        source = self.source
        span = f'<span lang="{source.tag}" dir="{source.direction}">{html}</span>'
        return Markup(span)  # noqa: S704 - tag and direction are CLDR's, the rest is markup already

    def _draft(self, html: Markup) -> Markup:
        """Mark text as a draft, for eyes and ears: the label is text, which style.css may draw."""
        locale = self.locale
        start = f'<span class="draft" lang="{locale.tag}" dir="{locale.direction}">'
        label = f'<span class="draft-label">{spoken(self.label)}</span> '
        return Markup(f"{start}{label}{html}</span>")  # noqa: S704 - as of _foreign; spoken escapes


def _escape(words: str, source: str) -> Markup:
    """Escape a translation's words; no template tags stay tags but those of its source."""
    if "{" not in words:
        return escape(words)
    return Markup(inline.foreign(words, source))  # noqa: S704 - inline.py escapes
