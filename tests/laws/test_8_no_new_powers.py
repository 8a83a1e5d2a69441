"""Law 8, no new powers: a translation adds no element, attribute, scheme or host to its source.

Whoever can edit a catalog can change words and nothing else, but for what the site's policy
admits. The attacks are data: each file in ``attacks/`` holds cases with a ``source`` and a
``translation``, and may hold the ``policy`` that they are made for; ``times`` repeats the
translation, ``gains`` says that the policy admits some of it. A case is worth having if the
translation, rendered plainly, gains something, which is tested too; one that instead has to come
out as readable text says so with ``printed``, or ``printed_in_attribute``.

What a page has is what an HTML5 parser makes of it: elements with their attributes. Only the
words of ``alt``, ``title`` and ``content`` may differ; the elements may become fewer.
"""

from __future__ import annotations

import json
import re
import tomllib
import urllib.parse
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

import html5lib
import pyromark
import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from laws.material import (
    INLINE,
    WORDS,
    Element,
    document,
    elements,
    source_html,
    translated_html,
)
from lingopress_i18n import inline
from lingopress_i18n import policy as policies
from lingopress_i18n.catalog.po import Catalog, Entry
from lingopress_i18n.catalog.template import new_catalog
from lingopress_i18n.document import Message, Slot
from lingopress_i18n.locales import locale
from lingopress_i18n.markup import markdown
from lingopress_i18n.policy import NOTHING, Policy
from lingopress_i18n.render.fill import Filling

if TYPE_CHECKING:
    from trial import Trial

Case = dict[str, Any]
ATTACKS = Path(__file__).parent / "attacks"
WORDED = ("alt", "title", "content")
GENEROUS = policies.parse(
    {
        "hosts": ["fr.wikipedia.org", "*.example.net"],
        "schemes": [*policies.SCHEMES],
        "elements": [*policies.ELEMENTS],
    },
    "",
)
"""A policy that admits whatever a policy can."""


def attacks() -> list[Case]:
    """Read all cases; a malformed one is an error."""
    cases: list[Case] = []
    for path in sorted(ATTACKS.iterdir()):
        data = tomllib.loads(path.read_text("utf-8"))
        assert data.keys() - {"policy"} == {"case"}, path.name
        policy = policies.parse(data.get("policy", {}), path.name)
        for case in data["case"]:
            optional = {"printed", "printed_in_attribute", "times", "gains"}
            assert case.keys() - optional == {"name", "source", "translation"}, (path.name, case)
            text = case["translation"] * case.get("times", 1)
            cases.append({**case, "translation": text, "policy": policy})
    assert len({case["name"] for case in cases}) == len(cases), "two attacks of one name"
    return cases


every_attack = pytest.mark.parametrize("case", attacks(), ids=lambda case: case["name"])


def powers(page: str) -> Counter[Element]:
    """Count what a piece of a page has besides words."""
    return Counter(
        (tag, tuple((name, "" if name in WORDED else value) for name, value in attributes))
        for tag, attributes in elements(page)
    )


def is_admitted(element: Element, policy: Policy, own: Counter[Element]) -> bool:
    """Tell whether a policy admits an element of a page; URLs are read by the standard library.

    A link may lead elsewhere than one of its source's with the same other attributes.
    """
    tag, attributes = element
    if not attributes:
        return tag in policy.elements
    if tag != "a":
        return False
    given = dict(attributes)
    url = urllib.parse.urlsplit(given.pop("href", ""))
    others = [{**dict(each), "href": None} for name, each in own if name == "a"]
    if given and {**given, "href": None} not in others:
        return False
    host = url.netloc or url.path.rpartition("@")[2]
    is_known = host in policy.hosts or any(
        host.endswith(each[1:]) and host.isascii() for each in policy.hosts if each[0] == "*"
    )
    return url.scheme in policy.schemes and (is_known or url.scheme == "tel")


def in_page(paragraph: str) -> str:
    """Put a paragraph between two others."""
    return f"<main><p>Before.</p><p>{paragraph}</p><p id=after>After.</p></main><footer></footer>"


