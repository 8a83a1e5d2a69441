"""Catalogs as files: every entry keeps its raw text, and only a changed one is written anew."""

from __future__ import annotations

import io
import itertools
import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from lingopress_i18n.catalog.strings import WIDTH, columns, quote, unquote
from lingopress_i18n.errors import ContentError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from lingopress_i18n.document import Key

_KEYWORD = re.compile(r'(msgctxt|msgid_plural|msgid|msgstr)(?:\[(\d+)\])?\s*"(.*)"\s*')
_STRING = re.compile(r'\s*"(.*)"\s*')
_CHARSET = re.compile(rb"charset=([A-Za-z0-9_.:-]+)")
_COMMENTS = {"#.": "extracted", "#:": "references", "#,": "flags", "#|": "previous"}
_ORDER = (
    *("comments", "extracted", "references", "flags", "previous"),
    *("msgctxt", "msgid", "msgid_plural", "msgstr"),
)


@dataclass(frozen=True)
class Entry:
    """A message in a catalog. Strings are unescaped."""

    msgid: str
    msgstr: str = ""
    """The translation; the singular's where there is a plural."""
    msgctxt: str | None = None
    msgid_plural: str | None = None
    msgstr_plural: tuple[str, ...] = ()
    """All forms in order, the singular's included; empty where there is no plural."""
    flags: tuple[str, ...] = ()
    comments: tuple[str, ...] = ()
    """The translators' own lines, without ``# ``."""
    extracted: tuple[str, ...] = ()
    """The author's and our notes, without ``#. ``."""
    references: tuple[str, ...] = ()
    previous: str | None = None
    """The msgid that the translation was made for (``#|``), where it is stale."""
    obsolete: bool = False
    """Whether the entry is kept behind ``#~``."""
    line: int = field(default=0, compare=False)
    """Line where the entry begins, counted from 1; 0 for one that is not in a file yet."""
    raw: str = field(default="", compare=False)
    """Verbatim text with its line ends and the blank lines after it; empty for a new entry."""

    @property
    def key(self) -> Key:
        """What identifies the message: its context and its msgid."""
        return self.msgctxt, self.msgid

    @property
    def is_fuzzy(self) -> bool:
        """Whether a person still has to look at the translation."""
        return "fuzzy" in self.flags

    @property
    def has_translation(self) -> bool:
        """Whether anything stands in msgstr."""
        return bool(self.msgstr) or any(self.msgstr_plural)


@dataclass(frozen=True)
class Catalog:
    """A .po or .pot file."""

    where: str
    """Path from the publication's root, for messages."""
    header: Entry
    """The entry with the empty msgid."""
    entries: tuple[Entry, ...]
    """All others in the order of the file, obsolete ones included."""
    tail: str = ""
    """Comments after the last entry, verbatim."""
    ending: str = "\n"
    """Line ends that close the file; empty where the last line has none."""
    charset: str = "utf-8"
    bom: bool = False
    newline: str = "\n"
    width: int = WIDTH
    """Columns to wrap at, 0 for a file whose lines are not wrapped."""

    def live(self) -> dict[Key, Entry]:
        """Map the keys of the entries that are not obsolete."""
        return {entry.key: entry for entry in self.entries if not entry.obsolete}

    def encode(self) -> bytes:
        """Give the file's bytes: raw text where there is any, the rest written out."""
        every = (self.header, *self.entries)
        pieces = []
        for entry, after in itertools.zip_longest(every, every[1:]):
            raw = entry.raw or _format(entry, self)
            if after is None and not self.tail:
                raw = raw.rstrip("\r\n") + self.ending
            elif not raw.endswith(("\n\n", "\n\r\n")) and not _were_neighbours(entry, after):
                raw = raw.rstrip("\r\n") + self.newline * 2
            pieces.append(raw)
        text = "".join([*pieces, self.tail])
        return (b"\xef\xbb\xbf" if self.bom else b"") + text.encode(self.charset)


def parse(data: bytes, where: str) -> Catalog:
    """Read a catalog.

    Raises ContentError with ``file:line`` for what msgfmt would refuse: bad syntax, a wrong
    charset, a message without translation field, the same message twice, no header.
    """
    text, charset, bom = _decode(data, where)
    reader = _Reader(where)
    for number, line in enumerate(io.StringIO(text, newline="\n"), 1):
        reader.feed(line, number)
    entries, tail = reader.finish()
    if not entries or entries[0].key != (None, ""):
        raise ContentError("has no header entry", f"{where}:1", "begin with an empty msgid")
    _refuse_duplicates(entries, where)
    return Catalog(
        where=where,
        header=entries[0],
        entries=tuple(entries[1:]),
        tail=tail,
        ending=text[len(text.rstrip("\r\n")) :],
        charset=charset,
        bom=bom,
        newline="\r\n" if "\r\n" in text else "\n",
        width=_width(text),
    )


