"""Front matter: YAML between ``---`` lines, TOML between ``+++`` lines, or a JSON object."""

from __future__ import annotations

import json
import re
import tomllib
from collections import Counter
from typing import TYPE_CHECKING, Any, NamedTuple

from lingopress_i18n import files, json_values, yaml_lines
from lingopress_i18n.errors import ContentError

if TYPE_CHECKING:
    from collections.abc import Mapping

    import yaml

_YAML = re.compile(
    r"((?:[ \t]*\n)*)---[ \t]*\n(?=[\w\"'-]+[ \t]*:|#)(.*?\n)(?:---|\.\.\.)[ \t]*(?:\n|\Z)",
    re.DOTALL,
)
"""A block at the start, or below blank lines, whose first line is a key or a comment; ``---`` alone
is a rule."""
_TOML = re.compile(
    r"((?:[ \t]*\n)*)\+\+\+[ \t]*\n(?=\s*(?:[\w\"'][^\n]*=|\[|#))(.*?\n)\+\+\+[ \t]*(?:\n|\Z)",
    re.DOTALL,
)
"""Likewise; the first line may also open a table."""
_JSON = re.compile(r'\s*(?=\{\s*"[^"\n]*"\s*:)')
"""What is before an object, as Hugo has it."""
_REST = re.compile(r"[ \t]*(?:\n|\Z)")
_NEARLY = re.compile(
    r"(\s*)(-[- ]*-|[–—]+-*|\+\++)[ \t]*\n((?:[ \t]*[\w\"'-]+[ \t]*[:=][^\n]*(?:\n|\Z))+)"
)
"""A line of hyphens or plus signs, or what an editor made of it, and lines of keys below."""
_OURS = ("title", "description", "date", "order", "slug", "table", "translate")
"""Keys that mean something to us."""
_OUR_LINE = re.compile(
    rf"^[ \t]*[\"']?(?:{'|'.join(_OURS)})[\"']?[ \t]*[:=](?!\S)", re.MULTILINE | re.IGNORECASE
)
_TOML_LINE = re.compile(r"[ \t]*(?:(\[\[?)[ \t]*([^\]\n]+)\]|([\w.\"'-]+)[ \t]*=)")
_MOST_VALUES = 10_000
"""How many values front matter may hold, each use of an alias counted."""


class FrontMatter(NamedTuple):
    """What stands before an article's body."""

    values: Mapping[str, Any]
    """Text, lists and mappings. YAML's values are all the text that the author wrote: ``No``,
    ``1.10`` and ``12:30`` are titles. TOML's and JSON's have their types."""
    lines: Mapping[str, int]
    """Line in the file, counted from 1, of every key and of what is below it, as far as known, by
    path: ``authors.0.bio``, items counted from 0."""
    end: int = 0
    """Offset, in characters, of the body."""


def cut(text: str, where: str) -> FrontMatter:
    """Read the front matter that a text begins with; empty where it begins with none.

    Raises ContentError with ``file:line`` for broken YAML, TOML or JSON, and for what was meant to
    be front matter: without an end, or with another line than ``---`` or ``+++`` before it.
    """
    if block := _YAML.match(text):
        values, lines = _yaml(block[2], where, block[1].count("\n") + 2)
    elif block := _TOML.match(text):
        values, lines = _toml(block[2], where, block[1].count("\n") + 2)
    elif block := _JSON.match(text):
        return _json(text, block.end(), where)
    else:
        _refuse_nearly(text, where)
        return FrontMatter({}, {})
    return FrontMatter(values, lines, block.end())


def _refuse_nearly(text: str, where: str) -> None:
    """Raise ContentError for front matter that would be published as text.

    A rule and text below it are Markdown: lines of keys make front matter where one of them is of
    ours, or where there are several below a line that begins front matter.
    """
    block = _NEARLY.match(text)
    if not block:
        return
    above, fence, keys = block.groups()
    begins = fence in ("---", "+++") and not above.rpartition("\n")[2]
    if not _OUR_LINE.search(keys) and not (begins and keys.strip().count("\n")):
        return
    sign = "+++" if fence.startswith("+") else "---"
    line = above.count("\n") + 1
    if begins:
        raise ContentError(
            "front matter without an end",
            f"{where}:{line}",
            f"write a line {sign} below it; a rule may be written ***",
        )
    raise ContentError(
        "front matter begins with another line",
        f"{where}:{line}",
        f"begin the file with a line {sign}; a rule may be written ***",
    )


