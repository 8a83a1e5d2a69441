"""A history to replay: the articles of a real catalog, and edits such as authors make.

Measured on two translated books, the median edit changes two or three words, a fifth of all edits
change no word at all, and sentences move, split, join, vanish and appear. What became of what is
known here, so that an update's guesses can be judged.
"""

from __future__ import annotations

import random
import re
from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from lingopress_i18n import inline, sentences
from lingopress_i18n.catalog import po
from lingopress_i18n.locales import locale
from lingopress_i18n.sentences import Rules

if TYPE_CHECKING:
    from pathlib import Path

_CODE = re.compile(r"\s*(?://|#|/\*|\{\{%)")
_LINK = re.compile(r"\]\([^)\s]+\)")
_PLAIN = re.compile(r"[A-Za-z][a-z]+")
_SIZES = (1,) * 35 + (2,) * 18 + (3,) * 14 + (4,) * 8 + (5,) * 6 + (7,) * 8 + (10,) * 6
"""How many words an edit touches, as often as it does."""

KINDS = {
    "reword": 40,
    "insert": 10,
    "cut": 8,
    "append": 8,
    "typo": 8,
    "case": 3,
    "rewrite": 5,
    "link": 8,
    "typography": 6,
    "emphasis": 3,
    "split": 3,
    "join": 3,
    "move": 6,
    "move and edit": 3,
    "remove": 12,
    "replace": 4,
    "new": 12,
}
"""Kinds of edits, by how often each of them is tried."""


@dataclass(frozen=True)
class Text:
    """A message as it is after the edits."""

    msgid: str
    origins: tuple[str, ...]
    """The messages it comes from, by what they were; empty for what is brand-new."""
    kind: str = "same"


@dataclass
class History:
    """The articles of a book before and after a revision, by name."""

    before: dict[str, list[str]]
    after: dict[str, list[Text]] = field(default_factory=dict)


def read(path: Path, *, whole: bool) -> dict[str, list[str]]:
    """Take the prose of a catalog apart into its articles, by the files that its entries name.

    Messages are sentences, or ``whole`` paragraphs. What stands in several articles counts for the
    first of them; code is left out.
    """
    rules = Rules(locale("en"), segmentation="paragraph" if whole else "sentence")
    found: dict[str, dict[str, None]] = defaultdict(dict)
    for entry in po.parse(path.read_bytes(), path.name).entries:
        if entry.obsolete or _CODE.match(entry.msgid) or not entry.references:
            continue
        name = entry.references[0].split()[0].rpartition(":")[0] or entry.references[0].split()[0]
        text = " ".join(entry.msgid.split())
        for sentence in sentences.split(text, rules):
            found[name][sentence] = None
    return {name: list(texts) for name, texts in sorted(found.items())}


