"""Localized sources: cases as data, and files with other line ends."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from lingopress_i18n import locales, publication, rewriting
from lingopress_i18n.errors import ConfigError
from lingopress_i18n.markup import rules_of
from lingopress_i18n.render.fill import Filling

if TYPE_CHECKING:
    from collections.abc import Mapping

    from trial import Trial

CASES = [
    case
    for name in ("localized.toml", "generators.toml")
    for case in tomllib.loads(Path(__file__).with_name(name).read_text("utf-8"))["case"]
]
KEYS = {"name", "source", "translations", "expected", "locale", "ids", "generator"}
CONFIG = """\
[site]
title = "Trial"
base_url = "https://example.org/"
source_locale = "en"
locales = ["es", "zh-Hans"]
fields = ["summary", "tags"]
"""


def localized(  # noqa: PLR0913 - of a case
    trial: Trial,
    data: bytes,
    translations: Mapping[str, str],
    tag: str,
    *,
    ids: bool = False,
    generator: str = "",
) -> bytes:
    """Translate a file's messages by their text; all of them have to be there."""
    config = CONFIG
    if generator:
        config = re.sub("fields = .*", f'generator = "{generator}"', CONFIG)
    trial.write({"articles/a.md": data, "lingopress.toml": config})
    loaded = publication.load(trial.root)
    site, made = loaded.site, loaded.documents["a"]
    messages = list(made.messages())
    assert translations.keys() <= {each.text for each in messages}
    found = {each.key: translations[each.text] for each in messages if each.text in translations}
    filling = Filling(found, locales.locale(tag), site.source, site.policy)
    rules = rules_of(site)
    return rewriting.rewritten(data, loaded.articles["a"], made, rules, filling, ids=ids)


@pytest.fixture
def trial(trial: Trial) -> Trial:
    trial.write({"lingopress.toml": CONFIG})
    return trial


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_a_source_is_localized(trial: Trial, case: Mapping[str, Any], newline: str) -> None:
    assert case.keys() <= KEYS
    assert case["source"] != case["expected"]
    source, expected = (
        b"\xef\xbb\xbf" + case[key].replace("\n", newline).encode()
        for key in ("source", "expected")
    )
    ids = case.get("ids", False)
    generator = case.get("generator", "")
    tag = case.get("locale", "es")
    found = localized(trial, source, case["translations"], tag, ids=ids, generator=generator)
    assert found.decode() == expected.decode()
    assert localized(trial, source, {}, "es", ids=ids, generator=generator) == source


@pytest.mark.parametrize(
    ("name", "reason"),
    [("page", "only Markdown"), ("news/index", "no source"), ("own", "no page in 'es'")],
)
def test_what_has_no_localized_source_is_said(trial: Trial, name: str, reason: str) -> None:
    trial.write(
        {
            "articles/page.html": "<p>Text.</p>\n",
            "articles/news/a.md": "Text.\n",
            "articles/own.md": "---\ntranslate: false\n---\nText.\n",
        }
    )
    loaded = publication.load(trial.root)
    with pytest.raises(ConfigError, match=reason):
        rewriting.localized(loaded, loaded.articles[name], locales.locale("es"))
