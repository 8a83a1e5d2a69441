"""The lines of a catalog as entries. Every entry keeps its text; nothing of the file is lost.

Nearly all entries are written as every tool writes them, and match one pattern. Any other, and one
that is broken, is read line by line, which also finds out what is wrong and where.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any

from lingopress_i18n.catalog.entry import Entry, entry_of
from lingopress_i18n.catalog.plain import PLAIN, STRING
from lingopress_i18n.catalog.strings import unescape, unquote
from lingopress_i18n.catalog.writing import SIGNS
from lingopress_i18n.errors import ContentError

if TYPE_CHECKING:
    from collections.abc import Iterable

_FORM = re.compile(rf"msgstr\[(\d)\] {STRING}")
_PIECE = re.compile(r'"(.*)"')
_ISOLATES = {0x2068: None, 0x2069: None}
_KEYWORD = re.compile(r'(msgctxt|msgid_plural|msgid|msgstr)(?:\[(\d+)\])?\s*"(.*)"\s*')
_CONTINUED = re.compile(r'\s*"(.*)"\s*')
_PLACE = re.compile("\u2068[^\u2069]*\u2069\\S*|\\S+")


def read(text: str, where: str) -> tuple[list[Entry], str]:
    """Read entries, and the comments after the last one.

    Raises ContentError with ``file:line`` for what has not the syntax of a catalog.
    """
    entries: list[Entry] = []
    at, line = 0, 1
    plain = _entry()
    while at < len(text):
        match = plain.match(text, at)
        entry = _plain(match, line) if match else None
        if match is None or entry is None:
            entry, end = _Lines(where, line).read(text, at)
            if entry is None:
                return entries, text[at:]
        else:
            end = match.end()
        entries.append(entry)
        line += text.count("\n", at, end)
        at = end
    return entries, ""


@cache
def _entry() -> re.Pattern[str]:
    return re.compile(PLAIN, re.VERBOSE)


def _plain(match: re.Match[str], line: int) -> Entry | None:
    """Make an entry of its matched pieces; None where plural forms are not in their order."""
    notes, context, context_2, msgid, msgid_2, msgstr, msgstr_2, plural, plural_2, forms = (
        match.groups()
    )
    fields: dict[str, Any] = {"line": line, "raw": match[0], "msgid": _text(msgid, msgid_2)}
    if context is not None:
        fields["msgctxt"] = _text(context, context_2)
    if plural is None:
        fields["msgstr"] = _text(msgstr, msgstr_2)
    else:
        numbered = _FORM.findall(forms)
        if [number for number, _, _ in numbered] != [str(at) for at in range(len(numbered))]:
            return None
        fields["msgid_plural"] = _text(plural, plural_2)
        fields["msgstr_plural"] = tuple(_text(form, more) for _, form, more in numbered)
        fields["msgstr"] = fields["msgstr_plural"][0]
    if notes:
        _read_notes(notes[:-1].split("\n"), fields)
    return entry_of(fields)


def _text(body: str, more: str) -> str:
    """Give what a string's lines say: the first one's body, and the lines after it."""
    if more:
        body += "".join(_PIECE.findall(more))
    return unescape(body) if "\\" in body else body


def _read_notes(lines: Iterable[str], fields: dict[str, Any]) -> None:
    """Sort an entry's comments into its fields."""
    found: dict[str, list[str]] = {}
    for line in lines:
        kind = SIGNS.get(line[:2], "comments")
        body = line[1 if kind == "comments" else 2 :].rstrip()
        if kind == "references":
            pieces = _places(body) if "\u2068" in body else body.split()
        elif kind in {"flags", "sticky"}:
            pieces = [flag for flag in map(str.strip, body.split(",")) if flag]
        else:
            pieces = [body.removeprefix(" ")]
        found[kind] = [*found[kind], *pieces] if kind in found else pieces
    if "previous" in found:
        fields.update(_previous(found.pop("previous")))
    for kind, pieces in found.items():
        fields[kind] = tuple(pieces)


def _places(body: str) -> list[str]:
    """Part places in the source, where names with spaces stand between U+2068 and U+2069."""
    return [place.translate(_ISOLATES) for place in _PLACE.findall(body)]


