"""TMX files: what they say is kept, whoever wrote them; what is hostile or broken is refused.

``tmx/good`` has files beside what they say; ``tmx/refused`` files beside their line and the reason.
"""

from __future__ import annotations

import json
import socket
from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lingopress_i18n import site
from lingopress_i18n.errors import ConfigError, ContentError
from lingopress_translate.memory import Kind, Unit, export_tmx, import_tmx, open_memory, tmx
from memory.filled import filled

if TYPE_CHECKING:
    from lingopress_i18n.site import Site

FOLDER = Path(__file__).parent / "tmx"
CONFIG = """\
[site]
title = "T"
base_url = "https://example.org/"
locales = ["es", "fr", "fr-CA", "pt-BR", "zh-Hans", "en-XA"]
"""
SITE = site.parse(Path(), CONFIG)


def cases(folder: str, suffix: str) -> list[Path]:
    """List the files of a folder, each with its answer; anything else there is a mistake."""
    paths = {path.stem for path in (FOLDER / folder).iterdir()}
    expected = {path.stem for path in (FOLDER / folder).glob(f"*{suffix}")}
    files = sorted((FOLDER / folder).glob("*.tmx"))
    assert {path.stem for path in files} == expected == paths
    assert len(list((FOLDER / folder).iterdir())) == 2 * len(files)
    return files


def read(path: Path, size: int = 2**16) -> tmx.Contents:
    """Read a file in pieces of so many bytes."""
    data = path.read_bytes()
    pieces = [data[at : at + size] for at in range(0, len(data), size)]
    return tmx.read(pieces, path.name, SITE.source, SITE.locales)


@pytest.mark.parametrize("path", cases("good", ".json"), ids=lambda path: path.stem)
@pytest.mark.parametrize("size", [7, 2**16])
def test_what_a_file_says_is_read(path: Path, size: int) -> None:
    contents = read(path, size)
    found = {
        "units": [
            {"source": unit.source, "targets": unit.targets, "context": unit.context}
            for unit in contents.units
        ],
        "left_out": contents.left_out,
        "flattened": contents.flattened,
    }
    assert found == json.loads(path.with_suffix(".json").read_text("utf-8"))


@pytest.mark.parametrize("path", cases("refused", ".txt"), ids=lambda path: path.stem)
def test_what_is_hostile_or_broken_is_refused_with_its_line(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(socket, "socket", None)  # nothing is fetched
    line, _, reason = path.with_suffix(".txt").read_text("utf-8").strip().partition(":")
    made = filled(tmp_path)
    before = sorted(tmp_path.rglob("*"))
    with pytest.raises(ContentError) as caught:
        import_tmx(made.site, path)
    assert caught.value.where == f"{path}:{line}"
    assert caught.value.message.startswith(reason.strip())
    assert sorted(tmp_path.rglob("*")) == before


def test_a_file_that_is_too_large_is_refused_before_it_is_read_to_its_end(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(tmx.reading, "LARGEST", 1000)
    pieces = iter([b"<tmx>\n", b" " * 1000, b"never asked for"])
    with pytest.raises(ContentError, match="larger than"):
        tmx.read(pieces, "x", SITE.source, SITE.locales)
    assert list(pieces) == [b"never asked for"]


NOT_IN_XML = [chr(code) for code in (*range(32), 0xFFFE, 0xFFFF) if chr(code) not in "\t\n\r"]
IN_XML = st.text(
    st.characters(exclude_categories=["Cs"], exclude_characters=NOT_IN_XML), min_size=1, max_size=20
)
UNITS = st.builds(Unit, IN_XML, IN_XML, st.none() | st.just("") | IN_XML, st.just(Kind.REVIEWED))
BY_LOCALE = st.dictionaries(st.sampled_from(["es", "fr", "zh-Hans"]), st.lists(UNITS, max_size=4))


def pairs(contents: tmx.Contents) -> set[tuple[str, str, str, str | None]]:
    return {
        (tag, unit.source, target, unit.context)
        for unit in contents.units
        for tag, target in unit.targets.items()
    }


@given(units=BY_LOCALE)
def test_what_is_exported_is_imported_again(units: dict[str, list[Unit]]) -> None:
    data, skipped = export_tmx(SITE, units)
    contents = tmx.read([data], "x", SITE.source, SITE.locales)
    assert skipped == contents.flattened == contents.left_out.total() == 0
    assert pairs(contents) == {
        (tag, unit.source, unit.target, unit.context)
        for tag, known in units.items()
        for unit in known
    }
    assert tmx.write(contents.units, SITE)[0] == data  # the copy that is kept
    assert_structure(data, SITE)


ANY = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=4)


@given(source=ANY, target=ANY, context=st.none() | ANY)
def test_what_xml_cannot_hold_is_left_out_and_counted(
    source: str, target: str, context: str | None
) -> None:
    units = {"es": [Unit(source, target, context, Kind.REVIEWED)]}
    data, skipped = export_tmx(SITE, units)
    found = pairs(tmx.read([data], "x", SITE.source, SITE.locales))
    is_held = not set(NOT_IN_XML).intersection(source + target + (context or ""))
    assert found == ({("es", source, target, context)} if is_held else set())
    assert skipped == (0 if is_held else 1)


def assert_structure(data: bytes, config: Site) -> None:
    """Hold a file against what the DTD of TMX 1.4b says of the elements that we write."""
    root = ET.fromstring(data)  # noqa: S314 - our own
    assert (root.tag, root.attrib) == ("tmx", {"version": "1.4"})
    header, body = root
    required = {
        *("creationtool", "creationtoolversion", "segtype", "o-tmf", "adminlang", "srclang"),
        "datatype",
    }
    assert (header.tag, set(header.attrib)) == ("header", required)
    assert header.attrib["segtype"] in {"block", "paragraph", "sentence", "phrase"}
    assert header.attrib["srclang"] == config.source.tag
    assert body.tag == "body"
    for unit in body:
        assert unit.tag == "tu"
        names = [child.tag for child in unit]
        assert names in (["prop", *names[1:]], names)
        variants = unit.findall("tuv")
        assert names[-len(variants) :] == ["tuv"] * len(variants)
        assert len(variants) > 1
        for variant in variants:
            assert set(variant.attrib) == {"{http://www.w3.org/XML/1998/namespace}lang"}
            assert [child.tag for child in variant] == ["seg"]


def test_an_imported_memory_survives_that_everything_else_is_built_anew(tmp_path: Path) -> None:
    made = filled(tmp_path)
    done = import_tmx(made.site, FOLDER / "good" / "plain.tmx")
    assert done.path == tmp_path / "locales" / "memory" / "plain.tmx"
    for _ in range(2):
        with made.memory() as memory:
            match = memory.exact(made.locale, (None, "The door is open."))
            assert match is not None
            assert (match.where, match.kind) == ("plain", Kind.IMPORTED)
        for path in (tmp_path / ".lingopress").iterdir():
            path.unlink()
    assert not import_tmx(made.site, done.path).is_new  # a copy is a copy of itself
    done.path.unlink()
    with open_memory(made.site) as memory:
        memory.refresh(made.locale)
        assert memory.exact(made.locale, (None, "The door is open.")) is None


@pytest.mark.parametrize("name", ["", ".", "..", "../x", "a/b", ".hidden", "a b", "x" * 101])
def test_a_name_stays_in_its_folder(tmp_path: Path, name: str) -> None:
    with pytest.raises(ConfigError, match="no name for a memory"):
        import_tmx(filled(tmp_path).site, FOLDER / "good" / "plain.tmx", name)
