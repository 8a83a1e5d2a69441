"""Articles as a publish has noted them are, in every field, what reading them again gives."""

from __future__ import annotations

import dataclasses
import json
from typing import TYPE_CHECKING

from lingopress_i18n import article, articles, site
from lingopress_i18n.markup import FORMATS
from lingopress_i18n.publish import known
from trial import CONFIG, Trial

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

    from lingopress_i18n.article import Article

ARTICLES = {
    "articles/plain.md": "# Plain\n\nOne.\n",
    "articles/text.txt": "Plain\n\nOne.\n",
    "articles/news/a.md": (
        "---\ntitle: A\ndescription: About it.\ndate: 2020-01-02\norder: 3\nslug: other\n"
        "aliases: [/old/, older/]\npublish: 2026-01-01\nexpires: 2027-01-01\n"
        "tags: [Film, film music]\nauthor: {name: X}\n---\nText.\n"
    ),
    "articles/news/b.md": "---\ntranslate: false\n---\n# B\n",
    "articles/tags/film.md": "# Films\n",
    "articles/table.md": "---\ntable: {file: ../data/x.csv}\n---\n# T\n",
}


def every(trial: Trial) -> tuple[Article, ...]:
    return articles.discover(site.load(trial.root), FORMATS)


def noted(trial: Trial) -> dict[str, known.Note]:
    config = site.load(trial.root)
    found = json.dumps(known.notes(config, every(trial), {*ARTICLES}))
    return json.loads(found)  # type: ignore[no-any-return]


def fields(found: tuple[Article, ...]) -> list[dict[str, object]]:
    names = [each.name for each in dataclasses.fields(found[0])]
    return [{name: getattr(each, name) for name in names} for each in found]


def publication(folder: Path) -> Trial:
    trial = Trial(folder)
    trial.write({"lingopress.toml": f'{CONFIG}taxonomies = ["tags"]\n', **ARTICLES})
    return trial


def test_they_are_the_same_in_every_field(tmp_path: Path) -> None:
    trial = publication(tmp_path)
    for changed in ([], ["plain"], [each.name for each in every(trial)]):
        found = known.again(site.load(trial.root), noted(trial), changed)
        assert found is not None
        assert fields(found) == fields(every(trial))


def test_files_are_read_when_more_is_asked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    trial = publication(tmp_path)
    notes, config = noted(trial), site.load(trial.root)
    read: list[str] = []
    real = article.read

    def reading(config: site.Site, path: Path) -> Article:
        read.append(path.name)
        return real(config, path)

    monkeypatch.setattr(known, "read", reading)
    found = known.again(config, notes, ["plain"])
    assert found is not None
    assert read == ["plain.md"]
    by_name = {each.name: each for each in found}
    assert by_name["news/a"].slug == "news/other/"
    assert read == ["plain.md"]
    assert (by_name["news/a"].title, by_name["news/a"].meta["author"]) == ("A", {"name": "X"})
    assert read == ["plain.md", "a.md"]


def test_what_others_may_depend_on_is_not_changed_in_silence(tmp_path: Path) -> None:
    trial = publication(tmp_path)
    notes, config = noted(trial), site.load(trial.root)
    for old, new in (
        ("order: 3", "order: 4"),
        ("slug: other", "slug: another"),
        ("Film,", "Films,"),
        ("expires: 2027-01-01", "expires: 2027-01-02"),
    ):
        trial.write({"articles/news/a.md": ARTICLES["articles/news/a.md"].replace(old, new)})
        assert known.again(config, notes, ["news/a"]) is None
    trial.write({"articles/news/a.md": ARTICLES["articles/news/a.md"].replace("Text", "Other")})
    assert known.again(config, notes, ["news/a"]) is not None
    trial.write({"articles/table.md": "---\ntable: {file: ../data/y.csv}\n---\n# T\n"})
    assert known.again(config, notes, ["table"]) is None
