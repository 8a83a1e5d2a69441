"""The memory follows the files: after any history it answers as one that is built anew."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
import tempfile
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lingopress_i18n.catalog import store
from lingopress_i18n.catalog.po import Entry
from lingopress_translate.memory import Kind, Unit, export_tmx, open_memory, searching
from memory.filled import APPROVED, Filled, drafted, everything, filled

if TYPE_CHECKING:
    from collections.abc import Callable

TEXTS = [
    "The Treaty protects performers in films and on the stage.",
    "The Treaty protects performers in films, and on stage.",
    "The Convention protects authors.",
    "Open",
    "第一届论坛在成都举行。",
    "第二届论坛在北京举行。",
    "**",
]
TARGETS = ["uno", "dos", "第一"]
DOMAINS = ["a", "news/b"]


@st.composite
def entries(draw: st.DrawFn) -> list[Entry]:
    """Draw a catalog's entries, in all states that there are."""
    keys = draw(
        st.lists(
            st.tuples(st.sampled_from([None, "", "menu"]), st.sampled_from(TEXTS)),
            unique=True,
            max_size=5,
        )
    )
    return [draw(entry(source, context)) for context, source in keys]


@st.composite
def entry(draw: st.DrawFn, source: str, context: str | None) -> Entry:
    target = draw(st.sampled_from(TARGETS))
    draft = drafted(source, target, context)
    return draw(
        st.sampled_from(
            [
                Entry(source, target, context),
                Entry(source, "", context),
                Entry(source, target, context, obsolete=True),
                Entry(source, target, context, flags=("fuzzy",), previous="old"),
                draft,
                replace(draft, flags=()),
                replace(draft, msgstr="edited"),
            ]
        )
    )


STEPS = st.one_of(
    st.tuples(st.just("save"), st.sampled_from(DOMAINS), entries()),
    st.tuples(st.just("delete"), st.sampled_from(DOMAINS), st.just([])),
    st.tuples(st.just("import"), st.sampled_from(["x", "y"]), entries()),
    st.tuples(st.just("forget"), st.sampled_from(["x", "y"]), st.just([])),
    st.tuples(st.just("break"), st.sampled_from(DOMAINS), st.just([])),
    st.tuples(st.just("refresh"), st.just(""), st.just([])),
)


@given(steps=st.lists(STEPS, max_size=12), enough=st.sampled_from([0, 2000]))
def test_any_history_of_edits_answers_as_a_memory_that_is_built_anew(
    steps: list[tuple[str, str, list[Entry]]], enough: int
) -> None:
    catalogs: dict[str, list[Entry]] = {}
    imported: dict[str, list[Entry]] = {}
    with tempfile.TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        patch.setattr(searching, "_ENOUGH", enough)  # without a choice, and with one
        made = filled(Path(folder))
        with open_memory(made.site) as memory:
            for step, name, said in steps:
                take(made, step, name, said)
                if step in ("save", "delete", "break"):
                    catalogs[name] = said
                elif step in ("import", "forget"):
                    imported[name] = said
                else:
                    memory.refresh(made.locale)
                    memory.fuzzy(made.locale, TEXTS[0])
            memory.refresh(made.locale)
            answers = everything(memory, made.locale, TEXTS)
            lists = words(made)
            memory.clear()
            memory.refresh(made.locale)
            assert everything(memory, made.locale, TEXTS) == answers
            assert words(made) == lists
            assert taught(memory.approved(made.locale)) == {
                *expected(catalogs, Kind.REVIEWED),
                *expected(imported, Kind.IMPORTED),
            }
            assert all(
                match.kind in APPROVED
                for text in TEXTS
                for match in memory.fuzzy(made.locale, text, 1)
            )


def take(made: Filled, step: str, name: str, said: list[Entry]) -> None:
    copy = made.site.catalogs / "memory" / f"{name}.tmx"
    match step:
        case "save":
            made.save(name, *said)
        case "import":
            units = [
                Unit(each.msgid, each.msgstr, each.msgctxt, Kind.IMPORTED)
                for each in said
                if each.msgstr
            ]
            copy.parent.mkdir(parents=True, exist_ok=True)
            copy.write_bytes(export_tmx(made.site, {made.locale.tag: units})[0])
        case "delete":
            store.catalog_path(made.site, made.locale, name).unlink(missing_ok=True)
        case "forget":
            copy.unlink(missing_ok=True)
        case "break":
            made.save(name).write_bytes(b'msgid "cut')
        case _:
            pass


