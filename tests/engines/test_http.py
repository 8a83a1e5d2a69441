"""The one way to services: connections, deadlines, certificates; addresses that may be used."""

from __future__ import annotations

import json
import socket
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lingopress_i18n.errors import ConfigError
from lingopress_translate.engines import refusals, strict_json
from lingopress_translate.engines.address import parse
from lingopress_translate.engines.codes import candidates
from lingopress_translate.engines.deepl.languages import source_code, target_code
from lingopress_translate.engines.faults import Kind, RequestError
from lingopress_translate.engines.http import Client
from vendors import Fault, Request, serve, unused_port

if TYPE_CHECKING:
    from vendors import Answer

CERTIFICATE = Path(__file__).parent / "self-signed.pem"
"""For 127.0.0.1, with its key; trusted by nobody, good until 2120."""


def echo(request: Request) -> Answer:
    return 200, {"path": request.path, "body": request.body}


def client(url: str, timeout: float = 30.0) -> Client:
    return Client(parse(url, "test"), timeout)


def test_connections_are_kept() -> None:
    with serve(echo) as vendor:
        way = client(f"{vendor.url}/base/")
        for number in range(20):
            assert way.post("/ask", {"n": number}) == {"path": "/base/ask", "body": {"n": number}}
        assert vendor.connections == 1
        way.close()
        assert way.get("/again") == {"path": "/base/again", "body": None}
        assert vendor.connections == 2
        way.close()


def test_what_is_said_besides_the_body() -> None:
    with serve(echo) as vendor:
        way = client(vendor.url)
        way.post("/", "text", headers={"Authorization": "Bearer abc"})
        way.close()
    (request,) = vendor.requests
    length, host = str(len('"text"')), vendor.url.removeprefix("http://")
    assert request.headers == {
        "Accept": "application/json",
        "Accept-Encoding": "identity",
        "Accept-Language": "en",
        "Authorization": "Bearer abc",
        "Content-Length": length,
        "Content-Type": "application/json",
        "Host": host,
        "User-Agent": "lingopress",
    }


def test_a_connection_that_the_server_has_closed_meanwhile_is_opened_anew() -> None:
    with serve(echo) as vendor:
        way = client(vendor.url)
        vendor.faults.append(Fault(200, {"Connection": "close"}, b"[]"))
        assert way.get("/") == []
        assert way.get("/")["path"] == "/"
        way.close()


def test_as_many_threads_as_there_are_workers_share_a_client() -> None:
    together = threading.Barrier(64, timeout=60)

    def wait(request: Request) -> Answer:
        together.wait()
        return 200, request.body

    with serve(wait) as vendor:
        way = client(vendor.url, timeout=120)
        with ThreadPoolExecutor(64) as pool:
            answers = list(pool.map(lambda number: way.post("/", number), range(128)))
        assert answers == list(range(128))
        assert vendor.connections == 64
        way.close()


def test_a_redirect_is_not_followed() -> None:
    with serve(echo) as other, serve(echo) as vendor:
        way = client(vendor.url)
        for status in (301, 302, 303, 307, 308):
            vendor.faults.append(Fault(status, {"Location": f"{other.url}/x"}))
            with pytest.raises(RequestError, match=str(status)) as caught:
                way.post("/", {}, headers={"Authorization": "Bearer abc"})
            assert caught.value.kind is Kind.SETUP
        assert other.requests == []
        way.close()


def test_proxies_of_the_environment_are_not_used(monkeypatch: pytest.MonkeyPatch) -> None:
    with serve(echo) as proxy, serve(echo) as vendor:
        for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"):
            monkeypatch.setenv(name, proxy.url)
        monkeypatch.delenv("NO_PROXY", raising=False)
        monkeypatch.delenv("no_proxy", raising=False)
        way = client(vendor.url)
        assert way.get("/x") == {"path": "/x", "body": None}
        assert proxy.connections == 0
        way.close()


def test_a_server_that_is_not_there() -> None:
    way = client(f"http://127.0.0.1:{unused_port()}")
    with pytest.raises(RequestError, match="refuses the connection") as caught:
        way.get("/")
    assert caught.value.kind is Kind.TRANSIENT


