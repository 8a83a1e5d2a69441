"""What web servers are told of the built site, read by the servers where they are there."""

from __future__ import annotations

import http.client
import re
import shutil
import socket
import subprocess
import tempfile
import tomllib
from collections.abc import Callable
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

import hypothesis
import pytest
from hypothesis import strategies as st

from lingopress_i18n.locales import locale
from lingopress_i18n.render.negotiation import patterns, ranges
from trial import Trial, demand

if TYPE_CHECKING:
    from collections.abc import Iterator

LANGUAGES = tomllib.loads(Path(__file__).with_name("languages.toml").read_text("utf-8"))
CASES = [
    pytest.param(case["built"], header, wanted, id=f"{' '.join(case['built'])}: {header}")
    for case in LANGUAGES["case"]
    for header, wanted in case["headers"].items()
]
LOCALES = ("en", "es", "zh-Hans")
MANY = LANGUAGES["many"]
ASKED = [*MANY, *LANGUAGES["asked"]]
MOVED = {"old-name/": "a/", "x/été/": "a/", 'x/"q"/': "a/", "news/older/": "news/b/"}
"""Where the addresses of the publication below lead, in every language."""
LASTING = {"assets/style", "assets/search", "assets/seal"}
"""Files of the theme that have a fingerprint there, up to it."""
NEW = "新的-я$1"
"""The address of an article in Chinese: of its bytes, some begin with a digit when escaped."""


@pytest.mark.parametrize(("built", "header", "wanted"), CASES)
def test_a_reader_gets_the_language_that_the_browser_asks_for(
    built: list[str], header: str, wanted: str
) -> None:
    every = patterns([locale(tag) for tag in built])
    assert list(every) == built
    found = [tag for tag, own in every.items() if re.search(own, header, re.IGNORECASE)]
    assert found == ([] if wanted == "none" else [wanted])


def test_no_header_keeps_a_server_busy() -> None:
    """An evil header is refused at once: no part of a pattern can match a piece in two ways."""
    every = patterns([locale(tag) for tag in LOCALES])
    for header in (", " * 5000, "a," * 5000 + "x", "en-" + "a-" * 5000, "en" + " " * 5000 + "x"):
        assert not any(re.search(own, header, re.IGNORECASE) for own in every.values())


@hypothesis.given(st.sets(st.sampled_from(MANY), min_size=1), st.sampled_from(ASKED))
def test_whoever_is_asked_at_most_one_language_answers(built: set[str], header: str) -> None:
    every = [locale(tag) for tag in sorted(built)]
    shares = [{wish.lower() for wish in ranges(each, every)} for each in every]
    assert len(frozenset().union(*shares)) == sum(map(len, shares))
    found = [tag for tag, own in patterns(every).items() if re.search(own, header, re.IGNORECASE)]
    assert len(found) <= 1
    wishes = [tag for tag, own in zip(sorted(built), shares, strict=True) if header.lower() in own]
    assert found == (wishes or found)  # the lists without wildcards say the same
    if header in built:
        assert found == [header]


def test_no_pattern_is_too_long_for_a_server() -> None:
    assert max(map(len, patterns([locale(tag) for tag in MANY]).values())) < 4096 - len(
        "zh-Hant-HK"
    )


def test_ranges_without_wildcards_name_the_language_its_script_and_its_region() -> None:
    every = [locale(tag) for tag in ("zh-Hans", "zh-Hant", "pt-PT", "pt-BR")]
    found = {each.tag: ranges(each, every) for each in every}
    assert found["zh-Hans"] == ["zh", "zh-Hans", "zh-CN"]
    assert {"zh-Hant", "zh-TW", "zh-HK"} <= set(found["zh-Hant"])
    assert (found["pt-PT"][:2], found["pt-BR"][0]) == (["pt-PT", "pt-AO"], "pt")
    every = [locale(tag) for tag in ("en", "sr-Latn")]
    assert {"sr", "sr-Latn", "sr-ME"} <= set(ranges(every[1], every))


def _publication(trial: Trial, path: str = "") -> Path:
    config = trial.read("lingopress.toml").replace("example.org/", f"example.org/{path}")
    trial.write(
        {
            "lingopress.toml": config
            + 'localized_slugs = true\nsearch = true\nservers = ["nginx", "apache", "netlify"]\n',
            "articles/a.md": "---\naliases: [old-name, /x/été, '/x/\"q\"']\n---\n\n# A\n",
            "articles/c.md": "# C\n",
            "theme/static/seal.txt": "seal\n",
            "theme/templates/_breadcrumbs.html": "<i class={{ asset('seal.txt') }}></i>\n",
            "articles/news/b.md": "---\naliases: older\n---\n\n# B\n",
        }
    )
    assert trial.run("update").code == 0
    catalog = trial.root / "locales/zh_Hans/LC_MESSAGES/addresses.po"
    text, count = re.subn(
        r'(msgctxt "c"\nmsgid "c"\nmsgstr) ""', rf'\1 "{NEW}"', catalog.read_text("utf-8")
    )
    assert count == 1
    catalog.write_text(text, "utf-8")
    done = trial.run("publish")
    assert done.code == 0, done.err
    return trial.root / "public"


