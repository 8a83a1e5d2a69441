"""Filling a document's slots: translated sentences joined for their script, the rest marked."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from markupsafe import Markup, escape

from lingopress_i18n import inline
from lingopress_i18n.document import Address, Anchor, Attribute, Fixed, Literal, Slot
from lingopress_i18n.policy import NOTHING
from lingopress_i18n.render.view import Text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from lingopress_i18n.document import Key, Message, Part
    from lingopress_i18n.locales import Locale
    from lingopress_i18n.policy import Policy

_TAG = re.compile("<[^<>]*>")


@dataclass(frozen=True)
class Filling:
    """Translations of one article, or of the site's own messages, into one locale."""

    translations: Mapping[Key, str]
    """The reviewed ones."""
    locale: Locale
    source: Locale
    policy: Policy = NOTHING
    """What translations may use that their source does not."""

    def translation(self, message: Message) -> str | None:
        """Give the inline Markdown to print for a message; None where it is not translated.

        In the locale that the message was written in, that is the message itself.
        """
        if self.locale == self.source:
            return message.text
        return self.translations.get(message.key)

    def body(
        self, parts: Iterable[Part], rewrite: Callable[[str], str] = str, *, anchors: bool = True
    ) -> Markup:
        """Fill a document's parts; headings get their ids unless ``anchors`` is off."""
        html: list[str] = []
        for part in parts:
            if isinstance(part, Literal):
                html.append(part.html)
            elif isinstance(part, Anchor):
                if anchors:
                    html.append(f' id="{inline.escape_attribute(part.id)}"')
            elif isinstance(part, Attribute):
                html.append(self._attribute(part.message))
            elif isinstance(part, Fixed):
                html.append(inline.render(part.text, rewrite, part.footnotes))
            elif isinstance(part, Address):
                html.append(inline.escape_attribute(rewrite(part.target)))
            else:
                html.append(self._slot(part, rewrite))
        return Markup("".join(html))  # noqa: S704 - inline.py made or escaped every piece

    def text(self, slot: Slot, newline: str = " ") -> Text:
        """Give a slot's words for a title or the like, where no markup is wanted.

        ``newline`` is what a line break becomes.
        """
        found = [(self.translation(message), message.text) for message in slot.messages]
        words = [inline.plain(text if own is None else own, newline) for own, text in found]
        html = [
            _escape(plain, source) if own is not None else self._foreign(escape(plain))
            for plain, (own, source) in zip(words, found, strict=True)
        ]
        joiner = " " if any(own is None for own, _ in found) else self.locale.joiner
        return Text(escape(joiner).join(html), joiner.join(words))

    def fields(self, value: Any) -> Any:  # noqa: ANN401 - any front matter
        """Localize front matter: a text for each slot, of whose lines none is joined."""
        if isinstance(value, Slot):
            return self.text(value, "\n")
        if isinstance(value, dict):
            return {key: self.fields(each) for key, each in value.items()}
        if isinstance(value, list):
            return [self.fields(each) for each in value]
        return value

    def _slot(self, slot: Slot, rewrite: Callable[[str], str]) -> str:
        """Render a slot; text is escaped, so that only tags can look like its tags."""
        html = str(self._content(slot, rewrite))
        if not slot.tags:
            return html
        tags = {tag: str(self.body(parts, rewrite)) for tag, parts in slot.tags}
        return _TAG.sub(lambda match: tags.get(match[0], match[0]), html)

    def _attribute(self, message: Message) -> str:
        """Escape an attribute's words; the source's own where they are not translated."""
        own = self.translation(message)
        words = inline.plain(message.text if own is None else own)
        return inline.foreign(words, message.text)

    def _content(self, slot: Slot, rewrite: Callable[[str], str]) -> Markup:
        """Render a slot's messages; a run of untranslated ones carries its own lang and dir."""
        runs: list[Markup] = []
        for is_foreign, run in itertools.groupby(
            slot.messages, lambda message: self.translation(message) is None
        ):
            if is_foreign:
                sentences = [inline.render(each.text, rewrite, slot.footnotes) for each in run]
                runs.append(self._foreign(_join(self.source.joiner, sentences)))
            else:
                sentences = [self._sentence(each, rewrite, slot.footnotes) for each in run]
                runs.append(_join(self.locale.joiner, sentences))
        return Markup(" ").join(runs)

    def _sentence(
        self, message: Message, rewrite: Callable[[str], str], footnotes: Mapping[str, int]
    ) -> str:
        if self.locale == self.source:
            return inline.render(message.text, rewrite, footnotes)
        translation = self.translations[message.key]
        return inline.render_translation(translation, message.text, rewrite, footnotes, self.policy)

    def _foreign(self, html: Markup) -> Markup:
        """Mark text as being in the source language (WCAG 2.2, 3.1.2)."""
        source = self.source
        span = f'<span lang="{source.tag}" dir="{source.direction}">{html}</span>'
        return Markup(span)  # noqa: S704 - tag and direction are CLDR's, the rest is markup already


def _escape(words: str, source: str) -> Markup:
    """Escape a translation's words; no template tags stay tags but those of its source."""
    if "{" not in words:
        return escape(words)
    return Markup(inline.foreign(words, source))  # noqa: S704 - inline.py escapes


def _join(joiner: str, sentences: Iterable[str]) -> Markup:
    return Markup(joiner.join(sentences))  # noqa: S704 - inline.py made or escaped every piece
