"""Judges that others made: the Nu HTML checker and axe, on every page of the sample.

The checker and axe come from npm, the checker needs Java; ``.ci/run`` installs all of it.

What they say and we do not follow is data, each with its reason: ``allowed.toml``. A remark there
that no judge makes any more fails, too.
"""

from __future__ import annotations

import json
import subprocess
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from browser import look
from trial import demand, demand_judge

if TYPE_CHECKING:
    from built import Built
    from trial import Trial

ALLOWED = Path(__file__).with_name("allowed.toml")
WIDTHS = (360, 1280)
"""In CSS pixels: a telephone, a desk."""
SCHEMES = {"light": 1, "dark": 0}
"""How Chromium's settings number what a reader prefers."""

CONTROL = """\
<!doctype html><html lang="fr"><meta charset="utf-8"><title>Control</title>
<main><h1>Pale</h1><p style="color: #999">Pale</p><img src="none.png"></main>
"""
"""A page with two faults, which proves that the judge is awake."""
GAPS = ("ps/index.html", "fr/traité/index.html", "ar/treaty/index.html")
"""Pages of the sample with gaps: two not translated, one in part."""

PROBE = """\
<!doctype html><meta charset="utf-8"><title>Probe</title>
<style>body { margin: 0 } iframe { display: block; block-size: 800px; border: 0 }</style>
<pre id="result"></pre>
<script>
const opened = (url, width) => new Promise((resolve) => {
  const frame = document.createElement("iframe");
  frame.style.inlineSize = `${width}px`;
  frame.onload = () => resolve(frame);
  frame.src = url;
  document.body.append(frame);
});
const judged = async ({ url, width }) => {
  const frame = await opened(url, width);
  const { contentDocument: doc, contentWindow: view } = frame;
  const script = doc.createElement("script");
  await new Promise((resolve) => {
    script.onload = resolve;
    script.src = AXE;
    doc.head.append(script);
  });
  const rules = { "target-size": { enabled: true } };  // WCAG 2.2, 2.5.8; off by default
  const { violations, passes } = await view.axe.run(doc, { rules });
  const found = {
    violations: violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`)),
    passes: passes.map(({ id }) => id),
    isDark: view.matchMedia("(prefers-color-scheme: dark)").matches,
    client: doc.scrollingElement.clientWidth,
    scroll: doc.scrollingElement.scrollWidth,
  };
  frame.remove();
  return found;
};
(async () => {
  const found = [];
  for (const each of FRAMES) found.push(await judged(each));
  document.getElementById("result").textContent = JSON.stringify(found);
})();
</script>
"""
"""Opens every page in a frame of its width, one after another, and lets axe judge it there."""


def test_the_html_checker_finds_nothing_but_what_is_explained(site: Built) -> None:
    java = demand("java", part_of="vnu")
    jar = demand_judge("vnu-jar/build/dist/vnu.jar", part_of="vnu")
    options = ["--format", "json", "--stdout", "--exit-zero-always", "--also-check-css"]
    judged = [path for path in site.files if path.endswith((".html", ".css"))]
    done = subprocess.run(
        [java, "-jar", jar, *options, *judged],
        cwd=site.public,
        capture_output=True,
        check=True,
        timeout=300,
    )
    found = json.loads(done.stdout)["messages"]
    allowed = _allowed("vnu")
    said = {each["message"] for each in found}
    wrong = [each for each in found if each["message"] not in allowed]
    assert wrong == []
    assert set(allowed) - said == set(), "nobody says this any more"


@pytest.fixture(scope="module", params=SCHEMES)
def judged(
    request: pytest.FixtureRequest,
    sample: Built,
    patchy: Built,
    tmp_path_factory: pytest.TempPathFactory,
) -> dict[tuple[str, int], dict[str, Any]]:
    """Let axe judge pages at every width, in light and in dark; see the probe above."""
    work = tmp_path_factory.mktemp("axe")
    for page in sample.lost:  # their addresses begin at the root of a server, which a disk is not
        here = page.data.replace(b'="/', f'="{sample.public.as_uri()}/'.encode())
        (work / f"{page.tag}404.html").write_bytes(here)
    pages = [sample.public / path for path in sample.by_path]
    pages += [work / f"{page.tag}404.html" for page in sample.lost]
    pages += [patchy.public / path for path in GAPS]
    return judge(pages, request.param, work)