def test_nothing_is_written_for_servers_that_nobody_named(trial: Trial) -> None:
    trial.write({"articles/a.md": "# A\n"})
    assert trial.run("publish").code == 0
    names = {path.name for path in (trial.root / "public").iterdir()}
    assert names == {*LOCALES, "assets", "index.html", "404.html", "robots.txt", "sitemap.xml"}


def test_netlify_gets_a_rule_for_every_language_and_every_old_address(trial: Trial) -> None:
    lines = (_publication(trial, "base/") / "_redirects").read_text("utf-8").splitlines()
    rules = [line.split(" ") for line in lines if not line.startswith("#")]
    assert all(len(rule) in (3, 4) and rule[1].startswith("/base/") for rule in rules)
    assert ["/base/es/old-name/", "/base/es/a/", "301!"] in rules
    assert ["/base/", "/base/zh-Hans/", "302!", "Language=zh,zh-hans,zh-cn"] in rules
    assert ["/base/es/*", "/base/es/404.html", "404"] in rules
    assert [rule for rule in rules if rule[0] == "/base/en/x/%C3%A9t%C3%A9/"]


def test_netlify_is_told_every_file_that_lasts(trial: Trial) -> None:
    public = _publication(trial, "base/")
    first, second, *lines = (public / "_headers").read_text("utf-8").splitlines()
    assert first.startswith("#")
    assert second.startswith("#")
    assert lines[::2] == [f"/base/{path}" for path in _lasting(public)]
    assert set(lines[1::2]) == {"  Cache-Control: public, max-age=31536000, immutable"}


def test_an_old_address_leads_on_without_a_server_that_knows(trial: Trial) -> None:
    public = _publication(trial)
    for tag in LOCALES:
        for old, new in MOVED.items():
            text = (public / tag / old / "index.html").read_text("utf-8")
            (target,) = re.findall(r'content="0; url=([^"]*)"', text)
            assert (public / tag / old / target).resolve() == (public / tag / new).resolve()
            assert f'<link rel="canonical" href="https://example.org/{tag}/{new}">' in text
            assert '<meta name="robots" content="noindex">' in text
            assert f'<html lang="{tag}"' in text


@pytest.mark.parametrize(
    ("path", "setting", "text"),
    [
        ("", "", "User-agent: *\nDisallow:\nSitemap: https://example.org/sitemap.xml\n"),
        (
            "",
            "status_page = true\n",
            "User-agent: *\nDisallow: /status/\nSitemap: https://example.org/sitemap.xml\n",
        ),
        ("base/", "", None),
    ],
)
def test_crawlers_find_the_sitemap_where_they_look_for_it(
    trial: Trial, path: str, setting: str, text: str | None
) -> None:
    config = trial.read("lingopress.toml").replace("example.org/", f"example.org/{path}")
    trial.write({"lingopress.toml": config + setting, "articles/a.md": "# A\n"})
    assert trial.run("publish").code == 0
    file = trial.root / "public/robots.txt"
    assert (file.read_text("utf-8") if file.exists() else None) == text
    if text:
        assert (trial.root / "public/sitemap.xml").exists()


def _lasting(public: Path) -> list[str]:
    """List the files whose names have ten digits of a hash, assets first."""
    found = [
        path.relative_to(public).as_posix()
        for folder in ("assets", *LOCALES)
        for path in sorted((public / folder).rglob("*"))
    ]
    return [path for path in found if re.search(r"[./][0-9a-f]{10}\.\w+$", path)]


# The servers themselves


Serve = Callable[[Path, Path, int], AbstractContextManager[None]]


