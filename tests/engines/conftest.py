"""Cases as data: ``cases/NAME.toml`` feeds every test that has an argument ``NAME_case``.

A file lists its keys, and each of its cases has exactly those, so that a slip of the pen is an
error and not a case that nobody runs.
"""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pytest

CASES = Path(__file__).parent / "cases"


def load(path: Path) -> list[dict[str, Any]]:
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    keys, cases = data.pop("keys"), data.pop("case")
    assert not data, f"{path.name}: unknown {sorted(data)}"
    assert cases, f"{path.name}: no case"
    for case in cases:
        assert case.keys() == set(keys), f"{path.name}: keys of {case}"
    sources = [case["source"] for case in cases]
    assert len(set(sources)) == len(sources), f"{path.name}: a case stands there twice"
    return list(cases)


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    for argument in metafunc.fixturenames:
        if argument.endswith("_case"):
            cases = load(CASES / f"{argument.removesuffix('_case')}.toml")
            metafunc.parametrize(argument, cases, ids=[case["source"] for case in cases])
