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
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks import corpus, history, machine
from lingopress_i18n.catalog import po, template
from lingopress_i18n.catalog.merge import Terms, merge
from lingopress_i18n.document import Message
from lingopress_i18n.locales import locale
from lingopress_i18n.sentences import Rules
from lingopress_i18n.words import words

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from benchmarks.history import History
    from lingopress_i18n.catalog.po import Catalog

_EN, _RU = locale("en"), locale("ru")
_BOOK = corpus.SHARED / "po" / "comprehensive-rust.fr.po"

Update = "Callable[[Mapping[str, Catalog], Mapping[str, Catalog]], dict[str, Catalog]]"


@dataclass
class Tally:
    """What an update did with the messages of one kind of edit."""

    outcomes: Counter[str] = field(default_factory=Counter)
    """``reviewed``, ``offered`` (fuzzy, the right one), ``wrong``, ``none``."""
    words: int = 0
    """Words of the source that a translator has to look at."""


def main() -> None:
    """Replay, and print a table of each."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--catalog", type=Path, default=_BOOK, help="a real .po file with references"
    )
    parser.add_argument("--share", type=float, default=0.2, help="of the messages to edit")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--paragraphs", action="store_true", help="a message is a paragraph")
    parser.add_argument("--wrong", action="store_true", help="show wrong guesses")
    parser.add_argument("--missed", action="store_true", help="show what was not found")
    chosen = parser.parse_args()
    print(machine.describe("lingopress", "rapidfuzz"))
    articles = history.read(chosen.catalog, whole=chosen.paragraphs)
    contestants = {"lingopress": ours, "msgmerge": msgmerge}
    tallies: dict[str, dict[str, Tally]] = {name: {} for name in contestants}
    lines: Counter[str] = Counter()
    for seed in range(chosen.rounds):
        played = history.Author(articles, seed).revise(chosen.share)
        for name, update in contestants.items():
            lines[name] += _judge(
                played, update, tallies[name], chosen if name == "lingopress" else None
            )
    _print(tallies, lines)


def ours(templates, catalogs):
    return merge(templates, catalogs, Terms(Rules(_EN), Rules(_RU))).catalogs


def msgmerge(templates, catalogs):
    updated = {}
    with tempfile.TemporaryDirectory() as folder:
        old, new = Path(folder, "old.po"), Path(folder, "new.pot")
        for name, wanted in templates.items():
            old.write_bytes(catalogs[name].encode())
            new.write_bytes(wanted.encode())
            done = subprocess.run(
                ["msgmerge", "--previous", "-q", str(old), str(new)],
                capture_output=True,
                check=True,
            )
            updated[name] = po.parse(done.stdout, name) if done.stdout else catalogs[name]
    return updated


def _judge(played: History, update, tallies: dict[str, Tally], show) -> int:
    templates, catalogs = _catalogs(played)
    updated = update(templates, catalogs)
    originals = {history.translated(t): t for ts in played.before.values() for t in ts}
    for name, texts in played.after.items():
        live = updated[name].live()
        for text in texts:
            entry = live[None, text.msgid]
            tally = tallies.setdefault(text.kind, Tally())
            expected = {history.translated(origin) for origin in text.origins}
            if not entry.msgstr:
                outcome = "none"
            elif not entry.is_fuzzy:
                outcome = "reviewed"
            elif (
                entry.msgstr in expected
                or entry.msgstr == " ".join(map(history.translated, text.origins))
                or (entry.previous in text.origins)
            ):
                outcome = "offered"
            else:
                outcome = "wrong"
            tally.outcomes[outcome] += 1
            if outcome != "reviewed":
                tally.words += len(words(text.msgid))
            if show and (
                (show.wrong and outcome == "wrong")
                or (show.missed and outcome == "none" and text.origins)
            ):
                print(
                    f"{outcome} [{text.kind}]\n  new   {text.msgid}\n  guess {entry.previous}\n  right {text.origins}"
                )
    changed = 0
    for name, catalog in catalogs.items():
        before, after = (
            catalog.encode().decode().splitlines(),
            updated[name].encode().decode().splitlines(),
        )
        changed += sum(
            each[:1] in "+-" for each in difflib.unified_diff(before, after, n=0, lineterm="")
        )
    return changed


def _catalogs(played: History):
    templates, catalogs = {}, {}
    for name, texts in played.before.items():
        entries = template.entries_of(
            (Message(text, "paragraph", 1) for text in texts), f"articles/{name}"
        )
        catalog = template.new_catalog(name, "Book", _RU)
        filled = tuple(
            replace(entry, msgstr=history.translated(entry.msgid), references=(f"articles/{name}",))
            for entry in entries
        )
        catalogs[name] = po.parse(replace(catalog, entries=filled).encode(), name)
        wanted = template.entries_of(
            (Message(text.msgid, "paragraph", 1) for text in played.after[name]), f"articles/{name}"
        )
        templates[name] = template.template(name, "Book", _EN, wanted)
    return templates, catalogs


def _print(tallies, lines) -> None:
    for name, by_kind in tallies.items():
        print(
            f"\n{name}\n{'':16}{'messages':>10}{'reviewed':>10}{'offered':>10}{'wrong':>10}{'none':>10}{'words':>10}"
        )
        total = Counter()
        for kind in ["same", *history.KINDS]:
            tally = by_kind.get(kind)
            if tally is None:
                continue
            row = tally.outcomes
            print(
                f"{kind:16}{row.total():10}"
                + "".join(f"{row[o]:10}" for o in ("reviewed", "offered", "wrong", "none"))
                + f"{tally.words:10}"
            )
            if kind != "same":
                total.update(row)
                total["words"] += tally.words
        n = sum(total[o] for o in ("reviewed", "offered", "wrong", "none"))
        print(
            f"{'all edits':16}{n:10}"
            + "".join(f"{total[o]:10}" for o in ("reviewed", "offered", "wrong", "none", "words"))
        )
        print(f"lines of diff per changed message: {lines[name] / n:.1f}")


if __name__ == "__main__":
    main()
