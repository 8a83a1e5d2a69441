"""``docs/engines.md`` says of engines what the code says."""

from __future__ import annotations

import re

import pytest

from lingopress_translate.engines import table
from lingopress_translate.engines.deep.members import LEFT_OUT, MEMBERS
from trial import REPOSITORY

DOCUMENT = (REPOSITORY / "docs" / "engines.md").read_text("utf-8")


def rows(heading: str) -> dict[str, list[str]]:
    """Give a table by its first heading and its second: first cell → the others."""
    start = DOCUMENT.index(f"\n| {heading} |") + 1
    lines = DOCUMENT[start:].partition("\n\n")[0].splitlines()[2:]
    cells = [[cell.strip() for cell in line.strip("|").split(" | ")] for line in lines]
    assert cells, heading
    return {first.strip("` "): rest for first, *rest in cells}


def numbers(text: str) -> list[int]:
    return [int(number.replace(",", "")) for number in re.findall(r"[0-9][0-9,]*(?![0-9,])", text)]


def test_every_engine_is_documented_and_no_other() -> None:
    assert [*rows("engine | is")] == table.names()


@pytest.mark.parametrize("name", MEMBERS)
def test_a_member_is_documented_as_it_is(name: str) -> None:
    member, full = MEMBERS[name], f"deep:{name}"
    _, place, key, price = rows("engine | is")[full]
    longest, workers, rate, _ = rows("engine | longest text")[full]
    traits = table.load(full, {}).traits("en", "fr")
    assert place == f"`{traits.sends_to}`"
    assert re.findall(r"\w+_\w+", key) == [*member.keys]
    assert price == (f"by the {traits.unit}" if traits.unit else "free")
    assert numbers(longest.replace(" characters,", "")) == [
        member.max_characters,
        member.max_bytes,
    ]
    assert (int(workers), float(rate)) == (traits.workers, traits.rate)


def test_what_is_left_out_is_documented_with_its_reason() -> None:
    documented = {name: why for name, (why,) in rows("engine | why").items()}
    assert documented == {f"deep:{name}": why for name, why in LEFT_OUT.items()}


def test_every_setting_of_a_member_is_documented() -> None:
    documented = {
        (name, engine.strip("`")) for name, (engine, _) in rows("setting | engine").items()
    }
    ours = {(each, f"deep:{name}") for name, member in MEMBERS.items() for each in member.settings}
    assert ours <= documented
