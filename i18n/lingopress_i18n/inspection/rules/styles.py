"""Style sheets that know left from right, or letters from Latin letters only."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lingopress_i18n.checks.rule import Severity
from lingopress_i18n.inspection.rule import Found, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lingopress_i18n.inspection.built import Built

_NOT_RULES = re.compile(r"/\*.*?\*/|\"[^\"\n]*\"|'[^'\n]*'", re.DOTALL)
_DECLARATION = re.compile(r"(?<=[;{])\s*([\w-]+)\s*:\s*([^;{}]+)(?=[;}])")
_SIDE = re.compile(
    r"(?:margin|padding|border|inset|scroll-margin|scroll-padding)-(?:left|right)(?:-|$)"
    r"|border-(?:top|bottom)-(?:left|right)-radius$|(?:left|right)$"
)
_SIDED = frozenset({"text-align", "float", "clear"})
_FOUR = frozenset({"margin", "padding", "inset", "border-width"})
_SIDES = 4


def find(built: Built) -> Iterator[tuple[str, Found]]:
    """Look at every style sheet of a site that has a language from right to left."""
    if all(locale.direction == "ltr" for locale in built.site.all_locales):
        return
    for name, data in sorted(built.files.items()):
        if not name.endswith(".css"):
            continue
        css = _NOT_RULES.sub(
            lambda found: re.sub(r"[^\n]", " ", found[0]), data.decode("utf-8", "replace")
        )
        for found in _DECLARATION.finditer(css):
            if problem := _problem(found[1], found[2].strip(), css[: found.start()]):
                line = css.count("\n", 0, found.start(1)) + 1
                yield name, Found(line, f"{found[1]}: {found[2].strip()}: {problem}")


def _problem(name: str, value: str, before: str) -> str:
    if _SIDE.match(name):
        return "names a side, where start and end would mirror"
    if name in _SIDED and re.search(r"\b(?:left|right)\b", value):
        return "names a side, where start and end would mirror"
    if name in _FOUR and len(value.split()) == _SIDES and value.split()[1] != value.split()[3]:
        return "has another left than right side"
    if name == "direction" and "code" not in _selector(before) and "href" not in _selector(before):
        return "says in CSS what dir has to say"
    if name == "letter-spacing" and value not in {"0", "normal"}:
        return "tears Arabic letters apart"
    return ""


def _selector(before: str) -> str:
    """Give the selector of the rule that is open at the end of a text."""
    return re.split(r"[{}]", before[: before.rfind("{")])[-1] if "{" in before else ""


RULE = Rule(
    id="styles",
    title=str(__doc__),
    severity=Severity.WARNING,
    why="On a page from right to left such a rule holds on the wrong side. Logical properties "
    "mirror by themselves: margin-inline-start, text-align: start.",
    in_site=find,
)
