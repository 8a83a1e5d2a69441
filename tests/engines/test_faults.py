"""Services that fail: the kind of the error, what it says, and what it must not say.

The cases are in ``cases/faults.toml``. After each of them the service is well again, and the same
engine translates.
"""

from __future__ import annotations

import logging
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from lingopress_translate.engines import table
from lingopress_translate.engines.engine import Batch, Context, Item
from lingopress_translate.engines.faults import Kind, RequestError
from vendors import WAYS, DeepL, Fault, Vendor, chat, libretranslate, serve

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from lingopress_translate.engines.engine import Engine
    from vendors import Answer, Request

Case = dict[str, Any]
CASES = Path(__file__).parent / "cases" / "faults.toml"
NEEDED = {"name", "engine", "kind", "says"}
OPTIONAL = {"status", "headers", "body", "way", "pause", "count"}
SLOW = {"never", "drip", "drip-headers"}

KEY = "secret-0123456789"
KEYS = {
    "libretranslate": "LIBRETRANSLATE_API_KEY",
    "deepl": "DEEPL_AUTH_KEY",
    "llm": "LINGOPRESS_LLM_KEY",
}
TEXTS = (
    "The treaty enters into force.",
    "It was signed in Beijing in 2012.",
    "Performers have rights of their own.",
)
CONTEXT = Context(article="The name of the article", before="What stands before it.")
SPECIAL = {
    "UTF-16": '{"translatedText": ["año", "dos", "tres"]}'.encode("utf-16"),
    "DEEP": b"[" * 100_000,
}


def cases() -> list[Any]:
    data = tomllib.loads(CASES.read_text("utf-8"))
    assert data.keys() == {"case"}
    for case in data["case"]:
        assert case.keys() >= NEEDED, f"{case} misses something"
        assert case.keys() <= NEEDED | OPTIONAL, f"{case} has something unknown"
        assert case["engine"] in KEYS, case
        assert case.get("way", "whole") in WAYS, case
        assert case["says"], f"{case} says nothing"
    names = [case["name"] for case in data["case"]]
    assert len(set(names)) == len(names), "two cases of one name"
    assert {case["engine"] for case in data["case"]} == KEYS.keys()
    assert {case["kind"] for case in data["case"]} == {kind.name for kind in Kind}
    assert {case.get("way", "whole") for case in data["case"]} == WAYS
    return [pytest.param(case, id=case["name"]) for case in data["case"]]


@pytest.fixture
def vendor(case: Case) -> Iterator[Vendor]:
    if case["engine"] == "deepl":
        pytest.importorskip("deepl")
    services: dict[str, Callable[[Request], Answer]] = {
        "libretranslate": libretranslate,
        "deepl": DeepL(),
        "llm": chat,
    }
    with serve(services[case["engine"]]) as running:
        yield running


@pytest.fixture
def engine(case: Case, vendor: Vendor, monkeypatch: pytest.MonkeyPatch) -> Iterator[Engine]:
    name = case["engine"]
    monkeypatch.setenv(KEYS[name], KEY)
    tables: dict[str, dict[str, Any]] = {
        "libretranslate": {"url": vendor.url},
        "deepl": {"server_url": vendor.url},
        "llm": {"url": f"{vendor.url}/v1", "model": "trial-1"},
    }
    timeout = 0.3 if case.get("way") in SLOW else 30
    made = table.load(name, {name: {"timeout": timeout, **tables[name]}})
    yield made
    made.close()


def batch(count: int, carrier: str) -> Batch:
    return Batch(tuple(Item(text, CONTEXT) for text in TEXTS[:count]), "en", "es", carrier)


def fault(case: Case) -> Fault:
    body = case.get("body", "")
    written = body.replace("TEXT", TEXTS[0]).replace("KEY", KEY).encode()
    headers = {name: value.replace("KEY", KEY) for name, value in case.get("headers", {}).items()}
    return Fault(
        case.get("status", 200), headers, SPECIAL.get(body, written), case.get("way", "whole")
    )


@pytest.mark.parametrize("case", cases())
def test_a_fault_is_told_by_what_to_do_about_it(
    case: Case, vendor: Vendor, engine: Engine, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    for name in ("deepl", "urllib3"):
        caplog.set_level(logging.DEBUG, logger=name)
    assert engine.unavailable("en", "es") == ""
    asked = batch(case.get("count", 3), engine.traits("en", "es").carriers[0])
    vendor.faults.extend([fault(case)] * 3)  # also if the engine tries another way

    with pytest.raises(RequestError) as caught:
        engine.translate(asked)

    error = caught.value
    said = str(error)
    assert error.kind is Kind[case["kind"]], said
    for words in case["says"]:
        assert words in said
    assert error.retry_after == case.get("pause")
    logged = "\n".join(record.getMessage() for record in caplog.records)
    for secret in (KEY, *TEXTS, CONTEXT.article, CONTEXT.before):
        assert secret not in said
        assert secret not in logged
    assert "\n" not in said
    assert not any(KEY in request.path for request in vendor.requests)

    vendor.faults.clear()
    assert len(engine.translate(asked).texts) == len(asked.items)


@pytest.mark.parametrize("case", [{"engine": name} for name in KEYS], ids=str)
@pytest.mark.usefixtures("case")
def test_a_key_goes_only_where_it_belongs(
    vendor: Vendor, engine: Engine, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    engine.translate(batch(3, engine.traits("en", "es").carriers[0]))
    for request in vendor.requests:
        assert KEY not in request.path
    sent = [r for r in vendor.requests if KEY in f"{r.headers}{r.body}"]
    assert len(sent) == 1
    assert sent[0].method == "POST"
    assert KEY not in engine.identity("en", "es") + engine.label("en", "es")
    assert not any(KEY in record.getMessage() for record in caplog.records)
    assert not any(text in record.getMessage() for record in caplog.records for text in TEXTS)
