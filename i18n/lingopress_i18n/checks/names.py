"""The names of all rules, without the rules: to import those takes a twentieth of a second."""

from __future__ import annotations

import functools
from pathlib import Path

_WITHOUT_MODULE = ("catalog", "address", "waivers")
"""Rules that find nothing by themselves: see ``registry``."""


@functools.cache
def known() -> tuple[str, ...]:
    """List them, in the order of the alphabet."""
    modules = (path.stem for path in (Path(__file__).parent / "rules").glob("[!_]*.py"))
    return tuple(sorted([*_WITHOUT_MODULE, *(name.replace("_", "-") for name in modules)]))