def test_a_name_that_nobody_has(monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(*_: object) -> None:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    way = client("https://translate.example.org")
    with pytest.raises(RequestError, match="no address is known for translate") as caught:
        way.get("/")
    assert caught.value.kind is Kind.TRANSIENT


def test_tls_spoken_to_a_server_of_http() -> None:
    with serve(echo) as vendor:
        way = client(vendor.url.replace("http:", "https:"), timeout=10)
        with pytest.raises(RequestError, match="TLS") as caught:
            way.get("/")
        assert caught.value.kind is Kind.TRANSIENT


def test_http_spoken_to_a_server_of_tls() -> None:
    with serve(echo, CERTIFICATE) as vendor:
        way = client(vendor.url.replace("https:", "http:"), timeout=10)
        with pytest.raises(RequestError, match="broken the connection") as caught:
            way.get("/")
        assert caught.value.kind is Kind.TRANSIENT


def test_certificates_are_checked(monkeypatch: pytest.MonkeyPatch) -> None:
    with serve(echo, CERTIFICATE) as vendor:
        stranger = client(vendor.url)
        with pytest.raises(RequestError, match="cannot prove") as caught:
            stranger.post("/", "text")
        assert caught.value.kind is Kind.SETUP
        assert vendor.requests == []

        monkeypatch.setenv("SSL_CERT_FILE", str(CERTIFICATE))
        known = client(vendor.url, timeout=0.5)
        assert known.post("/", "text") == {"path": "/", "body": "text"}
        vendor.faults.append(Fault(way="drip"))
        with pytest.raises(RequestError, match="has not answered within"):
            known.post("/", "text")
        known.close()


@pytest.mark.parametrize("key", ["abc\r\nX-Evil: 1", "schlüssel", "a\0b"])
def test_a_key_that_is_none_is_not_shown(key: str) -> None:
    way = client(f"http://127.0.0.1:{unused_port()}")
    with pytest.raises(RequestError, match="characters in it that no key has") as caught:
        way.post("/", {}, headers={"Authorization": f"Bearer {key}"})
    assert caught.value.kind is Kind.AUTH
    assert key not in str(caught.value)


@pytest.mark.parametrize(
    ("url", "name", "whole"),
    [
        ("http://127.0.0.1:5000", "127.0.0.1:5000", "http://127.0.0.1:5000"),
        ("http://LOCALHOST:80/", "localhost", "http://localhost"),
        ("http://[::1]:5000/api/", "[::1]:5000", "http://[::1]:5000/api"),
        ("http://127.9.9.9", "127.9.9.9", "http://127.9.9.9"),
    ],
)
def test_addresses_on_this_machine(url: str, name: str, whole: str) -> None:
    address = parse(url, "test")
    assert address.is_local
    assert address.name == name
    assert address.url == whole


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("https://Translate.Example.org:443/v1", "translate.example.org"),
        ("https://192.168.1.7:8443", "192.168.1.7:8443"),
        ("https://bücher.example", "xn--bcher-kva.example"),
        ("https://127.0.0.1.example.org", "127.0.0.1.example.org"),
    ],
)
def test_addresses_elsewhere(url: str, name: str) -> None:
    address = parse(url, "test")
    assert not address.is_local
    assert address.name == name


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("translate.example.org", "is no address"),
        ("ftp://example.org", "is no address"),
        ("https://", "is no address"),
        ("https://example.org:port", "is no address"),
        ("https://example.org:99999", "is no address"),
        ("https://exa mple.org", "is no address"),
        ("https://[::1", "is no address"),
        ("https://example.org/\n", "is no address"),
        ("https://me:hunter22@example.org", "must not hold a name or a password"),
        ("https://example.org/?api_key=hunter22", "must end before"),
        ("http://192.168.1.7:5000", "without encryption.*insecure = true"),
        ("http://localhost.example.org", "without encryption"),
        ("http://2130706433", "without encryption"),
    ],
)
def test_addresses_that_are_refused(url: str, words: str) -> None:
    with pytest.raises(ConfigError, match=words) as caught:
        parse(url, "lingopress.toml: engines.llm.url")
    assert "engines.llm.url" in str(caught.value)
    assert "hunter22" not in str(caught.value)


def test_a_network_that_is_trusted() -> None:
    assert parse("http://192.168.1.7:5000", "test", insecure=True).name == "192.168.1.7:5000"


@pytest.mark.parametrize(
    ("tag", "codes"),
    [
        ("en", ["en"]),
        ("pt-BR", ["pt-BR", "pb", "pt"]),
        ("nb", ["nb", "no"]),
        ("he", ["he", "iw"]),
        ("zh-Hans", ["zh-Hans", "zh-CN", "zh"]),
        ("zh-Hant", ["zh-Hant", "zh-TW", "zt"]),
        ("zh", ["zh", "zh-Hans", "zh-CN"]),
        ("sr-Latn", ["sr-Latn"]),
        ("en-XA", []),
        ("klingon", []),
    ],
)
def test_codes_of_languages(tag: str, codes: list[str]) -> None:
    assert list(candidates(tag)) == codes


@pytest.mark.parametrize(
    ("tag", "source", "target"),
    [
        ("en", "EN", "EN-US"),
        ("en-AU", "EN", "EN-GB"),
        ("pt", "PT", "PT-BR"),
        ("pt-AO", "PT", "PT-PT"),
        ("fr-CA", "FR", "FR"),
        ("nb", "NB", "NB"),
        ("zh-Hans", "ZH", "ZH-HANS"),
        ("zh-Hant", "", "ZH-HANT"),
        ("nn", "", ""),
    ],
)
def test_codes_of_deepl(tag: str, source: str, target: str) -> None:
    known = ("en", "en-GB", "en-US", "fr", "nb", "pt", "pt-BR", "pt-PT", "zh", "zh-Hans", "zh-Hant")
    assert source_code(tag, known) == source
    assert target_code(tag, known) == target


@pytest.mark.parametrize(
    "text",
    [
        '{"a": 1, "a": 2}',
        "[NaN]",
        "[-Infinity]",
        '"\\ud800"',
        '"\\uDC00"',
        "[" * 10**5,
        "",
        "1" * 5000,
    ],
)
def test_what_only_looks_like_json(text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - whose words nobody reads
        strict_json.loads(text)


@given(st.dictionaries(st.text(), st.text() | st.integers() | st.lists(st.text())))
def test_json_is_read_as_it_was_written(value: object) -> None:
    assert strict_json.loads(json.dumps(value)) == value


@given(st.text(), st.text(min_size=8), st.text())
def test_what_was_sent_is_not_shown(before: str, sent: str, after: str) -> None:
    shown = refusals.shown(before + sent + after, [sent])
    assert len(shown) <= 200
    assert shown.isprintable()
    said = " ".join("".join(c if c.isprintable() else " " for c in sent).split())
    assert len(said) < 4 or said not in shown
