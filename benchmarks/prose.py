"""Real sentences in English, from what lies on the machine, and edits such as authors make."""

from __future__ import annotations

import ast
import gettext
import gzip
import hashlib
import html
import random
import re
import sysconfig
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.corpus import SHARED
from lingopress_i18n.catalog import po

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

_TEXT = re.compile(r"(?i)^(?!changelog|copyright|news).*(?:\.(?:txt|md|rst)|readme)(?:\.gz)?$")
_BLOCKS = re.compile(
    r"(?is)<(script|style|pre)\b.*?</\1>|</?(?:p|div|li|h\d|t[dr]|d[td]|br)\b[^>]*>"
)
_SENTENCE = re.compile(r"(?<=[.!?:])\s+(?=[A-Z(])")
_PROSE = re.compile(r"[a-z]{3}.* [a-z]")
_LENGTHS = range(3, 601)


def sentences() -> dict[str, list[str]]:
    """Give sentences by where they are from, each once, in an order that says nothing of them."""
    seen: set[str] = set()
    found: dict[str, list[str]] = {}
    for name, texts in (
        ("the catalogs of a book", _catalogs()),
        ("programs' catalogs in /usr/share/locale", _programs()),
        ("/usr/share/doc", _documentation()),
        ("Python's docstrings", _docstrings()),
    ):
        found[name] = []
        for text in texts:
            sentence = " ".join(text.split())
            if len(sentence) in _LENGTHS and sentence not in seen and sentence.isprintable():
                seen.add(sentence)
                found[name].append(sentence)
    return {name: sorted(each, key=_scattered) for name, each in found.items() if each}


def edits(texts: Sequence[str], words: Sequence[str], number: int) -> Iterator[tuple[str, str]]:
    """Go through edits of texts drawn by lot: their kind, and the text that results."""
    rng = random.Random(7)  # noqa: S311 - the same edits every time
    kinds: tuple[Callable[[list[str]], None], ...] = (
        lambda parts: parts.__setitem__(rng.randrange(len(parts)), rng.choice(words)),
        lambda parts: parts.__delitem__(rng.randrange(len(parts))),
        lambda parts: parts.__setitem__(at := rng.randrange(len(parts)), _inflected(parts[at])),
        lambda parts: parts.extend(rng.choice(words) for _ in range(len(parts) // 4 + 1)),
        lambda parts: parts.__setitem__(
            slice(None),
            [re.sub(r"\d+", lambda _: str(rng.randrange(2000)), part) for part in parts],
        ),
    )
    names = ("word", "cut", "inflected", "clause", "number")
    while number:
        chosen = rng.randrange(len(kinds))
        parts = rng.choice(texts).split()
        before = list(parts)
        kinds[chosen](parts)
        if parts and parts != before:
            yield names[chosen], " ".join(parts)
            number -= 1


def _inflected(word: str) -> str:
    return word[:-1] if word.endswith("s") else f"{word}s"


def _scattered(text: str) -> bytes:
    return hashlib.blake2b(text.encode()).digest()


def _catalogs() -> Iterator[str]:
    for path in sorted((SHARED / "po").glob("*.po")):
        for entry in po.parse(path.read_bytes(), path.name).entries:
            yield entry.msgid


def _programs() -> Iterator[str]:
    for path in sorted(Path("/usr/share/locale").glob("*/LC_MESSAGES/*.mo")):
        try:
            with path.open("rb") as stream:
                catalog = vars(gettext.GNUTranslations(stream))["_catalog"]
        except (OSError, UnicodeDecodeError, IndexError):  # what gettext makes of broken headers
            continue
        for key in catalog:
            yield (key[0] if isinstance(key, tuple) else key).rpartition("\x04")[2]


def _documentation() -> Iterator[str]:
    for path in sorted(Path("/usr/share/doc").rglob("*")):
        is_html = path.suffix in (".html", ".htm")
        if path.is_file() and (is_html or _TEXT.match(path.name)):
            try:
                data = path.read_bytes()
                text = (gzip.decompress(data) if path.suffix == ".gz" else data).decode()
            except (OSError, EOFError, UnicodeDecodeError):
                continue
            if is_html:
                text = html.unescape(re.sub(r"<[^>]*>", "", _BLOCKS.sub("\n\n", text)))
            yield from _of_paragraphs(text)


def _docstrings() -> Iterator[str]:
    documented = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Module)
    for path in sorted(Path(sysconfig.get_path("stdlib")).rglob("*.py")):
        if {"site-packages", "test", "tests", "lib2to3"}.intersection(path.parts):
            continue
        for node in ast.walk(ast.parse(path.read_bytes())):
            if isinstance(node, documented):
                yield from _of_paragraphs(ast.get_docstring(node) or "")


def _of_paragraphs(text: str) -> Iterable[str]:
    for paragraph in re.split(r"\n\s*\n", text):
        for sentence in _SENTENCE.split(" ".join(paragraph.split())):
            if _PROSE.search(sentence):
                yield sentence