def _yaml(block: str, where: str, first: int) -> tuple[dict[str, Any], dict[str, int]]:
    """Load a YAML mapping; ``first`` is the line that the block starts on."""
    known = yaml_lines.read(block, first)
    if known is not None:
        return known
    import yaml  # noqa: PLC0415 - most need it not

    loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
    try:
        node = yaml.compose(block, Loader=loader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        reason = getattr(error, "problem", None) or str(error)
        if "nesting" in reason:
            raise _broken("too deeply nested", where, first) from None
        line = mark.line if mark else 0
        raise _broken(reason, where, line + first, _hint(block, line, reason)) from None
    except RecursionError:
        raise _broken("too deeply nested", where, first) from None
    if node is None:
        return {}, {}
    if not isinstance(node, yaml.MappingNode):
        raise ContentError("front matter must be a list of keys and values", f"{where}:{first}")
    loading = _Yaml(where, first)
    try:
        return loading.mapping(node, ""), loading.lines
    except RecursionError:
        raise _broken("too deeply nested", where, first) from None


def _hint(block: str, line: int, reason: str) -> str:
    """Say what most likely helps against a slip in a line of YAML, counted from 0."""
    written = "".join(block.split("\n")[line : line + 1])
    if "\t" in written[: len(written) - len(written.lstrip())]:
        return "write spaces instead of the tab"
    if "end of stream" in reason:
        return "close the quotation mark, or the bracket"
    return "put text with signs in it between quotation marks"


class _Yaml:
    """Turns YAML nodes into values and notes the line of each."""

    def __init__(self, where: str, first: int) -> None:
        self._where = where
        self._first = first
        self._count = 0
        self.lines: dict[str, int] = {}

    def mapping(self, node: yaml.MappingNode, path: str) -> dict[str, Any]:
        found = {}
        for key, value in node.value:
            if not isinstance(key.value, str):
                raise _broken("a key must be text", self._where, key.start_mark.line + self._first)
            if key.value in found and key.value in _OURS and not path:
                reason = f"the key {key.value!r} stands twice"
                raise _broken(reason, self._where, key.start_mark.line + self._first)
            place = f"{path}{key.value}"
            self.lines[place] = key.start_mark.line + self._first
            found[str(key.value)] = self._value(value, place)
        return found

    def _value(self, node: yaml.Node, place: str) -> Any:  # noqa: ANN401 - from YAML
        self._count += 1
        if self._count > _MOST_VALUES:
            line = node.start_mark.line + self._first
            raise _broken(f"more than {_MOST_VALUES} values", self._where, line)
        import yaml  # noqa: PLC0415 - as above

        if isinstance(node, yaml.MappingNode):
            return self.mapping(node, f"{place}.")
        if isinstance(node, yaml.SequenceNode):
            items = []
            for at, each in enumerate(node.value):
                self.lines[f"{place}.{at}"] = each.start_mark.line + self._first
                items.append(self._value(each, f"{place}.{at}"))
            return items
        return _clean(node.value)


def _toml(block: str, where: str, first: int) -> tuple[dict[str, Any], dict[str, int]]:
    """Load a TOML document; ``first`` is the line that the block starts on."""
    try:
        values = tomllib.loads(block)
    except RecursionError:
        raise _broken("too deeply nested", where, first) from None
    except ValueError as error:  # a number of too many digits, too
        reason, line = files.toml_error(block, error)
        raise _broken(reason, where, line + first - 1) from None
    return _clean(values), dict.fromkeys(values, first) | _toml_lines(block, first)


def _json(text: str, start: int, where: str) -> FrontMatter:
    """Read the JSON object that begins at an offset."""
    first = text.count("\n", 0, start) + 1
    try:
        values, end = json.JSONDecoder(strict=False).raw_decode(text, start)
    except RecursionError:
        raise _broken("too deeply nested", where, first) from None
    except json.JSONDecodeError as error:
        raise _broken(error.msg.lower(), where, error.lineno) from None
    except ValueError:  # a number of too many digits
        raise _broken("a number of too many digits", where, first) from None
    rest = _REST.match(text, end)
    if not rest:
        line = text.count("\n", 0, end) + 1
        raise _broken("text behind the object", where, line, "begin the text on a line below it")
    lines: dict[str, int] = {}
    number, last = first, start
    for value in json_values.values(text, start, end):
        number += text.count("\n", last, value.key)
        last = value.key
        lines[".".join(map(str, value.path))] = number
    return FrontMatter(_clean(values), lines, rest.end())


def _clean(value: Any) -> Any:  # noqa: ANN401 - from YAML or TOML
    """Replace the characters that escapes may bring and that no catalog can hold."""
    if isinstance(value, str):
        return files.replaced(value)
    if isinstance(value, dict):
        return {_clean(key): _clean(each) for key, each in value.items()}
    if isinstance(value, list):
        return [_clean(each) for each in value]
    return value


def _toml_lines(block: str, first: int) -> dict[str, int]:
    """Find the lines of keys; those within inline tables and lists go unnoticed."""
    lines: dict[str, int] = {}
    seen: Counter[str] = Counter()
    prefix = ""
    for number, line in enumerate(block.split("\n"), first):
        match = _TOML_LINE.match(line)
        if not match:
            continue
        name = re.sub(r"[\s\"']", "", match[2] or match[3])
        if match[1] is None:
            lines.setdefault(prefix + name, number)
            lines.setdefault((prefix + name).partition(".")[0], number)
            continue
        lines.setdefault(name, number)
        lines.setdefault(name.partition(".")[0], number)
        if match[1] == "[[":
            seen[name] += 1
            name = f"{name}.{seen[name] - 1}"
            lines.setdefault(name, number)
        prefix = f"{name}."
    return lines


def _broken(reason: str, where: str, line: int, hint: str = "") -> ContentError:
    return ContentError(f"broken front matter: {reason}", f"{where}:{line}", hint)
