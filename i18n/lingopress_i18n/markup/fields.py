"""Front-matter fields: those that the publication translates become slots, the rest stays."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from lingopress_i18n.article import on_one_line
from lingopress_i18n.document import Message, Slot
from lingopress_i18n.errors import ContentError

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from lingopress_i18n.article import Article
    from lingopress_i18n.site import Site

_ALWAYS = ("title", "description")
"""Fields that every page shows; their white space is of no meaning."""

_ALT = "image_alt"
"""What can be seen on the picture that ``image`` names."""


def read(article: Article, site: Site) -> Mapping[str, Any]:
    """Give an article's front matter as written, with a slot for each text to translate.

    Raises ContentError with ``file:line`` where a field to translate holds no text.
    """
    wanted = {*_ALWAYS, *site.fields}
    if isinstance(article.meta.get("image"), str) and isinstance(article.meta.get(_ALT), str):
        wanted.add(_ALT)  # the words of a picture that we know: see ``render.pictures``
    return {key: _value(value, key, key, article, wanted) for key, value in article.meta.items()}


def _value(value: Any, name: str, place: str, article: Article, wanted: Collection[str]) -> Any:  # noqa: ANN401 - from YAML or TOML
    """Replace the texts in a value; ``name`` is its path without, ``place`` with list indexes."""
    if isinstance(value, list):
        return [
            _value(each, name, f"{place}.{at}", article, wanted) for at, each in enumerate(value)
        ]
    if name in wanted:
        if not isinstance(value, str):
            raise ContentError(
                f"{name}: must be text, or a list of texts, to be translated",
                f"{article.where}:{_line(article, place)}",
                f"or name a field below it, such as {name}.{next(iter(value), 'name')}"
                if isinstance(value, dict)
                else "put it between quotation marks",
            )
        text = on_one_line(value) if name in _ALWAYS else value.strip()
        messages = [Message(text, name, _line(article, place), name)] if text else []
        return Slot(tuple(messages))
    if isinstance(value, dict):
        return {
            key: _value(each, f"{name}.{key}", f"{place}.{key}", article, wanted)
            for key, each in value.items()
        }
    return value


def _line(article: Article, place: str) -> int:
    """Give the line of a value, or of the nearest above it that is known."""
    while place not in article.lines and "." in place:
        place = place.rpartition(".")[0]
    return article.lines.get(place, 1)
