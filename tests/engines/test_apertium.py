from __future__ import annotations

import os
import random
import signal
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any

import pytest

from lingopress_i18n.errors import ConfigError, EngineError
from lingopress_translate.engines.apertium import Apertium
from lingopress_translate.engines.apertium.modes import Mode, find, read_stages
from lingopress_translate.engines.apertium.pipeline import MAX_BYTES, Pipeline
from lingopress_translate.engines.engine import Batch, Item
from lingopress_translate.engines.faults import Kind, RequestError
from lingopress_translate.engines.table import load
from lingopress_translate.protect import protect
from lingopress_translate.segment import Draft, Outcome, Refusal, Segment, begin

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from lingopress_translate.engines.engine import Engine

WORDS = ["the", "house", "is", "green", "and", "people", "of", "country", "have", "signed", "she"]
HOSTILE = [
    *"^~$[]{}\\/@<>*_`#+&!|;:=%…—“”'()中é😀\x01\x1b\u200b\u202e\xa0\u0301\n",
    *["⟦1⟧", "[[t:1]]", "[[/]]", "^a/b$", "\\[", "[lingopress 3]"],
]
MARKS = [
    "*{}*",
    "**{}**",
    "`{}`",
    "[{}](u)",
    "<b>{}</b>",
    "![{}](i)",
    "<kbd>{}</kbd>",
    "{{{{ {} }}}}",
]


def usable(engine: Engine, target: str) -> Engine:
    """Skip the test if the pair is not there, or fail if it has to be."""
    reason = engine.unavailable("en", target)
    if reason and "apertium" in os.environ.get("LINGOPRESS_REQUIRE", ""):
        pytest.fail(reason)
    if reason:
        pytest.skip(reason)
    return engine


@pytest.fixture(scope="module")
def running() -> Iterator[Engine]:
    engine = load("apertium", {})
    yield engine
    engine.close()


@pytest.fixture
def engine(running: Engine) -> Engine:
    return usable(running, "es")


@pytest.fixture
def pipeline() -> Iterator[Pipeline]:
    usable(Apertium(), "es")
    mode = find("en", "es")
    assert mode
    pipeline = Pipeline(mode.stages, mode.environment)
    yield pipeline
    pipeline.close()


def ask(engine: Engine, texts: Sequence[str], target: str = "es") -> list[str]:
    """Ask for texts in Apertium's stream format, as many at a time as there may be."""
    out: list[str] = []
    size = engine.traits("en", target).max_items
    for at in range(0, len(texts), size):
        items = tuple(map(Item, texts[at : at + size]))
        out += engine.translate(Batch(items, "en", target, "apertium-mask")).texts
    return out


def translate(engine: Engine, texts: Sequence[str], target: str = "es") -> list[Outcome]:
    """Take messages through the engine together, until each has its draft or its refusal."""
    carriers = engine.traits("en", target).carriers
    states: list[Outcome] = [begin(text, carriers) for text in texts]
    while waiting := [i for i, state in enumerate(states) if isinstance(state, Segment)]:
        wanted = {i: s.wanted.texts for i in waiting if isinstance(s := states[i], Segment)}
        answers = iter(ask(engine, [text for each in wanted.values() for text in each], target))
        for i, asked in wanted.items():
            state = states[i]
            if isinstance(state, Segment):
                states[i] = state.accept([next(answers) for _ in asked])
    return states


def one(engine: Engine, text: str, target: str = "es") -> str:
    """Translate one message, whose markup must come back."""
    (state,) = translate(engine, [text], target)
    assert isinstance(state, Draft), state
    assert not state.lost
    return state.text


def codes(markdown: str) -> Counter[str]:
    """Count the codes of a message, escapes apart: text may be escaped in one place only."""
    table = protect(markdown).table.values()
    return Counter(code for code in table if not (len(code) == 2 and code[0] == "\\"))


def hostile(seed: int) -> str:
    rng = random.Random(seed)  # noqa: S311 - the same texts in every run
    parts: list[str] = []
    for _ in range(rng.randint(1, 12)):
        word = rng.choice(WORDS)
        mark = rng.choice(MARKS).format(word + rng.choice(["", "", " a", rng.choice(HOSTILE)]))
        parts += [
            rng.choice([word, word, rng.choice(HOSTILE), mark]),
            rng.choice("  \n") * (seed % 3),
        ]
    return "".join(parts)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The house is green.", "La casa es verde."),
        (
            "The people of the country signed the treaty.",
            "Las personas del país firmaron el tratado.",
        ),
        ("Many people can read books", "Muchas personas pueden leer libros"),
    ],
)
def test_sentences(engine: Engine, text: str, expected: str) -> None:
    assert one(engine, text) == expected


