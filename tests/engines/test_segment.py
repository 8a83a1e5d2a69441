"""Law 7, protection: a message on its way through engines that answer whatever they like."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from lingopress_i18n import inline
from lingopress_i18n.errors import ConfigError
from lingopress_translate.carriers import CARRIERS
from lingopress_translate.protect import protect
from lingopress_translate.segment import Attempt, Draft, Outcome, Refusal, Segment, begin

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

SOURCE = "The **new** [law](u) of `x` is *here*."
BROKEN = "La nueva ley ⟦1⟧ está aquí del todo."
PAGE = "<!DOCTYPE html><html><body>502 Bad Gateway</body></html>"

marked = st.text(st.sampled_from("ab *_`[]()<>!\\&~$/:{}#@^⟦⟧1;t+\t\n中ب"), max_size=60)
words = st.sampled_from(["law", "The", "ناس", "条约", "R&D", "a<b", "⟦", "x_y", "1", "É", "-"])
marks = st.sampled_from(
    ["*{}*", "**{}**", "`{}`", "[{}](u)", "<b>{}</b>", "{}", "{}", "{}<br>", "![{}](i)", "{{{}}}"]
)
built = st.lists(st.builds(str.format, marks, words), min_size=1, max_size=6).map(" ".join)
messages = st.one_of(built, built, marked, st.text())
GARBAGE = ["", " ", PAGE, "MYMEMORY WARNING: YOU USED ALL", "Here is the translation: x", "\x00a"]
HOSTILE = st.sampled_from(
    [
        *GARBAGE,
        *("[a](http://evil.example)", "<script>alert(1)</script>", "![a](b)", "`", "{{ x }}"),
        *("http://evil.example/x", "a@b.example", "{name}", "%(x)s", "None", "\ud800", "\x1b[2J"),
        *('<g id="1">', "</g>", '<x id="9"/>', "⟦1⟧", "{1}", "[[t:1]]a[[/]]", "# a\n- b\n\n    c"),
    ]
)
lists = st.lists(st.sampled_from(sorted(CARRIERS)), min_size=1, max_size=4, unique=True)


def drive(state: Outcome, answer: Callable[[Attempt], Sequence[str]]) -> Outcome:
    """Go on until it ends, which is soon."""
    for _ in range(len(CARRIERS) + 2):
        if not isinstance(state, Segment):
            return state
        state = state.accept(answer(state.wanted))
    pytest.fail("it does not end")


def scripted(*answers: Sequence[str]) -> Callable[[Attempt], Sequence[str]]:
    script = iter(answers)
    return lambda _: next(script)


def asked(state: Outcome, *answers: Sequence[str]) -> Attempt:
    """Say what is wanted after these answers."""
    for each in answers:
        assert isinstance(state, Segment)
        state = state.accept(each)
    assert isinstance(state, Segment), state
    return state.wanted


def test_the_ladder() -> None:
    start = begin(SOURCE, ("mask", "braces"))
    masked = Attempt("mask", ("The ⟦1⟧new⟦/1⟧ ⟦2⟧law⟦/2⟧ of ⟦3⟧ is ⟦4⟧here⟦/4⟧.",))
    braced = Attempt("braces", ("The {1}new{/1} {2}law{/2} of {3} is {4}here{/4}.",))
    split = Attempt("braces", ("The", "new", "law", "of", "is", "here"))
    lossy = ["La nueva ley de aquí es así."]
    assert asked(start) == masked
    assert asked(start, lossy) == braced
    assert asked(start, lossy, lossy) == split

    runs = ["La", "nueva", "ley", "de", "está", "aquí"]
    assert drive(start, scripted(lossy, lossy, runs)) == Draft(
        "La **nueva** [ley](u) de `x` está *aquí*.", "split"
    )
    unmarked = drive(start, scripted(lossy, lossy, ["http://a.b/", *runs[1:]]))
    assert unmarked == Draft(lossy[0], "unmarked", lost=("**", "[…](u)", "`x`", "*"))
    assert isinstance(unmarked, Draft)
    assert unmarked.notes == ("markup lost: ** […](u) `x` *",)


def test_an_answer_that_is_whole_ends_it_at_once() -> None:
    start = begin("The **new** law", ("mask", "braces"))
    assert drive(start, scripted(["La ⟦1⟧nueva⟦/1⟧ ley"])) == Draft("La **nueva** ley", "mask")
    second = drive(start, scripted(["La ley nueva"], ["La { 1}nueva{/1} ley"]))
    assert second == Draft("La **nueva** ley", "braces", ("space in a code",))
    assert isinstance(second, Draft)
    assert second.notes == ("repaired: space in a code",)


@pytest.mark.parametrize(
    "text", ["", "  ", "1986", "`code` 2", "— … —", "**{x}**", "![alt text](i)", "http://a.b/c"]
)
def test_what_has_no_language_is_a_draft_at_once(text: str) -> None:
    for name in CARRIERS:
        assert begin(text, (name,)) == Draft(text, "nothing to translate")


def test_what_a_carrier_leaves_no_word_of_is_not_asked_for_in_it() -> None:
    assert begin("snake_case", ("apertium-mask",)) == Draft("snake_case", "nothing to translate")
    assert asked(begin("snake_case", ("apertium-mask", "mask"))) == Attempt("mask", ("snake_case",))
    split = asked(begin("*snake_case* or not", ("apertium-mask",)), [""])
    assert split == Attempt("apertium-mask", ("or not.",))


def test_the_same_text_is_not_asked_for_twice() -> None:
    start = begin("The law", ("mask", "braces", "plain"))
    assert drive(start, scripted([""])) == Refusal("the engine gave no text")
    start = begin("The `x` law", ("apertium-wordbound", "apertium-mask"))
    assert asked(start, [""]).texts == ("The.", "law.")


def test_runs_go_in_plain_text_where_the_engine_takes_it() -> None:
    source = "R&D and *law*"
    assert asked(begin(source, ("html",)), [""]) == Attempt("html", ("R&amp;D and", "law"))
    assert asked(begin(source, ("html", "plain")), [""]) == Attempt("plain", ("R&D and", "law"))
    assert asked(begin(source, ("plain",))) == Attempt("plain", ("R&D and", "law"))
    assert asked(begin("R&D", ("plain",))) == Attempt("plain", ("R&D",))


def test_outer_white_space_is_not_sent_and_comes_back() -> None:
    start = begin(" The  law\n", ("mask",))
    assert asked(start).texts == ("The  law",)
    assert drive(start, scripted(["\nLa ley "])) == Draft(" La ley\n", "mask")


def test_runs_keep_the_white_space_between_codes() -> None:
    start = begin("The *new*\nlaw", ("mask",))
    assert drive(start, scripted([""], ["La ", " nueva", "\tley"])) == Draft(
        "La *nueva*\nley", "split"
    )


def test_fixed_terms_are_not_sent() -> None:
    fixed = re.compile(r"\bBeijing Treaty\b|WIPO")
    start = begin("The **Beijing Treaty** of WIPO\\.", ("mask",), fixed)
    assert asked(start).texts == ("The ⟦1⟧⟦2⟧⟦/1⟧ of ⟦3⟧⟦4⟧",)
    assert drive(start, scripted(["El ⟦1⟧⟦2⟧⟦/1⟧ de la ⟦3⟧⟦4⟧"])) == Draft(
        "El **Beijing Treaty** de la WIPO\\.", "mask"
    )
    unmarked = drive(start, scripted(["El ⟦2⟧ de la ⟦3⟧⟦4⟧"], ["{x}", "{y}"]))
    assert unmarked == Draft("El Beijing Treaty de la WIPO.", "unmarked", lost=("**",))
    # that a service says the name once more is no markup
    again = drive(begin("See WIPO now", ("mask",), fixed), scripted(["Ve ⟦1⟧ (WIPO) ya"]))
    assert again == Draft("Ve WIPO (WIPO) ya", "mask")
    assert begin("WIPO", ("mask",), fixed) == Draft("WIPO", "nothing to translate")


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        ("", "gave no text"),
        ("\n ", "gave no text"),
        ("12 …", "no word in the answer"),
        ("La", "2 characters for 27"),
        ("La ley " * 40, "characters for 27"),
        (PAGE, "a tag in the answer: <!"),
        ("La ley <b>nueva</b> de hoy", "a tag in the answer: <b>"),
        ("MYMEMORY WARNING: YOU USED ALL", "MYMEMORY WARNING"),
        ("Here is the translation: La ley", "Here is the transla"),
        ("```\nLa ley de los países\n```", "code fence"),
        ("La ley \x00 de los países", "control character"),
        ("La ley \ud800 de los países", "control character"),
        ("La ley de http://evil.example", "change the markup"),
        ("La ley ⟦1⟧ de los países", "⟦"),
    ],
)
def test_what_is_no_translation_is_refused(answer: str, reason: str) -> None:
    state = drive(begin("The laws of the countries…!", ("mask", "plain")), lambda _: [answer])
    assert isinstance(state, Refusal)
    assert reason in state.reason
    assert "\n" not in state.reason


@pytest.mark.parametrize(
    ("source", "answer"),
    [
        ("The Beijing Treaty on Audiovisual Performances", "视听表演北京条约"),
        ("视听表演北京条约", "The Beijing Treaty on Audiovisual Performances"),
        ("The right of making available", "이용제공권"),
        ("No", "Absolutamente no"),
    ],
)
def test_lengths_are_measured_by_script(source: str, answer: str) -> None:
    assert drive(begin(source, ("plain",)), scripted([answer])) == Draft(answer, "plain")


def test_a_tag_that_is_text_of_the_source_may_come_back() -> None:
    start = begin("Write \\<b> for bold", ("html",))
    assert asked(start).texts == ('Write <x id="1"/>b&gt; for bold',)
    draft = drive(start, scripted(['Escribe <x id="1"/>b> para negrita']))
    assert draft == Draft("Escribe \\<b> para negrita", "html")


def test_a_number_of_answers_that_does_not_fit_is_the_drivers_fault() -> None:
    start = begin("The law", ("mask",))
    assert isinstance(start, Segment)
    with pytest.raises(ValueError, match="zip"):
        start.accept(["La ley", "de hoy"])


def test_an_engine_that_names_no_carrier_of_ours() -> None:
    with pytest.raises(ConfigError, match="'masque'"):
        begin("The law", ("masque",))


@given(messages, lists)
def test_texts_have_a_letter_and_no_outer_white_space(message: str, carriers: list[str]) -> None:
    state: Outcome = begin(message, carriers)
    for _ in range(len(CARRIERS) + 2):
        if isinstance(state, Segment):
            for text in state.wanted.texts:
                assert text == text.strip()
                assert re.search(r"[^\W\d_]", text)
            assert state.wanted.carrier in carriers
            state = state.accept([""] * len(state.wanted.texts))
    assert isinstance(state, Refusal) or state == Draft(message, "nothing to translate")


@given(messages, lists)
def test_an_echo_is_a_draft_of_the_same_markup(message: str, carriers: list[str]) -> None:
    state = drive(begin(message, carriers), lambda attempt: attempt.texts)
    if isinstance(state, Draft):
        assert inline.has_same_structure(state.text, message)


def check(state: Outcome, message: str) -> None:
    """See that what ended has no markup but the source's, and that it can be stored."""
    if isinstance(state, Refusal):
        assert state.reason
        assert "\n" not in state.reason
        return
    assert isinstance(state, Draft)
    if state.detail == "nothing to translate":
        assert state.text == message
        return
    state.text.encode()
    assert state.text.strip()
    if not state.lost:
        assert inline.has_same_structure(state.text, message)
        own, source = (
            sorted(code for code in protect(text).table.values() if code[0] not in "\\&")
            for text in (state.text, message)
        )
        assert [each.replace("_", "*") for each in own] == [e.replace("_", "*") for e in source]
    else:
        assert not inline.structure(inline.parse(state.text).events).marks
        assert all(code[0] in "\\&" for code in protect(state.text).table.values())


