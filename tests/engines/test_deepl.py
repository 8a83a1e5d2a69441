"""DeepL through its package, played by a server on loopback; faults are in ``test_faults.py``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from lingopress_i18n.catalog.glossary import Term
from lingopress_i18n.errors import ConfigError
from lingopress_translate.engines import deepl as ours
from lingopress_translate.engines.deepl.engine import KEY
from lingopress_translate.engines.engine import Batch, Item
from lingopress_translate.engines.faults import Kind, RequestError
from vendors import DeepL, Fault, serve

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vendors import Vendor

pytest.importorskip("deepl")

WHERE = "lingopress.toml: engines.deepl"
TREATY, PERFORMER = Term("treaty", "tratado"), Term("performer", "intérprete")


@pytest.fixture
def account() -> DeepL:
    return DeepL()


@pytest.fixture
def vendor(account: DeepL, monkeypatch: pytest.MonkeyPatch) -> Iterator[Vendor]:
    monkeypatch.setenv(KEY, "secret-0123456789")
    with serve(account) as running:
        yield running


def batch(*items: str | Item, target: str = "es", carrier: str = "xml") -> Batch:
    made = (item if isinstance(item, Item) else Item(item) for item in items)
    return Batch(tuple(made), "en", target, carrier)


def sent(vendor: Vendor) -> list[dict[str, Any]]:
    return vendor.bodies("/v2/translate")


def test_texts_go_in_one_request_with_tags_as_tags(vendor: Vendor) -> None:
    engine = ours.make({"server_url": vendor.url, "formality": "more"}, WHERE)
    reply = engine.translate(batch('one <x id="1"/>', "two"))
    engine.close()
    assert reply.texts == ('ONE <X ID="1"/>', "TWO")
    assert reply.units == len('one <x id="1"/>two')
    (body,) = sent(vendor)
    assert body["text"] == ['one <x id="1"/>', "two"]
    assert (body["source_lang"], body["target_lang"]) == ("EN", "ES")
    assert body["formality"] == "prefer_more"
    assert body["tag_handling"] == "xml"
    assert body["outline_detection"] is False
    assert body["preserve_formatting"] is True
    assert "glossary_id" not in body
    assert "context" not in body
    assert len(vendor.requests) == 1
    assert vendor.requests[0].headers["Authorization"] == "DeepL-Auth-Key secret-0123456789"


@pytest.mark.parametrize(
    ("target", "code"), [("en-GB", "EN-GB"), ("pt-BR", "PT-BR"), ("zh-Hans", "ZH-HANS")]
)
def test_languages_have_the_vendors_codes(vendor: Vendor, target: str, code: str) -> None:
    engine = ours.make({"server_url": vendor.url}, WHERE)
    engine.translate(batch("one", target=target, carrier="mask"))
    engine.close()
    assert sent(vendor)[0]["target_lang"] == code
    assert "tag_handling" not in sent(vendor)[0]
    assert "formality" not in sent(vendor)[0]


def test_it_is_asked_once_and_not_again(vendor: Vendor) -> None:
    engine = ours.make({"server_url": vendor.url}, WHERE)
    for status, kind in ((429, Kind.RATE), (503, Kind.TRANSIENT)):
        vendor.faults.append(Fault(status))
        with pytest.raises(RequestError) as caught:
            engine.translate(batch("one"))
        assert caught.value.kind is kind
    assert len(vendor.requests) == 2
    engine.close()


def test_terms_are_put_into_a_glossary_that_lasts_for_the_run(
    vendor: Vendor, account: DeepL
) -> None:
    engine = ours.make({"server_url": vendor.url}, WHERE)
    assert engine.traits("en", "es").reads_terms
    assert engine.translate(batch("one")).texts == ("ONE",)
    assert account.glossaries == {}

    first = engine.translate(batch(Item("a treaty", terms=(TREATY,)), "two"))
    assert first.texts == ("A TRATADO", "TWO")
    engine.translate(batch(Item("the treaty", terms=(TREATY,))))
    assert account.glossaries == {"glossary-1": {"treaty": "tratado"}}
    both = engine.translate(batch(Item("performer, treaty", terms=(PERFORMER, TREATY))))
    assert both.texts == ("INTÉRPRETE, TRATADO",)
    assert account.glossaries == {"glossary-1": {"treaty": "tratado", "performer": "intérprete"}}
    assert [body.get("glossary_id") for body in sent(vendor)] == [None, *["glossary-1"] * 3]
    changes = [(r.method, r.path) for r in vendor.requests if "glossaries" in r.path]
    assert changes == [("POST", "/v3/glossaries"), ("PATCH", "/v3/glossaries/glossary-1")]

    engine.close()
    assert account.glossaries == {}
    engine.translate(batch(Item("a treaty", terms=(TREATY,))))
    assert account.glossaries == {"glossary-1": {"treaty": "tratado"}}
    engine.close()
    assert account.glossaries == {}


def test_a_glossary_is_for_a_language_whatever_its_region(vendor: Vendor, account: DeepL) -> None:
    engine = ours.make({"server_url": vendor.url}, WHERE)
    engine.translate(batch(Item("a treaty", terms=(TREATY,)), target="pt-BR"))
    (made,) = vendor.bodies("/v3/glossaries")
    assert made["name"] == "lingopress"
    assert made["dictionaries"] == [
        {
            "source_lang": "EN",
            "target_lang": "PT",
            "entries": "treaty\ttratado",
            "entries_format": "tsv",
        }
    ]
    engine.close()
    assert account.glossaries == {}


def test_terms_with_forms_are_not_for_a_glossary(vendor: Vendor, account: DeepL) -> None:
    engine = ours.make({"server_url": vendor.url}, WHERE)
    engine.translate(batch(Item("performers", terms=(Term("performer*", "intérprete"),))))
    assert account.glossaries == {}
    assert "glossary_id" not in sent(vendor)[0]
    engine.close()


@pytest.mark.parametrize(("glossary", "used"), [("none", None), ("their-own", "their-own")])
def test_a_glossary_of_the_account_or_none(
    vendor: Vendor, account: DeepL, glossary: str, used: str | None
) -> None:
    account.glossaries["their-own"] = {"treaty": "convenio"}
    engine = ours.make({"server_url": vendor.url, "glossary": glossary}, WHERE)
    assert not engine.traits("en", "es").reads_terms
    engine.translate(batch(Item("a treaty", terms=(TREATY,))))
    engine.close()
    assert sent(vendor)[0].get("glossary_id") == used
    assert account.glossaries == {"their-own": {"treaty": "convenio"}}


def test_an_account_that_takes_no_glossary(vendor: Vendor) -> None:
    engine = ours.make({"server_url": vendor.url}, WHERE)
    vendor.faults.append(Fault(456, body=b'{"message": "Too many glossaries: treaty tratado"}'))
    with pytest.raises(RequestError, match="glossary is not taken") as caught:
        engine.translate(batch(Item("a treaty", terms=(TREATY,))))
    assert caught.value.kind is Kind.SETUP
    assert 'glossary = "none"' in str(caught.value)
    assert "tratado" not in str(caught.value)
    assert sent(vendor) == []
    vendor.faults.append(Fault(429, {"Retry-After": "4"}))
    with pytest.raises(RequestError) as caught:
        engine.translate(batch(Item("a treaty", terms=(TREATY,))))
    assert (caught.value.kind, caught.value.retry_after) == (Kind.RATE, 4.0)
    engine.close()


def test_closing_does_not_fail_when_the_glossary_cannot_be_deleted(vendor: Vendor) -> None:
    engine = ours.make({"server_url": vendor.url}, WHERE)
    engine.translate(batch(Item("a treaty", terms=(TREATY,))))
    vendor.faults.append(Fault(503))
    engine.close()
    assert vendor.requests[-1].method == "DELETE"


@pytest.mark.parametrize(
    ("key", "host"), [("abcdef:fx", "api-free.deepl.com"), ("abcdef", "api.deepl.com")]
)
def test_where_texts_go(monkeypatch: pytest.MonkeyPatch, key: str, host: str) -> None:
    monkeypatch.setenv(KEY, key)
    engine = ours.make({}, WHERE)
    assert engine.traits("en", "es").sends_to == host
    assert engine.traits("en", "es").key == KEY
    assert engine.unavailable("en", "es") == ""
    assert engine.unavailable("en", "nn") == "DeepL does not have nn"
    assert engine.unavailable("zh-Hant", "en") == "DeepL does not have zh-Hant"


def test_without_a_key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(KEY, raising=False)
    engine = ours.make({}, WHERE)
    assert engine.unavailable("en", "es") == f"there is no key for DeepL (set {KEY})"
    with pytest.raises(RequestError) as caught:
        engine.translate(batch("one"))
    assert caught.value.kind is Kind.AUTH


def test_without_the_package(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("lingopress_translate.engines.deepl.engine.find_spec", lambda _name: None)
    assert 'pip install "lingopress[deepl]"' in ours.make({}, WHERE).unavailable("en", "es")


def test_names() -> None:
    tables: tuple[dict[str, str], ...] = ({}, {"formality": "less"}, {"glossary": "none"})
    identities = {ours.make(table, WHERE).identity("en", "es") for table in tables}
    assert len(identities) == 3
    assert ours.make({}, WHERE).label("en", "pt-BR") == "deepl:en-pt-BR"


@pytest.mark.parametrize(
    ("table", "words"),
    [
        ({"auth_key": "secret"}, "auth_key: unknown setting"),
        ({"formality": "formal"}, "formality: must be more or less"),
        ({"glossary": 5}, "glossary: must be a string"),
        ({"server_url": "http://deepl.example.org"}, "server_url: texts would go"),
    ],
)
def test_settings_that_are_wrong(table: dict[str, Any], words: str) -> None:
    with pytest.raises(ConfigError) as caught:
        ours.make(table, WHERE)
    assert f"{WHERE}.{words}" in str(caught.value)
