"""The sample publication, published once for all tests of its pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polib
import pytest

from built import Built, copy_sample
from trial import REPOSITORY, Trial
from unreviewed import leave_unreviewed

if TYPE_CHECKING:
    from pathlib import Path

LOST_CATALOGS = (
    "ar/LC_MESSAGES/parties.po",  # a table of data on a page from right to left
    "es/LC_MESSAGES/news/index.po",  # a section
    "fr/LC_MESSAGES/treaty.po",  # headings, tables, links
    "ru/LC_MESSAGES/index.po",  # a home page
    "zh_Hans/LC_MESSAGES/site.po",  # the title of the whole site
)
DOUBTED_CATALOGS = (
    "ar/LC_MESSAGES/treaty.po",
    "zh_Hans/LC_MESSAGES/introduction.po",
)
"""Those in which every second translation is marked as doubtful."""
OLD_ADDRESSES = {
    "introduction": ("about", "/history/über-uns"),
    "news/2012-adoption": ("2012", "/adoption"),
}
"""Where articles have been before."""
FOLDED = (
    "<details><summary>More</summary>\n\n"
    "Folded [words](https://example.org/folded), and [ours](parties.md).\n\n</details>\n\n"
    f"| A | B |\n|---|---|\n| {'x' * 30} | {'wide words ' * 8} |\n"
)
"""What is added to an article: something folded, links of both kinds, a wide table."""
NEW_LOCALES = ("ps", "sw-KE")
"""Languages that have nothing yet, nor has the theme; one is written from right to left."""


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """Publish the sample as the repository has it."""
    return _publish(_sample(tmp_path_factory.mktemp("sample")))


@pytest.fixture(scope="session")
def patchy(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """Publish the sample with catalogs lost or in doubt, and with locales that have nothing."""
    trial = _sample(tmp_path_factory.mktemp("patchy"))
    for name in LOST_CATALOGS:
        (trial.root / "locales" / name).unlink()
    for name in DOUBTED_CATALOGS:
        catalog = polib.pofile(str(trial.root / "locales" / name))
        for entry in list(catalog)[::2]:
            entry.flags.append("fuzzy")
        catalog.save()
    for name, aliases in OLD_ADDRESSES.items():
        path = f"articles/{name}.md"
        lines = trial.read(path).replace("\n---\n", f"\naliases: [{', '.join(aliases)}]\n---\n", 1)
        assert lines != trial.read(path)
        trial.write({path: lines})
    before = trial.read("lingopress.toml")
    added = ", ".join(f'"{tag}"' for tag in NEW_LOCALES)
    after = before.replace("\nlocales = [", f"\nlocales = [{added}, ")
    assert after != before
    trial.write({"lingopress.toml": after})
    return _publish(trial)


@pytest.fixture(scope="session")
def unreviewed(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """Publish the sample with drafts in some catalogs."""
    trial = _sample(tmp_path_factory.mktemp("unreviewed"))
    leave_unreviewed(trial)
    return _publish(trial)


@pytest.fixture(scope="session")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """Publish the sample with more to print in an article, and with drafts shown."""
    trial = _sample(tmp_path_factory.mktemp("printed"))
    config = trial.read("lingopress.toml")
    trial.write(
        {
            "articles/treaty.md": f"{trial.read('articles/treaty.md')}\n{FOLDED}",
            "lingopress.toml": f'{config}\n[gates]\ndefault = "drafts"\n',
        }
    )
    return _publish(trial)


@pytest.fixture(params=["sample", "patchy"])
def site(request: pytest.FixtureRequest) -> Built:
    """Give each of the two publications in turn: what holds for pages holds in both."""
    found = request.getfixturevalue(request.param)
    assert isinstance(found, Built)
    return found


def _sample(root: Path) -> Trial:
    trial = Trial(root)
    copy_sample(trial, REPOSITORY)
    return trial


def _publish(trial: Trial) -> Built:
    done = trial.run("publish")
    assert done.code == 0, done.err
    return Built(trial)
