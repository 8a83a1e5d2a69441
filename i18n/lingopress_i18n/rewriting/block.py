"""One block of a Markdown source, rewritten with its translations, on one line.

A block of which nothing is translated is not rewritten. What is written is read again in a block of
its kind, and has to say what a page says; if the translator's spelling does not, because emphasis
touches a letter, say, the same is written in tags.
"""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lingopress_i18n import inline
from lingopress_i18n.document import Attribute, CodeWords, Fixed, Quoted, Slot
from lingopress_i18n.inline import events as parser
from lingopress_i18n.inline.events import TEMPLATE_TAG
from lingopress_i18n.inline.kept import keep
from lingopress_i18n.markup import markdown
from lingopress_i18n.rewriting import values
from lingopress_i18n.rewriting.sentence import BREAK, guarded, in_tags, translated

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from lingopress_i18n.document import Message, Part
    from lingopress_i18n.markup.places import Kind, Place
    from lingopress_i18n.render.fill import Filling

_BLANK = "&#32;"
"""A space that no line begins with, and that is no blank line."""
_BREAK_TAG = "<br /> "
_ALONE = re.compile(r"(</?[A-Za-z](?:[^<>\"']|\"[^\"]*\"|'[^']*')*>)[ \t]*\n")


def rewritten(place: Place, written: str, filling: Filling) -> str | None:
    """Give what stands in a place in the locale of ``filling``; ``written`` stands there now.

    None where nothing in it is translated, or where the locale says what the source does, so that
    the source stays as it is.
    """
    part = place.part
    if isinstance(part, CodeWords):
        return _code(part, filling)
    if not isinstance(part, Slot | Fixed):
        is_changed = any(_is_changed(each, filling) for each in part)
        if place.kind == "tags":
            return values.rewritten(written, part, filling) if is_changed else None
        return _line(filling.body(part)) if is_changed else None
    messages = part.messages if isinstance(part, Slot) else ()
    inner = itertools.chain.from_iterable(tag.parts for tag in part.tags)
    if not any(_says_otherwise(each, filling) for each in messages) and not any(
        _is_changed(each, filling) for each in inner
    ):
        return None
    block = _Block(part, filling)
    if place.kind == "html":
        return _raw(written, _line(block.html()))
    return next(
        (text for text in block.candidates(place.kind) if block.is_said(text, place.kind)), None
    )


def _says_otherwise(message: Message, filling: Filling) -> bool:
    """Tell whether a message is translated, by other words than its own."""
    return filling.translation(message) not in (None, message.text)


def _is_changed(part: Part, filling: Filling) -> bool:
    return isinstance(part, Attribute) and _says_otherwise(part.message, filling)


def _code(part: CodeWords, filling: Filling) -> str | None:
    """Write words of code as they are; None for what would not stay in it."""
    own = filling.translation(part.message)
    if own is None or own == part.message.text:
        return None
    words = " ".join(inline.plain(own).split("\n"))
    tags = {match[0] for match in TEMPLATE_TAG.finditer(words)}
    is_held = all(tag in part.message.text for tag in tags)
    return words if is_held and not words.lstrip().startswith(("```", "~~~")) else None


def _line(html: str) -> str:
    """Put HTML on one line: a blank one would end its block."""
    return " ".join(html.split("\n")).strip(" ")


def _raw(written: str, html: str) -> str | None:
    """Write raw HTML so that it stays that: a tag alone on a line may be what makes it so.

    CommonMark 0.31, 4.6, start condition 7. None where the translation does not begin with the tag.
    """
    opening = _ALONE.match(written)
    if not opening:
        return html or _BLANK
    tag = " ".join(opening[1].split("\n"))
    is_kept = html.startswith(f"{tag} ")
    return f"{tag}\n{html.removeprefix(tag).lstrip(' ')}" if is_kept else None


