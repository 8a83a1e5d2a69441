"""The way through the blocks of a Markdown body, step by step, and what is made of them."""

from __future__ import annotations

import bisect
import re
from typing import TYPE_CHECKING, Any

from lingopress_i18n import inline
from lingopress_i18n.document import Attribute, CodeWords, Fixed
from lingopress_i18n.inline import ordinary
from lingopress_i18n.markup import (
    attributes,
    code_block,
    containers,
    content,
    html_block,
    raw_html,
    simple,
    steering,
    steps,
    wrapping,
)
from lingopress_i18n.markup.block_html import BlockHtml
from lingopress_i18n.markup.builder import CODE_SPANS, Builder
from lingopress_i18n.markup.tag_text import TagText

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from lingopress_i18n.article import Article
    from lingopress_i18n.document import Document, Slot, Tag
    from lingopress_i18n.inline.events import Event
    from lingopress_i18n.markup.containers import Mark
    from lingopress_i18n.markup.mdx import Flow, Hidden
    from lingopress_i18n.markup.places import Kind, Piece, Place, Places
    from lingopress_i18n.markup.steering import Wishes
    from lingopress_i18n.markup.wrapping import Wrapped
    from lingopress_i18n.sentences import Rules

_HEADINGS = {f"H{level}": f"heading {level}" for level in range(1, 7)}
_ROLES = {
    **_HEADINGS,
    "TableCell": "table cell",
    "Item": "list item",
    "FootnoteDefinition": "footnote",
    "DefinitionListTitle": "term",
    "DefinitionListDefinition": "definition",
}
_VERBATIM = frozenset({"CodeBlock", "HtmlBlock"})
_CONTAINER = "Container"
_KINDS: dict[str, Kind] = {"table cell": "cell", **dict.fromkeys(_HEADINGS.values(), "heading")}
"""How the content of a role is written, if not as running text."""


