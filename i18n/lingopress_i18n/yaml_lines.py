"""YAML of a value a line, which most front matter is: read in a tenth of the parser's time.

A value is a word or several, without what may mean something to YAML; or text between double
quotation marks without a backslash; or such words between brackets. As in ``front_matter``, all of
it is text. Everything else is left to the parser.
"""

from __future__ import annotations

import re

_LINE = re.compile(
    r"""([A-Za-z_][\w-]{0,99}):(?:[ ]+(?:
        ([^\W_](?:[\w ,;.?!()/'’&+*%-]*[\w.?!)/'’+%])?)
        |"([^"\\]*)"
        |\[[ ]*([^\W_](?:[\w -]*\w)?(?:,[ ]*[^\W_](?:[\w -]*\w)?)*)[ ]*\]
    ))?[ ]*""",
    re.VERBOSE,
)
_COMMA = re.compile(r",[ ]*")


def read(block: str, first: int) -> tuple[dict[str, str | list[str]], dict[str, int]] | None:
    """Read lines of keys and values; give the values, and the lines as ``FrontMatter`` has them.

    ``first`` is the number of the first line. None for what only the parser can read, or refuse.
    """
    values: dict[str, str | list[str]] = {}
    lines: dict[str, int] = {}
    for number, line in enumerate(block.removesuffix("\n").split("\n"), first):
        found = _LINE.fullmatch(line) if line.isprintable() else None
        if found is None or found[1] in values:
            return None
        key, words, quoted, listed = found.groups()
        lines[key] = number
        if listed is None:
            values[key] = words or quoted or ""
            continue
        values[key] = items = _COMMA.split(listed)
        lines.update({f"{key}.{at}": number for at in range(len(items))})
    return values, lines
