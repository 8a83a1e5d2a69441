"""MDX as Markdown: what of a body is program, hidden from the parser and put back exactly.

CommonMark knows neither JSX nor JavaScript. Before it reads an MDX article, a tag, an expression or
a program that stands alone on lines becomes a comment of our own with as many lines; one amid words
becomes a template tag, ``{{props.name}}`` for ``{props.name}``, which translators see and engines
leave alone. A tag that is HTML as well, ``<b>``, stays, and nothing is code for its indentation.
``lines`` finds what stands alone, ``words`` what stands amid words. After MDX 3.
"""

from __future__ import annotations

from lingopress_i18n.markup.mdx.hidden import Flow, Hidden
from lingopress_i18n.markup.mdx.lines import read

__all__ = ["Flow", "Hidden", "read"]
