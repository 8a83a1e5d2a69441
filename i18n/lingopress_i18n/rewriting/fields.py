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

from lingopress_i18n import front_matter
from lingopress_i18n.document import Slot
from lingopress_i18n.errors import LingopressError
from lingopress_i18n.rewriting.sentence import translated

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from typing import TypeAlias

    from lingopress_i18n.document import Message
    from lingopress_i18n.render.fill import Filling

    Path: TypeAlias = tuple[str | int, ...]

_TOML_STRING = re.compile(
    r"""\"{3}(?:[^\\]|\\.)*?\"{3,5}|'{3}.*?'{3,5}|\"(?:[^\"\\\n]|\\.)*\"|'[^'\n]*'""", re.DOTALL
)
_TROUBLE = re.compile("[\x7f-\x9f\u2028\u2029\ufeff]")
"""What JSON may hold as it is, and YAML or TOML may not."""


def rewritten(front: str, fields: Mapping[str, Any], filling: Filling) -> str:
    """Give front matter with the translations of its fields; ``front`` is all before the body.

    ``fields`` are those of the document. A text that cannot be replaced alone, such as one that an
    alias repeats, stays as it is.
    """
    values = dict(front_matter.cut(front, "").values)
    for path, message in _texts(fields, ()):
        own = filling.translation(message)
        if own is None or own == message.text:
            continue
        text = translated(own, message.text, {}, filling.policy, "\n")
        wanted = copy.deepcopy(values)
        before = _put(wanted, path, text)
        found = next(
            (each for each in _candidates(front, path, before, text) if _says(each, wanted)), None
        )
        if found is not None:
            front, values = found, wanted
    return front


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


def _put(values: Any, path: Path, text: str) -> str:  # noqa: ANN401 - any front matter
    """Replace a value, and give the one before."""
    *above, last = path
    for step in above:
        values = values[step]
    before: str = values[last]
    values[last] = text
    return before


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
    start = front.index("---") + front[front.index("---") :].index("\n") + 1
    stop = max(front.rfind("\n---"), front.rfind("\n...")) + 1
    node = _node(yaml.compose(front[start:stop], Loader=yaml.SafeLoader), path)
    if node is None or node.value != before:
        return
    begin, end = start + node.start_mark.index, start + node.end_mark.index
    written = front[begin:end]
    end -= len(written) - len(written.rstrip())
    for way in _ways(text, node.style):
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


def _ways(text: str, style: str | None) -> Iterator[str]:
    """Go through the ways to write a YAML text: the author's, if it is text to anybody."""
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
