"""The quality of an update: what is found again, what is guessed wrongly, what is left to do.

The articles of a real catalog are translated whole, edited as authors edit (``history``), and
updated: by us, all articles at once, and by ``msgmerge --previous``, a catalog an article.
"""

from __future__ import annotations

import argparse
import difflib
import subprocess
import tempfile
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks import corpus, history, machine
from lingopress_i18n.catalog import po, template
from lingopress_i18n.catalog.merge import Terms, merge
from lingopress_i18n.catalog.po import Catalog
from lingopress_i18n.document import Message
from lingopress_i18n.locales import locale
from lingopress_i18n.sentences import Rules
from lingopress_i18n.tokens import tokens

if TYPE_CHECKING:
    from collections.abc import Iterable

    from benchmarks.history import History, Text
    from lingopress_i18n.catalog.po import Entry

_EN, _RU = locale("en"), locale("ru")
_BOOK = corpus.SHARED / "po" / "comprehensive-rust.fr.po"
_OUTCOMES = ("reviewed", "offered", "wrong", "none")

Catalogs = Mapping[str, Catalog]
Update = Callable[[Catalogs, Catalogs], Catalogs]
"""From templates and catalogs, by domain, to updated catalogs."""


@dataclass
class Tally:
    """What an update did with the messages of one kind of edit."""

    outcomes: Counter[str] = field(default_factory=Counter)
    """``reviewed``, ``offered`` (fuzzy, and the right one), ``wrong``, ``none``."""
    words: int = 0
    """Words of the source that a translator has to look at."""


@dataclass
class Score:
    """What an update did in all rounds."""

    kinds: dict[str, Tally] = field(default_factory=dict)
    lines: int = 0
    """How many lines of the catalogs it removed or added."""


def main() -> None:
    """Replay, and print a table of each."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--catalog", type=Path, default=_BOOK, help="a real .po, with references")
    parser.add_argument("--share", type=float, default=0.2, help="of the messages to edit")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--paragraphs", action="store_true", help="a message is a paragraph")
    parser.add_argument("--show", action="append", default=[], choices=_OUTCOMES, help="name ours")
    chosen = parser.parse_args()
    print(machine.describe("lingopress", "rapidfuzz"))
    articles = history.read(chosen.catalog, whole=chosen.paragraphs)
    updates: dict[str, Update] = {"lingopress": _ours, "msgmerge": _msgmerge}
    scores = {name: Score() for name in updates}
    for seed in range(chosen.rounds):
        played = history.Author(articles, seed).revise(chosen.share)
        templates, catalogs = _catalogs(played)
        for name, update in updates.items():
            updated = update(templates, catalogs)
            shown = chosen.show if name == "lingopress" else ()
            _judge(played, updated, scores[name], shown)
            scores[name].lines += sum(
                _changed_lines(catalogs[domain], updated[domain]) for domain in templates
            )
    for name, score in scores.items():
        _print(name, score)


def _ours(templates: Catalogs, catalogs: Catalogs) -> Catalogs:
    return merge(templates, catalogs, Terms(Rules(_EN), Rules(_RU))).catalogs


def _msgmerge(templates: Catalogs, catalogs: Catalogs) -> Catalogs:
    updated = {}
    with tempfile.TemporaryDirectory() as folder:
        old, new = Path(folder, "old.po"), Path(folder, "new.pot")
        for name, wanted in templates.items():
            old.write_bytes(catalogs[name].encode())
            new.write_bytes(wanted.encode())
            command = (
                "msgmerge",
                "--previous",
                "--quiet",
                "--add-location=file",
                str(old),
                str(new),
            )
            done = subprocess.run(command, capture_output=True, check=True)  # noqa: S603 - a peer
            # it writes nothing where no message is left
            updated[name] = po.parse(done.stdout, name) if done.stdout else catalogs[name]
    return updated


def _judge(played: History, updated: Catalogs, score: Score, shown: Iterable[str]) -> None:
    for name, texts in played.after.items():
        live = updated[name].live()
        for text in texts:
            entry = live[None, text.msgid]
            outcome = _outcome(text, entry)
            tally = score.kinds.setdefault(text.kind, Tally())
            tally.outcomes[outcome] += 1
            if outcome != "reviewed":
                tally.words += len(tokens(text.msgid))
            if outcome in shown and text.kind != "same":
                print(
                    f"{outcome} ({text.kind})", text.msgid, entry.previous, text.origins, sep="\n  "
                )


def _outcome(text: Text, entry: Entry) -> str:
    if not entry.msgstr:
        return "none"
    if not entry.is_fuzzy:
        return "reviewed"
    right = [history.translated(origin) for origin in text.origins]
    return "offered" if right and entry.msgstr in (*right, " ".join(right)) else "wrong"


def _changed_lines(before: Catalog, after: Catalog) -> int:
    old, new = (catalog.encode().decode().splitlines() for catalog in (before, after))
    found = list(difflib.unified_diff(old, new, n=0, lineterm=""))[2:]
    return sum(line[:1] in ("+", "-") for line in found)


def _catalogs(played: History) -> tuple[dict[str, Catalog], dict[str, Catalog]]:
    """Make the templates after the edits, and translated catalogs from before them."""
    templates, catalogs = {}, {}
    for name, texts in played.before.items():
        new = template.new_catalog(name, "Book", _RU)
        filled = tuple(
            replace(each, msgstr=history.translated(each.msgid), references=(f"articles/{name}",))
            for each in _entries(name, texts)
        )
        catalogs[name] = po.parse(replace(new, entries=filled).encode(), name)
        wanted = _entries(name, (text.msgid for text in played.after[name]))
        templates[name] = template.template(name, "Book", _EN, wanted)
    return templates, catalogs


def _entries(name: str, texts: Iterable[str]) -> Iterable[Entry]:
    messages = (Message(text, "paragraph", 1) for text in texts)
    return template.entries_of(messages, f"articles/{name}")


def _print(name: str, score: Score) -> None:
    columns = ("messages", *_OUTCOMES, "words")
    print(f"\n{name:16}" + "".join(f"{column:>10}" for column in columns))
    edits: Counter[str] = Counter()
    for kind in ("same", *history.KINDS):
        tally = score.kinds.get(kind, Tally())
        row = {**tally.outcomes, "messages": tally.outcomes.total(), "words": tally.words}
        edits.update(row if kind != "same" else {})
        print(f"{kind:16}" + "".join(f"{row.get(column, 0):10}" for column in columns))
    print(f"{'all edits':16}" + "".join(f"{edits[column]:10}" for column in columns))
    print(f"lines of diff per edited message: {score.lines / edits['messages']:.1f}")


if __name__ == "__main__":
    main()
