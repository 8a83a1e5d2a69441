"""Lines of template tags in Markdown: ``{{% notice %}}``, ``{{< tabs >}}``, ``{% endtab %}``.

Other generators put them right above and below text. To CommonMark they are words of that
paragraph, and a translator would get them as such; but they are blocks of their own, whose lines
have to stay lines. What a tag such as ``highlight`` has around it is code. An expression,
``{{ version }}``, is a word.
"""

from __future__ import annotations

import itertools
import re
from typing import TYPE_CHECKING

from lingopress_i18n.inline.events import TEMPLATE_TAG

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_TAGS = ("{{<", "{{%", "{%")
SIGNS = (*_TAGS, "8<")
"""One of these is in every such line."""
_SNIPPET = re.compile(r" {0,3}-+8<-+[ \t]+[\"'][^\"'`]*[\"'][ \t]*")
"""Has MkDocs put a file there."""
_NAME = "(code|highlight|katex|math|mermaid|raw|verbatim)"
"""Tags of what holds no text: Hugo's own, Jekyll's and Jinja's, and those that themes have for
diagrams and formulas."""
_CODE = re.compile(rf" {{0,3}}(?:\{{\{{[<%]|\{{%-?)[ \t]*{_NAME}\b")
_END = re.compile(rf" {{0,3}}(?:\{{\{{[<%][ \t]*/[ \t]*{_NAME}|\{{%-?[ \t]*end{_NAME})\b")


def find(lines: Sequence[str]) -> dict[int, str]:
    """Find the lines that are blocks of their own; those of code blocks are to be empty.

    Gives, by index, ``begins`` for one behind which code begins, ``ends`` for one that ends it, and
    an empty string for any other.
    """
    is_tags = [_is_tags(line) for line in lines]
    code: dict[int, int] = {}
    last: dict[str, int] = {}  # index of the last line that closes a tag
    for at in range(len(lines) - 1, -1, -1):
        if not is_tags[at]:
            continue
        if closing := _END.match(lines[at]):
            last[closing[1] or closing[2]] = at
        elif (opening := _CODE.match(lines[at])) and opening[1] in last:
            code[at] = last[opening[1]]
    found = {at: "" for at, line in enumerate(lines) if _SNIPPET.fullmatch(line)}
    for group in _groups(lines):
        tags = [at for at in group if is_tags[at]]
        is_html = lines[group[0]].lstrip().startswith("<")  # where lines mean nothing
        if len(tags) < len(group) and not is_html:
            found.update(dict.fromkeys(tags, ""))
    end = -1
    for at in sorted(code):
        if at > end:
            end = code[at]
            for inside in range(at, end + 1):
                found.pop(inside, None)
            found |= {at: "begins", end: "ends"}
    return found


def _is_tags(line: str) -> bool:
    """Tell whether a line, indented by less than code is, has nothing but tags that say to do."""
    start = line[:4].lstrip(" ")
    if not start or not line.lstrip(" ").startswith(_TAGS):
        return False
    return not TEMPLATE_TAG.sub(_but_expressions, line).strip()


def _but_expressions(match: re.Match[str]) -> str:
    return "" if match[0].startswith(_TAGS) else match[0]


def _groups(lines: Sequence[str]) -> Iterator[list[int]]:
    """Go through the runs of lines that are not blank, by their indices."""
    for is_blank, run in itertools.groupby(range(len(lines)), lambda at: not lines[at].strip()):
        if not is_blank:
            yield [*run]