def _previous(lines: Iterable[str]) -> dict[str, str]:
    """Read the previous context, msgid and plural out of their comment lines."""
    found: dict[str, str] = {}
    name = ""
    for line in lines:
        if match := _KEYWORD.fullmatch(line.strip()):
            name, body = match[1], match[3]
        elif match := _CONTINUED.fullmatch(line):
            body = match[1]
        else:
            continue
        found[name] = found.get(name, "") + (unquote(body) or "")
    names = {"msgctxt": "previous_msgctxt", "msgid": "previous", "msgid_plural": "previous_plural"}
    return {names[name]: text for name, text in found.items() if name in names}


class _Lines:
    """Reads one entry line by line; it ends where a translation is followed by something else."""

    def __init__(self, where: str, line: int) -> None:
        self._where = where
        self._line = line
        self._first = line
        self._notes: list[str] = []
        self._fields: dict[str, str] = {}
        self._forms: list[str] = []
        self._keyword = ""
        self._obsolete = False

    def read(self, text: str, at: int) -> tuple[Entry | None, int]:
        """Read the entry that begins at a place in the text; give it, and the place behind it.

        None where there are but comments to the end.
        """
        end = at
        while end < len(text):
            following = text.find("\n", end) + 1 or len(text)
            if not self._take(text[end:following].strip()):
                break
            end = following
            self._line += 1
        if not self._forms:
            if "msgid" in self._fields:
                raise self._error("the message has no msgstr", self._first)
            return None, len(text)
        return self._entry(text[at:end]), end

    def _error(self, message: str, line: int = 0) -> ContentError:
        place = f"{self._where}:{line or self._line}"
        return ContentError(message, place, "correct the entry, then run again")

    def _take(self, content: str) -> bool:
        """Take a line, without the blanks around it; false for one that begins the next entry."""
        is_old = content.startswith("#~")
        if is_old:
            content = content[2:].lstrip()
            content = "#" + content if content.startswith("|") else content
        if content.startswith("#") and self._forms:
            return False
        if content and not (self._notes or self._fields):
            self._first = self._line
        if content.startswith("#"):
            self._notes.append(content)
        elif content and not self._string(content):
            return False
        self._obsolete |= is_old
        return True

    def _string(self, content: str) -> bool:
        """Take a keyword with its string, or a further line of the string before."""
        if match := _KEYWORD.fullmatch(content):
            keyword, form, body = match.groups()
            if keyword in {"msgctxt", "msgid"} and self._forms:
                return False
            self._check_order(keyword, form)
            self._keyword = keyword
        elif (match := _CONTINUED.fullmatch(content)) and self._keyword:
            keyword, body = "", match[1]
        else:
            raise self._error(f"cannot be understood: {content[:40]}")
        text = unquote(body)
        if text is None:
            raise self._error("a quote or a backslash stands where none may")
        if self._keyword != "msgstr":
            self._fields[self._keyword] = self._fields.get(self._keyword, "") + text
        elif keyword:
            self._forms.append(text)
        else:
            self._forms[-1] += text
        return True

    def _check_order(self, keyword: str, form: str | None) -> None:
        has_plural = "msgid_plural" in self._fields
        if keyword == "msgstr":
            if "msgid" not in self._fields:
                raise self._error("msgstr without msgid")
            if has_plural is (form is None) or (form or "0") != str(len(self._forms)):
                raise self._error("unexpected or duplicate msgstr")
        elif keyword in {"msgctxt", "msgid"} and "msgid" in self._fields:
            raise self._error("the message before this line has no msgstr")
        elif keyword in self._fields:
            raise self._error(f"duplicate {keyword}")
        elif keyword == "msgid_plural" and (self._forms or "msgid" not in self._fields):
            raise self._error("msgid_plural without msgid")

    def _entry(self, raw: str) -> Entry:
        fields: dict[str, Any] = {**self._fields, "line": self._first, "raw": raw}
        fields["msgstr"] = self._forms[0]
        fields["obsolete"] = self._obsolete
        if "msgid_plural" in fields:
            fields["msgstr_plural"] = tuple(self._forms)
        _read_notes(self._notes, fields)
        return entry_of(fields)
