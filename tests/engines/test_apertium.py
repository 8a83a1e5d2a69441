from __future__ import annotations

import os
import random
import signal
from collections import Counter
from typing import TYPE_CHECKING, Any

import pytest

from lingopress_i18n.errors import ConfigError, EngineError
from lingopress_translate.engines import Answer, Engine, load
from lingopress_translate.engines.apertium import ApertiumEngine
from lingopress_translate.engines.apertium.modes import find, read_stages
from lingopress_translate.engines.apertium.pipeline import MAX_BYTES, Pipeline
from lingopress_translate.protect import protect

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

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
    engine = load("apertium")
    yield engine
    engine.close()


@pytest.fixture
def engine(running: Engine) -> Engine:
    return usable(running, "es")


@pytest.fixture
def pipeline() -> Iterator[Pipeline]:
    usable(ApertiumEngine(), "es")
    mode = find("en", "es")
    assert mode
    pipeline = Pipeline(mode.stages, mode.environment)
    yield pipeline
    pipeline.close()


def one(engine: Engine, text: str, target: str = "es") -> Answer:
    (answer,) = engine.translate([text], "en", target)
    return answer


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
    assert one(engine, text) == Answer(expected, detail="plain")


def test_codes_survive_and_follow_their_words(
    engine: Engine, survival_case: dict[str, Any]
) -> None:
    answer = one(engine, survival_case["source"])
    assert answer.problem == ""
    assert codes(answer.text) == codes(survival_case["source"])
    assert [part for part in survival_case["shows"] if part not in answer.text] == []


@pytest.mark.parametrize("text", ["", "  ", "1986", "`code` 2", "— … —"])
def test_what_has_no_language_stays(engine: Engine, text: str) -> None:
    assert one(engine, text) == Answer(text, detail="nothing to translate")


def test_outer_space_and_the_missing_stop_stay_as_they_are(engine: Engine) -> None:
    assert one(engine, "  The house is green ").text == "  La casa es verde "
    assert one(engine, "**The house is green**").text == "**La casa es verde**"


def test_hostile_text_never_stalls_and_keeps_its_codes() -> None:
    engine = usable(ApertiumEngine(deadline=15), "es")
    assert isinstance(engine, ApertiumEngine)
    mode = find("en", "es")
    assert mode
    pipeline = engine.pipeline(mode)
    texts = [hostile(seed) for seed in range(300)]
    try:
        answers = list(engine.translate(texts, "en", "es"))
    finally:
        starts = pipeline.starts
        engine.close()
    assert starts == 1
    pairs = [(text, answer) for text, answer in zip(texts, answers, strict=True) if answer.text]
    assert [text for text, answer in pairs if codes(text) != codes(answer.text)] == []
    refused = [answer.problem for answer in answers if not answer.text]
    assert len(refused) <= 3, refused
    assert all(refused)


def test_answers_come_in_order_and_again_the_same(engine: Engine) -> None:
    texts = [f"The house {number} is *green*." for number in range(40)]
    first = list(engine.translate(texts, "en", "es"))
    assert first == list(engine.translate(texts, "en", "es"))
    assert [str(number) in answer.text for number, answer in enumerate(first)] == [True] * 40


def test_answers_are_lazy(engine: Engine) -> None:
    class Texts(list[str]):
        def __iter__(self) -> Iterator[str]:
            yield "A book"
            pytest.fail("asked for the second text before the first answer was taken")

    assert next(engine.translate(Texts(), "en", "es")).text == "Un libro"


@pytest.mark.parametrize("member", [0, 4, -1])
def test_a_killed_member_is_replaced(pipeline: Pipeline, member: int) -> None:
    before = pipeline.ask("A house.")
    os.kill(pipeline.pids[member], signal.SIGKILL)
    assert pipeline.ask("A house.") == before
    assert pipeline.starts == 2


def test_a_stalled_member_is_replaced_and_the_text_given_up(pipeline: Pipeline) -> None:
    impatient = Pipeline(pipeline._stages, pipeline._environment, deadline=0.5)  # noqa: SLF001
    try:
        assert impatient.ask("An end ^") is None
        assert impatient.starts == 2
        assert impatient.ask("A house.") == "Una casa.[]"
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
    assert one(engine, long).text == "La casa es verde. " * (len(long) // len(sentence))
    assert one(engine, sentence * (MAX_BYTES // len(sentence) + 1)).problem


def test_french_by_way_of_catalan(running: Engine) -> None:
    engine = usable(running, "fr")
    assert engine.label("en", "fr-CA").startswith("apertium:eng-")
    answer = one(engine, "The **house** is [green](u).", "fr")
    # Apertium may take the article into the noun's mark.
    assert answer.text.replace("**La ", "La **") == "La **maison** est [verte](u)."
    assert one(engine, "A book", "fr").text == "Un livre"


def test_pairs_that_do_not_exist_are_said_so_in_one_line() -> None:
    engine = ApertiumEngine()
    for target in ("ar", "ru", "zh-Hans"):
        assert not engine.supports("en", target)
        assert "no pair from en to" in engine.unavailable("en", target)
        with pytest.raises(EngineError, match="no pair"):
            one(engine, "A book", target)


def test_a_missing_package_is_named(tmp_path: Path) -> None:
    engine = ApertiumEngine(tmp_path)
    assert engine.supports("en-GB", "fr")
    reason = engine.unavailable("en-GB", "fr")
    assert "apertium-eng-cat apertium-fra-cat" in reason
    assert "\n" not in reason
    with pytest.raises(EngineError, match="not installed"):
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


def test_an_unknown_engine_is_answered_with_the_known_ones() -> None:
    with pytest.raises(ConfigError) as caught:
        load("apertum")
    assert "apertium" in caught.value.hint


def test_no_text_leaves_the_machine() -> None:
    assert load("apertium").network is False
