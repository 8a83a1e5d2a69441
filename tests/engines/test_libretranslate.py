"""LibreTranslate, played by a server on loopback; its faults are in ``test_faults.py``."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest

from lingopress_i18n.errors import ConfigError
from lingopress_translate.engines.engine import Batch, Item
from lingopress_translate.engines.faults import Kind, RequestError
from lingopress_translate.engines.libretranslate import KEY, make
from vendors import Request, libretranslate, serve, unused_port

if TYPE_CHECKING:
    from vendors import Answer

WHERE = "lingopress.toml: engines.libretranslate"


def batch(*texts: str, target: str = "es", carrier: str = "html") -> Batch:
    return Batch(tuple(map(Item, texts)), "en", target, carrier)


@pytest.fixture(autouse=True)
def _no_key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(KEY, raising=False)


def test_texts_are_sent_as_a_list_and_languages_by_the_servers_codes() -> None:
    with serve(libretranslate) as vendor:
        engine = make({"url": vendor.url}, WHERE)
        reply = engine.translate(batch('one <x id="1"/>', "two"))
        assert reply.texts == ('es ONE <X ID="1"/>', "es TWO")
        assert reply.units is None
        engine.translate(batch("one", target="pt-BR", carrier="mask"))
        engine.translate(batch("one", target="zh-Hans", carrier="mask"))
        engine.close()
        assert vendor.bodies("/translate") == [
            {"q": ['one <x id="1"/>', "two"], "source": "en", "target": "es", "format": "html"},
            {"q": ["one"], "source": "en", "target": "pt-BR", "format": "text"},
            {"q": ["one"], "source": "en", "target": "zh-Hans", "format": "text"},
        ]
        assert len(vendor.bodies("/languages")) == 1


def test_a_key_is_sent_in_the_body(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(KEY, " secret-0123456789\n")
    with serve(libretranslate) as vendor:
        engine = make({"url": vendor.url}, WHERE)
        engine.translate(batch("one"))
        engine.close()
        assert vendor.bodies("/translate")[0]["api_key"] == "secret-0123456789"
        assert not any("secret" in f"{r.path}{r.headers}" for r in vendor.requests)


@pytest.mark.parametrize("status", [200, 400, 500])
def test_an_old_server_that_takes_no_lists_is_asked_for_each_text(status: int) -> None:
    def old(request: Request) -> Answer:
        if isinstance((request.body or {}).get("q"), list):
            errors = {400: "Invalid request", 500: "Cannot translate text: 'list' object has no …"}
            return status, {"error": errors[status]} if status in errors else {
                "translatedText": "x"
            }
        return libretranslate(request)

    with serve(old) as vendor:
        engine = make({"url": vendor.url}, WHERE)
        assert engine.traits("en", "es").max_items > 1
        assert engine.translate(batch("one", "two")).texts == ("es ONE", "es TWO")
        assert engine.traits("en", "es").max_items == 1
        assert engine.translate(batch("three")).texts == ("es THREE",)
        asked = [body["q"] for body in vendor.bodies("/translate")]
        assert asked == [["one", "two"], "one", "two", "three"]
        engine.close()


def test_old_lists_of_languages_have_no_targets_and_other_spellings() -> None:
    def old(request: Request) -> Answer:
        if request.path == "/languages":
            return 200, [{"code": code, "name": "…"} for code in ("en", "zh", "zt", "pt_br", "no")]
        return libretranslate(request)

    with serve(old) as vendor:
        engine = make({"url": vendor.url}, WHERE)
        for target in ("zh-Hans", "zh-Hant", "pt-BR", "nb"):
            assert engine.unavailable("en", target) == ""
            engine.translate(batch("one", target=target))
        sent = [body["target"] for body in vendor.bodies("/translate")]
        assert sent == ["zh", "zt", "pt_br", "no"]
        assert engine.unavailable("en", "sr-Latn") == "the server does not have en to sr-Latn"
        engine.close()


def test_a_pair_that_the_server_lacks_is_known_before_anything_is_sent() -> None:
    with serve(libretranslate) as vendor:
        engine = make({"url": vendor.url}, WHERE)
        assert engine.unavailable("en", "fr") == "the server does not have en to fr"
        assert engine.unavailable("fr", "en") == "the server does not have fr"
        assert engine.unavailable("en", "en") == "the server does not have en to en"
        assert engine.unavailable("en", "en-XA") == "there is no language en-XA"
        with pytest.raises(RequestError) as caught:
            engine.translate(batch("one", target="fr"))
        assert caught.value.kind is Kind.UNSUPPORTED
        assert vendor.bodies("/translate") == []
        engine.close()


@pytest.mark.parametrize("listed", [{}, [], [{"name": "English"}], "en", [1]], ids=repr)
def test_a_list_of_languages_that_is_none(listed: Any) -> None:  # noqa: ANN401 - any JSON
    with serve(lambda _request: (200, listed)) as vendor:
        engine = make({"url": vendor.url}, WHERE)
        assert "answers with no list of languages" in engine.unavailable("en", "es")
        engine.close()


def test_without_a_server_there_is_something_to_do() -> None:
    engine = make({}, WHERE)
    assert "set url in engines.libretranslate" in engine.unavailable("en", "es")
    with pytest.raises(RequestError, match="set url") as caught:
        engine.translate(batch("one"))
    assert caught.value.kind is Kind.SETUP
    down = make({"url": f"http://127.0.0.1:{unused_port()}"}, WHERE)
    assert "refuses the connection (is the server running?)" in down.unavailable("en", "es")


def test_a_server_on_another_machine_is_not_asked_before_texts_are_sent() -> None:
    engine = make({"url": "https://translate.example.org/"}, WHERE)
    assert engine.unavailable("en", "es") == ""
    assert engine.traits("en", "es").sends_to == "translate.example.org"
    assert engine.identity("en", "es") == "libretranslate https://translate.example.org"
    assert engine.label("en", "zh-Hans") == "libretranslate:en-zh-Hans"


def test_settings() -> None:
    table = {"url": "http://127.0.0.1:5000", "workers": 2, "rate": 5, "price": 3, "currency": "EUR"}
    traits = make(table, WHERE).traits("en", "es")
    assert (traits.sends_to, traits.workers, traits.rate) == ("", 2, 5.0)
    assert (traits.unit, traits.price, traits.currency) == ("character", Decimal(3), "EUR")
    assert make({}, WHERE).traits("en", "es").unit == ""


@pytest.mark.parametrize(
    ("table", "words"),
    [
        ({"api_key": "secret-0123456789"}, "api_key: unknown setting"),
        ({"url": "http://translate.example.org"}, "url: texts would go to another machine"),
        ({"url": 5000}, "url: must be a string"),
        ({"url": "http://10.0.0.1", "insecure": "yes"}, "insecure: must be true or false"),
    ],
)
def test_settings_that_are_wrong(table: dict[str, Any], words: str) -> None:
    with pytest.raises(ConfigError) as caught:
        make(table, WHERE)
    assert f"{WHERE}.{words}" in str(caught.value)
    assert "secret" not in str(caught.value)