@dataclass(frozen=True)
class _Block:
    """A block and its translations."""

    part: Slot | Fixed
    filling: Filling

    def candidates(self, kind: Kind) -> Iterator[str]:
        """Go through the ways to write the block, the translators' own first."""
        own = self.markdown()
        tags = in_tags(self.html(), self.source())
        for text in (own, f"{_BLANK}{own}", tags, f"{_BLANK}{tags}"):
            yield text if kind == "text" else _on_one_line(text, kind)

    def markdown(self) -> str:
        """Join the sentences as they are spelled."""
        if not isinstance(self.part, Slot):
            return self._source_sentence(self.part.text)
        own = [self.filling.translation(each) is not None for each in self.part.messages]
        sentences = [self._sentence(each) for each in self.part.messages]
        first, *others = self._joined(sentences, own).split(BREAK)
        lines = [guarded(each.lstrip(" "), is_first=False) for each in others]
        return BREAK.join([guarded(first.lstrip(" ")) if own[0] else first, *lines])

    def html(self) -> str:
        """Write what a page has, but that what is not translated is not marked as such."""
        if not isinstance(self.part, Slot):
            return inline.render(self.part.text, str, self.part.footnotes, self._tags())
        own = [self.filling.translation(each) for each in self.part.messages]
        htmls = [
            inline.render(each.text, str, self.part.footnotes, self._tags())
            if text is None
            else inline.render_translation(
                self._kept(text, each),
                each.text,
                str,
                self.part.footnotes,
                self._tags(),
                self.filling.policy,
            )
            for each, text in zip(self.part.messages, own, strict=True)
        ]
        return self._joined(htmls, [text is not None for text in own])

    def is_said(self, text: str, kind: Kind) -> bool:
        """Tell whether Markdown, in a block of its kind, says what the page does."""
        notes = "".join(f"\n\n[^{label}]: x" for label in self.part.footnotes)
        body = {"heading": f"# {text}", "cell": f"| {text} |\n|---|"}.get(kind, text) + notes
        steps = list(parser.parse(body, markdown.OPTIONS))
        names = {"heading": "Heading", "cell": "TableCell"}
        found = _content(steps, names.get(kind, "Paragraph"))
        if found is None or (kind == "title" and "\n" in text):
            return False
        tags = {value: value for value in self._tags().values()}
        html = inline.to_html(tuple(parser.convert(found)), str, self.part.footnotes, tags)
        return _same(html) == _same(self.html())

    def _joined(self, sentences: Iterable[str], own: Iterable[bool]) -> str:
        """Join sentences as a page does: runs of one language, and spaces between them."""
        runs = itertools.groupby(zip(sentences, own, strict=True), key=lambda pair: pair[1])
        joiners = {True: self.filling.locale.joiner, False: self.filling.source.joiner}
        return " ".join(joiners[is_own].join(text for text, _ in run) for is_own, run in runs)

    def _sentence(self, message: Message) -> str:
        own = self.filling.translation(message)
        if own is None:
            return self._source_sentence(message.text)
        kept = self._kept(own, message)
        return translated(kept, message.text, self._tags(), self.filling.policy)

    def _source_sentence(self, text: str) -> str:
        for markup, written in self._tags().items():
            text = text.replace(markup, written)
        return text

    def _kept(self, own: str, message: Message) -> str:
        openings = {tag.markup for tag in self.part.tags if tag.is_kept}
        return keep(own, message.text, openings) if openings else own

    def _tags(self) -> Mapping[str, str]:
        """Give what is written for raw tags whose attributes are translated."""
        return {
            tag.markup: str(self.filling.body(tag.parts))
            for tag in self.part.tags
            if any(_is_changed(each, self.filling) for each in tag.parts)
            and not any(isinstance(each, Quoted) for each in tag.parts)  # see ``values``
        }

    def source(self) -> str:
        """Give the source's own text."""
        if isinstance(self.part, Slot):
            return " ".join(each.text for each in self.part.messages)
        return self.part.text


def _on_one_line(text: str, kind: Kind) -> str:
    """Write a block that cannot go on in another line, nor hold certain signs."""
    text = text.replace(BREAK, _BREAK_TAG)
    if kind == "heading":
        return re.sub(r"(?<![\\&])(#+)\Z", r"\\\1", text)
    return re.sub(r"(?<!\\)\|", r"\\|", text) if kind == "cell" else text


def _content(steps: list[tuple[object, object]], name: str) -> list[tuple[object, object]] | None:
    """Give the inline steps of a body that is one block of a kind, and footnotes; else None."""
    found: list[tuple[object, object]] = []
    is_open, count = False, 0
    for step, span in steps:
        kind = _kind(step)
        if kind == ("Start", "FootnoteDefinition"):
            break
        if kind == ("Start", name):
            is_open, count = True, count + 1
        elif kind == ("End", name):
            is_open = False
        elif is_open:
            found.append((step, span))
        elif kind[1] not in ("Table", "TableHead"):
            return None
    return found if count == 1 and found else None


def _kind(step: object) -> tuple[str, str]:
    """Name a step and the element that it is about."""
    if not isinstance(step, dict):
        return str(step), ""
    ((name, value),) = step.items()
    return name, next(iter(value)) if isinstance(value, dict) else str(value)


def _same(html: str) -> str:
    """Bring HTML to a form that is equal for what a browser shows alike."""
    return "".join(html.replace("&#123;", "{").split())
