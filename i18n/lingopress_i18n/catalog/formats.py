"""Placeholders of format strings, where an entry's flags say that it is one, as msgfmt has them.

Only what a program would do wrong counts: a placeholder that is lost, new, or of another type. A
msgid that is no format string itself is not looked at (``100%``).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from lingopress_i18n.catalog.entry import Entry

Placeholders = dict[str, str]
"""Types by name or, where there are no names, by position counted from 1."""

_PYTHON = re.compile(
    r"%(?:\((?P<name>[^()]*)\))?[-+ #0]*(?P<width>\*|\d+)?(?:\.(?P<precision>\*|\d*))?[hlL]?"
    r"(?P<type>[diouxXeEfFgGcrsa%])?"
)
_PYTHON_TYPES = {
    **dict.fromkeys("diouxX", "integer"),
    **dict.fromkeys("eEfFgG", "float"),
    **dict.fromkeys("rsa", "any"),
    "c": "character",
}
_C = re.compile(
    r"%(?:(?P<at>\d+)\$)?[-+ #0'I]*(?P<width>\*|\d+)?(?:\.(?P<precision>\*|\d*))?"
    r"(?:(?P<size>hh|h|ll|l|L|q|j|z|t)?(?P<type>[diouxXeEfFgGaAcsCSpnm%])|(?P<macro><[A-Za-z0-9]+>))?"
)
_C_TYPES = {
    **dict.fromkeys("di", "integer"),
    **dict.fromkeys("ouxX", "unsigned"),
    **dict.fromkeys("eEfFgGaA", "float"),
    "c": "character",
    "s": "string",
    "p": "pointer",
    "n": "count",
    "C": "long character",
    "S": "long string",
}
_SPEC = r"(?:.?[<>=^])?[-+ ]?#?0?\d*,?(?:\.\d+)?[bcdoxXneEfFgG%]?"
_BRACE = re.compile(
    rf"\{{\{{|\{{(?P<name>(?:[A-Za-z_]\w*|\d+)(?:\.[A-Za-z_]\w*|\[[^\]{{}}]+\])*"
    rf"(?::(?:\{{\w+\}}|{_SPEC}))?)\}}|(?P<bad>\{{)",
    re.ASCII,
)


def problem(entry: Entry, seldom: frozenset[int] = frozenset()) -> str:
    """Say what is wrong with the placeholders of a translation; nothing where all is well.

    ``seldom`` names the plural forms, counted from 0, that may leave the number out.
    """
    for flag in (*entry.flags, *entry.sticky):
        read = _FORMATS.get(flag.removeprefix("possible-"))
        if read is None:
            continue
        source = entry.msgid if entry.msgid_plural is None else entry.msgid_plural
        wanted = read(source)
        for at, form in enumerate(entry.msgstr_plural or (entry.msgstr,)):
            found = read(form)
            if wanted is None:
                continue
            where = f"msgstr[{at}]" if entry.msgstr_plural else "msgstr"
            if found is None:
                return f"{where} is not a valid {flag} string, but its source is"
            may_omit = at in seldom and bool(entry.msgstr_plural)
            reason = _differ(wanted, found, may_omit=may_omit and not _is_tuple(flag, wanted))
            if reason:
                return f"{where} {reason}"
    return ""


def _is_tuple(flag: str, wanted: Placeholders) -> bool:
    """Tell whether Python wants all arguments used: it does unless they have names."""
    return flag.endswith("python-format") and any(name.isdecimal() for name in wanted)


def _differ(wanted: Mapping[str, str], found: Mapping[str, str], *, may_omit: bool) -> str:
    for name, kind in wanted.items():
        if name not in found:
            if not may_omit:
                return f"lacks the placeholder {name}"
        elif found[name] != kind:
            return f"has the placeholder {name} as {found[name]}, its source as {kind}"
    added = [name for name in found if name not in wanted]
    return f"has a placeholder {added[0]}, which its source lacks" if added else ""


def _python(text: str) -> Placeholders | None:
    """Read the placeholders of ``%`` in Python; None for what Python would refuse."""
    named: Placeholders = {}
    kinds: list[str] = []
    for match in _PYTHON.finditer(text):
        stars = [match["width"], match["precision"]].count("*")
        if match["type"] is None or (match["name"] is not None and stars):
            return None
        kinds += ["integer"] * stars
        if match["type"] == "%":
            continue
        kind = _PYTHON_TYPES[match["type"]]
        if match["name"] is None:
            kinds.append(kind)
        elif named.setdefault(match["name"], kind) != kind:
            return None
    if named and kinds:
        return None
    return named or {str(at): kind for at, kind in enumerate(kinds, 1)}


def _c(text: str) -> Placeholders | None:
    """Read the placeholders of printf in C; None for what C would not define."""
    numbered: Placeholders = {}
    kinds: list[str] = []
    for match in _C.finditer(text):
        stars = [match["width"], match["precision"]].count("*")
        kind = match["macro"]
        if kind is None:
            if match["type"] is None:
                return None
            if match["type"] in "m%":
                continue
            kind = " ".join(filter(None, [match["size"], _C_TYPES[match["type"]]]))
            kind = kind.replace("l character", "long character").replace("l string", "long string")
        if match["at"] is None:
            kinds += ["integer"] * stars + [kind]
        elif numbered.setdefault(match["at"].lstrip("0"), kind) != kind or stars:
            return None
    if numbered and (kinds or set(numbered) != {str(at + 1) for at in range(len(numbered))}):
        return None
    return numbered or {str(at): kind for at, kind in enumerate(kinds, 1)}


def _brace(text: str) -> Placeholders | None:
    """Read the placeholders of ``str.format`` that have a name or a number."""
    found: Placeholders = {}
    for match in _BRACE.finditer(text):
        if match["bad"]:
            return None
        if match["name"]:
            found[match["name"]] = "any"
    return found


_FORMATS: dict[str, Callable[[str], Placeholders | None]] = {
    "python-format": _python,
    "c-format": _c,
    "python-brace-format": _brace,
}
