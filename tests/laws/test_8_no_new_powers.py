"""Law 8, no new powers: a translation adds no element, attribute, scheme or host to its source.

Whoever can edit a catalog can change words and nothing else. The attacks are data: each file in
``attacks/`` holds cases with a ``source`` and a ``translation``. A case is worth having if the
translation, rendered plainly, gains something, which is tested too; one that instead has to come
out as readable text says so with ``printed``, or ``printed_in_attribute``.

What a page has is what an HTML5 parser makes of it: elements with their attributes. Only the
words of ``alt``, ``title`` and ``content`` may differ; the elements may become fewer.
"""

from __future__ import annotations

import json
import tomllib
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import html5lib
import pyromark
import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from laws.material import INLINE, WORDS, Element, elements
from lingopress_i18n import inline
from lingopress_i18n.catalog.po import Catalog, Entry
from lingopress_i18n.catalog.template import new_catalog
from lingopress_i18n.locales import locale
from lingopress_i18n.markup import markdown

if TYPE_CHECKING:
    from trial import Trial

Case = dict[str, str]
ATTACKS = Path(__file__).parent / "attacks"
WORDED = ("alt", "title", "content")


def attacks() -> list[Case]:
    """Read all cases; a malformed one is an error."""
    cases: list[Case] = []
    for path in sorted(ATTACKS.iterdir()):
        data = tomllib.loads(path.read_text("utf-8"))
        assert data.keys() == {"case"}, path.name
        for case in data["case"]:
            optional = {"printed", "printed_in_attribute"}
            assert case.keys() - optional == {"name", "source", "translation"}, (path.name, case)
            cases.append(case)
    assert len({case["name"] for case in cases}) == len(cases), "two attacks of one name"
    return cases


every_attack = pytest.mark.parametrize("case", attacks(), ids=lambda case: case["name"])


def powers(page: str) -> Counter[Element]:
    """Count what a piece of a page has besides words."""
    return Counter(
        (tag, tuple((name, "" if name in WORDED else value) for name, value in attributes))
        for tag, attributes in elements(page)
    )


def in_page(paragraph: str) -> str:
    """Put a paragraph between two others."""
    return f"<main><p>Before.</p><p>{paragraph}</p><p id=after>After.</p></main><footer></footer>"


def text_of(page: str) -> str:
    return "".join(html5lib.parseFragment(page).itertext())


@every_attack
def test_an_attack_gains_nothing(case: Case) -> None:
    source, translation = case["source"], case["translation"]
    rendered = inline.render_translation(translation, source)
    assert powers(in_page(rendered)) <= powers(in_page(inline.render(source)))


@every_attack
def test_an_attack_stays_in_its_paragraph(case: Case) -> None:
    rendered = inline.render_translation(case["translation"], case["source"])
    root = html5lib.parseFragment(in_page(rendered), namespaceHTMLElements=False)
    assert [child.tag for child in root] == ["main", "footer"]
    assert [child.get("id") for child in root[0]] == [None, None, "after"]
    assert root[0][2].text == "After."


@every_attack
def test_an_attack_is_one(case: Case) -> None:
    """Rendered plainly it gains something, or something of it would not be seen."""
    plain = pyromark.html(case["translation"], options=markdown.OPTIONS)
    own = pyromark.html(case["source"], options=markdown.OPTIONS)
    is_harmful = bool(powers(plain) - powers(own))
    assert is_harmful or "printed" in case or "printed_in_attribute" in case


@every_attack
def test_what_is_refused_can_be_read(case: Case) -> None:
    rendered = inline.render_translation(case["translation"], case["source"])
    assert case.get("printed", "") in text_of(in_page(rendered))
    if "printed_in_attribute" in case:
        every = [dict(attributes) for _, attributes in elements(rendered)]
        worded = [each.get(name, "") for each in every for name in WORDED]
        assert any(case["printed_in_attribute"] in each for each in worded)


PIECES = st.lists(
    st.sampled_from((*INLINE, *WORDS, "onclick=", '"', "'", "=", ">", "<")), max_size=8
)


@example("<b>a</b>", "<b>a</b></b>")
@example("*a*", "**a**")
@settings(max_examples=600)
@given(PIECES.map("".join), PIECES.map("".join))
def test_no_translation_gains_anything(source: str, translation: str) -> None:
    assume(inline.structure(inline.parse(source).events).nested)
    rendered = inline.render_translation(translation, source)
    assert powers(in_page(rendered)) <= powers(in_page(inline.render(source)))


def published(trial: Trial, cases: list[Case], key: str) -> dict[str, Counter[Element]]:
    """Publish each case as an article's text, title and description; count what pages have."""
    spanish = locale("es")
    for number, case in enumerate(cases):
        text, translation = json.dumps(case["source"]), case[key]
        meta = f"---\ntitle: {text}\ndescription: {text}\n---\n"
        trial.write({f"articles/a{number}.md": f"{meta}{case['source']}\n"})
        field = " ".join(case["source"].split())
        entries = (
            Entry(field, translation, msgctxt="title"),
            Entry(field, translation, msgctxt="description"),
            Entry(case["source"], translation),
        )
        where = f"locales/es/LC_MESSAGES/a{number}.po"
        catalog = Catalog(where, new_catalog(where, "Trial", spanish).header, entries)
        trial.write({where: catalog.encode()})
    result = trial.run("publish", "-l", "es")
    assert result.code == 0, result.err
    names = [f"a{number}" for number in range(len(cases))]
    assert all("Lea" in trial.read(f"public/es/{each}/index.html") for each in names[:1])
    return {each: powers(trial.read(f"public/es/{each}/index.html")) for each in names}


def test_a_published_page_with_an_attack_has_what_it_has_without(trial: Trial) -> None:
    cases = attacks()
    attacked = published(trial, cases, "translation")
    plain = [{**case, "translation": f"Lea: {case['source']}"} for case in cases]
    innocent = published(trial, plain, "translation")
    for name, case in zip(attacked, cases, strict=True):
        assert attacked[name] <= innocent[name], case["name"]
