"""Law 7, protection: a draft has its source's markup, or none and says so, whatever was answered.

Here through the whole of a run, from the catalog to the catalog; each carrier and each step has its
own tests, with answers as data, in ``tests/engines``.
"""

from __future__ import annotations

import re
import tempfile
from pathlib import Path

from hypothesis import example, given, settings
from hypothesis import strategies as st

from lingopress_i18n import inline, pipeline, publication
from lingopress_i18n.catalog import store
from lingopress_i18n.catalog.state import mt_engine, mt_notes
from lingopress_translate.engines.engine import Batch, Reply, Traits
from scripted import Scripted, draft
from trial import CONFIG, Trial

ARTICLE = """\
# Rights *and* duties

Every [performer](index.md "t") has `moral_rights`, **says** the <b>Treaty</b>.

See ![a picture](a.png) of {name}, or <https://example.org/x_y>.

Plain words stand here.
"""
CARRIERS = ("mask", "braces", "html", "xml", "plain")
SIGNS = [
    *["⟦1⟧", "⟦/1⟧", "{1}", '<g id="1">', "</g>", '<x id="2"/>', "`", "**", "*", "_", "[", "]"],
    *["](http://evil.example)", "<script>alert(1)</script>", "![x](y)", "&lt;", "\n", "\n\n# "],
]
answers = st.one_of(
    st.text(max_size=60),
    st.lists(st.one_of(st.sampled_from(SIGNS), st.text("abc é中", max_size=5))).map("".join),
)


@st.composite
def mangling(draw: st.DrawFn) -> list[tuple[str, str, bool]]:
    """Draw what an engine does to texts: what it replaces by what, and whether with a new text."""
    step = st.tuples(
        st.sampled_from(["1", "2", "/", "⟦", "⟧", "<", ">", " ", "x", "g", "{", "}", "a", "."]),
        answers,
        st.booleans(),
    )
    return draw(st.lists(step, max_size=4))


@example("html", [("<", "&lt;", False)])
@example("mask", [("⟦", "[", False), ("⟧", "]", False)])
@example("mask", [("a", "<script>alert(1)</script>", True)])
@settings(max_examples=60)
@given(st.sampled_from(CARRIERS), mangling())
def test_no_answer_adds_or_breaks_markup(first: str, steps: list[tuple[str, str, bool]]) -> None:
    def act(batch: Batch, _number: int) -> Reply:
        texts = [item.text for item in batch.items]
        for old, new, is_whole in steps:
            texts = [new if is_whole else text.replace(old, new) for text in texts]
        return Reply(tuple(texts))

    carriers = (first, *(name for name in CARRIERS if name != first))
    engine = Scripted(act, own=Traits(carriers, max_items=5))
    with tempfile.TemporaryDirectory() as folder:
        trial = Trial(Path(folder))
        trial.write({"lingopress.toml": CONFIG, "articles/index.md": ARTICLE})
        loaded = publication.load(trial.root)
        pipeline.update(loaded, loaded.site.choose(("es",)))
        result = draft(trial, "es", ["index"], engine)
        catalog = store.load(loaded.site, loaded.site.choose(("es",))[0], "index")
    assert catalog is not None
    entries = [entry for entry in catalog.entries if not entry.obsolete]
    skipped = {each.msgid for each in result.skipped}
    for entry in entries:
        assert bool(entry.msgstr) != (entry.msgid in skipped)
        if not entry.msgstr:
            continue
        assert entry.is_fuzzy
        assert mt_engine(entry) == "scripted:en-es"
        if inline.has_same_structure(entry.msgstr, entry.msgid):
            continue
        assert any(note.startswith("markup lost: ") for note in mt_notes(entry))
        assert not inline.structure(inline.parse(entry.msgstr).events).marks
        assert not re.search(r"<[a-z/]", inline.render(entry.msgstr))