def edit(entry: Entry, catalog: Catalog, **changes: Any) -> Entry:  # noqa: ANN401 - fields of Entry
    """Change an entry's fields; lines of the fields that stay the same keep their raw text."""
    changed = replace(entry, **changes)
    if changed == entry:
        return entry
    return replace(changed, raw=_format(changed, catalog, entry))


def header_fields(catalog: Catalog) -> dict[str, str]:
    """Give the header's fields by name."""
    lines = (line.partition(":") for line in catalog.header.msgstr.split("\n") if ":" in line)
    return {name.strip(): value.strip() for name, _, value in lines}


class _Reader:
    """Collects lines into entries; a new entry begins where a translation is followed by more."""

    def __init__(self, where: str) -> None:
        self._where = where
        self._entries: list[Entry] = []
        self._lines: list[str] = []
        self._fields: dict[str, list[str]] = {}
        self._forms: list[str] = []
        self._keyword = ""
        self._first = 1
        self._obsolete = False

    def feed(self, line: str, number: int) -> None:
        stripped = line.strip()
        content = stripped
        if content.startswith("#~"):
            content = content[2:].lstrip()
            self._continue_or_begin(number, starts=content.startswith(("msgctxt", "msgid ", "|")))
            self._obsolete = True
            if content.startswith("|"):
                content = "#" + content
        if content.startswith("#"):
            self._continue_or_begin(number, starts=not stripped.startswith("#~"))
            kind = _COMMENTS.get(content[:2], "comments")
            body = content[2:] if kind != "comments" else content[1:]
            self._fields.setdefault(kind, []).append(body.removeprefix(" "))
        elif content:
            self._string(content, number)
        self._lines.append(line)

    def finish(self) -> tuple[list[Entry], str]:
        """Give the entries, and the comments after the last one."""
        if self._forms:
            self._flush()
        elif "msgid" in self._fields:
            raise self._error("the message has no msgstr", self._first)
        return self._entries, "".join(self._lines)

    def _error(self, message: str, line: int) -> ContentError:
        return ContentError(message, f"{self._where}:{line}", "correct the entry, then run again")

    def _continue_or_begin(self, number: int, *, starts: bool) -> None:
        if starts and self._forms:
            self._flush()
        if not any(line.strip() for line in self._lines):
            self._first = number

    def _string(self, content: str, number: int) -> None:
        """Take a keyword with its string, or a further line of the string before."""
        match = _KEYWORD.fullmatch(content)
        if match:
            keyword, form, body = match.groups()
            if keyword in ("msgctxt", "msgid"):
                self._continue_or_begin(number, starts=True)
            self._check_order(keyword, form, number)
            self._keyword = keyword
        elif (match := _STRING.fullmatch(content)) and self._keyword:
            keyword, body = "", match[1]
        else:
            raise self._error(f"cannot be understood: {content[:40]}", number)
        text = unquote(body)
        if text is None:
            raise self._error("a quote or a backslash stands where none may", number)
        if self._keyword == "msgstr":
            if keyword:
                self._forms.append(text)
            else:
                self._forms[-1] += text
        elif keyword:
            self._fields[keyword] = [text]
        else:
            self._fields[self._keyword].append(text)

    def _check_order(self, keyword: str, form: str | None, number: int) -> None:
        has_plural = "msgid_plural" in self._fields
        if keyword == "msgstr":
            if "msgid" not in self._fields:
                raise self._error("msgstr without msgid", number)
            if has_plural is (form is None) or (form or "0") != str(len(self._forms)):
                raise self._error("unexpected or duplicate msgstr", number)
        elif keyword in ("msgctxt", "msgid") and "msgid" in self._fields:
            raise self._error("the message before this line has no msgstr", number)
        elif keyword in self._fields:
            raise self._error(f"duplicate {keyword}", number)
        elif keyword == "msgid_plural" and (self._forms or "msgid" not in self._fields):
            raise self._error("msgid_plural without msgid", number)

    def _flush(self) -> None:
        """Make the collected lines an entry."""
        fields = self._fields
        flags = ",".join(fields.get("flags", ())).split(",")
        text = {name: "".join(fields[name]) for name in fields if name.startswith("msg")}
        self._entries.append(
            Entry(
                msgid=text["msgid"],
                msgstr=self._forms[0],
                msgctxt=text.get("msgctxt"),
                msgid_plural=text.get("msgid_plural"),
                msgstr_plural=tuple(self._forms) if "msgid_plural" in text else (),
                flags=tuple(flag.strip() for flag in flags if flag.strip()),
                comments=tuple(fields.get("comments", ())),
                extracted=tuple(fields.get("extracted", ())),
                references=tuple(fields.get("references", ())),
                previous=_previous(fields.get("previous", ())),
                obsolete=self._obsolete,
                line=self._first,
                raw="".join(self._lines),
            )
        )
        self._lines, self._fields, self._forms = [], {}, []
        self._keyword, self._obsolete = "", False


