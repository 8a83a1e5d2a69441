"""Structured data: a page as JSON-LD in the terms of schema.org, by its one status."""

from __future__ import annotations

from json.encoder import encode_basestring as _string
from typing import TYPE_CHECKING

from markupsafe import Markup

from lingopress_i18n.page_status import Kind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lingopress_i18n.article import Article
    from lingopress_i18n.render.view import Alternate, Picture, Text

_UNSAFE = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026"}
"""What could end a ``<script>`` or open a comment in it."""


def json_ld(  # noqa: PLR0913 - what there is to say
    article: Article,
    title: Text,
    description: Text | None,
    alternates: tuple[Alternate, ...],
    image: Picture | None = None,
    *,
    keywords: Sequence[str] = (),
) -> Markup:
    """Describe a page; nothing for one that is neither the source nor a translation.

    ``alternates`` are the article's pages, the source first. The source names its translations
    (``workTranslation``), a translation its source (``translationOfWork``), both with the source's
    revision as ``version``. What has drafts says that it is one (``creativeWorkStatus``).
    ``keywords`` are the terms that the page is listed under, in plain words.
    """
    here = next(each for each in alternates if each.current)
    source = alternates[0]
    status = here.status
    if not status.is_own:
        return Markup("")
    address = _string(here.absolute_url)
    data = {
        "@context": '"https://schema.org"',
        "@type": _type(article),
        "@id": address,
        "url": address,
        "headline": _string(title.plain),
        "inLanguage": _string(here.tag),
    }
    if description:
        data["description"] = _string(description.plain)
    if image:
        data["image"] = _string(image.url)
    if article.date:
        data["datePublished"] = _string(article.date.isoformat())
    if article.updated and not status.is_outdated:
        data["dateModified"] = _string(article.updated.isoformat())
    if keywords:
        data["keywords"] = f"[{','.join(map(_string, keywords))}]"
    if status.kind is Kind.DRAFT:
        data["creativeWorkStatus"] = '"Draft"'
    if status.kind is Kind.SOURCE:
        data["version"] = _string(status.revision)
        translations = [_work(article, each) for each in alternates[1:] if _is_listed(each)]
        if translations:
            data["workTranslation"] = f"[{','.join(map(_object, translations))}]"
    else:
        version = _string(status.revision)
        data["translationOfWork"] = _object({**_work(article, source), "version": version})
    text = _object(data)
    for sign, escaped in _UNSAFE.items():  # far faster than ``translate``, beyond ASCII
        text = text.replace(sign, escaped)
    return Markup(text)  # noqa: S704 - nothing ends the script


def _is_listed(alternate: Alternate) -> bool:
    return alternate.status.is_translation


def _work(article: Article, alternate: Alternate) -> dict[str, str]:
    return {
        "@type": _type(article),
        "@id": _string(alternate.absolute_url),
        "inLanguage": _string(alternate.tag),
    }


def _type(article: Article) -> str:
    return '"WebPage"' if article.is_list else '"Article"'


def _object(values: dict[str, str]) -> str:
    """Write an object, of whose values each is written already: a few times as fast as ``json``."""
    members = ",".join([f'"{name}":{value}' for name, value in values.items()])
    return f"{{{members}}}"
