"""Articles that are not translated: ``translate: false`` in their front matter."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import polib
import pytest

from lingopress_i18n.errors import ContentError
from lingopress_i18n.publication import load

if TYPE_CHECKING:
    from trial import Trial

TERMS = "---\ntitle: Terms\ndescription: Small print.\ntranslate: {}\n---\n\nOnly here.\n"
CATALOG = "locales/es/LC_MESSAGES/legal/terms.po"


@pytest.fixture
def terms(trial: Trial) -> Trial:
    """Give a publication with an article that stays in its language, and links to it."""
    trial.write(
        {
            "articles/index.md": "# Home\n\n[Terms](legal/terms.md#x) apply.\n",
            "articles/legal/index.md": "# Legal\n",
            "articles/legal/terms.md": TERMS.format("false"),
        }
    )
    return trial


def links(trial: Trial, page: str) -> list[str]:
    """Give the tags of all links of a page that lead to the article."""
    return re.findall(r'<a href="[^"]*terms/[^>]*>', trial.read(f"public/{page}/index.html"))


def test_it_has_no_catalogs_and_one_page(terms: Trial) -> None:
    assert terms.run("publish").code == 0
    written = {path.relative_to(terms.root).as_posix() for path in terms.root.rglob("*terms*")}
    assert written == {"articles/legal/terms.md", "public/en/legal/terms"}
    assert "terms" not in terms.run("status").out


def test_other_locales_lead_to_the_page_that_there_is(terms: Trial) -> None:
    assert terms.run("publish").code == 0
    hreflang = ' hreflang="en"'
    # in the text, in the list of the newest; in the section's list
    assert links(terms, "es") == [
        f'<a href="../en/legal/terms/#x"{hreflang}>',
        f'<a href="../en/legal/terms/"{hreflang}>',
    ]
    assert links(terms, "es/legal") == [f'<a href="../../en/legal/terms/"{hreflang}>']
    assert links(terms, "en/legal") == ['<a href="../../en/legal/terms/">']
    listed = terms.read("public/es/legal/index.html")
    assert '<span lang="en" dir="ltr">Terms</span>' in listed


def test_its_page_names_no_alternates(terms: Trial) -> None:
    assert terms.run("publish").code == 0
    page = terms.read("public/en/legal/terms/index.html")
    assert set(re.findall(r'hreflang="(.*?)"', page)) == {"en", "x-default"}


def test_there_is_nothing_to_render_in_other_locales(terms: Trial) -> None:
    done = terms.run("render", "legal/terms", "-l", "es")
    assert (done.code, done.out) == (2, "")
    assert "articles/legal/terms.md: there is no page in 'es'" in done.err
    assert "Only here." in terms.run("render", "legal/terms", "-l", "en").out


def test_translations_come_back_with_it(terms: Trial) -> None:
    terms.write({"articles/legal/terms.md": TERMS.format("true")})
    assert terms.run("publish").code == 0
    catalog = polib.pofile(str(terms.root / CATALOG))
    for entry in catalog:
        entry.msgstr = "Traducido."
    catalog.save()
    assert terms.run("publish").code == 0
    assert "Traducido." in terms.read("public/es/legal/terms/index.html")
    terms.write({"articles/legal/terms.md": TERMS.format("false")})
    # before any update, too: its live translations are not printed
    assert ">Terms<" in terms.run("render", "legal/index", "-l", "es").out
    assert terms.run("publish").code == 0
    assert not (terms.root / "public/es/legal/terms").exists()
    assert all(entry.obsolete for entry in polib.pofile(str(terms.root / CATALOG)))
    terms.write({"articles/legal/terms.md": TERMS.format("true")})
    assert terms.run("publish").code == 0
    assert "Traducido." in terms.read("public/es/legal/terms/index.html")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("---\ntranslate: No\n---\n", False),
        ("---\ntranslate: yes\n---\n", True),
        ("---\ntranslate:\n---\n", True),
        ("+++\ntranslate = false\n+++\n", False),
        ("+++\ntranslate = true\n+++\n", True),
        ("Text.\n", True),
    ],
)
def test_yaml_and_toml_say_it_in_their_ways(trial: Trial, text: str, *, expected: bool) -> None:
    trial.write({"articles/a.md": text})
    assert load(trial.root).articles["a"].is_translated is expected


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("a", "---\ntitle: T\ntranslate: maybe\n---\n", "must be true or false"),
        ("a", "---\ntitle: T\ntranslate: [no]\n---\n", "must be true or false"),
        ("a", "+++\ntitle = 'T'\ntranslate = 0\n+++\n", "must be true or false"),
        ("index", "---\ntitle: T\ntranslate: false\n---\n", "every locale needs its home page"),
    ],
)
def test_what_cannot_be_is_named(trial: Trial, name: str, text: str, message: str) -> None:
    trial.write({f"articles/{name}.md": text})
    with pytest.raises(ContentError, match=message) as caught:
        load(trial.root)
    assert caught.value.where == f"articles/{name}.md:3"