def _decode(data: bytes, where: str) -> tuple[str, str, bool]:
    """Decode a catalog by the charset of its header; UTF-8 where it names none."""
    bom = data.startswith(b"\xef\xbb\xbf")
    found = _CHARSET.search(data)
    charset = found[1].decode().lower() if found else "utf-8"
    charset = "utf-8" if charset == "charset" else charset  # a template's placeholder
    try:
        return data[3 if bom else 0 :].decode(charset), charset, bom
    except LookupError:
        raise ContentError(f"unknown charset {charset!r}", f"{where}:1") from None
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise ContentError(f"not valid {charset}", f"{where}:{line}", "save it as UTF-8") from None


def _refuse_duplicates(entries: Sequence[Entry], where: str) -> None:
    seen: dict[Key, Entry] = {}
    for entry in entries:
        first = seen.setdefault(entry.key, entry)
        if first is not entry:
            raise ContentError(
                f"the message of line {first.line} stands here again",
                f"{where}:{entry.line}",
                "keep the better translation, delete the other entry",
            )


def _previous(lines: Iterable[str]) -> str | None:
    """Read the previous msgid out of its comment lines; the previous context is not used."""
    text: str | None = None
    in_msgid = False
    for line in lines:
        match = _KEYWORD.fullmatch(line.strip())
        if match:
            in_msgid = match[1] == "msgid"
            body = match[3]
        elif continued := _STRING.fullmatch(line):
            body = continued[1]
        else:
            continue
        if in_msgid:
            text = (text or "") + (unquote(body) or "")
    return text


def _width(text: str) -> int:
    """Tell whether the file wraps its strings: 0 when a line far too long has a space to break."""
    strings = (line for line in text.split("\n") if line[:1] in '"m' and " " in line[12:-12])
    return 0 if any(columns(line) > WIDTH + 20 for line in strings if len(line) > WIDTH) else WIDTH


def _were_neighbours(entry: Entry, after: Entry | None) -> bool:
    """Tell whether two entries followed each other in the file, without a blank line between."""
    if after is None or not entry.line or not after.line:
        return False
    return entry.line + entry.raw.count("\n") == after.line


def _format(entry: Entry, catalog: Catalog, old: Entry | None = None) -> str:
    """Write an entry; kinds of lines that are the same in ``old`` are taken over verbatim."""
    raw = _raw_by_kind(old) if old and old.obsolete == entry.obsolete else {}
    blank = raw.pop("", "") or catalog.newline
    text = ""
    for kind in _ORDER:
        lines = _lines_of(entry, kind, catalog.width)
        is_same = old is not None and lines == _lines_of(old, kind, catalog.width)
        if is_same and kind in raw:
            text += raw[kind]
            continue
        if entry.obsolete and kind in {"previous", *_ORDER[-4:]}:
            lines = [
                "#~" + ("" if line.startswith("#|") else " ") + line.removeprefix("#")
                for line in lines
            ]
        text += "".join(line + catalog.newline for line in lines)
    return text + blank


def _raw_by_kind(entry: Entry) -> dict[str, str]:
    """Group an entry's raw lines by kind; blank lines under the empty string."""
    found: dict[str, str] = {}
    kind = ""
    for line in io.StringIO(entry.raw, newline="\n"):
        content = line.strip().removeprefix("#~").lstrip() if entry.obsolete else line.strip()
        if not content:
            kind = ""
        elif content.startswith("#") or (entry.obsolete and content.startswith("|")):
            kind = _COMMENTS.get("#|" if content.startswith("|") else content[:2], "comments")
        elif match := _KEYWORD.fullmatch(content):
            kind = match[1]
        found[kind] = found.get(kind, "") + line
    return found


def _lines_of(entry: Entry, kind: str, width: int) -> list[str]:
    """Write one kind of an entry's lines, without line ends."""
    match kind:
        case "comments":
            return [f"# {line}".rstrip() for line in entry.comments]
        case "extracted":
            return [f"#. {line}".rstrip() for line in entry.extracted]
        case "references":
            return [f"#: {line}" for line in entry.references]
        case "flags":
            return [f"#, {', '.join(entry.flags)}"] if entry.flags else []
        case "previous" if entry.previous is not None:
            return [f"#| {line}" for line in quote("msgid", entry.previous, width and width - 3)]
        case "msgctxt" if entry.msgctxt is not None:
            return quote("msgctxt", entry.msgctxt, width)
        case "msgid":
            return quote("msgid", entry.msgid, width)
        case "msgid_plural" if entry.msgid_plural is not None:
            return quote("msgid_plural", entry.msgid_plural, width)
        case "msgstr" if entry.msgid_plural is None:
            return quote("msgstr", entry.msgstr, width)
        case "msgstr":
            forms = enumerate(entry.msgstr_plural)
            return [line for at, form in forms for line in quote(f"msgstr[{at}]", form, width)]
        case _:
            return []