def test_codes_survive_and_follow_their_words(
    engine: Engine, survival_case: dict[str, Any]
) -> None:
    (draft,) = translate(engine, [survival_case["source"]])
    assert isinstance(draft, Draft)
    assert draft.detail == "apertium-wordbound"
    assert codes(draft.text) == codes(survival_case["source"])
    assert [part for part in survival_case["shows"] if part not in draft.text] == []


def test_outer_space_and_the_missing_stop_stay_as_they_are(engine: Engine) -> None:
    assert one(engine, "  The house is green ") == "  La casa es verde "
    assert one(engine, "**The house is green**") == "**La casa es verde**"


def test_hostile_text_never_stalls_and_keeps_its_codes() -> None:
    engine = usable(Apertium(deadline=15), "es")
    assert isinstance(engine, Apertium)
    mode = find("en", "es")
    assert mode
    pipeline = engine._pipeline(mode)  # noqa: SLF001 - to count its starts
    texts = [hostile(seed) for seed in range(300)]
    try:
        states = translate(engine, texts)
    finally:
        starts = pipeline.starts
        engine.close()
    assert starts == 1
    drafts = [(text, s) for text, s in zip(texts, states, strict=True) if isinstance(s, Draft)]
    whole = [(text, draft.text) for text, draft in drafts if not draft.lost]
    assert [text for text, draft in whole if codes(text) != codes(draft)] == []
    assert len(texts) - len(whole) <= 3, [s for s in states if s not in dict(drafts).values()]


def test_answers_come_in_order_and_again_the_same(engine: Engine) -> None:
    texts = [f"The house {number} is green." for number in range(120)]
    together = ask(engine, texts)
    assert together == ask(engine, texts)
    assert together == [answer for text in texts for answer in ask(engine, [text])]
    assert [str(number) in answer for number, answer in enumerate(together)] == [True] * 120


def test_what_cannot_be_sent_is_not_answered_and_the_rest_is(engine: Engine) -> None:
    texts = ["A house.", "a\0b", "A \ud800 book.", "house " * MAX_BYTES, "A house."]
    assert ask(engine, texts) == ["Una casa.", "", "", "", "Una casa."]


def test_requests_of_many_threads_do_not_mix(engine: Engine) -> None:
    texts = [[f"The house {thread * 20 + n} is green." for n in range(20)] for thread in range(8)]
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda each: ask(engine, each), texts))
    assert answers == [ask(engine, each) for each in texts]


@pytest.mark.parametrize("member", [0, 4, -1])
def test_a_killed_member_is_replaced(pipeline: Pipeline, member: int) -> None:
    before = pipeline.ask("A house.")
    os.kill(pipeline.pids[member], signal.SIGKILL)
    assert pipeline.ask("A house.") == before
    assert pipeline.starts == 2
    os.kill(pipeline.pids[member], signal.SIGKILL)
    assert pipeline.ask_all(["A house."] * 30) == [before] * 30
    assert pipeline.starts == 3


def test_a_stalled_member_is_replaced_and_the_text_given_up(pipeline: Pipeline) -> None:
    impatient = Pipeline(pipeline._stages, pipeline._environment, deadline=0.5)  # noqa: SLF001
    try:
        assert impatient.ask("An end ^") is None
        assert impatient.starts == 2
        answers = impatient.ask_all(["A house.", "An end ^", "A book."])
        assert answers == ["Una casa.[]", None, "Un libro.[]"]
    finally:
        impatient.close()


def test_closing_leaves_no_process(pipeline: Pipeline) -> None:
    pipeline.ask("A house.")
    pids = pipeline.pids
    assert pids
    pipeline.close()
    for pid in pids:
        with pytest.raises(ProcessLookupError):
            os.kill(pid, 0)
    assert pipeline.ask("A house.") == "Una casa.[]"


