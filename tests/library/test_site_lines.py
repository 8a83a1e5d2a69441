"""Where the site's own messages stand: lines in the template, the file alone in catalogs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from trial import Trial


@pytest.mark.parametrize(
    ("config", "places"),
    [
        ('[site]\n# so\ntitle = "T"\nbase_url = "https://example.org/"\n', ["3"]),
        ('site = { title = "T", base_url = "https://x.org/" }\n', ["1"]),
        (
            '[ site ]\nbase_url = "https://x.org/"\n"description" = """\nSo\n"""\ntitle = "T"',
            ["6", "3"],
        ),
    ],
)
def test_a_template_names_the_line_of_title_and_description(
    trial: Trial, config: str, places: list[str]
) -> None:
    trial.write({"lingopress.toml": config, "articles/index.md": "# Home\n"})
    assert trial.run("extract").code == 0
    found = [line for line in trial.read("locales/pot/site.pot").splitlines() if "#:" in line]
    assert found == [f"#: lingopress.toml:{line}" for line in places]


def test_a_line_that_moves_changes_no_catalog(trial: Trial) -> None:
    trial.write({"articles/index.md": "# Home\n"})
    assert trial.run("update").code == 0
    catalog = trial.read("locales/es/LC_MESSAGES/site.po")
    trial.write({"lingopress.toml": "# a note\n\n" + trial.read("lingopress.toml")})
    assert trial.run("publish").code == 0
    assert "#: lingopress.toml:4\n" in trial.read("locales/pot/site.pot")
    assert trial.read("locales/es/LC_MESSAGES/site.po") == catalog
    assert "#: lingopress.toml\n" in catalog
