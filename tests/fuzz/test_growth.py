"""Never more than linear: four times the article is about four times the work.

Work is the lines of Python that run; what one of them does inside of C is measured by ``growth.py``
and shows here only where an article would never be done.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import pytest

from fuzz.shapes import Shape, shapes
from laws.material import document, source_html, translated_html

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import FrameType

    from trial import Trial

SMALL = 150
SLACK = 3_000
"""Lines that any article may take."""
MEGABYTE = 1_000_000
QUICK = (
    *("brackets that close", "smaller than", "comments that do not close", "instructions"),
    *("raw HTML: code that hardly closes", "raw HTML: figures that hardly close"),
    *("raw HTML: ends of comments", "raw HTML: attributes", "raw HTML: blanks in a tag"),
    *("an attribute of a long name", "braces", "bars", "cells of a row", "a long word", "words"),
    *("definitions that nobody uses", "blank lines", "blanks before a word", "tabs", "full stops"),
    *("lines of code", "indented code", "backslashes", "plain text: blanks", "plain text: words"),
)
"""Shapes of which a megabyte takes a moment, in linear time."""


def work(body: str, suffix: str) -> int:
    """Count the lines that run, again in each round of a loop, from an article to two pages."""
    lines = 0

    def count(_frame: FrameType, event: str, _arg: object) -> Callable[..., Any]:
        nonlocal lines
        lines += event == "line"
        return count

    before = sys.gettrace()
    sys.settrace(count)
    try:
        made = document(body, suffix)
        source_html(made)
        translated_html(made)
    finally:
        sys.settrace(before)
    return lines


@pytest.mark.parametrize("shape", shapes(), ids=lambda shape: shape.about)
def test_four_times_the_article_is_no_more_than_some_five_times_the_work(shape: Shape) -> None:
    work(shape.of(1), shape.suffix)  # what is done once a process
    small, large = (work(shape.of(size), shape.suffix) for size in (SMALL, 4 * SMALL))
    assert large <= 5 * small + SLACK


def test_megabytes_come_to_an_end(trial: Trial) -> None:
    """With the square of a megabyte to do, the command would run for hours, and is stopped."""
    by_name = {shape.about: shape for shape in shapes()}
    for number, name in enumerate(QUICK):
        shape = by_name[name]
        body = shape.of(MEGABYTE // len(shape.each.encode()))
        trial.write({f"articles/a{number}{shape.suffix}": body})
    result = trial.run("extract")
    assert result.code == 0, result.err
