"""The write floor: the files of a site written by one plain loop, which knows what is in them.

``python -m benchmarks.floor PACK TARGET`` makes folders, opens, writes and closes; nothing else.
The files come out of one file, which the system has in memory.
"""

from __future__ import annotations

import json
import mmap
import os
import sys
from pathlib import Path


def pack(site: Path, at: Path) -> None:
    """Put all files of a site into one: a line of JSON with paths and sizes, then their bytes."""
    found = sorted(path for path in site.rglob("*") if path.is_file())
    sizes = [(path.relative_to(site).as_posix(), path.stat().st_size) for path in found]
    with at.open("wb") as packed:
        packed.write(json.dumps(sizes).encode() + b"\n")
        for path in found:
            packed.write(path.read_bytes())


def write(packed: Path, target: str) -> None:
    """Write the files below a folder that is not there yet."""
    with packed.open("rb") as stream:
        sizes = json.loads(stream.readline())
        at = stream.tell()
        with mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ) as data:
            folders = set()
            for name, size in sizes:
                path = f"{target}/{name}"
                folder = os.path.dirname(path)  # noqa: PTH120 - a path object costs more than the file
                if folder not in folders:
                    os.makedirs(folder, exist_ok=True)  # noqa: PTH103 - likewise
                    folders.add(folder)
                handle = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o666)
                os.write(handle, data[at : at + size])
                os.close(handle)
                at += size


if __name__ == "__main__":
    write(Path(sys.argv[1]), sys.argv[2])
