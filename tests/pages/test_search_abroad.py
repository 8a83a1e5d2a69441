"""What readers type in many languages, in a real browser: ``searches_abroad.toml``."""

from __future__ import annotations

import functools
import http.server
import json
import threading
import tomllib
import unicodedata
from pathlib import Path
from typing import Any

import polib
import pytest

from browser import open_address
from lingopress_i18n.locales import locale
from trial import Trial

FOUND: list[dict[str, Any]] = tomllib.loads(
    Path(__file__).with_name("searches_abroad.toml").read_text("utf-8")
)["page"]
CONFIG = """\
[site]
title = "Trial"
base_url = "https://example.org/"
source_locale = "en"
locales = [{}]
search = true
"""
READING = """\
<!doctype html><meta charset="utf-8"><title>Probe</title><pre id="result"></pre>
<script>
const shown = async (locale, queries) => {
  const frame = document.createElement("iframe");
  await new Promise((resolve) => {
    frame.onload = resolve;
    frame.src = `/public/${locale}/search/`;
    document.body.append(frame);
  });
  const doc = frame.contentDocument;
  const field = doc.getElementById("_query");
  const found = {};
  const says = [];
  const [index] = JSON.parse(doc.querySelector("form.search").dataset.index);
  const is_read = () => frame.contentWindow.performance.getEntriesByType("resource")
    .some((each) => each.name.endsWith(index[1]) && each.responseEnd);
  for (const query of [queries[0], ...queries]) {
    field.value = query;
    field.dispatchEvent(new frame.contentWindow.Event("input"));
    do await new Promise((resolve) => setTimeout(resolve, 300)); while (!is_read());
    says.push(doc.getElementById("_count").textContent);
    const links = [...doc.querySelectorAll(".teasers li:not([hidden]) a")];
    found[query] = links.map((each) => each.getAttribute("href"));
  }
  return { ...found, says };
};
(async () => {
  const all = await Promise.all(ASKED.map(async (each) => [each[0], await shown(...each)]));
  const found = Object.fromEntries(all);
  document.getElementById("result").textContent = JSON.stringify(found);
})();
</script>
"""


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, list[str]]]:
    """Publish a page of each sentence, and one without it; type, and see which are left."""
    trial = Trial(tmp_path_factory.mktemp("abroad"))
    config = CONFIG.format(", ".join(f'"{each["locale"]}"' for each in FOUND))
    trial.write({"lingopress.toml": config, "articles/index.md": "---\ntitle: T\n---\n\nZ.\n"})
    trial.write({"articles/page.md": "---\ntitle: T\n---\n\nText.\n"})
    assert trial.run("update").code == 0
    for each in FOUND:
        folder = trial.root / f"locales/{each['locale'].replace('-', '_')}/LC_MESSAGES"
        for name in ("index", "page"):
            catalog = polib.pofile(str(folder / f"{name}.po"))
            for entry in catalog:
                entry.msgstr = each["text"] if entry.msgid == "Text." else "Qq"
            catalog.save()
    assert trial.run("publish").code == 0
    asked = [[each["locale"], [*each["finds"], *each["misses"]]] for each in FOUND]
    trial.write({"probe.html": READING.replace("ASKED", json.dumps(asked))})
    handler = functools.partial(http.server.SimpleHTTPRequestHandler, directory=str(trial.root))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            address = f"http://127.0.0.1:{server.server_address[1]}/probe.html"
            found: dict[str, dict[str, list[str]]] = open_address(address, trial.root / "profile")
        finally:
            server.shutdown()
    return found


@pytest.mark.parametrize("case", FOUND, ids=lambda case: str(case["locale"]))
def test_a_reader_finds_the_page_however_the_word_is_typed(
    case: dict[str, Any], shown: dict[str, dict[str, list[str]]]
) -> None:
    assert {*case} == {"locale", "text", "finds", "misses"}
    found = shown[case["locale"]]
    wanted = [f"../../{case['locale']}/page/"]
    assert [query for query in case["finds"] if found[query] != wanted] == []
    assert [query for query in case["misses"] if found[query]] == []
    zero = locale(case["locale"]).zero
    counts = "".join(found["says"])
    assert {chr(ord(each) - unicodedata.digit(each)) for each in counts if each.isdigit()} <= {zero}