def words(made: Filled) -> dict[str, list[str]]:
    """Read which texts the database lists under which word."""
    with closing(sqlite3.connect(made.site.state / "memory.sqlite")) as connection:
        texts = dict(connection.execute("SELECT id & 0xffffffff, text FROM source"))
        rows = connection.execute("SELECT word, sources FROM word").fetchall()
    found = {}
    for word, packed in rows:
        items = [packed[at : at + 8] for at in range(0, len(packed), 8)]
        assert items == sorted(items, key=lambda item: int.from_bytes(item, "little"))
        found[word] = sorted(texts[int.from_bytes(item[:4], "little")] for item in items)
        assert all(found[word])
    return found


def taught(units: list[Unit]) -> set[tuple[str | None, str, str]]:
    return {(unit.context, unit.source, unit.target) for unit in units}


def expected(files: dict[str, list[Entry]], kind: Kind) -> set[tuple[str | None, str, str]]:
    """Say what files teach: of catalogs what is reviewed, of imported memories everything."""
    return {
        (each.msgctxt, each.msgid, each.msgstr)
        for said in files.values()
        for each in said
        if each.msgstr and (kind is Kind.IMPORTED or not (each.is_fuzzy or each.obsolete))
    }


def age(path: Path) -> None:
    """Give a file a time of long ago, at which nobody saves it again."""
    os.utime(path, ns=(10**18, 10**18))


def test_only_what_changed_is_read_again(tmp_path: Path) -> None:
    made = filled(tmp_path)
    one, two = (made.save(name, Entry(name, name)) for name in ("one", "two"))
    age(one)
    age(two)
    with open_memory(made.site) as memory:
        assert len(memory.refresh(made.locale).read) == 2
        assert memory.refresh(made.locale) == memory.refresh(made.locale)
        assert not memory.refresh(made.locale).read
        one.write_bytes(one.read_bytes())  # another time, the same content
        assert not memory.refresh(made.locale).read
        made.save("one", Entry("one", "uno"))
        assert memory.refresh(made.locale).read == ("locales/es/LC_MESSAGES/one.po",)
        two.unlink()
        assert memory.refresh(made.locale).dropped == ("locales/es/LC_MESSAGES/two.po",)
        assert memory.exact(made.locale, (None, "two")) is None


def test_a_file_of_the_same_time_and_size_is_not_even_opened(tmp_path: Path) -> None:
    made = filled(tmp_path)
    path = made.save("one", Entry("one", "uno"))
    age(path)
    with made.memory() as memory:
        path.write_bytes(path.read_bytes().replace(b"uno", b"xxx"))
        age(path)
        assert not memory.refresh(made.locale).read


def test_two_saves_within_a_tick_of_the_clock_are_told_apart(tmp_path: Path) -> None:
    made = filled(tmp_path)
    path = made.save("one", Entry("one", "uno"))
    with made.memory() as memory:
        before = path.stat()
        path.write_bytes(path.read_bytes().replace(b"uno", b"xxx"))
        os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
        assert memory.refresh(made.locale).read


def test_a_broken_catalog_is_named_and_says_nothing_until_it_is_repaired(tmp_path: Path) -> None:
    made = filled(tmp_path)
    path = made.save("one", Entry("one", "uno"))
    made.save("two", Entry("two", "dos"))
    good = path.read_bytes()
    with made.memory() as memory:
        path.write_bytes(b'msgid "cut')
        for _ in range(2):
            done = memory.refresh(made.locale)
            assert [problem.where for problem in done.problems] == [
                "locales/es/LC_MESSAGES/one.po:1"
            ]
            assert not done.dropped
        assert memory.exact(made.locale, (None, "one")) is None
        assert memory.exact(made.locale, (None, "two")) is not None
        path.write_bytes(good)
        assert not memory.refresh(made.locale).problems
        assert memory.exact(made.locale, (None, "one")) is not None


