"""Front matter of which some texts are translated, every other byte as it was.

Each text is replaced where it stands, in its author's way of quoting if that holds it, and the
whole is read again: it has to give the same values, but for this one.
"""

from __future__ import annotations

import copy
import json
import re
from typing import TYPE_CHECKING, Any

import yaml

from lingopress_i18n import front_matter, json_values
from lingopress_i18n.document import Slot
from lingopress_i18n.errors import LingopressError
from lingopress_i18n.rewriting.sentence import translated

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from typing import TypeAlias

    from lingopress_i18n.document import Message
    from lingopress_i18n.render.fill import Filling

    Path: TypeAlias = tuple[str | int, ...]

_TOML_STRING = re.compile(
    r"""\"{3}(?:[^\\]|\\.)*?\"{3,5}|'{3}.*?'{3,5}|\"(?:[^\"\\\n]|\\.)*\"|'[^'\n]*'""", re.DOTALL
)
_ANCHOR = re.compile(r"(?:[&!]\S*\s+)+")
_TROUBLE = re.compile("[\x7f-\x9f\u2028\u2029\ufeff]")
"""What JSON may hold as it is, and YAML or TOML may not."""


def rewritten(front: str, fields: Mapping[str, Any], filling: Filling) -> str:
    """Give front matter with the translations of its fields; ``front`` is all before the body.

    ``fields`` are those of the document. A text that cannot be replaced, such as one that an alias
    repeats where nothing is translated, stays as it is.
    """
    values = dict(front_matter.cut(front, "").values)
    left: dict[tuple[str, str], list[Path]] = {}
    for path, message in _texts(fields, ()):
        own = filling.translation(message)
        if own is None or own == message.text:
            continue
        before = _get(values, path)
        text = translated(own, message.text, {}, filling.policy, "\n")
        text += before[len(before.rstrip("\n")) :]  # what ends a text of several lines
        found, wanted = _replaced(front, values, [path], text)
        if found is None:
            left.setdefault((before, text), []).append(path)
        else:
            front, values = found, wanted
    for (_, text), paths in left.items():  # what an alias repeats changes at once
        found, wanted = _replaced(front, values, paths, text)
        front, values = (front, values) if found is None else (found, wanted)
    return front


def _replaced(
    front: str, values: Mapping[str, Any], paths: Sequence[Path], text: str
) -> tuple[str | None, dict[str, Any]]:
    """Write a text in the place of the values at these paths, all from one: what it is then."""
    wanted = copy.deepcopy(dict(values))
    for path in paths:
        _put(wanted, path, text)
    before = _get(values, paths[0])
    ways = _candidates(front, paths[0], before, text)
    return next((each for each in ways if _says(each, wanted)), None), wanted


def _texts(value: Any, path: Path) -> Iterator[tuple[Path, Message]]:  # noqa: ANN401 - any front matter
    """Go through the messages of fields, and where each is."""
    if isinstance(value, Slot):
        yield from ((path, message) for message in value.messages)
    elif isinstance(value, dict):
        for key, each in value.items():
            yield from _texts(each, (*path, key))
    elif isinstance(value, list):
        for at, each in enumerate(value):
            yield from _texts(each, (*path, at))


def _put(values: Any, path: Path, text: str) -> None:  # noqa: ANN401 - any front matter
    """Replace a value."""
    *above, last = path
    for step in above:
        values = values[step]
    values[last] = text


def _get(values: Any, path: Path) -> str:  # noqa: ANN401 - any front matter
    """Give a text."""
    for step in path:
        values = values[step]
    return str(values)


def _says(front: str, wanted: Mapping[str, Any]) -> bool:
    try:
        read = front_matter.cut(front, "")
    except LingopressError:
        return False
    return read.end == len(front) and read.values == wanted


def _candidates(front: str, path: Path, before: str, text: str) -> Iterator[str]:
    """Go through what the front matter could be with a text replaced; most are wrong."""
    if front.lstrip().startswith("+++"):
        for match in _TOML_STRING.finditer(front):
            yield front[: match.start()] + _quoted(text) + front[match.end() :]
        return
    if front.lstrip().startswith("{"):
        found = json_values.values(front, front.index("{"), front.rindex("}") + 1)
        for value in found:
            if value.path == path:
                yield front[: value.start] + _quoted(text) + front[value.end :]
        return
    start = front.index("---") + front[front.index("---") :].index("\n") + 1
    stop = max(front.rfind("\n---"), front.rfind("\n...")) + 1
    node = _node(yaml.compose(front[start:stop], Loader=yaml.SafeLoader), path)
    if node is None or node.value != before:
        return
    begin, end = start + node.start_mark.index, start + node.end_mark.index
    if anchor := _ANCHOR.match(front, begin, end):
        begin = anchor.end()
    written = front[begin:end].rstrip(" \t\n")
    end = begin + len(written)
    for way in _ways(text, node.style, written):
        yield front[:begin] + way + front[end:]


def _node(node: yaml.Node | None, path: Path) -> yaml.ScalarNode | None:
    """Find the scalar at a path; of a key that stands twice, the last."""
    for step in path:
        if isinstance(node, yaml.MappingNode):
            node = next((value for key, value in reversed(node.value) if key.value == step), None)
        elif isinstance(node, yaml.SequenceNode) and isinstance(step, int):
            node = node.value[step]
        else:
            return None
    return node if isinstance(node, yaml.ScalarNode) else None


def _ways(text: str, style: str | None, written: str) -> Iterator[str]:
    """Go through the ways to write a YAML text: the author's, if it is text to anybody."""
    if style in ("|", ">"):
        header, _, lines = written.partition("\n")
        indent = re.match(r"\n*([ ]*)", lines)
        lead = indent[1] if indent else ""
        own = text.rstrip("\n").split("\n")
        between = "\n" if style == "|" else "\n\n"
        yield header + "\n" + between.join(f"{lead}{line}" if line else "" for line in own)
    if style == "'" and not re.search(r"\s\s|[\n\t]|\A\s|\s\Z", text):
        yield "'" + text.replace("'", "''") + "'"
    if style is None and _is_plain(text):
        yield text
    yield _quoted(text)


def _is_plain(text: str) -> bool:
    """Tell whether a text needs no quotes, in a list in brackets neither."""
    try:
        return bool(yaml.safe_load(f"[{text}]") == [text] == [yaml.safe_load(text)])
    except (yaml.YAMLError, ValueError):
        return False


def _quoted(text: str) -> str:
    """Write a text in double quotes, as YAML and TOML both read it."""
    return _TROUBLE.sub(lambda sign: f"\\u{ord(sign[0]):04x}", json.dumps(text, ensure_ascii=False))
