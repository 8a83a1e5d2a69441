"""Glossaries as TBX (ISO 30042:2019), the exchange format of term bases.

Written is the dialect TBX-Basic in DCA style. The term to use is ``preferredTerm-admn-sts``, other
accepted forms ``admittedTerm-admn-sts``, forbidden ones ``deprecatedTerm-admn-sts``; a term that
is not to be translated is the same in both languages; notes stand with the target language.

Read are both styles of TBX 3 and what TBX 2 (``martif``) has of the same; definitions become
notes, and everything else is passed over. ``*`` in forms is ours: other programs show it as it is.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

from lingopress_i18n import locales
from lingopress_i18n.catalog.glossary import Term
from lingopress_i18n.catalog.glossary.term import listed
from lingopress_i18n.errors import ContentError
from lingopress_translate.glossary import tree
from lingopress_translate.glossary.row import Row, plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from lingopress_i18n.locales import Locale
    from lingopress_translate.glossary.tree import Node

_ROOTS = ("tbx", "martif")
_CONCEPTS = ("conceptEntry", "termEntry")
_SECTIONS = ("langSec", "langSet")
_STATUS = "administrativeStatus"
_NOTES = ("note", "definition")
_PREFERRED, _ADMITTED, _DEPRECATED = "preferredTerm", "admittedTerm", "deprecatedTerm"
_FORBIDDEN = (_DEPRECATED, "supersededTerm", "obsolete", "forbidden")
_SUFFIX = "-admn-sts"
_KIND = 'xmlns="urn:iso:std:iso:30042:ed-2" style="dca" type="TBX-Basic"'
_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True)
class Section:
    """What a concept is called in a language, in the order of the file."""

    tag: str
    """The language, as the file spells it."""
    terms: tuple[tuple[str, str], ...]
    """Each term with its administrative status; empty for none."""
    note: str


@dataclass(frozen=True)
class Concept:
    """An entry of a term base."""

    where: str
    """File and line."""
    sections: tuple[Section, ...]
    note: str


def read(data: bytes, where: str) -> list[Concept]:
    """Read a term base; ``where`` names the file. Raises ContentError with ``file:line``."""
    root = tree.parse(data, where)
    if root.name not in _ROOTS:
        hint = "its outermost element is <tbx> or <martif>"
        raise ContentError(f"is no TBX, but <{root.name}>", f"{where}:{root.line}", hint)
    return [_concept(node, where) for node in root.all(*_CONCEPTS)]


def rows(concepts: Iterable[Concept], source: Locale, target: Locale) -> list[Row]:
    """Pair the terms of two languages, one row a concept that has both."""
    return [
        Row(term, concept.where)
        for concept in concepts
        if (term := _term(concept, source, target)) is not None
    ]


def write(terms: Mapping[Locale, Sequence[Term]], source: Locale, title: str) -> bytes:
    """Write the terms of locales: a concept for each source with its forms, in their order."""
    concepts: dict[tuple[str, tuple[str, ...], int], dict[Locale, Term]] = {}
    for locale, each in terms.items():
        for term in each:
            sense = 0
            while locale in concepts.get((term.source, term.source_forms, sense), ()):
                sense += 1
            concepts.setdefault((term.source, term.source_forms, sense), {})[locale] = term
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f"<tbx {_KIND} xml:lang={quoteattr(source.tag)}>",
        "  <tbxHeader>",
        "    <fileDesc>",
        f"      <titleStmt><title>{_text(title)}</title></titleStmt>",
        "      <sourceDesc><p>Lingopress</p></sourceDesc>",
        "    </fileDesc>",
        "  </tbxHeader>",
        "  <text>",
        "    <body>",
    ]
    for number, ((name, forms, _), by_locale) in enumerate(concepts.items(), 1):
        lines.append(f'      <conceptEntry id="c{number}">')
        lines += _section(source, name, forms)
        for locale, term in by_locale.items():
            lines += _section(locale, term.target, term.forms, term.forbidden, term.note)
        lines.append("      </conceptEntry>")
    lines += ["    </body>", "  </text>", "</tbx>", ""]
    return "\n".join(lines).encode()


def _section(
    locale: Locale,
    name: str,
    forms: Iterable[str],
    forbidden: Iterable[str] = (),
    note: str = "",
) -> Iterator[str]:
    yield f"        <langSec xml:lang={quoteattr(locale.tag)}>"
    yield from (f"          <note>{_text(line)}</note>" for line in note.splitlines())
    for status, names in ((_PREFERRED, [name]), (_ADMITTED, forms), (_DEPRECATED, forbidden)):
        for each in names:
            yield "          <termSec>"
            yield f"            <term>{_text(each)}</term>"
            yield f'            <termNote type="{_STATUS}">{status}{_SUFFIX}</termNote>'
            yield "          </termSec>"
    yield "        </langSec>"


def _text(text: str) -> str:
    """Escape text; what XML cannot hold becomes U+FFFD."""
    return escape(_NO_XML.sub("\ufffd", text))


def _concept(node: Node, where: str) -> Concept:
    return Concept(
        f"{where}:{node.line}",
        tuple(_read_section(each) for each in node.all(*_SECTIONS)),
        _notes(child for child in node.children if child.name not in _SECTIONS),
    )


def _read_section(section: Node) -> Section:
    terms = []
    for each in section.children:
        name = next(each.all("term"), None)
        if name is not None and plain(name.text):
            terms.append((plain(name.text), _status(each)))
    return Section(section.language, tuple(terms), _notes(section.children))


def _status(node: Node) -> str:
    """Give the administrative status of a term; both styles say it in an element of its own."""
    for each in node.all("termNote", _STATUS):
        if each.name == _STATUS or each.attributes.get("type") == _STATUS:
            return plain(each.text).removesuffix(_SUFFIX)
    return ""


def _notes(nodes: Iterable[Node]) -> str:
    """Collect notes and definitions, a line each, of elements and those in them."""
    found: dict[str, None] = {}
    stack = list(nodes)[::-1]
    while stack:
        node = stack.pop()
        kind = node.attributes.get("type") if node.name == "descrip" else node.name
        if kind in _NOTES:
            found.update(dict.fromkeys(filter(None, map(str.strip, node.text.splitlines()))))
        else:
            stack += node.children[::-1]
    return "\n".join(found)


def _term(concept: Concept, source: Locale, target: Locale) -> Term | None:
    """Make a term of the sections of two languages; None where one is not there."""
    first, second = _of(concept, source), _of(concept, target)
    if first is None or second is None:
        return None
    names = _ranked(first)
    if not names:
        return None
    own = _ranked(second)
    return Term(
        source=names[0],
        target=own[0] if own else "",
        forms=_forms(own[1:]),
        forbidden=_forms(name for name, status in second.terms if status in _FORBIDDEN),
        source_forms=_forms(names[1:]),
        note="\n".join(dict.fromkeys(filter(None, (concept.note, first.note, second.note)))),
    )


def _of(concept: Concept, locale: Locale) -> Section | None:
    """Find the section of a locale: its own tag before one that is as good."""
    exact = [each for each in concept.sections if each.tag.lower() == locale.tag.lower()]
    alike = (each for each in concept.sections if locales.is_alike(each.tag, locale))
    return exact[0] if exact else next(alike, None)


def _ranked(section: Section) -> list[str]:
    """List the terms that may be used, the preferred one first."""
    used = [(name, status) for name, status in section.terms if status not in _FORBIDDEN]
    return [name for name, _ in sorted(used, key=lambda each: each[1] != _PREFERRED)]


def _forms(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(form for name in names for form in listed(name)))