def judge(pages: list[Path], scheme: str, work: Path) -> dict[tuple[str, int], dict[str, Any]]:
    """Let axe judge pages, by address and width, in a colour scheme."""
    axe = demand_judge("axe-core/axe.min.js", part_of="axe")
    (work / "control.html").write_text(CONTROL, encoding="utf-8")
    asked = [(page.as_uri(), width) for page in pages for width in WIDTHS]
    asked.append(((work / "control.html").as_uri(), max(WIDTHS)))
    frames = [{"url": url, "width": width} for url, width in asked]
    probe = work / "probe.html"
    probe.write_text(
        PROBE.replace("FRAMES", json.dumps(frames)).replace("AXE", json.dumps(axe.as_uri())),
        encoding="utf-8",
    )
    found = look(probe, f"--blink-settings=preferredColorScheme={SCHEMES[scheme]}")
    assert {each["isDark"] for each in found} == {scheme == "dark"}
    *every, control = found
    faults = {each.partition(":")[0] for each in control["violations"]}
    assert faults == {"color-contrast", "image-alt"}
    return dict(zip(asked, every, strict=False))


def test_axe_finds_nothing(judged: dict[tuple[str, int], dict[str, Any]]) -> None:
    assert {page: found for page, each in judged.items() if (found := each["violations"])} == {}
    assert all("color-contrast" in each["passes"] for each in judged.values())


def test_no_page_of_any_language_scrolls_sideways(
    judged: dict[tuple[str, int], dict[str, Any]],
) -> None:
    assert [page for page, each in judged.items() if each["scroll"] > each["client"]] == []
    assert {width for _, width in judged} == set(WIDTHS)


def _markdown(*rows: list[str]) -> str:
    head, *others = (f"| {' | '.join(row)} |\n" for row in rows)
    return f"{head}|{'---|' * len(rows[0])}\n{''.join(others)}"


def _raw(attributes: str, *rows: list[str]) -> str:
    cells = ("".join(f"<td>{cell}</td>" for cell in row) for row in rows)
    return f"<table{attributes}>{''.join(f'<tr>{row}</tr>' for row in cells)}</table>\n"


LONG = [letter * 16 for letter in "HNQW"]
WORDS = [
    "Supercalifragilistic",
    "Donaudampfschifffahrt",
    "Verkehrsregelung",
    "`--recursive`",
    "x" * 30,
]
DAYS = [f"Heading{number}" for number in range(9)]
TABLES = {
    "words that no telephone has room for": _markdown(
        LONG, ["x" * 30, "wide words " * 8, f"`{'y' * 30}`", "z"]
    ),
    "five columns": _markdown(WORDS, WORDS),
    "five columns in a quotation": "> " + _markdown(WORDS, WORDS).strip().replace("\n", "\n> "),
    "five columns in HTML": _raw("", WORDS, WORDS),
    "many columns": _markdown(DAYS, ["words"] * 9),
    "many columns in HTML": _raw(' class="days" title="a > b"', DAYS),
    "many columns below a heading": _raw("", ["Days"], DAYS),
}
ENLARGED = """\
  doc.head.append(Object.assign(doc.createElement("style"), {
    textContent: `* { line-height: 1.5 !important; letter-spacing: .12em !important;
      word-spacing: .16em !important } p { margin-block-end: 2em !important }
      html { font-size: 200% !important }` }));
  const { violations"""
"""Twice the size (WCAG 2.2, 1.4.4), and the spacing that readers may set (1.4.12)."""


@pytest.mark.parametrize("table", TABLES.values(), ids=TABLES)
@pytest.mark.parametrize("size", ["as it is", "enlarged"])
def test_a_table_fits_or_is_reached_with_keys(
    trial: Trial, tmp_path: Path, table: str, size: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It does not scroll, or it can have the focus: who has no pointer could not move it."""
    if size == "enlarged":
        enlarged = PROBE.replace("  const { violations", ENLARGED)
        monkeypatch.setitem(globals(), "PROBE", enlarged)
    trial.write({"articles/index.md": f"# Home\n\n{table}\n\nSo.\n"})
    assert trial.run("publish").code == 0
    found = judge([trial.root / "public/en/index.html"], "light", tmp_path)
    assert [each["violations"] for each in found.values()] == [[]] * len(WIDTHS)
    assert [each for each in found.values() if each["scroll"] > each["client"]] == []
    fragment = trial.run("render", "index", "-l", "en", "--fragment").out
    assert fragment.count("<table") == 1
    assert "tabindex" not in fragment


def _allowed(judge: str) -> dict[str, str]:
    """Read the remarks of a judge that we do not follow, each with its reason."""
    found: dict[str, str] = tomllib.loads(ALLOWED.read_text("utf-8"))[judge]
    assert all(found.values())
    return found
