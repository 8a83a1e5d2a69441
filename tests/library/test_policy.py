"""The site's policy: what translations may add to their sources, and only if it says so."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from lingopress_i18n import inline, policy
from lingopress_i18n.errors import ConfigError
from lingopress_i18n.inline.sameness import carry

if TYPE_CHECKING:
    from trial import Trial

DATA = tomllib.loads(Path(__file__).with_suffix("").with_name("policy.toml").read_text("utf-8"))
POLICY = policy.parse(DATA["policy"], "policy")
FIELDS = {"name", "source", "translation", "html"}


@pytest.mark.parametrize("case", DATA["case"], ids=lambda case: case["name"])
def test_what_the_policy_admits_is_printed_as_markup(case: dict[str, str]) -> None:
    assert case.keys() == FIELDS
    source, translation = case["source"], case["translation"]
    assert inline.render_translation(translation, source, policy=POLICY) == case["html"]
    assert not inline.refusals(translation, source, POLICY)
    assert inline.refusals(translation, source)
    assert inline.render_translation(translation, source) != case["html"]


@pytest.mark.parametrize(
    ("table", "message"),
    [
        ({"host": []}, "p.host: unknown setting (did you mean hosts?)"),
        ({"hosts": "a.org"}, "p.hosts: must be a list of strings"),
        ({"hosts": ["a.org", "*"]}, "p.hosts[1]: '*' is no host"),
        ({"hosts": ["*.org"]}, "p.hosts[0]: '*.org' is no host"),
        ({"hosts": ["https://a.org"]}, "p.hosts[0]: 'https://a.org' is no host"),
        ({"hosts": ["a.org:80"]}, "p.hosts[0]: 'a.org:80' is no host"),
        ({"hosts": ["A.org"]}, "p.hosts[0]: 'A.org' is no host"),
        ({"hosts": ["a.*.org"]}, "p.hosts[0]: 'a.*.org' is no host"),
        ({"schemes": ["javascript"]}, "p.schemes[0]: translations may not be given 'javascript'"),
        ({"elements": ["sup", "img"]}, "p.elements[1]: translations may not be given 'img'"),
        ([], "p: must be a table"),
    ],
)
def test_a_policy_that_gives_too_much_is_refused(table: object, message: str) -> None:
    with pytest.raises(ConfigError) as caught:
        policy.parse(table, "p")
    assert str(caught.value).startswith(message)


def test_structure_counts_what_the_policy_admits_as_the_source_s_own() -> None:
    source = "See [a](https://en.wikipedia.org/) and *b*."
    fits = "Voir 1<sup>er</sup> [a](https://fr.wikipedia.org/) et *b*."
    assert inline.has_same_structure(fits, source, POLICY)
    assert not inline.has_same_structure(fits, source)
    assert not inline.has_same_structure(fits.replace("*", ""), source, POLICY)
    assert not inline.has_same_structure("Voir a et *b*.", source, POLICY)
    assert not inline.has_same_structure(fits.replace("fr.", "de."), source, POLICY)


def test_a_link_of_the_translation_s_own_stays_where_the_source_only_leads_elsewhere() -> None:
    old = "[a](https://en.wikipedia.org/) [b](/b)"
    own = "[b](/b) [a](https://fr.wikipedia.org/)"
    moved = "[b](/c) [a](https://fr.wikipedia.org/)"
    assert carry(old, old.replace("/b", "/c"), own, POLICY) == moved
    assert carry(old, old.replace("/b", "/c"), own) is None
    # whether the own link should follow is for a person to say
    assert carry(old, old.replace("en.", "de."), own, POLICY) is None


def test_publishing_respects_the_policy_and_its_absence(trial: Trial) -> None:
    config = trial.read("lingopress.toml")
    trial.write({"articles/a.md": "The first [text](https://en.wikipedia.org/)."})
    assert trial.run("update").code == 0
    name = "locales/es/LC_MESSAGES/a.po"
    own = "1<sup>er</sup> [texto](https://es.wikipedia.org/)."
    before, empty, after = trial.read(name).rpartition('msgstr ""')
    assert empty
    trial.write({name: f'{before}msgstr "{own}"{after}'})
    assert trial.run("publish").code == 0
    assert "1&lt;sup&gt;er&lt;/sup&gt; [texto](https://es." in trial.read("public/es/a/index.html")
    table = '[policy]\nhosts = ["*.wikipedia.org"]\nelements = ["sup"]\n'
    trial.write({"lingopress.toml": f"{config}\n{table}"})
    assert trial.run("publish").code == 0
    page = trial.read("public/es/a/index.html")
    assert '1<sup>er</sup> <a href="https://es.wikipedia.org/">texto</a>.' in page
