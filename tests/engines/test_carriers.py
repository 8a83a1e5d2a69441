"""Law 7, protection: what services do to codes is put right or refused.

``carriers/NAME.toml`` has cases for the carrier of that name: ``name``, what a service did;
``source``, a message; ``answer``, what came back; and ``gives``, the translation, with
``repairs``, what was put right for it (nothing without the key); or ``refuses``, the reason.
"""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lingopress_i18n import inline
from lingopress_i18n.errors import ConfigError
from lingopress_translate.carriers import CARRIERS, load
from lingopress_translate.protect import Close, Code, Open, Text, protect, rewrite

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lingopress_translate.carriers.carrier import Carrier
    from lingopress_translate.protect import Token

FOLDER = Path(__file__).parent / "carriers"
GIVEN = ({"name", "source", "answer", "gives"}, {"name", "source", "answer", "gives", "repairs"})
REFUSED = {"name", "source", "answer", "refuses"}

SIGNS = "⟦⟧〚【{}｛[]<＜>&;/／gx id=\"'0123456789１٣#t:^~$\\."
anything = st.one_of(
    st.text(), st.text(st.characters()), st.text(st.sampled_from(f"{SIGNS} abאبع中\n\u202e\u200f"))
)
marked = st.text(st.sampled_from("ab *_`[]()<>!\\&~$/:{}#@^⟦⟧1;t+\t\n中ب"), max_size=60)
words = st.sampled_from(["law", "the", "ناس", "条约", "R&D", "a<b", "⟦", "{", "x;", "1", "É"])
messages = st.one_of(
    marked,
    st.lists(
        st.builds(
            str.format,
            st.sampled_from(
                ["*{}*", "**{}**", "`{}`", "[{}](u)", "<b>{}</b>", "{}", "{}", "{}<br>"]
            ),
            words,
        ),
        min_size=1,
        max_size=6,
    ).map(" ".join),
)
carriers = st.sampled_from(sorted(CARRIERS)).map(load)
with_codes = carriers.filter(lambda carrier: carrier.name != "plain")


def cases() -> list[Any]:
    found = []
    for path in sorted(FOLDER.iterdir()):
        data = tomllib.loads(path.read_text(encoding="utf-8"))
        assert data.keys() == {"case"}, path.name
        names = [case["name"] for case in data["case"]]
        assert len(set(names)) == len(names), f"{path.name}: two cases of one name"
        for case in data["case"]:
            assert case.keys() in (*GIVEN, REFUSED), f"{path.name}: {case['name']}"
            found.append(pytest.param(path.stem, case, id=f"{path.stem}: {case['name']}"))
    return found


def test_every_carrier_has_cases() -> None:
    assert sorted(path.name for path in FOLDER.iterdir()) == sorted(f"{n}.toml" for n in CARRIERS)


@pytest.mark.parametrize(("name", "case"), cases())
def test_what_services_do(name: str, case: dict[str, Any]) -> None:
    protected = protect(case["source"])
    carrier = load(name)
    encoded = carrier.encode(protected.tokens)
    decoded = carrier.decode(case["answer"], encoded)
    reason = decoded if isinstance(decoded, str) else rewrite(protected, decoded.tokens)
    if "refuses" in case:
        refused = reason if isinstance(decoded, str) else "; ".join(reason)
        assert not isinstance(reason, str) or isinstance(decoded, str), f"accepted: {reason}"
        assert case["refuses"] in refused, encoded.text
        return
    assert not isinstance(decoded, str), f"{decoded} ({encoded.text})"
    assert reason == case["gives"], encoded.text
    assert list(decoded.repairs) == case.get("repairs", [])


def nested(tokens: list[Any]) -> list[Token]:
    """Make tokens of texts, None for a single code, and lists for pairs."""
    numbers = iter(range(1, 1000))

    def flat(inner: list[Any]) -> list[Token]:
        out: list[Token] = []
        for each in inner:
            if isinstance(each, str):
                out.append(Text(each))
            elif each is None:
                out.append(Code(next(numbers)))
            else:
                number = next(numbers)
                out += [Open(number), *flat(each), Close(number)]
        return out

    return flat(tokens)


any_tokens = st.lists(
    st.recursive(
        st.one_of(anything, st.none()), lambda inner: st.lists(inner, max_size=4), max_leaves=8
    ),
    max_size=6,
).map(nested)


def joined(tokens: Sequence[Token], *, blanks: bool = False) -> list[object]:
    """Join neighbouring texts; with ``blanks`` take every run of blanks for none."""
    out: list[Any] = []
    for token in tokens:
        if not isinstance(token, Text):
            out.append(token)
        elif out and isinstance(out[-1], str):
            out[-1] += token.text
        else:
            out.append(token.text)
    if blanks:
        out = [re.sub(r"\s+", "", each) if isinstance(each, str) else each for each in out]
    return [each for each in out if each != ""]


@given(carriers, any_tokens)
def test_decode_is_the_inverse_of_encode(carrier: Carrier, tokens: list[Token]) -> None:
    if carrier.name == "plain":
        tokens = [token for token in tokens if isinstance(token, Text)]
    encoded = carrier.encode(tokens)
    assert encoded.text == encoded.text.strip()
    decoded = carrier.decode(encoded.text, encoded)
    assert not isinstance(decoded, str), decoded
    assert decoded.repairs == ()
    is_stream = carrier.name.startswith("apertium")
    assert joined(decoded.tokens, blanks=is_stream) == joined(tokens, blanks=is_stream)


@given(with_codes, messages)
def test_a_message_comes_back_as_it_was(carrier: Carrier, message: str) -> None:
    protected = protect(message)
    encoded = carrier.encode(protected.tokens)
    decoded = carrier.decode(encoded.text, encoded)
    assert not isinstance(decoded, str)
    written = rewrite(protected, decoded.tokens)
    assert isinstance(written, str)
    if not carrier.name.startswith("apertium"):
        assert written == message


@settings(max_examples=400)
@given(with_codes, messages, st.data())
def test_a_mangled_answer_is_never_accepted_with_other_markup(
    carrier: Carrier, message: str, data: st.DataObject
) -> None:
    protected = protect(message)
    encoded = carrier.encode(protected.tokens)
    answer = encoded.text
    for _ in range(data.draw(st.integers(1, 4))):
        start = data.draw(st.integers(0, len(answer)))
        end = min(len(answer), start + data.draw(st.integers(0, 6)))
        piece = data.draw(
            st.one_of(st.just(""), anything, st.just(answer[start:end] * 2), st.just(answer[:end]))
        )
        answer = answer[:start] + piece + answer[end:]
    decoded = carrier.decode(answer, encoded)
    if isinstance(decoded, str):
        assert decoded
        assert "\n" not in decoded
        return
    written = rewrite(protected, decoded.tokens)
    if isinstance(written, str):
        assert inline.has_same_structure(written, message)
        codes = sorted(code for code in protected.table.values() if code[0] != "\\")
        assert sorted(c for c in protect(written).table.values() if c[0] != "\\") == codes


def test_an_unknown_carrier_is_answered_with_the_known_ones() -> None:
    with pytest.raises(ConfigError) as caught:
        load("masque")
    assert "mask" in caught.value.hint
