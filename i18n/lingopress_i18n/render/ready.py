"""Templates compiled once: for all locales of a run, and, where there is a folder, for later runs.

A file of the folder is code, as the templates are that it was made from; it belongs to this Python,
this Jinja and these settings, or it is not used. Half of one, or a damaged one, is none.
"""

from __future__ import annotations

import contextlib
import hashlib
import marshal
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import jinja2
from jinja2.bccache import BytecodeCache, bc_magic

from lingopress_i18n import files, stamps
from lingopress_i18n.errors import LingopressError

if TYPE_CHECKING:
    from collections.abc import Iterable
    from types import CodeType

    from jinja2.bccache import Bucket

_SIZE = 16
_SETTINGS = Path(__file__).with_name("templates.py")
"""What is set there decides about the code, too."""

_CODE: dict[tuple[str, str], CodeType] = {}
"""By the template's place, and the hash of its text."""


class Ready(BytecodeCache):
    """Templates that have been compiled already; in all locales they are the same code."""

    def __init__(self, folder: Path | None = None) -> None:
        """Take the folder that code is kept in, if any."""
        self._folder = folder
        stamp = [*stamps.of(_SETTINGS.parent, [_SETTINGS.name]).values()]
        self._made_by = repr((bc_magic, jinja2.__version__, sys.version, stamp)).encode()

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give a template's code to Jinja, if it is there."""
        key = (bucket.key, bucket.checksum)
        if key not in _CODE and self._folder:
            data = b""
            with contextlib.suppress(OSError):
                data = (self._folder / bucket.key).read_bytes()
            if data[:_SIZE] == self._hash(bucket, data[_SIZE:]):
                _CODE[key] = marshal.loads(data[_SIZE:])  # noqa: S302 - as said above
        bucket.code = _CODE.get(key)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep a template's code; that it cannot be kept for later runs costs these some time."""
        if bucket.code is None:
            return
        _CODE[bucket.key, bucket.checksum] = bucket.code
        if self._folder:
            data = marshal.dumps(bucket.code)
            with contextlib.suppress(OSError, LingopressError):
                self._folder.mkdir(parents=True, exist_ok=True)
                files.write_if_changed(self._folder / bucket.key, self._hash(bucket, data) + data)

    def _hash(self, bucket: Bucket, code: bytes) -> bytes:
        parts: Iterable[bytes] = (self._made_by, bucket.checksum.encode(), code)
        return hashlib.blake2b(b"\0".join(parts), digest_size=_SIZE).digest()
