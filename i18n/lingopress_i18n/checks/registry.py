"""All rules, by severity and then by what they look at: the order in which they are listed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lingopress_i18n.checks.rule import Rule, Severity
from lingopress_i18n.checks.rules import (
    added_markup,
    addresses,
    bidi,
    blocks,
    characters,
    code,
    double_space,
    double_words,
    dropped_sentence,
    end_punctuation,
    fixed_terms,
    forbidden_terms,
    french_spaces,
    homographs,
    inconsistent,
    language,
    length,
    links,
    lost_markup,
    msgfmt,
    numbers,
    outer_space,
    placeholders,
    provider_garbage,
    quotes,
    repetition,
    script,
    swapped_links,
    terms,
    unchanged,
    unpaired,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from lingopress_i18n.checks.context import Context
    from lingopress_i18n.checks.pair import Pair


def _nothing(pair: Pair, context: Context) -> Iterator[str]:
    """Find nothing: ``run`` does."""
    del pair, context
    return iter(())


CATALOG = Rule(
    id="catalog",
    title="Catalogs that no tool can read.",
    severity=Severity.ERROR,
    why="A catalog cannot be read at all: nothing in it reaches a page.",
    fix="Correct the line that is named; msgfmt --check tells the same.",
    find=_nothing,
)
ADDRESS = Rule(
    id="address",
    title="Parts of addresses that cannot be used.",
    severity=Severity.ERROR,
    why="A part of a page's address holds a character that no address can, is the name of another "
    "file of the site, or is another page's, too: the source's stands instead.",
    fix="Write another part: letters of any script, digits and hyphens.",
    find=_nothing,
)
WAIVERS = Rule(
    id="waivers",
    title="Waivers of rules that do not exist, or have nothing to say.",
    severity=Severity.WARNING,
    why="A comment '# lingopress: ok RULE' names no rule, or one that has nothing to say here: "
    "the next person would not know what it was for.",
    fix="Correct the name of the rule, or remove the comment.",
    find=_nothing,
)

RULES: Mapping[str, Rule] = {
    rule.id: rule
    for rule in (
        CATALOG,
        ADDRESS,
        msgfmt.RULE,
        added_markup.RULE,
        links.RULE,
        code.RULE,
        placeholders.RULE,
        provider_garbage.RULE,
        lost_markup.RULE,
        swapped_links.RULE,
        blocks.RULE,
        numbers.RULE,
        addresses.RULE,
        unchanged.RULE,
        script.RULE,
        language.RULE,
        length.RULE,
        dropped_sentence.RULE,
        repetition.RULE,
        end_punctuation.RULE,
        unpaired.RULE,
        double_words.RULE,
        double_space.RULE,
        outer_space.RULE,
        bidi.RULE,
        homographs.RULE,
        characters.RULE,
        fixed_terms.RULE,
        forbidden_terms.RULE,
        WAIVERS,
        terms.RULE,
        quotes.RULE,
        french_spaces.RULE,
        inconsistent.RULE,
    )
}
"""By id."""
