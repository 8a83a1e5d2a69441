"""Entries as lines of a catalog: order, signs and wrapping as msgcat has them."""

from __future__ import annotations

import io
import itertools
import re
from typing import TYPE_CHECKING, NamedTuple

from lingopress_i18n.catalog.linebreaks import columns, head
from lingopress_i18n.catalog.strings import WIDTH, quote

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lingopress_i18n.catalog.entry import Entry

SIGNS = {"#.": "extracted", "#:": "references", "#,": "flags", "#=": "sticky", "#|": "previous"}
"""What begins the lines of each kind of comment; ``#`` alone begins a translator's."""

_NOTES = ("comments", "extracted", "references", "flags", "sticky")
_STRINGS = ("previous", "msgctxt", "msgid", "msgid_plural", "msgstr")
_KINDS = (*_NOTES, *_STRINGS)
_FIELDS = {
    "previous": ("previous", "previous_msgctxt", "previous_plural"),
    "msgstr": ("msgstr", "msgstr_plural"),
}
_NOTHING = (None, ())
_KEYWORD = re.compile(r"(msg(?:ctxt|id_plural|id|str))\b")
_SPACED = re.compile(r".*?(?=(?::\d+)?$)")
_WIDEST = 250
"""Columns from which a line counts as not wrapped at all."""
_ENOUGH = 400
"""How many entries are looked at for the width of a file."""


class Style(NamedTuple):
    """How a file's lines are written."""

    newline: str = "\n"
    width: int = WIDTH
    """Columns to wrap at, 0 for a file whose lines are not wrapped."""


def write(entry: Entry, style: Style, old: Entry | None = None) -> str:
    """Write an entry; kinds of lines that say the same in ``old`` are taken over verbatim."""
    newline = style.newline
    if old is None:
        return newline.join([*_anew(entry, style.width), "", ""])
    raw = _by_kind(old)
    blank = raw.pop("", "") or newline
    text = ""
    for kind in _KINDS:
        if kind in raw and _says_the_same(entry, old, kind):
            text += raw[kind]
        elif getattr(entry, kind) not in _NOTHING:
            text += "".join(line + newline for line in _lines(entry, kind, style.width))
    return text + blank


def _anew(entry: Entry, width: int) -> list[str]:
    """Write all of an entry's lines, without line ends."""
    notes = [kind for kind in _NOTES if getattr(entry, kind)]
    lines = [line for kind in notes for line in _lines(entry, kind, width)]
    has_more = entry.previous is not None or entry.msgid_plural is not None
    if has_more or entry.obsolete or entry.flags:
        return lines + [line for kind in _STRINGS for line in _strings(entry, kind, width)]
    if entry.msgctxt is not None:
        lines += quote("msgctxt", entry.msgctxt, width)
    return lines + quote("msgid", entry.msgid, width) + quote("msgstr", entry.msgstr, width)


def width_of(entries: Iterable[Entry]) -> int:
    """Find the width that a file's strings are wrapped at, 0 where they are not wrapped.

    Every break says that its line was short enough, and that with the next word it would have been
    too long: the width that most breaks agree with wins, and msgcat's own before any other.
    """
    text = "".join(entry.raw for entry in itertools.islice(entries, _ENOUGH))
    agree = [0] * _WIDEST
    breaks = 0
    whole = []
    for line, following in itertools.pairwise([*text.splitlines(), ""]):
        if line[:1] not in {'"', "m"} or line.endswith(' ""'):
            continue
        size = columns(line)
        if following.startswith('"') and not line.endswith('\\n"'):
            breaks += 1
            for width in range(size, min(size + columns(head(following[1:-1])), _WIDEST)):
                agree[width] += 1
        elif size > WIDTH and " " in line[12:-12]:
            whole.append(size)
    best = WIDTH if agree[WIDTH] == max(agree) else agree.index(max(agree))
    longer = sum(1 for size in whole if size > best)
    return 0 if longer > breaks else best


def _says_the_same(entry: Entry, old: Entry, kind: str) -> bool:
    """Tell whether a kind's lines of the old entry can stay."""
    if kind in _STRINGS and entry.obsolete is not old.obsolete:
        return False
    return all(getattr(entry, name) == getattr(old, name) for name in _FIELDS.get(kind, (kind,)))


def _by_kind(entry: Entry) -> dict[str, str]:
    """Group an entry's raw lines by kind; blank lines under the empty string."""
    found: dict[str, str] = {}
    kind = ""
    for line in io.StringIO(entry.raw, newline="\n"):
        content = line.strip().removeprefix("#~").lstrip() if entry.obsolete else line.strip()
        if not content:
            kind = ""
        elif content.startswith("#"):
            kind = SIGNS.get(content[:2], "comments")
        elif entry.obsolete and content.startswith("|"):
            kind = "previous"
        elif match := _KEYWORD.match(content):
            kind = match[1]
        found[kind] = found.get(kind, "") + line
    return found


def _lines(entry: Entry, kind: str, width: int) -> list[str]:
    """Write one kind of an entry's lines, without line ends."""
    match kind:
        case "msgctxt" | "msgid" | "msgid_plural" | "msgstr" | "previous":
            return _strings(entry, kind, width)
        case "comments":
            return [comment("#", line) for line in entry.comments]
        case "extracted":
            return [comment("#.", line) for line in entry.extracted]
        case "references":
            return references(entry.references, width)
        case "flags":
            return [f"#, {', '.join(entry.flags)}"] if entry.flags else []
        case _:
            return [f"#= {', '.join(entry.sticky)}"] if entry.sticky else []


def comment(sign: str, line: str) -> str:
    """Write a line of a comment; gettext reads the next with it where a backslash ends it."""
    space = " " if line.endswith("\\") else ""
    return f"{sign} {line}{space}" if line else sign


def references(places: Iterable[str], width: int) -> list[str]:
    """Write places, as many to a line as fit: msgcat counts bytes, and wraps them in any file.

    A name with spaces stands between U+2068 and U+2069.
    """
    lines: list[str] = []
    used = 0
    for reference in places:
        name = (
            _SPACED.sub("\u2068\\g<0>\u2069", reference, count=1) if " " in reference else reference
        )
        size = len(name.encode()) + 1
        if lines and used + size <= (width or WIDTH):
            lines[-1] += f" {name}"
            used += size
        else:
            lines.append(f"#: {name}")
            used = len("#:") + size
    return lines


def _strings(entry: Entry, kind: str, width: int) -> list[str]:
    """Write one kind of an entry's strings, behind ``#~`` or ``#|`` where they belong there."""
    strings: list[tuple[str, str | None]]
    match kind:
        case "previous" if entry.previous is not None:
            strings = [
                ("msgctxt", entry.previous_msgctxt),
                ("msgid", entry.previous),
                ("msgid_plural", entry.previous_plural),
            ]
        case "msgctxt" | "msgid" | "msgid_plural":
            strings = [(kind, getattr(entry, kind))]
        case "msgstr" if entry.msgid_plural is not None:
            strings = [(f"msgstr[{at}]", form) for at, form in enumerate(entry.msgstr_plural)]
        case "msgstr":
            strings = [(kind, entry.msgstr)]
        case _:
            return []
    sign = "#~" if entry.obsolete else ""
    if kind == "previous":
        sign = f"{sign or '#'}|"
    sign += " " if sign else ""
    room = 0 if "no-wrap" in entry.flags or not width else width - len(sign)
    return [
        f"{sign}{line}"
        for keyword, text in strings
        if text is not None
        for line in quote(keyword, text, room)
    ]
