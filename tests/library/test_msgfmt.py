"""What cannot be compiled: we refuse what ``msgfmt --check`` refuses, and nothing else.

The cases are data, in ``msgfmt/``: what stands in a catalog, in a list of what is ``accepted`` and
one of what is ``refused``. ``plural-forms*.toml`` hold values of that field of a header,
``*-format.toml`` pairs of msgid and msgstr (of a plural: two lists of forms) under their ``flag``,
and ``entries.toml`` entries as they are.
"""

from __future__ import annotations

import subprocess
import tomllib
from pathlib import Path
from typing import Any

import pytest

from lingopress_i18n.catalog import mo
from lingopress_i18n.errors import ContentError
from trial import demand

FOLDER = Path(__file__).parent / "msgfmt"
HEADER = """\
msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\\n"
"Plural-Forms: {}\\n"

"""
TWO = "nplurals=2; plural=n != 1;"
SINGULAR = 'msgid "q"\nmsgstr "r"\n'
PLURAL = 'msgid "a"\nmsgid_plural "as"\nmsgstr[0] "b"\nmsgstr[1] "c"\n'


def catalog(name: str, flag: str, case: Any) -> str:  # noqa: ANN401 - what a TOML file holds
    """Write the catalog of a case."""
    if name.startswith("plural-forms"):
        return HEADER.format(case) + (SINGULAR if name.endswith("unused") else PLURAL)
    header = HEADER.format(TWO)
    if not flag:
        return header + str(case).lstrip("\n")
    source, translation = case
    if isinstance(source, str):
        return header + f'#, {flag}\nmsgid "{source}"\nmsgstr "{translation}"\n'
    forms = "".join(f'msgstr[{at}] "{form}"\n' for at, form in enumerate(translation))
    return header + f'#, {flag}\nmsgid "{source[0]}"\nmsgid_plural "{source[1]}"\n{forms}'


def cases() -> list[Any]:
    """Load the folder; a file that is malformed, or of another kind, fails the collection."""
    loaded = []
    for path in sorted(FOLDER.iterdir()):
        assert path.suffix == ".toml", f"{path}: nothing reads this file"
        text = path.read_text("utf-8")
        assert text.startswith("# "), f"{path}: does not say what it holds"
        data = tomllib.loads(text)
        assert data.keys() - {"flag"} == {"accepted", "refused"}, path
        for verdict in ("accepted", "refused"):
            assert data[verdict], path
            for case in data[verdict]:
                text = catalog(path.stem, data.get("flag", ""), case)
                where = f"{path.stem}-{verdict}-{case}"
                loaded.append(pytest.param(text, verdict == "accepted", id=where))
    return loaded


@pytest.mark.parametrize(("text", "is_accepted"), cases())
def test_msgfmt_and_we_agree(tmp_path: Path, text: str, *, is_accepted: bool) -> None:
    check_ours(text, is_accepted=is_accepted)
    path = tmp_path / "x.po"
    path.write_text(text, "utf-8")
    program = demand("msgfmt", part_of="gettext")
    done = subprocess.run(
        [program, "--check", "-o", tmp_path / "x.mo", path], capture_output=True, check=False
    )
    assert (done.returncode == 0) is is_accepted, done.stderr


def check_ours(text: str, *, is_accepted: bool) -> None:
    """See that we accept a catalog, or name the line where we do not."""
    if is_accepted:
        assert mo.compile_file(text.encode(), "x.po")
        return
    with pytest.raises(ContentError) as caught:
        mo.compile_file(text.encode(), "x.po")
    line = int(caught.value.where.removeprefix("x.po:"))
    assert 0 < line <= text.count("\n") + 1


@pytest.mark.parametrize("header", ['msgstr ""', '#\nmsgid "a"\nmsgstr "b"'])
def test_a_catalog_without_header_is_refused(header: str) -> None:
    check_ours(f'msgid ""\n{header}\n' if header[:1] == "m" else header, is_accepted=False)
