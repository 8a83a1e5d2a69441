"""Structured data comes out as ``json`` writes it, compactly, whatever is said."""

from __future__ import annotations

import json
from types import SimpleNamespace
from typing import TYPE_CHECKING, cast

from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from lingopress_i18n.gates import Gate
from lingopress_i18n.page_status import Kind, PageStatus
from lingopress_i18n.render.structured import json_ld
from lingopress_i18n.render.view import Alternate, Picture, Text

if TYPE_CHECKING:
    import datetime

    from lingopress_i18n.article import Article

WORDS = st.text(max_size=20)
TEXTS = WORDS.map(lambda plain: Text(Markup(""), plain))
OWN = (Kind.SOURCE, Kind.REVIEWED, Kind.PARTLY, Kind.DRAFT)
PICTURES = WORDS.map(lambda url: Picture(url, 0, 0, ""))


def alternate(tag: str, url: str, kind: Kind, *, is_current: bool) -> Alternate:
    status = PageStatus(kind, Gate.FALLBACK, 2, 1, 0, {}, is_machine=False, revision=f"of {url}")
    return Alternate(tag, tag, "ltr", tag, "", url, "", is_current, status)


@given(
    st.sampled_from(OWN),
    st.lists(st.tuples(st.sampled_from(("fr", "ar")), WORDS, st.sampled_from(Kind)), max_size=3),
    TEXTS,
    TEXTS | st.none(),
    PICTURES | st.none(),
    st.dates() | st.none(),
    st.dates() | st.none(),
    st.lists(WORDS, max_size=3),
    st.booleans(),
)
def test_it_is_compact_json_that_ends_no_script(  # noqa: PLR0913, PLR0917 - all that can be said
    kind: Kind,
    others: list[tuple[str, str, Kind]],
    title: Text,
    description: Text | None,
    image: Picture | None,
    date: datetime.date | None,
    updated: datetime.date | None,
    keywords: list[str],
    is_list: bool,  # noqa: FBT001 - hypothesis draws it
) -> None:
    article = cast("Article", SimpleNamespace(date=date, updated=updated, is_list=is_list))
    here = alternate("en", "https://example.org/<x>", kind, is_current=True)
    rest = [alternate(*each, is_current=False) for each in others]
    alternates = (here, *rest) if kind is Kind.SOURCE or not rest else (*rest, here)
    text = json_ld(article, title, description, alternates, image, keywords=keywords)
    read = json.loads(text)
    compact = json.dumps(read, ensure_ascii=False, separators=(",", ":"))
    for sign in "<>&":
        assert sign not in text
        compact = compact.replace(sign, f"\\u{ord(sign):04x}")
    assert text == compact
    assert read["headline"] == title.plain
    assert read.get("description", "") == (description.plain if description else "")
    assert read.get("image") == (image.url if image else None)
    assert read.get("datePublished") == (date.isoformat() if date else None)
    assert read.get("dateModified") == (updated.isoformat() if updated else None)
    assert read.get("keywords", []) == keywords
    assert (read["@type"], read["@id"]) == ("WebPage" if is_list else "Article", read["url"])
    listed = [each.absolute_url for each in rest if each.status.is_translation]
    works = read.get("workTranslation", [])
    assert [each["@id"] for each in works] == (listed if kind is Kind.SOURCE else [])
    source = alternates[0]
    assert read.get("version", "") == (source.status.revision if kind is Kind.SOURCE else "")
    if kind is not Kind.SOURCE:
        original = read["translationOfWork"]
        assert (original["@id"], original["version"]) == (
            source.absolute_url,
            here.status.revision,
        )
