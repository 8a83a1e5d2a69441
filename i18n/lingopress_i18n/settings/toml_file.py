"""Files of the configuration in TOML."""

from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING, Any

from lingopress_i18n import files
from lingopress_i18n.errors import ConfigError, ContentError

if TYPE_CHECKING:
    from pathlib import Path


def read(path: Path, name: str) -> dict[str, Any]:
    """Read a file; ``name`` is its own in errors.

    Raises ConfigError with ``file:line`` for broken TOML and for what is not UTF-8.
    """
    try:
        text = files.decode(files.read_bytes(path, name), name)
    except ContentError as error:
        raise ConfigError(error.message, error.where, error.hint) from None
    return parse(text, name)


def parse(text: str, name: str) -> dict[str, Any]:
    """Read a file's text. Raises as ``read`` does."""
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        reason, line = files.toml_error(text, error)
        raise ConfigError(f"broken TOML: {reason}", where=f"{name}:{line}") from None
