"""No text stops a check: translators and engines may write anything."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from laws.material import INLINE, WORDS
from lingopress_i18n.catalog.po import Entry
from lingopress_i18n.checks.context import Context
from lingopress_i18n.checks.figures import tokens
from lingopress_i18n.checks.rule import Severity
from lingopress_i18n.checks.run import examine
from lingopress_i18n.checks.settings import Settings
from lingopress_i18n.inline import refusals
from lingopress_i18n.locales import locale

LOCALES = ("ar", "de", "fr", "hi", "ja", "ru", "th", "zh-Hans")
TEXT = st.lists(
    st.sampled_from((*INLINE, *WORDS, "12,345.6", "٣٫٤", "«", "”", "%(a)s", "{b}", "{{ c }}"))
    | st.text(max_size=5),
    max_size=8,
).map("".join)


@settings(max_examples=400)
@given(source=TEXT, own=TEXT, tag=st.sampled_from(LOCALES), is_markdown=st.booleans())
def test_any_pair_of_texts_can_be_checked(
    *, source: str, own: str, tag: str, is_markdown: bool
) -> None:
    context = Context(locale("en"), locale(tag))
    found = list(examine(Entry(source, own), context, Settings(), is_markdown=is_markdown))
    assert found == list(examine(Entry(source, own), context, Settings(), is_markdown=is_markdown))
    for _, _, message in found:
        assert message


@settings(max_examples=400)
@given(TEXT, TEXT)
def test_whatever_is_printed_as_text_is_an_error(source: str, own: str) -> None:
    """Law 8 and its report: one refusal, one error, of this rule or of ``links``."""
    context = Context(locale("en"), locale("fr"))
    errors = {
        rule.id
        for rule, severity, _ in examine(Entry(source, own), context, Settings())
        if severity is Severity.ERROR
    }
    refused = {each.kind for each in refusals(own, source)}
    assert not refused or errors & {"added-markup", "links"}


@given(
    st.text(max_size=40) | st.text("0123456789.,' \u00a0٣", max_size=40), st.sampled_from(LOCALES)
)
def test_numbers_of_any_text_have_a_value(text: str, tag: str) -> None:
    for token in tokens(text, locale(tag)):
        assert token.figures
        assert all(figure.values for figure in token.figures)
