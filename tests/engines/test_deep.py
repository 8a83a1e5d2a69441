"""Engines that deep-translator reaches: its real classes against a server on this machine."""

from __future__ import annotations

import html
import json
import logging
import socket
import subprocess
import sys
import threading
import tomllib
import traceback
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, urlsplit

import deep_translator
import pytest

from lingopress_i18n.errors import ConfigError
from lingopress_translate.engines import options
from lingopress_translate.engines.deep import languages, library, make
from lingopress_translate.engines.deep.engine import DeepEngine
from lingopress_translate.engines.deep.library import CLASSES
from lingopress_translate.engines.deep.members import LEFT_OUT, MEMBERS
from lingopress_translate.engines.deep.transport import Transport
from lingopress_translate.engines.engine import Batch, Item
from lingopress_translate.engines.faults import Kind, RequestError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

CASES = Path(__file__).parent / "cases"
TEXT = "The court of law sat"
KEY = "secret-key-of-ours"


@dataclass
class Service:
    """A server on this machine that answers as it is told."""

    answer: Callable[[Handler], None]
    paths: list[str] = field(default_factory=list)
    clients: set[tuple[str, int]] = field(default_factory=set)
    """Connections that were made."""
    over: threading.Event = field(default_factory=threading.Event)
    port: int = 0

    def engine(self, member: str, timeout: float = 20) -> DeepEngine:
        """Make an engine that asks here."""
        path = urlsplit(MEMBERS[member].url)._replace(
            scheme="http", netloc=f"localhost:{self.port}"
        )
        spec = replace(MEMBERS[member], url=path.geturl())
        return DeepEngine(member, spec, replace(options.Options(), timeout=timeout), {})


class Handler(BaseHTTPRequestHandler):
    """Hands every request to the service of its server."""

    protocol_version = "HTTP/1.1"
    service: Service

    def do_GET(self) -> None:
        self.service.paths.append(self.path)
        self.service.clients.add(self.client_address)
        self.service.answer(self)

    do_POST = do_GET  # noqa: N815 - as the server names it

    def log_message(self, *_: object) -> None:
        """Say nothing."""

    def head(self, status: int, length: int, headers: dict[str, str] | None = None) -> None:
        self.send_response(status)
        for name, value in {"Content-Length": str(length), **(headers or {})}.items():
            self.send_header(name, value)
        self.end_headers()

    def whole(self, body: str, status: int = 200, headers: dict[str, str] | None = None) -> None:
        self.head(status, len(body.encode()), headers)
        self.wfile.write(body.encode())


@contextmanager
def serving(answer: Callable[[Handler], None]) -> Iterator[Service]:
    service = Service(answer)
    server = ThreadingHTTPServer(("127.0.0.1", 0), type("Ours", (Handler,), {"service": service}))
    server.daemon_threads = True
    service.port = server.server_port
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield service
    finally:
        service.over.set()
        server.shutdown()
        server.server_close()
        thread.join()


@pytest.fixture(autouse=True)
def _environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BAIDU_APPID", "20200101000000001")
    for variable in ("BAIDU_APPKEY", "MICROSOFT_API_KEY"):
        monkeypatch.setenv(variable, KEY)


def batch(text: str = TEXT, target: str = "de") -> Batch:
    return Batch((Item(text),), "en", target, "mask")


# ---- what services answer


def by(case: dict[str, Any]) -> Callable[[Handler], None]:
    """Make the answer of a case; ``mode`` says how it is sent."""

    def answer(handler: Handler) -> None:
        body = case["body"].encode()
        match case["mode"]:
            case "whole":
                handler.whole(case["body"], case["status"], case["headers"])
            case "silent":
                handler.service.over.wait()
            case "endless":
                handler.head(200, 10**9)
                while not handler.service.over.wait(0.01):
                    handler.wfile.write(body)
            case "flood":
                handler.head(200, 10**9)
                while not handler.service.over.is_set():
                    handler.wfile.write(body * 10_000)
            case "half":
                handler.head(200, len(body) + 9)
                handler.wfile.write(body)
            case mode:
                assert mode == "cut"
        handler.close_connection = case["mode"] != "whole"

    def until_hung_up(handler: Handler) -> None:
        try:
            answer(handler)
        except ConnectionError:
            handler.close_connection = True

    return until_hung_up


def test_every_answer_is_taken_or_fails_as_what_it_is(
    deep_faults_case: dict[str, Any], caplog: pytest.LogCaptureFixture
) -> None:
    case = deep_faults_case
    caplog.set_level(logging.DEBUG)
    with serving(by(case)) as service, socket.socket() as deaf:
        if case["mode"] == "nobody":
            deaf.bind(("127.0.0.1", 0))
            service.port = deaf.getsockname()[1]
        made = service.engine(case["member"], timeout=0.3 if case["says"].endswith("0.3 s") else 20)
        if not case["kind"]:
            assert made.translate(batch()).texts == (case["says"],)
            return
        with pytest.raises(RequestError) as failed:
            made.translate(batch())
        made.close()
    error = failed.value
    assert (error.kind.value, case["says"] in str(error)) == (case["kind"], True), str(error)
    assert error.retry_after == (17 if case["headers"].get("Retry-After") == "17" else None)
    seen = "".join(traceback.format_exception(error))
    assert not any(secret in f"{seen}{error!r}{error}" for secret in (KEY, TEXT, "secret-text"))
    assert "http" not in str(error)
    assert "\n" not in str(error)
    assert KEY not in caplog.text


