"""HTML of Markdown's block elements, as pulldown-cmark's own renderer writes it."""

from __future__ import annotations

from typing import Any

from lingopress_i18n import inline


class BlockHtml:
    """Writes opening and closing tags; remembers the table that it is in."""

    def __init__(self) -> None:
        """Start outside of any table."""
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
                return f"\n<{value['level'].lower()}"
            case "BlockQuote":
                return "\n<blockquote>\n"
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
            case _:
                return self._close_table(kind)

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
