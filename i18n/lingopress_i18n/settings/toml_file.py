"""Files of the configuration in TOML."""

from __future__ import annotations

import re
import tomllib
from typing import TYPE_CHECKING, Any

from lingopress_i18n import files
from lingopress_i18n.errors import ConfigError, ContentError

if TYPE_CHECKING:
    from pathlib import Path

_TABLE = re.compile(r"\s*\[([^\[\]]+)\]\s*(?:#.*)?")
_KEY = re.compile(r"""\s*((?:[\w-]+|"[^"]*"|'[^']*')(?:\s*\.\s*(?:[\w-]+|"[^"]*"|'[^']*'))*)\s*=""")
_PART = re.compile(r"""[\w-]+|"[^"]*"|'[^']*'""")


def read(path: Path, name: str) -> dict[str, Any]:
    """Read a file; ``name`` is its own in errors.

    Raises ConfigError with ``file:line`` for broken TOML and for what is not UTF-8.
    """
    return parse(text_of(path, name), name)


def text_of(path: Path, name: str) -> str:
    """Give a file's text. Raises ConfigError with ``file:line`` for what is not UTF-8."""
    try:
        return files.decode(files.read_bytes(path, name), name)
    except ContentError as error:
        raise ConfigError(error.message, error.where, error.hint) from None


def parse(text: str, name: str) -> dict[str, Any]:
    """Read a file's text. Raises as ``read`` does."""
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        reason, line = files.toml_error(text, error)
        raise ConfigError(f"broken TOML: {reason}", where=f"{name}:{line}") from None


def line_of(text: str, key: str) -> int | None:
    """Tell in which line, counted from 1, a key stands, or what it is in: ``site.locales[2]``.

    None for one that is not there, and where it cannot be told by the beginning of lines.
    """
    wanted = _parts(re.sub(r"\[[0-9]+\]$", "", key))
    table: list[str] = []
    best: tuple[int, int | None] = (0, None)
    for number, line in enumerate(text.splitlines(), 1):
        if header := _TABLE.fullmatch(line):
            table = named = _parts(header[1])
        elif found := _KEY.match(line):
            named = table + _parts(found[1])
        else:
            continue
        if wanted[: len(named)] == named and len(named) > best[0]:
            best = len(named), number
    return best[1]


def _parts(key: str) -> list[str]:
    return [each.strip("\"'") for each in _PART.findall(key)]
