"""HTML of Markdown's block elements, as pulldown-cmark's own renderer writes it.

But for footnotes, whose ids there are those of headings (``[^size]`` and ``## Size``), and for the
boxes of tasks, which have no name there that readers by ear could be told.
"""

from __future__ import annotations

from typing import Any

from lingopress_i18n import inline
from lingopress_i18n.inline.writer import note_id

_DEFINITIONS = {
    "DefinitionList": "</dl>\n",
    "DefinitionListTitle": "</dt>\n",
    "DefinitionListDefinition": "</dd>\n",
}


class BlockHtml:
    """Writes opening and closing tags; remembers the table that it is in, counts footnotes."""

    def __init__(self) -> None:
        """Start outside of any table."""
        self._footnotes: dict[str, int] = {}
        self._alignments: tuple[str, ...] = ()
        self._column = 0
        self._cell = "td"

    def opening(self, kind: str, value: Any) -> str:  # noqa: ANN401 - data of the parser's event
        """Give an element's opening tag; a heading's stays open for its id.

        A tag that has to stand on a line of its own begins with a line feed, which the caller
        drops where the line is new already.
        """
        match kind:
            case "Paragraph":
                return "\n<p>"
            case "Heading":
                return f"\n<{value['level'].lower()}{_attributes(value)}"
            case "BlockQuote":
                alert = f' class="markdown-alert-{value.lower()}"' if value else ""
                return f"\n<blockquote{alert}>\n"
            case "FootnoteDefinition":
                return self._footnote(value)
            case "DefinitionList":
                return "\n<dl>\n"
            case "DefinitionListTitle":
                return "\n<dt>"
            case "DefinitionListDefinition":
                return "\n<dd>"
            case "CodeBlock":
                return "\n" + self._code(value)
            case "List" if value is None:
                return "\n<ul>\n"
            case "List":
                return "\n<ol>\n" if value == 1 else f'\n<ol start="{value}">\n'
            case "Item":
                return "\n<li>"
            case _:
                return self._open_table(kind, value)

    def closing(self, kind: str, value: Any) -> str:  # noqa: ANN401 - data of the parser's event
        """Give an element's closing tag."""
        match kind:
            case "Paragraph":
                return "</p>\n"
            case "Heading":
                return f"</{value.lower()}>\n"
            case "BlockQuote":
                return "</blockquote>\n"
            case "CodeBlock":
                return "</code></pre>\n"
            case "List":
                return "</ol>\n" if value else "</ul>\n"
            case "Item":
                return "</li>\n"
            case "FootnoteDefinition":
                return "</div>\n"
            case "DefinitionList" | "DefinitionListTitle" | "DefinitionListDefinition":
                return _DEFINITIONS[kind]
            case _:
                return self._close_table(kind)

    def task(self, *, is_done: bool) -> str:
        """Give the box of an item that is a task; its name is the sign for it in any language."""
        name = ' checked="" aria-label="☑"' if is_done else ' aria-label="☐"'
        return f'<input disabled="" type="checkbox"{name}/>\n'

    def number(self, label: str) -> int:
        """Give a footnote's number: footnotes are counted as they are met, from 1."""
        return self._footnotes.setdefault(label, len(self._footnotes) + 1)

    def _footnote(self, label: str) -> str:
        mark = f'<sup class="footnote-definition-label">{self.number(label)}</sup>'
        return f'\n<div class="footnote-definition" id="{note_id(label)}">{mark}\n'

    def _code(self, value: Any) -> str:  # noqa: ANN401 - data of the parser's event
        language = value["Fenced"].split(" ")[0] if isinstance(value, dict) else ""
        if not language:
            return "<pre><code>"
        return f'<pre><code class="language-{inline.escape_attribute(language)}">'

    def _open_table(self, kind: str, value: Any) -> str:  # noqa: ANN401 - data of the parser's event
        match kind:
            case "Table":
                self._alignments = value
                return "<table>"
            case "TableHead":
                self._column, self._cell = 0, "th"
                return "<thead><tr>"
            case "TableRow":
                self._column = 0
                return "<tr>"
            case "TableCell":
                alignment = self._alignments[self._column]
                style = "" if alignment == "None" else f' style="text-align: {alignment.lower()}"'
                return f"<{self._cell}{style}>"
            case _:  # an HTML block, whose content comes as it is
                return ""

    def _close_table(self, kind: str) -> str:
        match kind:
            case "Table":
                return "</tbody></table>\n"
            case "TableHead":
                self._cell = "td"
                return "</tr></thead><tbody>\n"
            case "TableRow":
                return "</tr>\n"
            case "TableCell":
                self._column += 1
                return "</th>" if self._cell == "th" else "</td>"
            case _:
                return ""


def _attributes(heading: Any) -> str:  # noqa: ANN401 - data of the parser's event
    """Write the id, classes and other attributes that the author gave a heading."""
    pairs = [("id", heading["id"]), ("class", " ".join(heading["classes"])), *heading["attrs"]]
    return "".join(
        f' {inline.escape_attribute(name)}="{inline.escape_attribute(value or "")}"'
        for name, value in pairs
        if value or name not in ("id", "class")
    )
