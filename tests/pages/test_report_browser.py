"""The status report in a real browser: it fits every screen, and sorts without a script."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from browser import look

if TYPE_CHECKING:
    from built import Built

WIDTHS = (320, 360, 800, 1400)
"""In CSS pixels: the narrowest that WCAG 1.4.10 asks for, a telephone, a tablet, a desk."""
ORDERS = ("by-left", "by-name", "by-stale", "by-machine")

PROBE = """\
<!doctype html><meta charset="utf-8"><title>Probe</title>
<style>body { margin: 0 } iframe { display: block; block-size: 900px; border: 0 }</style>
<pre id="result"></pre>
<script>
const measure = (frame) => {
  const doc = frame.contentDocument, root = doc.scrollingElement;
  const rows = [...doc.querySelectorAll("#ar .sorted tbody tr")];
  const seen = (order) => {
    doc.getElementById(order).checked = true;
    const top = new Map(rows.map((row) => [row, row.getBoundingClientRect().top]));
    return [...rows].sort((one, other) => top.get(one) - top.get(other)).map((row) =>
      row.querySelector("th small").textContent);
  };
  const bar = doc.querySelector("#ar .bar");
  const box = (part) => part.getBoundingClientRect();
  return {
    client: root.clientWidth,
    scroll: root.scrollWidth,
    orders: Object.fromEntries(ORDERS.map((order) => [order, seen(order)])),
    styles: rows.map((row) => [row.querySelector("th small").textContent, row.style.cssText]),
    bar: box(bar).width,
    parts: [...bar.children].map((part) => [part.style.flexGrow, box(part).width]),
    smallest: Math.min(...[...doc.querySelectorAll(".bar > *")].map((part) => box(part).width)),
    clipped: [...doc.querySelectorAll("td, th, li, p, bdi")]
      .filter((each) => each.scrollWidth > each.clientWidth + 1 && each.clientWidth > 0)
      .map((each) => each.outerHTML),
  };
};
Promise.all(WIDTHS.map((width) => new Promise((resolve) => {
  const frame = document.createElement("iframe");
  frame.style.inlineSize = `${width}px`;
  frame.onload = () => resolve(measure(frame));
  frame.src = "report.html";
  document.body.append(frame);
}))).then((found) => { document.getElementById("result").textContent = JSON.stringify(found); });
</script>
"""
"""Opens the report in a frame of each width and writes what it measures into itself."""


@pytest.fixture(scope="module")
def views(patchy: Built, tmp_path_factory: pytest.TempPathFactory) -> dict[int, dict[str, Any]]:
    """Look at the report of the sample with gaps at every width."""
    work = tmp_path_factory.mktemp("report")
    done = patchy.trial.run("status", "--html", str(work / "report.html"))
    assert done.code == 0, done.err
    probe = work / "probe.html"
    script = PROBE.replace("ORDERS", str(list(ORDERS))).replace("WIDTHS", str(list(WIDTHS)))
    probe.write_text(script, encoding="utf-8")
    return dict(zip(WIDTHS, look(probe), strict=True))


@pytest.mark.parametrize("width", WIDTHS)
def test_the_report_does_not_scroll_sideways(views: dict[int, Any], width: int) -> None:
    view = views[width]
    assert view["client"] > width - 20  # minus a scroll bar
    assert view["scroll"] <= view["client"]
    assert view["clipped"] == []


@pytest.mark.parametrize("width", WIDTHS)
def test_articles_sort_without_a_script(views: dict[int, Any], width: int) -> None:
    view = views[width]
    styles = {name: dict(_ranks(style)) for name, style in view["styles"]}
    assert len(styles) > 5
    for order in ORDERS:
        by_rank = {ranks[f"--{order}"]: name for name, ranks in styles.items()}
        assert view["orders"][order] == [by_rank[rank] for rank in sorted(by_rank)], order
    assert view["orders"]["by-left"] != view["orders"]["by-name"]


@pytest.mark.parametrize("width", WIDTHS)
def test_bars_are_as_long_as_their_words(views: dict[int, Any], width: int) -> None:
    view = views[width]
    assert view["bar"] > 80
    assert view["smallest"] >= 3
    parts = [(float(words), long) for words, long in view["parts"]]
    whole = sum(words for words, _ in parts)
    for words, long in parts:
        assert abs(long / view["bar"] - words / whole) < 0.1


def _ranks(style: str) -> list[tuple[str, int]]:
    pairs = (part.split(":") for part in style.split(";") if part.strip())
    return [(name.strip(), int(rank)) for name, rank in pairs]
