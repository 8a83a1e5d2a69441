"""The same articles as a site of Hugo, Pelican and MkDocs, each with a bare layout."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

from benchmarks.measure import Contestant

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

_HUGO_PAGE = """\
<!doctype html><html lang="{{ .Lang }}" dir="{{ .Language.LanguageDirection | default "ltr" }}">
<head><meta charset="utf-8"><title>{{ .Title }}</title>
{{ range .AllTranslations }}<link rel="alternate" hreflang="{{ .Lang }}" href="{{ .Permalink }}">
{{ end }}</head><body><nav>{{ range .AllTranslations }}<a href="{{ .RelPermalink }}">{{ .Lang }}</a>
{{ end }}</nav><main><h1>{{ .Title }}</h1>{{ .Content }}</main></body></html>
"""

_PELICAN_PAGE = """\
<!doctype html><html lang="{{ article.lang }}">
<head><meta charset="utf-8"><title>{{ article.title }}</title>
{% for each in article.translations %}
<link rel="alternate" hreflang="{{ each.lang }}" href="{{ SITEURL }}/{{ each.url }}">
{% endfor %}</head><body><nav>
{% for each in article.translations %}<a href="/{{ each.url }}">{{ each.lang }}</a>
{% endfor %}</nav><main><h1>{{ article.title }}</h1>{{ article.content }}</main></body></html>
"""

ALWAYS_ANEW = frozenset({"pelican", "mkdocs"})
"""Who makes every page whatever has changed: nothing of it need be measured again."""


def peers(
    folder: Path, locales: Sequence[str], environments: Path, *, all_of_them: bool
) -> Mapping[str, Contestant]:
    """Give those that are installed; Pelican and MkDocs, which take long, only if asked for."""
    found: dict[str, Contestant] = {}
    if shutil.which("hugo"):
        found["hugo"] = _hugo(folder, locales)
    pelican, mkdocs = (environments / f"{name}/bin/{name}" for name in ("pelican", "mkdocs"))
    if all_of_them and pelican.is_file():
        found["pelican"] = _pelican(folder, locales, pelican)
    if all_of_them and mkdocs.is_file():
        found["mkdocs"] = _mkdocs(folder, locales, mkdocs)
    return found


def _hugo(folder: Path, locales: Sequence[str]) -> Contestant:
    root = folder / "hugo"
    (root / "layouts/_default").mkdir(parents=True)
    (root / "layouts/_default/single.html").write_text(_HUGO_PAGE, "utf-8")
    kinds = '["taxonomy", "term", "RSS", "sitemap", "robotsTXT", "404", "home", "section"]'
    config = f'baseURL = "https://example.org/"\ndisableKinds = {kinds}\n'
    config += "defaultContentLanguageInSubdir = true\n[markup.goldmark.renderer]\nunsafe = true\n"
    for locale in locales:
        config += f'[languages.{locale}]\ncontentDir = "content/{locale}"\n'
        shutil.copytree(folder / "generated" / locale, root / "content" / locale)
    (root / "config.toml").write_text(config, "utf-8")
    out = root / "public"
    command = ("hugo", "--quiet", "-s", str(root), "-d", str(out))
    return Contestant(command, root, lambda: shutil.rmtree(out, ignore_errors=True))


def _pelican(folder: Path, locales: Sequence[str], program: Path) -> Contestant:
    root = folder / "pelican"
    for locale in locales:
        (root / "content" / locale).mkdir(parents=True)
        for path in sorted((folder / "generated" / locale).glob("*.md")):
            text = path.read_text("utf-8").replace(
                "---\n", f"---\nlang: {locale}\nslug: {path.stem}\n", 1
            )
            (root / "content" / locale / path.name).write_text(text, "utf-8")
    off = "FEED_ALL_ATOM = CATEGORY_FEED_ATOM = TRANSLATION_FEED_ATOM = AUTHOR_FEED_ATOM = None\n"
    off += 'AUTHOR_FEED_RSS = None\nDIRECT_TEMPLATES = []\nDEFAULT_LANG = "en"\n'
    off += 'THEME = "theme"\nSITEURL = "https://example.org"\n'
    (root / "theme/static").mkdir(parents=True)
    (root / "theme/templates").mkdir()
    (root / "theme/templates/article.html").write_text(_PELICAN_PAGE, "utf-8")
    off += 'TAG_SAVE_AS = CATEGORY_SAVE_AS = AUTHOR_SAVE_AS = ""\n'
    (root / "pelicanconf.py").write_text(off, "utf-8")
    out = root / "public"
    command = (str(program), "-q", "content", "-o", str(out), "-s", "pelicanconf.py")
    return Contestant(command, root, lambda: shutil.rmtree(out, ignore_errors=True))


def _mkdocs(folder: Path, locales: Sequence[str], program: Path) -> Contestant:
    root = folder / "mkdocs"
    languages = ""
    for locale in locales:
        shutil.copytree(folder / "generated" / locale, root / "docs" / locale)
        languages += f"      - {{locale: {locale}, name: {locale}, build: true"
        languages += ", default: true}\n" if locale == locales[0] else "}\n"
    (root / "mkdocs.yml").write_text(
        "site_name: Generated\nsite_url: https://example.org/\nplugins:\n  - i18n:\n"
        f"      docs_structure: folder\n      languages:\n{languages}",
        "utf-8",
    )
    out = root / "public"
    command = (str(program), "build", "-q", "-d", str(out))
    return Contestant(command, root, lambda: shutil.rmtree(out, ignore_errors=True))