@settings(max_examples=300)
@example(SOURCE, ["mask"], None)
@given(messages, lists, st.data())
def test_no_answer_adds_markup(
    message: str, carriers: list[str], data: st.DataObject | None
) -> None:
    answers = st.one_of(HOSTILE, marked, st.text())

    def answer(attempt: Attempt) -> list[str]:
        """Answer anything, or what was asked with something in it."""
        out = []
        for text in attempt.texts:
            if data is None:
                out.append(BROKEN)
                continue
            at = data.draw(st.integers(0, len(text)))
            noise = data.draw(answers)
            keeps = data.draw(st.booleans())
            out.append(text[:at] + noise + text[at:] if keeps else noise)
        return out

    check(drive(begin(message, carriers), answer), message)


@given(messages, lists, st.sampled_from(GARBAGE))
def test_garbage_is_no_draft(message: str, carriers: list[str], garbage: str) -> None:
    start = begin(message, carriers)
    state = drive(start, lambda attempt: [garbage for _ in attempt.texts])
    assert isinstance(state, Refusal) or state == start


@pytest.mark.parametrize("name", sorted(CARRIERS))
@pytest.mark.parametrize(
    "piece", ["⟦1", "1⟧", "⟦1⟧", "<g ", "&lt;g ", "[[t:1]]a", "<a", "{1}", "&"]
)
def test_an_answer_of_nothing_but_pieces_of_codes_is_refused(name: str, piece: str) -> None:
    """Long enough that a reader which looks at each piece anew at every other would not end."""
    start = begin("The *new* law", (name,))
    answers = drive(start, lambda attempt: [piece * 20_000] * len(attempt.texts))
    spaced = drive(start, lambda attempt: [piece + " " * 80_000 + "x"] * len(attempt.texts))
    assert isinstance(answers, Refusal)
    check(spaced, "The *new* law")


def test_a_segment_stays_as_it_is() -> None:
    start = begin("The *new* law", ("mask", "braces"))
    assert isinstance(start, Segment)
    first = start.accept([""])
    assert start.accept([""]) == first
    assert start.wanted.carrier == "mask"
