"""Reading files: whole, whatever kind of file it is and however long."""

from __future__ import annotations

import os
import threading
from typing import TYPE_CHECKING

import pytest

from lingopress_i18n import files
from lingopress_i18n.errors import ContentError

if TYPE_CHECKING:
    from pathlib import Path

LONG = bytes(range(256)) * 20_000


@pytest.mark.parametrize("data", [b"", b"\r\n\x1a", LONG], ids=["empty", "short", "long"])
def test_a_file_is_read_whole(data: bytes, tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(data)
    assert files.content(path) == files.read_bytes(str(path), "a") == data


def test_what_has_no_size_is_read_to_its_end(tmp_path: Path) -> None:
    path = tmp_path / "pipe"
    os.mkfifo(path)
    writer = threading.Thread(target=path.write_bytes, args=(LONG,))
    writer.start()
    found = files.read_bytes(path, "pipe")
    writer.join()
    assert found == LONG


def test_what_cannot_be_read_is_named(tmp_path: Path) -> None:
    assert files.content(tmp_path / "nothing") is None
    for path in (tmp_path, tmp_path / "nothing"):
        with pytest.raises(ContentError, match=r"a\.md: cannot be read"):
            files.read_bytes(path, "a.md")
