"""What HTML articles leave open: said with file and line, for a parser mends it without a word."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from lingopress_i18n import nesting

if TYPE_CHECKING:
    from trial import Trial

CASES = {
    "<p>So <b>bold</p><p>and on</p>": ["<b> is not closed"],
    "<p>So </i>it is</p>": ["</i> closes nothing"],
    "<b><i>x</b></i>": ["<i> is not closed", "</i> closes nothing"],
    "<ul><li>one<li>two</ul><table><tr><td>1<td>2</table><p>a<p>b<br>c": [],
    "<!-- <b> --><script>'<b>'</script><textarea><b></textarea><style>/*<i>*/</style>": [],
    "<svg><path d='M0'/><g></g></svg><math><mi/></math>": [],
    "<title>a <b> in a title</title><p>x</p>": [],
    '<a title="a > b <b>">x</a>': [],
    "<section><div/></section>": ["<div> is not closed"],
    "<p>x <em>y</em></strong> <!-- open": ["</strong> closes nothing"],
    "<script>never <b>": [],
}


@pytest.mark.parametrize("source", CASES)
def test_faults_are_named(source: str) -> None:
    every = nesting.faults(nesting.tags(nesting.bare(source)))
    found = sorted(every, key=lambda each: each.tag.start)
    assert [str(each) for each in found if each.tag.name != "script"] == CASES[source]


def test_authors_hear_of_what_they_left_open(trial: Trial) -> None:
    trial.write(
        {
            "articles/index.md": "# Home\n",
            "articles/a.html": "---\ntitle: A\n---\n\n<p>One <b>two</p>\n<p>three</u></p>\n",
            "articles/b.htm": "<title>B</title>\n<body>\n<p>good</p>\n",
            "articles/c.md": "# C\n\n<div>\n\nMarkdown is for inspect.\n\n</div>\n",
        }
    )
    words = [
        "articles/a.html:5: <b> is not closed",
        "articles/a.html:6: </u> closes nothing",
    ]
    for command in ("extract", "publish"):
        done = trial.run(command)
        assert done.code == 0
        said = [line for line in done.err.splitlines() if "articles/" in line]
        assert said == [f"{command}: {each}" for each in words]
    assert trial.run("inspect").out == ""  # the parser has mended it
    trial.write({"articles/b.htm": "<title>B</title>\n<body>\n<p><i>good</p>\n"})
    done = trial.run("publish")  # of what was read alone
    assert [line for line in done.err.splitlines() if "articles/" in line] == [
        "publish: articles/b.htm:3: <i> is not closed"
    ]
    assert "articles/" not in trial.run("-q", "publish").err


def test_authors_hear_of_words_in_headings_that_are_tags(trial: Trial) -> None:
    trial.write(
        {
            "articles/index.md": "# Home\n",
            "articles/a.md": "---\ntitle: A <T>\n---\n\n# Generics: List<String>\n\nText <b>.\n\n"
            "## H<sub>2</sub>O, `<video>`, \\<T>, 1 < 2\n\nThe </i> one <u>\n---\n",
            "articles/b.md": "Text <b>.\n\n> - ## The <x-y>\n",
            "articles/c.md": "The\n<x-y>\nof\n===\n",
        }
    )
    words = [
        "articles/a.md:5: <String> in a heading is a tag: write \\<String> or `<String>`",
        "articles/a.md:11: </i> in a heading is a tag: write \\</i> or `</i>`",
        "articles/a.md:11: <u> in a heading is a tag: write \\<u> or `<u>`",
        "articles/b.md:3: <x-y> in a heading is a tag: write \\<x-y> or `<x-y>`",
        "articles/c.md:1: <x-y> in a heading is a tag: write \\<x-y> or `<x-y>`",
    ]
    for command in ("extract", "publish"):
        said = [line for line in trial.run(command).err.splitlines() if "articles/" in line]
        assert said == [f"{command}: {each}" for each in words]


@pytest.mark.parametrize(
    "each", ["<a ", '<a "', "<a 'x\"", "<b></i>", "<script ", "<!--", "<svg><g/>"]
)
def test_a_megabyte_of_anything_comes_to_an_end(each: str) -> None:
    """With the square of a megabyte to do, this would run for hours, and the suite be stopped."""
    source = each * (1_000_000 // len(each))
    found = list(nesting.faults(nesting.tags(nesting.bare(source))))
    assert bool(found) == (each in {"<b></i>", "<svg><g/>"})