@contextmanager
def _nginx(public: Path, work: Path, port: int) -> Iterator[None]:
    program = demand("nginx", part_of="nginx")
    conf = work / "nginx.conf"
    conf.write_text(
        f"""user nobody nogroup; pid {work}/pid; error_log {work}/error.log;
        events {{}}
        http {{
            access_log off; client_body_temp_path {work}/b; proxy_temp_path {work}/p;
            fastcgi_temp_path {work}/f; uwsgi_temp_path {work}/u; scgi_temp_path {work}/s;
            map_hash_bucket_size 128;
            include {public}/_nginx/http.conf;
            server {{
                listen 127.0.0.1:{port}; root {public};
                include {public}/_nginx/server.conf;
            }}
        }}""",
        encoding="utf-8",
    )
    call = [program, "-p", str(work), "-e", f"{work}/error.log", "-c", str(conf)]
    subprocess.run(call, check=True, timeout=30)
    try:
        yield
    finally:
        subprocess.run([*call, "-s", "stop"], check=True, timeout=30)


@contextmanager
def _apache(public: Path, work: Path, port: int) -> Iterator[None]:
    program = demand("apache2", part_of="apache")
    modules = Path(program).resolve().parent.parent / "lib/apache2/modules"
    names = ("mpm_event", "authz_core", "dir", "rewrite", "headers")
    conf = work / "apache.conf"
    conf.write_text(
        "".join(f"LoadModule {name}_module {modules}/mod_{name}.so\n" for name in names)
        + f"""User nobody
        Group nogroup
        ServerName localhost
        Listen 127.0.0.1:{port}
        PidFile {work}/pid
        ErrorLog {work}/error.log
        DocumentRoot {public}
        <Directory {public}>
            AllowOverride All
            Require all granted
        </Directory>""",
        encoding="utf-8",
    )
    call = [program, "-f", str(conf), "-k"]
    subprocess.run([*call, "start"], check=True, timeout=30)
    try:
        yield
    finally:
        subprocess.run([*call, "stop"], check=True, timeout=30)


@pytest.mark.parametrize("serve", [_nginx, _apache], ids=["nginx", "apache"])
def test_a_server_does_as_it_is_told(trial: Trial, serve: Serve) -> None:
    public = _publication(trial)
    with tempfile.TemporaryDirectory() as folder, socket.create_server(("127.0.0.1", 0)) as free:
        work = Path(folder)
        work.chmod(0o755)  # a server that root starts becomes somebody else
        shutil.copytree(public, work / "public")
        port = free.getsockname()[1]
        free.close()
        with serve(work / "public", work, port):

            def cache(path: str) -> str | None:
                connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
                connection.request("GET", path)
                answer = connection.getresponse()
                answer.read()
                connection.close()
                return answer.headers.get("Cache-Control") if answer.status == 200 else "lost"

            def ask(path: str, **headers: str) -> tuple[int, str, str, str]:
                connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
                names = {name.replace("_", "-"): value for name, value in headers.items()}
                connection.request("GET", path, headers=names)
                answer = connection.getresponse()
                body = answer.read().decode()
                connection.close()
                place = re.sub(r"^http://[^/]+", "", answer.headers.get("Location", ""))
                vary = answer.headers.get("Vary", "").replace(" ", "")
                return answer.status, place, vary, body

            chooser = (public / "index.html").read_text("utf-8")
            vary = "Accept-Language,Cookie"
            assert ask("/") == (200, "", vary, chooser), (work / "error.log").read_text("utf-8")
            assert ask("/", Accept_Language="zh-TW, es;q=0.5")[:3] == (302, "/es/", vary)
            assert ask("/", Accept_Language="zh-CN")[1] == "/zh-Hans/"
            assert ask("/", Accept_Language="es", Cookie="a=b; lang=zh-Hans")[1] == "/zh-Hans/"
            assert ask("/", Accept_Language="es", Cookie="lang=xx")[1] == "/es/"
            assert ask("/en/a/", Accept_Language="es")[:3] == (200, "", "")
            assert ask("/es/nowhere/")[3] == (public / "es/404.html").read_text("utf-8")
            assert ask("/nowhere")[::3] == (404, (public / "404.html").read_text("utf-8"))
            for old in ("old-name/", "x/%C3%A9t%C3%A9/", "x/%22q%22/"):
                assert ask(f"/es/{old}")[:2] == (301, "/es/a/")
            assert ask("/zh-Hans/c/")[:2] == (301, f"/zh-Hans/{quote(NEW)}/")
            assert ask(f"/zh-Hans/{quote(NEW)}/")[0] == 200
            assert ask("/es/c/")[0] == 200
            for path in ("/", "/index.html", "/es/", "/es/a/", "/en/a/index.html", "/en/search/"):
                assert cache(path) == "no-cache", path
            lasting = _lasting(public)
            assert {path.partition(".")[0] for path in lasting} >= LASTING
            for path in lasting:
                assert cache(f"/{path}") == "public, max-age=31536000, immutable", path
            for path in ("/assets/seal.txt", "/sitemap.xml"):
                assert cache(path) is None