class Author:
    """Somebody who edits a book, with luck that only depends on a number."""

    def __init__(self, articles: dict[str, list[str]], seed: int) -> None:
        """Keep a tenth of the sentences back: these will be brand-new."""
        self._random = random.Random(seed)  # noqa: S311 - a benchmark, no secret
        self._unseen: list[str] = []
        self._vocabulary: list[str] = []
        before: dict[str, list[str]] = {}
        for name, texts in articles.items():
            kept: list[str] = []
            for text in texts:
                is_prose = len(text.split()) > 3  # noqa: PLR2004 - no heading
                (self._unseen if is_prose and self._luck(0.1) else kept).append(text)
                self._vocabulary += _PLAIN.findall(text)
            before[name] = kept
        self._random.shuffle(self._unseen)
        self.history = History(before)

    def revise(self, share: float) -> History:
        """Edit this share of all messages."""
        after = {
            name: [Text(text, (text,)) for text in texts]
            for name, texts in self.history.before.items()
        }
        kinds, weights = list(KINDS), list(KINDS.values())
        for name, texts in after.items():
            at = 0
            while at < len(texts):
                if self._luck(share) and texts[at].kind == "same":
                    (kind,) = self._random.choices(kinds, weights)
                    at += self._edit(kind, after, name, at)
                else:
                    at += 1
        self.history.after = after
        return self.history

    def _luck(self, share: float) -> bool:
        return self._random.random() < share

    def _edit(self, kind: str, after: dict[str, list[Text]], name: str, at: int) -> int:
        """Edit one message; tell how many messages that makes of it."""
        texts = after[name]
        text = texts[at]
        match kind:
            case "new":
                return 1 + self._insert(texts, at)
            case "replace":
                del texts[at]
                return self._insert(texts, at)
            case "remove":
                del texts[at]
                return 0
            case "move" | "move and edit":
                target = self._random.choice([each for each in after if after[each]])
                moved = self._reworded(text.msgid) if kind == "move and edit" else text.msgid
                if target == name or moved is None:
                    return 1
                del texts[at]
                there = after[target]
                if all(moved != each.msgid for each in there):
                    there.insert(
                        self._random.randrange(len(there) + 1), Text(moved, text.origins, kind)
                    )
                return 0
            case "join" if at + 1 < len(texts) and texts[at + 1].kind == "same":
                second = texts.pop(at + 1)
                joined = (
                    f"{text.msgid.rstrip('.')}, and {second.msgid[:1].lower()}{second.msgid[1:]}"
                )
                texts[at] = Text(joined, (*text.origins, *second.origins), kind)
                return 1
            case "split" if ", " in text.msgid[10:-10]:
                cut = text.msgid.index(", ", 10)
                rest = text.msgid[cut + 2 :]
                texts[at : at + 1] = [
                    Text(text.msgid[:cut] + ".", text.origins, kind),
                    Text(rest[:1].upper() + rest[1:], text.origins, kind),
                ]
                return 2
            case _:
                changed = self._changed(kind, text.msgid)
                if changed and changed != text.msgid:
                    texts[at] = Text(changed, text.origins, kind)
                return 1

    def _insert(self, texts: list[Text], at: int) -> int:
        if not self._unseen:
            return 0
        texts.insert(at, Text(self._unseen.pop(), (), "new"))
        return 1

    def _changed(self, kind: str, text: str) -> str | None:
        words = text.split(" ")
        match kind:
            case "reword":
                return self._reworded(text)
            case "rewrite":
                return self._reworded(text, max(2, len(words) // 2))
            case "insert":
                at = self._random.randrange(len(words))
                more = self._random.choices(self._vocabulary, k=self._random.choice(_SIZES))
                return " ".join([*words[:at], *more, *words[at:]])
            case "cut":
                size = min(self._random.choice(_SIZES), len(words) // 2)
                at = self._random.randrange(len(words) - size + 1)
                return " ".join([*words[:at], *words[at + size :]])
            case "append":
                more = self._random.choices(self._vocabulary, k=self._random.randint(4, 14))
                return f"{text.rstrip('.')}, {' '.join(more).lower()}."
            case "typo":
                return self._misspelt(words)
            case "case":
                return text.swapcase() if len(words) < 3 else text.capitalize()  # noqa: PLR2004 - a heading
            case "link":
                return _LINK.sub(lambda _: f"](new/{self._random.randrange(999)}.md)", text)
            case "typography":
                return text.replace("'", "’").replace('"', "“").replace("...", "…")
            case "emphasis":
                return self._emphasized(words)
            case _:
                return None

    def _reworded(self, text: str, size: int = 0) -> str | None:
        words = text.split(" ")
        places = [at for at, word in enumerate(words) if _PLAIN.fullmatch(word)]
        if not places:
            return None
        size = min(size or self._random.choice(_SIZES), max(1, len(places) * 2 // 3))
        start = self._random.randrange(len(places) - size + 1)
        together = self._luck(0.7)
        chosen = places[start : start + size] if together else self._random.sample(places, size)
        for at in chosen:
            words[at] = self._random.choice(self._vocabulary)
        return " ".join(words)

    def _misspelt(self, words: list[str]) -> str:
        at = self._random.randrange(len(words))
        word = words[at]
        cut = self._random.randrange(len(word) + 1)
        return " ".join([*words[:at], word[:cut] + "e" + word[cut + 1 :], *words[at + 1 :]])

    def _emphasized(self, words: list[str]) -> str | None:
        places = [at for at, word in enumerate(words) if _PLAIN.fullmatch(word)]
        if not places:
            return None
        at = self._random.choice(places)
        return " ".join([*words[:at], f"*{words[at]}*", *words[at + 1 :]])


def translated(text: str) -> str:
    """Translate a text into a language of our own: other letters, the same marks."""
    message = inline.parse(text)
    out, cursor = "", 0
    for event in message.events:
        if event.kind == "text" and message.literal(event.start, event.end) == event.value:
            out += message.literal(cursor, event.start) + event.value.translate(_ALPHABET)
            cursor = event.end
    return out + message.literal(cursor, len(message.source))


_LATIN = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
_OTHER = "абцдефгхийклмнопкрстувшксзАБЦДЕФГХИЙКЛМНОПКРСТУВШКСЗ"
_ALPHABET = str.maketrans(_LATIN, _OTHER)