class Walk:
    """One walk through the events of an article's body."""

    def __init__(self, article: Article, rules: Rules, hidden: Hidden | None) -> None:
        """Take an article, the rules of its messages, and what of it is a program, if it is MDX."""
        self.hidden = hidden
        self.body = hidden.body if hidden else article.body
        self.text = containers.read(self.body, only_colons=hidden is not None)
        self._source = self.text.body.encode()
        self._article = article
        self._builder = Builder(rules)
        self._language = rules.locale.tag.partition("-")[0].lower()
        self._foreign = raw_html.Foreign(self._language)
        self._html = BlockHtml()
        self._steering = steering.Steering()
        self._line_starts = [match.end() for match in re.finditer(b"\n", self._source)]
        self._blocks: list[str] = []
        self._content: list[Any] = []  # inline events since the last block event
        self._raw: list[Piece] = []  # the open block of raw HTML
        self._code: list[Piece] = []  # that of code
        self._code_language = ""
        self._title: Slot | None = None
        self._first_headings = 0  # of level 1
        self._has_id = False  # of the last heading
        self._tag_text = TagText(article, self._builder, rules.attributes, hidden)
        self.places: Places | None = None
        self._wrapped = ""  # the role of what the element of MDX at hand holds
        self._script = ""  # the raw element that is open and whose text no translator may write

    @property
    def flows(self) -> list[Place]:
        """Where tags of MDX stand alone that hold text, in the body as written."""
        return self._tag_text.flows

    def run(self, found: Sequence[Any]) -> Document:
        """Take the steps of ``text``, all of them, once; give the document.

        Raises ContentError for a steering comment that says nothing known.
        """
        if "{" in self.text.body:
            self._builder.reserve(steps.given_ids(found))
        in_verbatim = False
        for step in found:
            event, span = step
            name = event if isinstance(event, str) else next(iter(event))
            if not in_verbatim and name in steps.INLINE_EVENTS:  # most are
                self._content.append(step)
                continue
            name, kind, data = steps.dissect(event)
            if not in_verbatim and kind in steps.INLINE_TAGS:
                self._content.append(step)
                continue
            is_empty = not self._content
            if not is_empty:
                self._finish_content()
            self._block(name, kind, data, span["start"], is_empty=is_empty)
            in_verbatim = bool(self._blocks) and self._blocks[-1] in _VERBATIM
        while self._blocks:
            self._close_container()
        is_alone = self._first_headings == 1 and self._builder.begins_with("<h1")
        in_body = is_alone or not self._article.title
        return self._builder.document(self._article, self._title, in_body=in_body)

    def _block(self, name: str, kind: str, data: Any, start: int, *, is_empty: bool) -> None:  # noqa: ANN401 - data of the parser's event
        """Write what a block event stands for."""
        match name:
            case "Start" if kind == "HtmlBlock":
                self._blocks.append(kind)
            case "End" if kind == "HtmlBlock":
                self._blocks.pop()
                self._finish_raw(start)
            case "Start":
                self._steering.enter(len(self._blocks))
                self._blocks.append(data["level"] if kind == "Heading" else kind)
                self._has_id = kind == "Heading" and data["id"] is not None
                if kind == "CodeBlock":
                    self._code_language = steps.code_language(data)
                self._start_block(self._html.opening(kind, data))
            case "End":
                if self._code:
                    self._finish_code(start)
                while self._blocks[-1] == _CONTAINER:
                    self._close_container()
                if self._blocks.pop() in _HEADINGS and is_empty:
                    self._builder.html(">")
                self._builder.html(self._html.closing(kind, data))
                self._leave()
            case "Rule":
                self._start_block("\n<hr />\n")
            case "TaskListMarker":
                self._builder.html(self._html.task(is_done=data))
            case _ if self._blocks[-1] == "HtmlBlock":  # HTML, and the white space before it
                self._raw.append((start, data))
            case _:
                self._code.append((start, data))

    def _start_block(self, markup: str) -> None:
        self._builder.html(markup.removeprefix("\n") if self._builder.ends_line else markup)

    def _finish_content(self) -> None:
        """Turn the inline events since the last block event into a slot."""
        wishes = self._wishes()
        if self.hidden and (wrapped := wrapping.cut(self._content, self.hidden)):
            self._finish_wrapped(wrapped, wishes)
            return
        is_message = not (self._script or wishes.is_skipped)
        found = simple.read(self._source, self._content) if is_message else None
        if found is None:
            self._finish_marked(wishes)
            return
        self._content.clear()
        role, line = self._role(), self._line(found.start)
        self._finish_heading(role, found.text)
        tags = raw_html.kept(ordinary.raw_elements(found.pieces)) if "<" in found.text else ()
        slot = self._builder.slot(found.text, role, line, wishes, tags=tags, read=found.pieces)
        self._keep(slot, role, found.start, found.end)

    def _finish_wrapped(self, found: Wrapped, wishes: Wishes) -> None:
        """Turn what one element of MDX holds into a slot, and its start tag into parts."""
        message = attributes.wording(self._line(found.span[0]), wishes)
        self._tag_text.opening(found, message, self.places)
        self._content[:] = found.content
        before, self._wrapped = self._wrapped, found.role or self._wrapped
        if self._content:
            self._finish_content()
        self._wrapped = before
        self._builder.html(inline.escape_text(found.closing))

    def _finish_marked(self, wishes: Wishes) -> None:
        """Do so where it is more than words, links, emphasis, code and raw elements."""
        in_table = self._blocks[-1] == "TableCell"
        guard = self.hidden.guard if self.hidden else ""
        found = content.read(self._source, self._content, in_table=in_table, guard=guard)
        self._content.clear()
        role = self._role()
        self._finish_heading(role, found.text)
        notes = {label: self._html.number(label) for label in found.of_kind("note")}
        line = self._line(found.start)
        is_script = self._enters_script(found.of_kind("html"))
        has_tags = "<" in found.text and not is_script
        tags = self._tags(found.events, line, wishes) if has_tags else ()
        tags += self._tag_text.amid(found.text, attributes.wording(line, wishes))
        is_message = not (wishes.is_skipped or is_script) and (
            role == "heading 1" or found.has_words(tags)
        )
        is_live = is_message or tags or any(event.target for event in found.events)
        if not is_live or not found.survives(notes):
            self._builder.html(inline.to_html(found.events, footnotes=notes))
        elif not is_message:
            self._builder.fixed(found.text, notes, tags)
            if self.places and tags:
                part = Fixed(found.text, notes, tags)
                self.places.add(found.start, found.end, _KINDS.get(role, "text"), part)
        else:
            slot = self._builder.slot(
                found.text, role, line, wishes, notes, tags, read=found.message
            )
            self._keep(slot, role, found.start, found.end)

    def _finish_heading(self, role: str, text: str) -> None:
        """Finish the opening tag of a heading, whose id is made of its words."""
        if role in _HEADINGS.values():
            if not self._has_id:
                self._builder.anchor(inline.plain(text))
            self._builder.html(">")

    def _keep(self, slot: Slot, role: str, start: int, end: int) -> None:
        """Note where a slot stands, and whether it is the title."""
        if self.places:
            self.places.add(start, end, _KINDS.get(role, "text"), slot)
        if role == "heading 1":
            self._first_headings += 1
            self._title = self._title or slot

    def _enters_script(self, tags: Iterable[str]) -> bool:
        """Follow raw tags; tell whether a script or a style sheet is open at any of them."""
        opened = [self._script]
        for tag in tags:
            opened.append(html_block.script(opened[-1], tag))
        self._script = opened[-1]
        return any(opened)

    def _finish_code(self, start: int) -> None:
        """Write the content of a block of code; its words are messages if the author wishes so."""
        pieces = self._code.copy()
        self._code.clear()
        copied = "".join(text for _, text in pieces)
        code = self._restored(copied)
        wishes = self._wishes()
        wording = attributes.wording(self._line(start), wishes) if wishes.opens_code else None
        if wording is None:
            self._builder.html(inline.escape_text(code))
        else:
            cut = list(code_block.parts(code, self._code_language, wording))
            self._builder.add(part for _, part in cut)
            for span, part in cut if self.places and code == copied else ():
                if self.places and isinstance(part, CodeWords):
                    self.places.add_copied(pieces, span, "code", part)

    def _finish_raw(self, start: int) -> None:
        """Write a block of raw HTML, its text as messages; obey the comments in it."""
        line, depth = self._line(start), len(self._blocks)
        is_entered, is_after_own = False, False
        at = 0
        for kind, text, role in html_block.tokens("".join(text for _, text in self._raw)):
            is_own = kind == "comment" and self._obey(text, line)
            is_blank = is_after_own and not text.strip()  # what separated our comment from the next
            if not is_own and not is_blank:
                if not is_entered and kind != "comment" and text.strip():
                    is_entered = True
                    self._steering.enter(depth)
                self._raw_token(kind, text, role, line, at)
            is_after_own = is_own
            line += text.count("\n")
            at += len(text)
        if is_entered:
            self._leave()
        self._raw.clear()

    def _raw_token(self, kind: str, text: str, role: str, line: int, at: int) -> None:
        """Write a token; ``at`` is its offset in its block."""
        self._foreign.follow(text if kind == "html" else "", len(self._blocks))
        wishes = self._wishes()
        is_script = self._enters_script([text])
        is_text = kind == "text" and not (wishes.is_skipped or is_script)
        message = html_block.message(text) if is_text else None
        if message is not None:
            tags = self._tags(inline.parse(message).events, line, wishes)
            slot = self._builder.slot(message, role, line, wishes, tags=(*tags, CODE_SPANS))
            if self.places:
                self.places.add_copied(self._raw, (at, at + len(text)), "html", slot)
        elif is_script or kind in ("comment", "other"):
            self._builder.html(self._restored(text))
        else:
            wording, is_code = attributes.wording(line, wishes), kind == "element"
            written = self._restored(text)
            for start, end, parts in raw_html.pieces(
                written, self._language, wording, is_code=is_code
            ):
                self._builder.add(parts)
                if (
                    self.places
                    and written == text
                    and any(isinstance(part, Attribute) for part in parts)
                ):
                    self.places.add_copied(self._raw, (at + start, at + end), "html", tuple(parts))

    def _restored(self, text: str) -> str:
        """Put back lines that were taken for a container's, or for MDX, and are neither."""
        text = self.text.restore(text)
        return self.hidden.restore(text, {}) if self.hidden else text

    def _tags(self, events: Sequence[Event], line: int, wishes: Wishes) -> tuple[Tag, ...]:
        """List the raw tags of a block's content that are not printed as they stand there."""
        return raw_html.tags(events, self._language, attributes.wording(line, wishes))

    def _wishes(self) -> Wishes:
        """Give what the author wishes for the content at hand, in comments or in raw tags."""
        wishes = self._steering.wishes()
        return wishes._replace(is_skipped=True) if self._foreign.is_open else wishes

    def _leave(self) -> None:
        """Say that a block ends."""
        self._steering.leave(len(self._blocks))
        self._foreign.leave(len(self._blocks))

    def _obey(self, comment: str, line: int) -> bool:
        """Follow a comment that is the author's or marks a container; tell whether it was one."""
        mark = self.text.mark(comment)
        if self.hidden and (flow := self.hidden.flow(comment)):
            return self._print_flow(flow, line)
        if mark is None:
            words = comment.strip().removeprefix("<!--").removesuffix("-->")
            directive = steering.parse(words, f"{self._article.where}:{line}")
            if directive:
                self._steering.steer(directive)
            return directive is not None
        if mark.is_tags:
            return self._print_tags(mark, line)
        if not mark.kind:
            if self._blocks[-1:] == [_CONTAINER]:
                self._close_container()
            return True
        self._steering.enter(len(self._blocks))
        self._blocks.append(_CONTAINER)
        self._start_block(f'\n<div class="admonition {mark.kind}">\n')
        if mark.title:
            self._builder.html('<p class="admonition-title">')
            wishes = self._wishes()
            if wishes.is_skipped:
                self._builder.fixed(mark.title, {})
            else:
                slot = self._builder.slot(mark.title, "admonition title", line, wishes)
                if self.places:
                    self.places.add_title(mark, line - self._article.body_line, slot)
            self._builder.html("</p>\n")
        return True

    def _print_tags(self, mark: Mark, line: int) -> bool:
        """Print a line of template tags as a paragraph; tell whether it is one, and no raw HTML."""
        raw = "".join(text for _, text in self._raw)
        if not self.text.is_marks(raw):
            return False
        self._steering.enter(len(self._blocks))
        self._start_block("\n<p>")
        message = attributes.wording(line, self._wishes())
        self._tag_text.line(mark, line, message, self.places)
        self._builder.html("</p>\n")
        self._leave()
        if mark.code:
            self._steering.code(begins=mark.code == "begins")
        return True

    def _print_flow(self, flow: Flow, line: int) -> bool:
        """Print tags and expressions of MDX that stand alone, a paragraph a line; obey comments."""
        directive = steering.parse(flow.comment, f"{self._article.where}:{line}")
        if directive:
            self._steering.steer(directive)
        elif not flow.comment:
            self._steering.enter(len(self._blocks))
            self._start_block("\n<p>")
            self._tag_text.flow(flow, attributes.wording(line, self._wishes()))
            self._builder.html("</p>\n")
            self._leave()
        return True

    def _close_container(self) -> None:
        self._blocks.pop()
        self._start_block("\n</div>\n")
        self._leave()

    def _line(self, start: int) -> int:
        """Give the line, in the article's file, of a byte."""
        index = bisect.bisect_right(self._line_starts, start)
        return self._article.body_line + self.text.lines[index]

    def _role(self) -> str:
        """Say what the current block is, by the innermost element that tells."""
        if self._wrapped:
            return self._wrapped
        for block in reversed(self._blocks):
            if block in _ROLES:
                return _ROLES[block]
        return "paragraph"
