"""The same generated articles as publications of ours, and as sites of Hugo, Pelican and MkDocs.

Settings and layouts are in ``layouts/``, a folder each: bare ones, and one of Hugo that makes what
our default theme makes.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from dataclasses import dataclass
from functools import partial
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks import corpus, floor
from lingopress_i18n.catalog import po
from lingopress_i18n.render.folders import THEME

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

BARE, OURS = "lingopress, bare", "lingopress"
"""What we are called in a table: with a theme as bare as the peers', and with the default theme."""
SAME_PAGES, FLOOR = "hugo, same pages", "floor"
"""Who makes what our default theme makes."""
_SOURCE, *_TRANSLATED = "en", "de", "fr", "es", "ru", "ar"
"""The locales, which layouts name, too."""
_LAYOUTS = Path(__file__).parent / "layouts"
PROGRAM = str(Path(sys.executable).with_name("lingopress"))
"""Ourselves, of this environment."""
EDITED = "a00000"
"""Name of the article that edits are made in."""


@dataclass(frozen=True)
class Publication:
    """What pages are made of, and the program that makes them."""

    command: Sequence[str]
    """Program and arguments; not read by a shell."""
    folder: Path
    """Where it runs."""
    site: Path
    """The folder that its pages go to."""
    article: Path | None = None
    """An article's source; None for who makes everything in the same way, whatever has changed."""
    translation: Path | None = None
    """The same article's translation, likewise."""
    beside: Callable[[], Iterable[Path]] = tuple
    """Lists what else it has made."""


def publications(
    folder: Path, articles: int, environments: Path, *, all_of_them: bool
) -> Mapping[str, Publication]:
    """Write publications of so many articles; of peers, those that are installed.

    Pelican and MkDocs, which take long, only if asked for.
    """
    root = translated(folder, articles)
    generate(folder, articles)
    bare = shutil.copytree(root, folder / "bare")
    shutil.copytree(_LAYOUTS / "lingopress-bare", bare, dirs_exist_ok=True)
    found = {BARE: _ours(bare), OURS: _ours(root), FLOOR: _floor(folder, root)}
    if shutil.which("hugo"):
        found["hugo, bare"] = _hugo(folder, "hugo")
        found[SAME_PAGES] = hugo_same_pages(folder)
    pelican, mkdocs = (environments / f"{name}/bin/{name}" for name in ("pelican", "mkdocs"))
    if all_of_them and pelican.is_file():
        found["pelican"] = _pelican(folder, pelican)
    if all_of_them and mkdocs.is_file():
        found["mkdocs"] = _mkdocs(folder, mkdocs)
    return found


def generate(folder: Path, articles: int) -> None:
    """Write so many articles in every locale, for peers: a folder a locale in ``generated``."""
    locales = ("--locales", ",".join(_TRANSLATED))
    corpus.generate("articles", str(folder / "generated"), "--n", str(articles), *locales)


def translated(folder: Path, articles: int) -> Path:
    """Write a publication of so many articles in six locales, and give its root."""
    root = corpus.publication(folder, articles, ",".join(_TRANSLATED))
    subprocess.run((PROGRAM, "-C", root, "update"), check=True, capture_output=True)  # noqa: S603 - our own program
    fill = corpus.filler()
    for locale in _TRANSLATED:
        for path in sorted((root / f"locales/{locale}/LC_MESSAGES").glob("a*.po")):
            head, blank, rest = path.read_text("utf-8").partition("\n\n")
            path.write_text(head + blank + fill(rest, locale), "utf-8")
    return root


def _ours(root: Path) -> Publication:
    def beside() -> Iterable[Path]:
        return chain((root / ".lingopress", root / "locales/pot"), root.rglob("*.mo"))

    return Publication(
        command=(PROGRAM, "-C", str(root), "publish"),
        folder=root,
        site=root / "public",
        article=root / f"articles/{EDITED}.md",
        translation=root / f"locales/fr/LC_MESSAGES/{EDITED}.po",
        beside=beside,
    )


def _floor(folder: Path, root: Path) -> Publication:
    """Publish once, and give what writes the same files."""
    subprocess.run((PROGRAM, "-C", root, "publish"), check=True, capture_output=True)  # noqa: S603 - our own program
    packed, target = folder / "packed", folder / "floor"
    floor.pack(root / "public", packed)
    command = (sys.executable, "-m", "benchmarks.floor", str(packed), str(target))
    return Publication(command, Path.cwd(), target)


def _hugo(folder: Path, name: str) -> Publication:
    root = shutil.copytree(_LAYOUTS / name, folder / name)
    shutil.copytree(folder / "generated", root / "content")
    return Publication(
        command=("hugo", "--quiet", "-s", str(root)),
        folder=root,
        site=root / "public",
        article=root / f"content/{_SOURCE}/{EDITED}.md",
        translation=root / f"content/fr/{EDITED}.md",
        beside=partial(tuple, [root / "resources"]),
    )


def hugo_same_pages(folder: Path) -> Publication:
    """Write a site of Hugo, of generated articles, that is like one with our default theme.

    It has our theme's style and words, the English ones being their names.
    """
    found = _hugo(folder, "hugo-same-pages")
    root = found.folder
    (root / "assets").mkdir()
    shutil.copy(THEME / "style.css", root / "assets")
    (root / "i18n").mkdir()
    words = {}
    for locale in _TRANSLATED:
        path = THEME / f"locales/{locale}.po"
        if path.is_file():
            catalog = po.parse(path.read_bytes(), path.name)
            words[locale] = {each.msgid: each.msgstr for each in catalog.entries if each.msgid}
    words[_SOURCE] = {msgid: msgid for each in words.values() for msgid in each}
    for locale, each in words.items():
        lines = (f"{json.dumps(name)} = {json.dumps(text)}\n" for name, text in each.items())
        (root / f"i18n/{locale}.toml").write_text("".join(lines), "utf-8")
    return found


def _pelican(folder: Path, program: Path) -> Publication:
    root = shutil.copytree(_LAYOUTS / "pelican", folder / "pelican")
    (root / "theme/static").mkdir()
    for locale in (_SOURCE, *_TRANSLATED):
        (root / "content" / locale).mkdir(parents=True)
        for path in sorted((folder / "generated" / locale).glob("*.md")):
            fields = f"---\nlang: {locale}\nslug: {path.stem}\n"
            text = path.read_text("utf-8").replace("---\n", fields, 1)
            (root / "content" / locale / path.name).write_text(text, "utf-8")
    command = (str(program), "-q", "content", "-o", "public", "-s", "pelicanconf.py")
    return Publication(command, root, root / "public")


def _mkdocs(folder: Path, program: Path) -> Publication:
    root = folder / "mkdocs"
    shutil.copytree(folder / "generated", root / "docs")
    shutil.copy(_LAYOUTS / "mkdocs/mkdocs.yml", root)
    return Publication((str(program), "build", "-q", "-d", "public"), root, root / "public")