DAMAGES: dict[str, Callable[[bytes], bytes]] = {
    "no database": lambda _: b"words\n" * 1000,
    "cut": lambda data: data[: len(data) // 2],
    "cut within its head": lambda data: data[:50],
    "zeros": lambda data: bytes(len(data)),
    "zeros after the first page": lambda data: data[:4096] + bytes(len(data) - 4096),
    "random pages": lambda data: data[:8192] + bytes(range(256)) * ((len(data) - 8192) // 256),
}


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES)
def test_a_damaged_file_is_built_anew(tmp_path: Path, damage: Callable[[bytes], bytes]) -> None:
    made = filled(tmp_path)
    made.save("a", *(Entry(text, text) for text in TEXTS))
    with made.memory() as memory:
        answers = everything(memory, made.locale, TEXTS)
    path = made.site.state / "memory.sqlite"
    path.write_bytes(damage(path.read_bytes()))
    with made.memory() as memory:
        assert everything(memory, made.locale, TEXTS) == answers
        assert memory.was_damaged


@pytest.mark.parametrize(
    "statement",
    [
        "DROP TABLE approved",
        "DROP TABLE word",
        "UPDATE word SET sources = x'00'",
        "UPDATE word SET sources = x'0000000039000000' WHERE word = 'protects'",
        "UPDATE word SET sources = x'ffffffff39000000'",
    ],
)
def test_a_file_that_somebody_changed_inside_is_built_anew(
    tmp_path: Path, statement: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(searching, "_ENOUGH", 0)
    made = filled(tmp_path)
    made.save("a", *(Entry(text, text) for text in TEXTS))
    made.memory().close()
    with closing(sqlite3.connect(made.site.state / "memory.sqlite")) as connection:
        connection.execute(statement)
        connection.commit()
    with made.memory() as memory:
        assert memory.fuzzy(made.locale, TEXTS[0])[0].source == TEXTS[0]


def test_another_version_is_replaced_without_a_word(tmp_path: Path) -> None:
    made = filled(tmp_path)
    made.save("a", Entry("one", "uno"))
    made.memory().close()
    with closing(sqlite3.connect(made.site.state / "memory.sqlite")) as connection:
        connection.executescript("PRAGMA user_version = 999; CREATE TABLE more (x)")
    with made.memory() as memory:
        assert memory.exact(made.locale, (None, "one")) is not None
        assert not memory.was_damaged


def test_what_is_asked_stays_of_one_piece_while_another_process_writes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(searching, "_ENOUGH", 0)
    made = filled(tmp_path)
    made.save("a", Entry(TEXTS[0], "uno"), Entry(TEXTS[2], "dos"))
    with made.memory() as reader:
        before = reader.fuzzy(made.locale, TEXTS[0])
        made.save("a", Entry(TEXTS[1], "tres"))
        with made.memory() as writer:
            assert [match.target for match in writer.fuzzy(made.locale, TEXTS[0])] == ["tres"]
        assert reader.fuzzy(made.locale, TEXTS[0]) == before
        reader.refresh(made.locale)
        assert [match.target for match in reader.fuzzy(made.locale, TEXTS[0])] == ["tres"]


REFRESHING = """
import sys
from pathlib import Path
from lingopress_i18n import site
from lingopress_translate.memory import open_memory
config = site.load(Path(sys.argv[1]))
sys.stdin.readline()
for locale in config.locales:
    with open_memory(config) as memory:
        assert not memory.refresh(locale).problems
        assert not memory.was_damaged
        print(memory.statistics(locale).sources, flush=True)
"""


def test_processes_that_build_the_memory_at_once_all_see_all_of_it(tmp_path: Path) -> None:
    made = filled(tmp_path)
    for number in range(20):
        made.save(f"{number}", *(Entry(f"{number} {at}", "x") for at in range(50)))
    processes = [
        subprocess.Popen(
            [sys.executable, "-c", REFRESHING, str(tmp_path)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            encoding="utf-8",
        )
        for _ in range(4)
    ]
    said = []
    for process in processes:  # all wait until now
        assert process.stdin is not None
        process.stdin.write("\n")
        process.stdin.flush()
    for process in processes:
        out, err = process.communicate(timeout=120)
        assert process.returncode == 0, err
        said.append(out.split())
    assert said == [["1000", "0"]] * 4
