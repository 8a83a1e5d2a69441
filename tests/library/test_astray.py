"""Links to files that are not there: whoever writes an article hears of them, with the line."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from lingopress_i18n import astray, publication

if TYPE_CHECKING:
    from trial import Trial

INDEX = """\
---
title: Home
---

A [page](news/forum.md#top "T"), a [lost one](news/forun.md), ![a picture](map.png) and
![another](mapp.png?x=1), [all](news/), [as on the site](forum), [feed](feed.xml), `[x](code.md)`.

    [x](indented.md)

<a href="lost.pdf">Raw</a> <!-- [x](comment.md) --> and [by reference][r], [above](../theme/x.css).

[r]: vanished.html
[used by nobody]: other.html

<!-- lingopress: skip -->
[Skipped](skipped.md), [address](https://example.org/a.html), [mail](mailto:a@b.com), [root](/x.md)
"""
HTML = '<title>H</title>\n<p>See <a href="../index.md">home</a>.</p>\n<img src=no.png alt="No">\n'
FILES: dict[str, str | bytes] = {
    "articles/index.md": INDEX,
    "articles/map.png": b"",
    "articles/news/forum.md": "# Forum\n\n[Home](../index.md) [itself](forum.md)\n",
    "articles/news/h.html": HTML,
}
HERE, MEANT = "write the path from this article", "did you mean articles/news/forum.md?"
WRITE = f"there is no such file ({HERE})"
SAID = [
    f"articles/index.md:5: news/forun.md: {WRITE.replace(HERE, MEANT)}",
    f"articles/index.md:6: mapp.png: {WRITE}",
    f"articles/index.md:10: lost.pdf: {WRITE}",
    f"articles/index.md:12: vanished.html: {WRITE}",
    f"articles/index.md:16: skipped.md: {WRITE}",
    f"articles/news/h.html:3: no.png: {WRITE}",
]


def _said(trial: Trial, command: str) -> list[str]:
    done = trial.run(command)
    assert done.code == 0
    lines = [line for line in done.err.splitlines() if "no such file" in line]
    return [line.removeprefix(f"{command}: ") for line in lines]


def test_each_is_named_with_its_line_and_nothing_else(trial: Trial) -> None:
    trial.write(FILES)
    for command in ("extract", "publish"):
        assert _said(trial, command) == SAID


def test_a_publish_speaks_of_what_it_reads(trial: Trial) -> None:
    trial.write(FILES)
    _said(trial, "publish")
    assert _said(trial, "publish") == []
    trial.write({"articles/index.md": "# Home\n\n[Lost](nowhere.md)\n"})
    assert _said(trial, "publish") == [f"articles/index.md:3: nowhere.md: {WRITE}"]


@pytest.mark.parametrize("each", ["](", "](a", "href=", 'src="a', "[a]:a", "> [", "](a.md"])
def test_a_megabyte_of_anything_comes_to_an_end(trial: Trial, each: str) -> None:
    """With the square of a megabyte to do, this would run for hours, and the suite be stopped."""
    trial.write({"articles/index.md": "# Home\n", "articles/a.txt": "A\n\n" + each * 200_000})
    loaded = publication.load(trial.root)
    (article,) = (each for name, each in loaded.articles.items() if name == "a")
    assert astray.notes(loaded.site, [article], loaded.articles, loaded.documents) == []


def test_catalogs_of_no_language_of_the_site_are_named(trial: Trial) -> None:
    """A translator has begun, and nobody has told the publication."""
    trial.write({"articles/index.md": "# Home\n"})
    assert trial.run("publish").code == 0
    catalog = trial.read("locales/es/LC_MESSAGES/index.po")
    trial.write(
        {
            "locales/de/LC_MESSAGES/index.po": catalog,
            "locales/zh_Hant/LC_MESSAGES/site.po": catalog,
            "locales/fr/LC_MESSAGES/program.po": catalog,  # another program's
        }
    )
    assert [line for line in trial.run("publish").err.splitlines() if "locales/" in line] == [
        f"publish: locales/{each}/: no such language in lingopress.toml (add it to locales there)"
        for each in ("de", "zh_Hant")
    ]
