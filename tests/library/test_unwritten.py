"""What pages are called that nobody wrote: in the language of the articles, or the author hears."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import lingopress_i18n
from lingopress_i18n import taxonomy
from lingopress_i18n.locales import locale

if TYPE_CHECKING:
    from trial import Trial

NAMES = tomllib.loads(
    (Path(lingopress_i18n.__file__).parent / "taxonomies.toml").read_text("utf-8")
)


@pytest.mark.parametrize("field", NAMES)
def test_every_name_is_found_under_its_tag(field: str) -> None:
    for tag, name in NAMES[field].items():
        assert taxonomy.called(field, locale(tag)) == name
    assert taxonomy.called(field, locale("zh-Hant-HK")) == NAMES[field]["zh-Hant"]
    assert taxonomy.called(field, locale("pt-BR")) == NAMES[field]["pt"]
    assert taxonomy.called(field, locale("en-GB")) == ""
    assert taxonomy.called(field, locale("sw")) == taxonomy.called("x", locale("ar")) == ""


@pytest.mark.parametrize(
    ("source", "tags", "said"),
    [("ar", "الوسوم", True), ("de", "Schlagwörter", False), ("en", "Tags", False)],
)
def test_pages_that_nobody_wrote_have_a_name_in_the_language_or_the_author_hears(
    trial: Trial, source: str, tags: str, *, said: bool
) -> None:
    config = f'[site]\ntitle = "T"\nbase_url = "https://example.org/"\nsource_locale = "{source}"\n'
    config += 'locales = ["fr"]\ntaxonomies = ["tags", "authors"]\n'
    article = "---\ntags: [A]\nauthors: [B]\n---\n\n# X\n"
    trial.write({"lingopress.toml": config, "articles/news/a.md": article})
    done = trial.run("publish")
    words = [line for line in done.err.splitlines() if "is called" in line]
    assert words == [
        f"publish: articles/{folder}/: is called {title!r} on its page and in lists: "
        f"give it a title in articles/{folder}/index.md"
        for folder, title in ((("authors", "Authors"), ("news", "News")) if said else ())
    ]
    page = trial.read(f"public/{source}/tags/index.html")
    assert f">{tags}</h1>" in page
    assert f'msgid "{tags}"' in trial.read("locales/fr/LC_MESSAGES/tags/index.po")
    trial.write({"articles/news/a.md": article.replace("# X", "# Y")})  # nothing else is read
    again = trial.run("publish")
    assert [line for line in again.err.splitlines() if "is called" in line] == words
