"""Inline markup of one message as codes that a translation engine can carry.

A message is inline CommonMark. `protect` cuts it into text, which is translated, and codes, which
are not: a code stands for Markdown source that comes back byte for byte. `restore` writes Markdown
from tokens, and `validate` says why an engine's tokens must not be written (law 7).

Laws: ``restore(p, p.tokens) == p.source`` for every message; whatever text an engine answers,
tokens that `validate` accepts restore to Markdown with exactly the source's constructs.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from lingopress_i18n import inline
from lingopress_translate.constructs import find_markup

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_ESCAPE = re.compile(r"\\[!-/:-@\[-`{-~]")
_CHARACTER = re.compile(rf"{_ESCAPE.pattern}|&#?\w+;")
_SPECIAL = re.compile(r"[\\`*_\[\]<&$~]|\A\(|!\Z")


@dataclass(frozen=True, slots=True)
class Text:
    """Language, to be translated: free of Markdown escapes and entities."""

    text: str


@dataclass(frozen=True, slots=True)
class Open:
    """The opening side of the pair ``id``."""

    id: int


@dataclass(frozen=True, slots=True)
class Close:
    """The closing side of the pair ``id``."""

    id: int


@dataclass(frozen=True, slots=True)
class Code:
    """Something alone: code, image, tag, address, placeholder, escape, hard break, fixed term."""

    id: int


Token: TypeAlias = Text | Open | Close | Code
_KINDS: dict[str, type[Open | Close | Code]] = {
    "open": Open,
    "close": Close,
    "alone": Code,
    "term": Code,
}


@dataclass(frozen=True, slots=True)
class Protected:
    """A message cut into text and codes."""

    source: str
    """The message as it was given."""
    tokens: tuple[Token, ...]
    """In order; their Markdown, concatenated, is `source`."""
    table: Mapping[Token, str]
    """The Markdown source of every code token. Ids count from 1, across pairs and single codes."""
    words: frozenset[Token] = frozenset()
    """The single codes that are mere words: fixed terms."""

    def is_character(self, token: Token) -> bool:
        """Tell whether a token is a code that readers see as text: an escape, entity or term."""
        return isinstance(token, Code) and (
            token in self.words or bool(_CHARACTER.fullmatch(self.table.get(token, "")))
        )


def protect(msgid: str, fixed: re.Pattern[str] | None = None) -> Protected:
    """Cut a message into text and codes. Any string will do; nothing is lost.

    Every match of ``fixed`` in the text, a term that stays as it is, is a code that stands alone.
    """
    tokens: list[Token] = []
    table: dict[Token, str] = {}
    ids: dict[int, int] = {}
    words: set[Token] = set()
    at = 0
    for piece in find_markup(msgid, fixed):
        if piece.start > at:
            tokens.append(Text(msgid[at : piece.start]))
        token = _KINDS[piece.kind](ids.setdefault(piece.key, len(ids) + 1))
        tokens.append(token)
        table[token] = msgid[piece.start : piece.end]
        if piece.kind == "term":
            words.add(token)
        at = piece.end
    if at < len(msgid):
        tokens.append(Text(msgid[at:]))
    return Protected(msgid, tuple(tokens), table, frozenset(words))


def restore(protected: Protected, tokens: Sequence[Token]) -> str:
    """Write tokens as Markdown, escaping no more of the text than is needed.

    The inverse of `protect` on unchanged tokens. Of changed tokens it makes what they say if
    Markdown can say it; call `validate` first, which tells.
    """
    return _write(protected, tokens) or _join(protected.table, tokens, escape=True)


def validate(protected: Protected, tokens: Sequence[Token]) -> list[str]:
    """List the reasons, in plain words, why tokens must not be written. Empty: they may."""
    written = rewrite(protected, tokens)
    return [] if isinstance(written, str) else written


def rewrite(protected: Protected, tokens: Sequence[Token]) -> str | list[str]:
    """Write tokens as `restore` does if they may be written; else list the reasons why not."""
    reasons = _broken(protected, tokens)
    if reasons:
        return reasons
    written = _write(protected, tokens)
    return ["the text would change the markup around it"] if written is None else written


def write_plain(text: str) -> str | None:
    """Write text as Markdown that has no markup whatever; None where it cannot be."""
    escaped = _SPECIAL.sub(r"\\\g<0>", text)
    shown = inline.plain(escaped)
    for markdown in (text, escaped):
        codes = protect(markdown).table.values()
        if all(map(_CHARACTER.fullmatch, codes)) and inline.plain(markdown) == shown:
            return markdown
    return None


def _broken(protected: Protected, tokens: Sequence[Token]) -> list[str]:
    """List what is wrong with the codes of tokens, whatever their text says."""
    if not protected.table and all(isinstance(token, Text) for token in tokens):
        return []
    expected = Counter(token for token in protected.tokens if not isinstance(token, Text))
    found = Counter(token for token in tokens if not isinstance(token, Text))
    show = protected.table
    reasons = [f"lost {show[token]}" for token in expected - found]
    reasons += [f"added {show.get(token, token)}" for token in found - expected]
    if reasons:
        return reasons
    before, after = parents(protected.tokens), parents(tokens)
    if before is None or after is None:
        return ["marks cross or close before they open"]
    return [
        f"{show[token]} moved into or out of a mark"
        for token in before
        if before[token] != after[token]
    ]


def parents(tokens: Sequence[Token]) -> dict[Token, tuple[int, ...]] | None:
    """Map every code to the ids of the pairs around it, outermost first; None if not nested."""
    stack: list[int] = []
    around: dict[Token, tuple[int, ...]] = {}
    for token in tokens:
        if isinstance(token, Close) and (not stack or stack.pop() != token.id):
            return None
        if not isinstance(token, Text):
            around[token] = tuple(stack)
        if isinstance(token, Open):
            stack.append(token.id)
    return None if stack else around


def _write(protected: Protected, tokens: Sequence[Token]) -> str | None:
    """Find Markdown that parses to exactly these tokens; None if there is none."""
    if not protected.table:
        plainly = "".join(token.text for token in tokens if isinstance(token, Text))
        if not find_markup(plainly):
            return plainly
    tidy = _spaces_outside(tokens)
    # As it stands; with escapes; and with the other mark where two emphases touch, or a word does.
    for attempt, escape, mark in (
        (tokens, False, ""),
        (tidy, False, ""),
        (tidy, True, ""),
        (tidy, True, "*"),
        (tidy, True, "_"),
    ):
        markdown = _join(protected.table, attempt, escape=escape, mark=mark)
        again = protect(markdown)
        same = _meaning(again, again.tokens) == _meaning(protected, attempt)
        if same and inline.has_same_structure(markdown, protected.source):
            return markdown
    return None


def _join(
    table: Mapping[Token, str], tokens: Sequence[Token], *, escape: bool, mark: str = ""
) -> str:
    parts: list[str] = []
    for token in tokens:
        part = token.text if isinstance(token, Text) else table[token]
        if escape and isinstance(token, Text):
            part = _SPECIAL.sub(r"\\\g<0>", part)
        elif mark and isinstance(token, Open | Close) and part in {"*", "_"}:
            part = mark
        parts.append(part)
    return "".join(parts)


def _meaning(protected: Protected, tokens: Sequence[Token]) -> list[tuple[str, str]]:
    """Bring tokens to a form that is equal for equal content, however escaped and numbered."""
    meaning: list[tuple[str, str]] = []
    for token in tokens:
        source = token.text if isinstance(token, Text) else protected.table[token]
        kind = type(token).__name__
        if kind == "Code" and _ESCAPE.fullmatch(source):
            kind, source = "Text", source[1:]
        elif token in protected.words:
            kind = "Text"
        elif kind in {"Open", "Close"} and source == "_":
            source = "*"
        if kind == "Text" and meaning and meaning[-1][0] == "Text":
            meaning[-1] = ("Text", meaning[-1][1] + source)
        else:
            meaning.append((kind, source))
    return meaning


def _spaces_outside(tokens: Sequence[Token]) -> list[Token]:
    """Move white space at the inner edges of pairs out of them: ``* a*`` is not emphasis."""
    out: list[Token] = []
    pending = ""  # white space taken from before a closing side
    for token in tokens:
        if isinstance(token, Close):
            if out and isinstance(out[-1], Text):
                text = out[-1].text
                del out[-1]
                kept = text.rstrip()
                pending = text[len(kept) :] + pending
                out += [Text(kept)] if kept else []
            out.append(token)
            continue
        text = pending
        pending = ""
        if isinstance(token, Text):
            text += token.text
            opens = 0
            while opens < len(out) and isinstance(out[-1 - opens], Open):
                opens += 1
            kept = text.lstrip() if opens else text
            if kept != text:
                out.insert(len(out) - opens, Text(text[: len(text) - len(kept)]))
            text = kept
        out += [Text(text)] if text else []
        out += [] if isinstance(token, Text) else [token]
    return [*out, Text(pending)] if pending else out
