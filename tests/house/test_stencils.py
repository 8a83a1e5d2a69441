"""What stencils take for granted of our own templates: see ``render/stencils.py``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import jinja2
import pytest
from jinja2 import meta

from lingopress_i18n.render.folders import THEME

if TYPE_CHECKING:
    from pathlib import Path

TEMPLATES = sorted((THEME / "templates").glob("*.html"))


def asked(template: str) -> set[str]:
    """Name what a template asks for that it does not make itself."""
    environment = jinja2.Environment(autoescape=True, extensions=["jinja2.ext.i18n"])
    environment.filters["numeral"] = str  # ours: what it makes of a number is all the same here
    return meta.find_undeclared_variables(environment.parse(template))


@pytest.mark.parametrize("path", TEMPLATES, ids=[path.name for path in TEMPLATES])
def test_no_template_of_ours_asks_for_a_file_of_the_theme(path: Path) -> None:
    """A page from a stencil would not be known to need the file, and would keep an old address."""
    assert "asset" not in asked(path.read_text("utf-8"))


def test_one_that_does_is_found() -> None:
    assert "asset" in asked("{% if page %}{{ asset('logo.svg') }}{% endif %}")
    assert TEMPLATES
