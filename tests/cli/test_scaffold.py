"""The comments of a new ``lingopress.toml``: every setting that there is, and each works."""

from __future__ import annotations

import re
import tomllib
from typing import TYPE_CHECKING

import pytest

from lingopress_i18n import gates, policy, publication, site
from lingopress_i18n.checks import settings as check_settings
from lingopress_translate.draft import settings as draft_settings
from lingopress_translate.engines import table
from trial import REPOSITORY, Trial

if TYPE_CHECKING:
    from collections.abc import Iterator

TEXT = (REPOSITORY / "translate/lingopress_translate/scaffold/lingopress.toml").read_text("utf-8")
LINE = re.compile(r"# (?:\[(?P<table>[\w.]+)\]|(?P<key>[\w$]+) = .*?)(?:\s+# .*)?")
NAMED = {
    "articles/territories.toml": '[es]\nCN = "China"\n',
    "articles/seal.png": "a seal",
    "articles/news/index.md": "# News\n",
    "articles/index.md": "# Home\n",
}


def settings() -> Iterator[tuple[str, str]]:
    """Go through the settings in comments: the table that each is in, and its line."""
    within = "site"
    for line in TEXT.splitlines():
        found = LINE.fullmatch(line)
        if found and found["table"]:
            within = found["table"]
        elif found:
            yield within, line.removeprefix("# ")
        else:
            assert not line.startswith("# ") or "=" not in line, f"not understood: {line}"


@pytest.fixture
def new(trial: Trial) -> Trial:
    made = Trial(trial.root / "new")
    made.write(NAMED)
    done = made.run(
        "init", "--title", "New", "--base-url", "https://x.org/", "-l", "es", "-l", "fr"
    )
    assert done.code == 0
    return made


def check(made: Trial, config: str) -> None:
    """Read all of a configuration, also what each command reads by itself."""
    made.write({"lingopress.toml": config})
    loaded = publication.load(made.root).site
    check_settings.parse(loaded.checks, "checks")
    draft_settings.parse(loaded)
    for name in loaded.engines:
        table.load(name, loaded.engines)


@pytest.mark.parametrize(("within", "line"), [*settings()])
def test_each_setting_in_a_comment_works(new: Trial, within: str, line: str) -> None:
    begin = new.read("lingopress.toml").partition('# "en-XA"')[0]
    line = line.replace("$locale", "es")
    own = line if within == "site" else f"[{within}]\n{line}"
    check(new, f"{begin}\n{own}\n")


def test_all_of_them_work_together_and_publish(new: Trial) -> None:
    config = new.read("lingopress.toml")
    bare = re.sub(r"^# (?=\[|\w+ = )", "", config, flags=re.MULTILINE)
    assert bare.count("# ") < config.count("# ")
    check(new, bare)
    assert new.run("publish").code == 0
    assert tomllib.loads(bare)["gates"]["locales"] == {"es": "drafts"}


def test_the_first_steps_of_the_readme_lead_to_a_sound_site(trial: Trial) -> None:
    readme = (REPOSITORY / "README.md").read_text("utf-8")
    article = re.search("^```markdown\n(.*?)^```", readme, re.MULTILINE | re.DOTALL)
    assert article is not None
    assert "articles/news/forum.md" in readme[: article.start()]
    assert trial.run("init", "my-site", "-l", "es", "-l", "zh-Hans").code == 0
    made = Trial(trial.root / "my-site")
    made.write({"articles/news/forum.md": article[1]})
    assert made.run("publish").code == 0
    assert (made.root / "public/es/news/forum/index.html").is_file()
    done = made.run("inspect", "--strict")
    assert (done.code, done.out) == (0, "")


def test_no_setting_is_left_out() -> None:
    told: dict[str, set[str]] = {}
    for within, line in settings():
        told.setdefault(within, set()).add(line.partition(" = ")[0])
    own = re.findall(r"^(\w+) = ", TEXT, re.MULTILINE)
    assert told["site"] | set(own) == set(site.SETTINGS)
    assert {each.partition(".")[0] for each in told} == set(site.TABLES)
    assert told["gates"] | {"locales", "sections"} == set(gates.SETTINGS)
    assert told["policy"] == set(policy.SETTINGS)
    assert told["checks"] | {"rules"} == set(site.CHECKS)
    assert told["draft"] | {"engines"} == set(site.DRAFT)


@pytest.mark.parametrize("tag", ["ar", "en-GB", "es-419", "fr", "ru", "zh-Hans"])
def test_the_first_article_is_in_the_language_of_articles(trial: Trial, tag: str) -> None:
    made = Trial(trial.root / "own")
    done = made.run("init", "--source", tag, "-l", "de")
    assert (done.code, "in English" in done.err) == (0, False)
    text = made.read("articles/index.md")
    assert ("first article" in text) == (tag == "en-GB")
    assert text.count("`lingopress publish`") == 2
    assert made.run("publish").code == 0
    assert made.run("inspect", "--strict").code == 0


def test_where_there_is_none_init_says_so(trial: Trial) -> None:
    made = Trial(trial.root / "own")
    done = made.run("init", "--source", "ja")
    assert "articles/index.md is in English: write it anew in your language (ja)" in done.err
    assert '["ar", "en", "es", "fr", "ru", "zh-Hans"]' in made.read("lingopress.toml")