def text_of(page: str) -> str:
    return "".join(html5lib.parseFragment(page).itertext())


ELEMENTS_AROUND = {
    "paragraph": "<p>{}</p>",
    "heading": "<h2 id=x>{}</h2>",
    "cell": "<table><tbody><tr><td>{}</td><td>b</td></tr></tbody></table>",
    "list item": "<ul><li>{}</li><li>b</li></ul>",
    "definition": "<dl><dt>{}</dt><dd>b</dd></dl>",
    "caption": "<figure><img src=a><figcaption>{}</figcaption></figure>",
}


@every_attack
def test_an_attack_gains_nothing(case: Case) -> None:
    for around in ELEMENTS_AROUND.values():
        gains_nothing(case, f"<main>{around}</main><footer><p>after</p></footer>")


def gains_nothing(case: Case, template: str) -> None:
    source, translation = case["source"], case["translation"]
    own = powers(template.format(inline.render(source)))
    for policy in (NOTHING, case["policy"], GENEROUS):
        rendered = inline.render_translation(translation, source, policy=policy)
        gained = powers(template.format(rendered)) - own
        if policy == NOTHING or (policy == case["policy"] and not case.get("gains")):
            assert not gained
        assert all(is_admitted(each, policy, own) for each in gained)


@every_attack
def test_an_attack_gains_nothing_in_an_attribute_or_a_title(case: Case) -> None:
    message = Message(case["source"], "paragraph", 1)
    filling = Filling({message.key: case["translation"]}, locale("es"), locale("en"))
    text = filling.text(Slot((message,)))
    words = inline.plain(case["translation"])
    value = inline.foreign(words, case["source"])
    page = f'<title>{text.html}</title><p title="{value}">{text.html}</p><p id=after>'
    found = html5lib.parse(page, namespaceHTMLElements=False)
    assert [each.tag for each in found.iter()] == ["html", "head", "title", "body", "p", "p"]
    assert [[*each.attrib] for each in found.iter("p")] == [["title"], ["id"]]


@every_attack
def test_an_attack_stays_in_its_paragraph(case: Case) -> None:
    rendered = inline.render_translation(case["translation"], case["source"])
    own = inline.render(case["source"])
    root, expected = (
        html5lib.parseFragment(in_page(each), namespaceHTMLElements=False)
        for each in (rendered, own)
    )
    assert [child.tag for child in root] == ["main", "footer"]
    paragraphs = [child.get("id") for child in root[0]]
    assert len(paragraphs) <= len(expected[0])
    assert paragraphs[0] is None
    assert paragraphs[-1] == "after"
    assert root[0][-1].text == "After."


OPENINGS = re.compile(r"\{[{%#]")


@every_attack
def test_a_template_engine_finds_only_the_tags_of_the_source(case: Case) -> None:
    source = case["source"]
    own = Counter(OPENINGS.findall(inline.render(source)))
    for policy in (NOTHING, GENEROUS):
        rendered = inline.render_translation(case["translation"], source, policy=policy)
        assert Counter(OPENINGS.findall(rendered)) <= own
    value = inline.foreign(inline.plain(case["translation"]), source)
    assert Counter(OPENINGS.findall(value)).keys() <= own.keys()


@every_attack
def test_an_attack_is_one(case: Case) -> None:
    """Rendered plainly it gains something, or something of it would not be seen."""
    plain = pyromark.html(case["translation"], options=markdown.OPTIONS)
    own = pyromark.html(case["source"], options=markdown.OPTIONS)
    is_harmful = bool(powers(plain) - powers(own))
    assert is_harmful or "printed" in case or "printed_in_attribute" in case


@every_attack
def test_what_is_refused_can_be_read(case: Case) -> None:
    rendered = inline.render_translation(case["translation"], case["source"], policy=case["policy"])
    assert case.get("printed", "") in text_of(in_page(rendered))
    if "printed_in_attribute" in case:
        every = [dict(attributes) for _, attributes in elements(rendered)]
        worded = [each.get(name, "") for each in every for name in WORDED]
        assert any(case["printed_in_attribute"] in each for each in worded)


