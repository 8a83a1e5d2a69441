"""Input of any size: a generator of articles and catalogs, kept outside of the project."""

from __future__ import annotations

import os
import runpy
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

SHARED = Path(__file__).parents[2] / "shared" / "data"
"""Real catalogs and the generator, kept outside of the project."""
_GENERATOR = SHARED / "gen_corpus.py"


def generate(*arguments: str) -> None:
    """Call the generator; without one, say how to name it and leave.

    ``LINGOPRESS_CORPUS`` names a Python program that takes ``articles OUT --n NUMBER`` and writes
    Markdown files to ``OUT/en``, and ``catalog OUT --messages NUMBER --locale LOCALE`` for
    ``old.pot``, ``new.pot`` and a catalog.
    """
    subprocess.run(  # noqa: S603 - a program that the user named
        [sys.executable, str(_generator()), *arguments], check=True, stdout=subprocess.DEVNULL
    )


def _generator() -> Path:
    generator = Path(os.environ.get("LINGOPRESS_CORPUS", _GENERATOR))
    if not generator.is_file():
        sys.exit(f"no generator of input at {generator}: name one in LINGOPRESS_CORPUS")
    return generator


def filler() -> Callable[[str, str], str]:
    """Give the generator's ``fill_po``: of a catalog's text and a locale, the text translated."""
    found: Callable[[str, str], str] = runpy.run_path(str(_generator()))["fill_po"]
    return found


def publication(folder: Path, articles: int, locales: str = "de") -> Path:
    """Write a publication of generated articles and give its root."""
    generate("articles", str(folder / "generated"), "--n", str(articles), "--locales", "de")
    root = folder / "publication"
    shutil.copytree(folder / "generated" / "en", root / "articles")
    tags = ", ".join(f'"{tag}"' for tag in locales.split(","))
    config = (
        '[site]\ntitle = "Generated"\nbase_url = "https://example.org/"\n'
        f'source_locale = "en"\nlocales = [{tags}]\n'
    )
    (root / "lingopress.toml").write_text(config, "utf-8")
    return root