def test_the_cases_have_every_kind_of_failure() -> None:
    cases = tomllib.loads((CASES / "deep_faults.toml").read_text("utf-8"))["case"]
    assert {case["kind"] for case in cases} == {"", *(kind.value for kind in Kind)}


# ---- many at a time


def upper(handler: Handler) -> None:
    """Answer with the text in capitals, as the member that is asked does."""
    parts = urlsplit(handler.path)
    text = parse_qs(parts.query).get("q", [""])[0].upper()
    match parts.path:
        case "/m":
            handler.whole(f'<div class="result-container">{html.escape(text)}</div>')
        case "/get":
            handler.whole(json.dumps({"responseData": {"translatedText": text}}))
        case "/translate":
            length = int(handler.headers["Content-Length"])
            text = json.loads(handler.rfile.read(length))[0]["text"].upper()
            handler.whole(json.dumps([{"translations": [{"text": text}]}]))
        case path:
            assert path.startswith("/api/trans/")
            handler.whole(json.dumps({"trans_result": [{"dst": text}]}))


@pytest.fixture
def _restless() -> Iterator[None]:
    """Let threads take turns so often that whatever they share is seen half done."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    yield
    sys.setswitchinterval(before)


@pytest.mark.usefixtures("_restless")
@pytest.mark.parametrize("member", MEMBERS)
def test_sixteen_threads_get_their_own_answers(member: str) -> None:
    texts = [f"text ⟦{number}⟧ of many & <more>" for number in range(400)]
    with serving(upper) as service:
        made = service.engine(member)
        with ThreadPoolExecutor(16) as pool:
            answers = list(pool.map(lambda text: made.translate(batch(text)).texts[0], texts))
        made.close()
        assert answers == [text.upper() for text in texts]
        assert len(service.paths) == len(texts)


def test_every_text_has_a_translator_of_its_own() -> None:
    made: list[SimpleNamespace] = []

    def make_one(**arguments: str) -> Any:  # noqa: ANN401 - stands for a class of the library
        made.append(SimpleNamespace(translate=lambda text: text, **arguments))
        return made[-1]

    for text in ("one", "two"):
        assert library.ask(make_one, "https://x.example", text, source="en") == text
    assert [(each.source, each._base_url) for each in made] == [("en", "https://x.example")] * 2  # noqa: SLF001 - there is no other name for it


def test_a_connection_is_used_again() -> None:
    with serving(upper) as service:
        made = service.engine("google")
        for number in range(5):
            made.translate(batch(f"text {number}"))
        assert len(service.clients) == 1
        made.close()
        assert made.translate(batch("text after")).texts == ("TEXT AFTER",)
        made.close()


# ---- what is sent


def test_a_key_is_in_no_address() -> None:
    with serving(upper) as service:
        for member in MEMBERS:
            service.engine(member).translate(batch())
        assert len(service.paths) == len(MEMBERS)
        assert not [path for path in service.paths if KEY in path]


def test_mymemory_is_told_an_address_of_ours() -> None:
    with serving(upper) as service:
        spec = replace(MEMBERS["mymemory"], url=f"http://localhost:{service.port}/get")
        made = DeepEngine("mymemory", spec, options.Options(), {"email": "we@example.org"})
        made.translate(batch())
        made.close()
        assert parse_qs(urlsplit(service.paths[0]).query)["de"] == ["we@example.org"]


def test_microsoft_is_told_a_region() -> None:
    regions = []

    def answer(handler: Handler) -> None:
        regions.append(handler.headers["Ocp-Apim-Subscription-Region"])
        upper(handler)

    with serving(answer) as service:
        spec = replace(MEMBERS["microsoft"], url=f"http://localhost:{service.port}/translate?x=1")
        made = DeepEngine("microsoft", spec, options.Options(), {"region": "westeurope"})
        assert made.translate(batch()).texts == (TEXT.upper(),)
        made.close()
    assert regions == ["westeurope"]


@pytest.mark.parametrize(
    ("member", "text", "target", "kind"),
    [
        ("google", TEXT, "sr-Latn", Kind.UNSUPPORTED),
        ("google", TEXT, "en-GB", Kind.UNSUPPORTED),
        ("baidu", TEXT, "ca", Kind.UNSUPPORTED),
        ("google", "x" * 5000, "de", Kind.REFUSED),
        ("google", "字" * 1667, "de", Kind.REFUSED),
        ("mymemory", "x" * 500, "de", Kind.REFUSED),
        ("mymemory", "я" * 251, "de", Kind.REFUSED),
    ],
)
def test_what_cannot_be_is_not_sent(member: str, text: str, target: str, kind: Kind) -> None:
    with serving(upper) as service:
        with pytest.raises(RequestError) as failed:
            service.engine(member).translate(batch(text, target))
        assert failed.value.kind is kind
        assert not service.paths


def test_nothing_travels_unencrypted() -> None:
    transport = Transport(lambda _answer: None, timeout=1, connections=1)
    with pytest.raises(RequestError) as failed:
        transport.get("http://api.mymemory.translated.net/get", params={"q": TEXT})
    assert failed.value.kind is Kind.SETUP
    assert all(member.url.startswith("https://") for member in MEMBERS.values())


# ---- languages


def test_languages_have_the_members_names(deep_languages_case: dict[str, Any]) -> None:
    member, tag = deep_languages_case["source"].split()
    assert languages.code(member, tag) == deep_languages_case["code"]


@pytest.mark.parametrize("member", ["google", "mymemory", "baidu"])
def test_codes_are_those_of_the_library(member: str) -> None:
    """So none is refused by it that we promise."""
    made = getattr(deep_translator, CLASSES[member])
    arguments = dict.fromkeys(MEMBERS[member].keys.values(), KEY)
    translator = made(source="auto", target="auto", **arguments)
    theirs = set(translator.get_supported_languages(as_dict=True).values())
    ours = set(languages.CODES[member].split())
    assert ours <= theirs
    assert member == "mymemory" or theirs - ours <= {"ro"}  # see CODES


# ---- the table


def test_every_class_of_the_library_is_used_or_left_out_with_a_reason() -> None:
    classes = {name for name in deep_translator.__all__ if name.endswith("Translator")}
    named = {name.removesuffix("Translator").lower() for name in classes}
    assert named == {*MEMBERS, *LEFT_OUT}
    assert not MEMBERS.keys() & LEFT_OUT.keys()
    assert {member.module for member in MEMBERS.values()} == CLASSES.keys()
    assert MEMBERS.keys() == languages.CODES.keys()


@pytest.mark.parametrize("member", LEFT_OUT)
def test_a_service_that_is_left_out_says_why(member: str) -> None:
    with pytest.raises(ConfigError, match=f"^there is no engine deep:{member}: it [a-z]"):
        make({}, "x", member)


def test_a_member_that_is_misspelt_is_guessed() -> None:
    with pytest.raises(ConfigError, match=r"did you mean deep:google\?"):
        make({}, "x", "gogle")


def test_settings_are_the_members_own() -> None:
    made = make({"rate": 1, "workers": 7, "email": "we@example.org"}, "x", "mymemory")
    assert (made.traits("en", "de").rate, made.traits("en", "de").workers) == (1, 7)
    with pytest.raises(ConfigError, match=r"x\.email: unknown setting"):
        make({"email": "we@example.org"}, "x", "google")
    with pytest.raises(ConfigError, match=r"x\.email: must be a string"):
        make({"email": 7}, "x", "mymemory")


@pytest.mark.parametrize("member", MEMBERS)
def test_limits_are_within_the_librarys_own(member: str) -> None:
    """It raises for what is longer, with the whole text in its message."""
    made = getattr(deep_translator, CLASSES[member])
    traits = make({}, "x", member).traits("en", "de")
    longest = {"google": 5000, "mymemory": 500}.get(member, 10**9)
    assert made.__name__ == CLASSES[member]
    assert traits.max_characters < longest
    assert traits.max_items == 1


def test_a_key_that_is_missing_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    assert not make({}, "x", "baidu").unavailable("en", "de")
    monkeypatch.delenv("BAIDU_APPKEY")
    assert make({}, "x", "baidu").unavailable("en", "de").endswith("set BAIDU_APPKEY")
    assert "use another engine" in make({}, "x", "baidu").unavailable("en", "ca")
    assert make({}, "x", "baidu").traits("en", "de").key == "BAIDU_APPKEY"
    assert not make({}, "x", "google").unavailable("en", "zh-Hans")


# ---- beside others


def test_who_else_uses_the_library_keeps_it_as_it_is() -> None:
    before = {name: sys.modules.get(f"deep_translator.{name}") for name in CLASSES}
    requests = sys.modules["requests"]
    with serving(upper) as service:
        for member in MEMBERS:
            service.engine(member).translate(batch())
    from deep_translator import engines as theirs  # noqa: PLC0415 - after ours were made

    for name, module in before.items():
        assert sys.modules[f"deep_translator.{name}"] is module
        assert module is None or vars(module)["requests"] is requests
        assert theirs.__engines__[name] is getattr(deep_translator, CLASSES[name])


def test_the_library_is_imported_by_the_first_request_alone() -> None:
    code = (
        "import sys\n"
        "heavy = ('deep_translator', 'requests', 'bs4', 'urllib3')\n"
        "from lingopress_translate.engines import table\n"
        "for name in ('google', 'mymemory', 'microsoft', 'baidu'):\n"
        "    made = table.load(f'deep:{name}', {})\n"
        "    made.unavailable('en', 'zh-Hans'), made.traits('en', 'fr'), made.label('en', 'fr')\n"
        "print([each for each in heavy if each in sys.modules])\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, check=True, encoding="utf-8", timeout=60
    )
    assert done.stdout == "[]\n"
