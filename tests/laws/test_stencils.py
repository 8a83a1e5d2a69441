"""Stencils: pages come out of them as their templates print each from the start."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import gated
from built import copy_sample
from lingopress_i18n import addresses, publication
from lingopress_i18n.render.interface import Interface
from lingopress_i18n.render.rendering import Renderer
from lingopress_i18n.render.stencils import Stencils
from lingopress_i18n.render.views import Views
from trial import CONFIG, REPOSITORY, Trial

if TYPE_CHECKING:
    from pathlib import Path

    from lingopress_i18n.render.view import Page

OWN = "theme/templates/_own.html"
"""With any template of its own, a publication has each page printed from the start."""
ARTICLES = {
    "plain": "# Plain & <b>simple</b>\n\nWords.\n",
    "twin": "# Another\n\nMore words.\n",
    "empty": '---\ntitle: "Nothing \\"in\\" it"\n---\n',
    "full": "---\ntitle: Full\ndescription: All & <more>.\ndate: 2020-02-03\n"
    "image: a.png\nimage_alt: A *picture*.\ntags: [one, two]\n---\n\nWords of {braces} \\x02 1.\n",
    "fuller": "---\ntitle: Fuller\ndate: 2020-02-03\nupdated: 2020-02-04\n---\n\nWords.\n",
    "fullest": "---\ntitle: Fullest\ndate: 2020-02-03\nupdated: 2020-02-05\n---\n\nWords.\n",
    "other": "---\ntitle: Full, too\ndescription: All.\ndate: 2021-02-03\ntags: [two, three]\n"
    "image: https://example.org/b.png\n---\n\nWords \x020\x03.\n",
    "marked/index": "# Marked \x020\x03 and \x0299\x03\n",
    "marked/below": "# Below\n\nWords.\n",
    "alone": "---\ntitle: Alone\ntranslate: false\n---\n\nWords.\n",
    "below/index": "# Below\n\nA section.\n",
    "below/plain": "# Plain below\n\nWords.\n",
    "below/deep/a": "# Deep\n\nWords [on](../../plain.md).\n",
}
EVERYTHING = f'{CONFIG}taxonomies = ["tags"]\nsearch = true\n'


def printed(trial: Trial) -> dict[str, bytes]:
    """Publish and read the site."""
    result = trial.run("publish")
    assert result.code == 0, result
    start = "public/"
    files = trial.snapshot().items()
    return {name: data for name, (_, data) in files if name.startswith(start)}


def of_articles(trial: Trial) -> None:
    files = {f"articles/{name}.md": text for name, text in ARTICLES.items()}
    picture = (REPOSITORY / "articles/card.png").read_bytes()
    trial.write({"lingopress.toml": EVERYTHING, "articles/a.png": picture, **files})
    assert trial.run("update").code == 0
    catalog = "locales/es/LC_MESSAGES/twin.po"
    trial.write({catalog: trial.read(catalog).replace('msgstr ""', 'msgstr "Otro"')})


def of_the_sample(trial: Trial) -> None:
    copy_sample(trial, REPOSITORY)


@pytest.mark.parametrize("fill", [of_articles, of_the_sample, gated.fill])
def test_pages_are_as_templates_print_each(fill: object, tmp_path: Path) -> None:
    assert callable(fill)
    trial = Trial(tmp_path)
    fill(trial)
    stencilled = printed(trial)
    trial.write({OWN: ""})
    assert printed(trial) == stencilled
    assert len(stencilled) > 40


@pytest.mark.parametrize(("mark", "count"), [("", 2), ("\x020\x03", 12)])
def test_a_stencil_is_printed_once_for_articles_of_one_shape(
    mark: str, count: int, tmp_path: Path
) -> None:
    trial = Trial(tmp_path)
    names = [f"{number:02}" for number in range(12)]
    trial.write({f"articles/n/{name}.md": f"# A{name}\n\nB{name}.\n" for name in names})
    trial.write({"lingopress.toml": CONFIG, "articles/index.md": "# Home\n"})
    loaded = publication.load(tmp_path)
    renderer = Renderer(loaded)
    interface = Interface(loaded.site, renderer.facts)
    known = addresses.load(loaded)
    views = Views(renderer.statuses, known, interface.assets, interface.draft_label)
    for locale in loaded.site.all_locales:
        asked: list[str] = []

        def print_page(page: Page, asked: list[str] = asked) -> str:
            asked.append(page.title.plain)
            return f"{mark}<{page.title.html}>{page.text}"

        stencils = Stencils(print_page)
        pages = [views.page(loaded.articles[f"n/{name}"], locale) for name in names]
        found = [stencils.page(each) for each in pages]
        expected = [f"{mark}<{each.title.html}>{each.text}" for each in pages]
        assert found == [each.encode() for each in expected]
        assert len(asked) == count