def test_long_texts_do_not_block_and_too_long_ones_are_refused(engine: Engine) -> None:
    sentence = "The house is green. "
    long = sentence * (MAX_BYTES // len(sentence) - 1)
    assert one(engine, long) == "La casa es verde. " * (len(long) // len(sentence))
    too_long = sentence * (MAX_BYTES // len(sentence) + 1)
    assert translate(engine, [too_long]) == [Refusal("the engine gave no text")]


def test_french_by_way_of_catalan(running: Engine) -> None:
    engine = usable(running, "fr")
    assert engine.label("en", "fr-CA").startswith("apertium:eng-")
    answer = one(engine, "The **house** is [green](u).", "fr")
    # Apertium may take the article into the noun's mark.
    assert answer.replace("**La ", "La **") == "La **maison** est [verte](u)."
    assert one(engine, "A book", "fr") == "Un livre"


def test_pairs_that_do_not_exist_are_said_so_in_one_line() -> None:
    engine = Apertium()
    for target in ("ar", "ru", "zh-Hans"):
        assert "no pair from en to" in engine.unavailable("en", target)
        with pytest.raises(RequestError, match="no pair") as caught:
            one(engine, "A book", target)
        assert caught.value.kind is Kind.UNSUPPORTED


def test_a_missing_package_is_named(tmp_path: Path) -> None:
    engine = Apertium(tmp_path)
    reason = engine.unavailable("en-GB", "fr")
    assert "apertium-eng-cat apertium-fra-cat" in reason
    assert "\n" not in reason
    with pytest.raises(RequestError, match="not installed"):
        one(engine, "A book", "es")


def test_programs_that_do_not_run_are_an_error() -> None:
    for stages in ([["/nonexistent/lt-proc"]], [["cat"], ["false"]]):
        with pytest.raises(EngineError, match="does not start"):
            Pipeline(stages, {"PATH": os.environ["PATH"]}).ask("A house.")


def test_modes_are_set_for_requests_that_end_in_nul() -> None:
    mode = (
        "lt-proc '/a b/x.bin' | apertium-tagger -g $2 y.prob | lt-proc $1 z.bin | lt-proc -p p.bin"
    )
    assert read_stages(mode) == [
        ["lt-proc", "-z", "/a b/x.bin"],
        ["apertium-wblank-attach", "-z"],
        ["apertium-tagger", "-z", "-g", "y.prob"],
        ["apertium-wblank-detach", "-z"],
        ["lt-proc", "-z", "-n", "z.bin"],
        ["lt-proc", "-z", "-p", "p.bin"],
    ]


def test_a_mode_whose_programs_do_not_run_is_a_failed_request(tmp_path: Path) -> None:
    modes = tmp_path / "share" / "apertium" / "modes"
    modes.mkdir(parents=True)
    (modes / "eng-spa.mode").write_text("cat | cat | false $1 x.bin", encoding="utf-8")
    for name in ("wblank-attach", "wblank-detach"):
        program = tmp_path / "bin" / f"apertium-{name}"
        program.parent.mkdir(exist_ok=True)
        program.write_text("#!/bin/sh\ncat\n", encoding="utf-8")
        program.chmod(0o755)
    engine = Apertium(tmp_path)
    assert engine.unavailable("en", "es") == ""
    with pytest.raises(RequestError, match="does not start") as caught:
        one(engine, "A book")
    assert caught.value.kind is Kind.TRANSIENT


def test_the_identity_changes_with_a_dictionary(tmp_path: Path) -> None:
    data = tmp_path / "x.bin"

    def identity() -> str:
        engine = Apertium()
        engine._modes["en", "es"] = Mode("eng-spa", (("lt-proc", str(data)),), {}, wordbound=True)  # noqa: SLF001
        return engine.identity("en", "es")

    data.write_bytes(b"one")
    before = identity()
    assert before == identity()
    assert before.startswith("apertium:eng-spa ")
    data.write_bytes(b"three")
    assert before != identity()


def test_old_pairs_take_masks_alone() -> None:
    engine = Apertium()
    engine._modes["en", "eo"] = Mode("en-eo", (), {}, wordbound=False)  # noqa: SLF001
    assert engine.traits("en", "eo").carriers == ("apertium-mask",)


def test_an_unknown_engine_is_answered_with_the_known_ones() -> None:
    with pytest.raises(ConfigError) as caught:
        load("apertum", {})
    assert "apertium" in caught.value.hint


def test_settings_that_apertium_does_not_have_are_refused() -> None:
    with pytest.raises(ConfigError, match=r"engines\.apertium"):
        load("apertium", {"apertium": {"model": "x"}})


def test_no_text_leaves_the_machine() -> None:
    assert load("apertium", {}).traits("en", "es").sends_to == ""
