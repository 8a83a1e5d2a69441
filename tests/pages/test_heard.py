"""What those hear who do not see a page: the accessibility tree that a browser makes of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from devtools import browser

if TYPE_CHECKING:
    from pathlib import Path

    from devtools import Tab
    from trial import Trial

KINDS = ("note", "tip", "important", "warning", "caution")
ARTICLE = "# Home\n\n" + "".join(
    f"> [!{kind.upper()}]\n> Alert {kind}.\n\n:::{kind}\nNote {kind}.\n:::\n\n"
    f":::{kind} Titled\nMore {kind}.\n:::\n\n"
    for kind in KINDS
)


def heard(tab: Tab, page: Path) -> list[tuple[str, str]]:
    """List roles and names of all that is read of a page, in the order of reading."""
    tab.ask("Accessibility.enable")
    tab.open(page)
    nodes = {each["nodeId"]: each for each in tab.ask("Accessibility.getFullAXTree")["nodes"]}
    found, stack = [], [next(iter(nodes))]
    while stack:
        node = nodes[stack.pop()]
        stack += [each for each in reversed(node.get("childIds", ())) if each in nodes]
        if not node["ignored"]:
            found.append((node["role"]["value"], node.get("name", {}).get("value", "")))
    return found


def test_what_a_note_is_about_is_heard_as_well_as_seen(trial: Trial, tmp_path: Path) -> None:
    """A sign says it; screen readers know its name in their own language (WCAG 2.2, 1.3.1)."""
    trial.write({"articles/index.md": ARTICLE})
    assert trial.run("publish").code == 0
    with browser(tmp_path / "profile") as tab:
        texts = [
            name
            for role, name in heard(tab, trial.root / "public/en/index.html")
            if role == "StaticText"
        ]
    signs = {kind: texts[texts.index(f"Alert {kind}.") - 1].strip() for kind in KINDS}
    assert len(set(signs.values())) == len(KINDS)
    assert not any(sign.isalnum() and sign.isascii() for sign in signs.values())
    assert signs == {kind: texts[texts.index(f"Note {kind}.") - 1].strip() for kind in KINDS}
    assert {texts[texts.index(f"More {kind}.") - 1] for kind in KINDS} == {"Titled"}


def test_one_page_is_current_in_colours_of_the_system_too(trial: Trial, tmp_path: Path) -> None:
    """There every border has a colour, also one that is transparent elsewhere."""
    trial.write({f"articles/{name}.md": f"# {name}\n" for name in ("index", "one", "two")})
    assert trial.run("publish").code == 0
    asked = "[...document.querySelectorAll('.masthead nav a')].map(%s)"
    drawn = asked % "each => getComputedStyle(each).borderBlockEndColor"
    with browser(tmp_path / "profile") as tab:
        forced = [{"name": "forced-colors", "value": "active"}]
        tab.ask("Emulation.setEmulatedMedia", media="screen", features=forced)
        tab.open(trial.root / "public/en/one/index.html")
        paper = tab.run("getComputedStyle(document.body).backgroundColor")
        current = tab.run(asked % "each => each.hasAttribute('aria-current')")
        assert [colour != paper for colour in tab.run(drawn)] == current
    assert sorted(current) == [False, True]


NOTES = """\
# Home

First[^a] and second[^b], again the first[^a].

[^a]: Note A.
[^b]: Note *B*, with [a link](other.md).
[^c]: Nobody refers to it.
"""


def test_a_footnote_leads_back_to_the_text(trial: Trial, tmp_path: Path) -> None:
    trial.write({"articles/index.md": NOTES, "articles/other.md": "# Other\n"})
    assert trial.run("publish").code == 0
    assert trial.run("inspect", "--strict").code == 0
    fragment = trial.run("render", "index", "-l", "en", "--fragment").out
    assert "_ref-" not in fragment
    with browser(tmp_path / "profile") as tab:
        said = heard(tab, trial.root / "public/en/index.html")
        roles = [(role, name) for role, name in said if role.startswith("doc-")]
        shown = "document.activeElement.getAttribute('href')"
        follow = "document.querySelector('%s').focus(); document.activeElement.click()"
        tab.run(follow % '[id="_note-b"] [role="doc-backlink"]')
        assert tab.run("location.hash") == "#_ref-b"
        tab.run("document.querySelector(':target').focus()")
        assert tab.run(shown) == "#_note-b"
    note, back, ref = "doc-footnote", "doc-backlink", "doc-noteref"
    assert roles[:3] == [(ref, "1"), (ref, "2"), (ref, "1")]
    assert roles[3:] == [(note, ""), (back, "1"), (note, ""), (back, "2"), (note, "")]


def test_a_link_that_leaves_the_language_says_so_to_all(trial: Trial, tmp_path: Path) -> None:
    """The words of the link are translated: nobody could know otherwise."""
    config = trial.read("lingopress.toml")
    trial.write(
        {
            "lingopress.toml": f'{config}[gates.sections]\nheld = "hold"\n',
            "articles/index.md": "# Home\n\nRead [the first](held.md), [the second](here.md).\n",
            "articles/held.md": "# Held\n",
            "articles/here.md": "# Here\n",
        }
    )
    assert trial.run("update").code == 0
    catalog = trial.read("locales/es/LC_MESSAGES/index.po")
    words = 'msgid "Read [the first](held.md), [the second](here.md)."\nmsgstr "'
    said = f"{words}Lea [el primero](held.md), [el segundo](here.md)."
    assert words in catalog
    trial.write({"locales/es/LC_MESSAGES/index.po": catalog.replace(words, said)})
    assert trial.run("publish").code == 0
    with browser(tmp_path / "profile") as tab:
        names = [
            name
            for role, name in heard(tab, trial.root / "public/es/index.html")
            if role == "link" and name.startswith("el ")
        ]
    assert names == ["el primero\u00a0[en]", "el segundo"]