@every_attack
def test_what_is_printed_as_text_is_reported_and_nothing_else(case: Case) -> None:
    """``refusals`` and the page agree: plain text has as many elements as were not refused."""
    source, translation = case["source"], case["translation"]
    refused = inline.refusals(translation, source, case["policy"])
    message = inline.parse(translation)
    marks = inline.structure(message.events).marks.total()
    kept = marks - sum(each.kind != "title" for each in refused)
    page = powers(inline.render_translation(translation, source, policy=case["policy"]))
    if not kept:
        assert not page
    if not refused:
        assert marks == 0 or page or "{" in translation


HTML_SOURCES = (
    '<p>See <b class=q>the</b> <a href="/u" title="Go">text</a> <img src=i.png alt="Icon">.</p>',
    "<ul><li>Read the text.<li><em>Go</em> <code>x</code></ul>",
    '<table><tr><td>Read<td><a class=x href="https://en.wikipedia.org/">the text</a></table>',
    '<h1>Title</h1><input placeholder="Say"><button aria-label="Close">x</button>',
)


@every_attack
def test_an_attack_on_an_html_source_gains_nothing(case: Case) -> None:
    attack = case["translation"]
    for body in HTML_SOURCES:
        made = document(body, ".html")
        own = html_powers(source_html(made))
        assert html_powers(translated_html(made, lambda _: attack)) <= own
        mixed = translated_html(made, lambda text: f"{text} {attack} {text}")
        assert html_powers(mixed) <= own
        assert not OPENINGS.search(mixed)


def html_powers(page: str) -> Counter[Element]:
    """Count as ``powers`` does, without the words of attributes that HTML sources translate."""
    worded = {*WORDED, "placeholder", "aria-label"}
    return Counter(
        (tag, tuple((name, "" if name in worded else value) for name, value in attributes))
        for tag, attributes in elements(page)
    )


def test_sentences_joined_without_a_space_make_no_template_tag() -> None:
    made = document("One. Two.")
    translations = {
        each.key: text for each, text in zip(made.messages(), ("", "甲{", "{乙}}"), strict=True)
    }
    chinese = Filling(translations, locale("zh-Hans"), locale("en"))
    assert "{{" not in chinese.body(made.parts)


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


@example("<b>a</b> <b>b</b>", "<b>a <sup>b</b></sup>")
@settings(max_examples=600)
@given(PIECES.map("".join), PIECES.map("".join))
def test_no_translation_gains_more_than_the_policy_admits(source: str, translation: str) -> None:
    assume(inline.structure(inline.parse(source).events).nested)
    rendered = inline.render_translation(translation, source, policy=GENEROUS)
    own = powers(in_page(inline.render(source)))
    gained = powers(in_page(rendered)) - own
    assert all(is_admitted(each, GENEROUS, own) for each in gained)


OWN = (
    *("*a*", "`b`", "[c](u)", "![d](i.png)", "<b>e</b>", '<a href="/r">f</a>', "<p>g</p>", "<br>"),
    *(
        "<svg><path/></svg>",
        "<table><tr><td>h</td></tr></table>",
        "<script>i</script>",
        "<!-- j -->",
    ),
    *(
        "<select><option>k</option></select>",
        "<noscript>l</noscript>",
        "<b>",
        "</b>",
        "<i>",
        "</i>",
    ),
    *("<div>", "</div>", "</p>", '<a href="/q">', "</a>", "<textarea>", "</textarea>", "*", "word"),
)


@settings(max_examples=800)
@given(
    st.lists(st.sampled_from(OWN), max_size=6).flatmap(
        lambda own: st.tuples(st.just(own), st.permutations(own))
    )
)
def test_no_order_of_the_source_s_own_marks_gains_anything(
    orders: tuple[list[str], list[str]],
) -> None:
    source, translation = map("".join, orders)
    around = powers(in_page(""))  # a source that is not whole may swallow what follows it
    rendered = inline.render_translation(translation, source)
    assert powers(in_page(rendered)) - around <= powers(in_page(inline.render(source)))


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
