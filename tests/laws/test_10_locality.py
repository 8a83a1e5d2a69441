"""Law 10, locality: a publish makes what has changed, and what comes out is what all would give.

A publication is edited in any way, publishing after each edit. At the end its site and its catalogs
are those that the same articles and catalogs give without any record of what was published before.
"""

from __future__ import annotations

import datetime
import re
import tempfile
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lingopress_i18n import schedule
from lingopress_i18n.publish import below, publish
from trial import CONFIG, Trial

if TYPE_CHECKING:
    from collections.abc import Callable

ARTICLES = {
    "articles/index.md": "---\ntitle: Home\n---\nWelcome. See [news](news/a.md).\n",
    "articles/about.md": "# About\n\nWho we are. A picture: ![it](it.png).\n",
    "articles/it.png": "not really",
    "articles/news/a.md": "---\ntitle: A\ndate: 2020-01-02\ndescription: One.\n---\nText. More.\n",
    "articles/news/b.md": "---\ntitle: B\ndate: 2020-01-03\n---\nText. [About](../about.md).\n",
}
SEARCH = "search = true\n"
NAMES = ("index", "about", "news/a", "news/b", "news/c")
LOCALES = ("es", "zh_Hans")
SENTENCES = (
    "This is a sentence of six words.",
    "Text.",
    "Another one that is *not* short.",
    "See ![it](it.png) or ![it](../it.png).",
)


def article(trial: Trial, name: str) -> Path:
    return trial.root / f"articles/{name}.md"


def change_text(trial: Trial, name: str, which: int) -> None:
    path = article(trial, name)
    if path.exists():
        text = path.read_text("utf-8")
        path.write_text(f"{text}\n{SENTENCES[which]}\n", "utf-8")


def change_title(trial: Trial, name: str, which: int) -> None:
    path = article(trial, name)
    if path.exists():
        text = re.sub(r"(?m)^(title:|#) .*", rf"\1 Title {which}", path.read_text("utf-8"))
        path.write_text(text, "utf-8")


def shorten(trial: Trial, name: str, which: int) -> None:
    path = article(trial, name)
    if path.exists():
        lines = path.read_text("utf-8").splitlines()
        least = lines.index("---", 1) if lines[0] == "---" else 3  # front matter stays whole
        path.write_text("\n".join(lines[: max(least + 1, len(lines) - which)]) + "\n", "utf-8")


def renew(trial: Trial, name: str, which: int) -> None:
    """Say when an article was updated, or no longer."""
    path = article(trial, name)
    if path.exists() and (text := path.read_text("utf-8")).startswith("---\n"):
        text = re.sub(r"(?m)^updated: .*\n", "", text)
        line = f"updated: 2021-01-0{which}\n" if which else ""
        path.write_text(text.replace("---\n", f"---\n{line}", 1), "utf-8")


def add(trial: Trial, name: str, which: int) -> None:
    trial.write({f"articles/{name}.md": f"---\ntitle: New {which}\n---\n{SENTENCES[which]}\n"})


def remove(trial: Trial, name: str, which: int) -> None:
    if name != "index" or which:
        article(trial, name).unlink(missing_ok=True)


def rename(trial: Trial, name: str, which: int) -> None:
    target = article(trial, f"news/moved-{which}")
    if article(trial, name).exists() and not target.exists():
        article(trial, name).rename(target)


def catalog(trial: Trial, name: str, which: int) -> Path:
    return trial.root / f"locales/{LOCALES[which % 2]}/LC_MESSAGES/{name}.po"


def translate(trial: Trial, name: str, which: int) -> None:
    """Translate the first messages that are not; with an odd number, all of them."""
    path = catalog(trial, name, which // 2)
    if path.exists():
        parts = path.read_text("utf-8").split("\n\n")
        count = len(parts) if which % 2 else 1
        for at, part in enumerate(parts):
            if at and count and part.rstrip().endswith('msgstr ""') and "#~" not in part:
                parts[at] = part.replace('msgstr ""', f'msgstr "Traducción {at}."')
                count -= 1
        path.write_text("\n\n".join(parts), "utf-8")


def doubt(trial: Trial, name: str, which: int) -> None:
    """Make translations fuzzy, or take them out."""
    path = catalog(trial, name, which // 2)
    if path.exists():
        text = path.read_text("utf-8")
        if which % 2:
            text = re.sub(r'msgstr "Traducción \d+\."', 'msgstr ""', text)
        elif "fuzzy" not in text:
            text = re.sub(r'(?m)^(msgid ".+"\nmsgstr "Trad)', r"#, fuzzy\n\1", text, count=1)
        path.write_text(text, "utf-8")


def configure(trial: Trial, name: str, which: int) -> None:  # noqa: ARG001 - all edits are called alike
    titles = ("Trial", "Another", "Third", "Trial")
    text = re.sub(r"title = .*", f'title = "{titles[which]}"', trial.read("lingopress.toml"))
    trial.write({"lingopress.toml": text})


def dress(trial: Trial, name: str, which: int) -> None:  # noqa: ARG001 - likewise
    files = ("theme/style.css", "theme/static/x.txt", "theme/templates/_notice.html")
    asking = "{{ asset('x.txt') if page.title.plain == 'T' else '' }}"
    trial.write({files[1]: "x", files[which % 3]: f"{{# {which} #}}{asking * which}{which}\n"})


def address(trial: Trial, name: str, which: int) -> None:
    """Let locales have their own addresses, and give an article one, or take it back."""
    config = trial.read("lingopress.toml")
    if "localized_slugs" not in config:
        trial.write({"lingopress.toml": f"{config}localized_slugs = true\n"})
        publish(trial.root)
    path = catalog(trial, "addresses", which)
    parts = ("uno", "news", "", "dos")
    text = re.sub(
        rf'(msgctxt "{name}"\nmsgid ".*"\nmsgstr) ".*"',
        rf'\1 "{parts[which]}"',
        path.read_text("utf-8"),
    )
    path.write_text(text, "utf-8")


def name_slug(trial: Trial, name: str, which: int) -> None:
    path = article(trial, name)
    if path.exists() and name != "index":
        text = path.read_text("utf-8")
        text = text if text.startswith("---") else f"---\ntitle: T\n---\n{text}"
        text = re.sub(r"slug: .*\n", "", text)
        path.write_text(text.replace("---\n", f"---\nslug: {name[-1]}{which}\n", 1), "utf-8")


def tag(trial: Trial, name: str, which: int) -> None:
    """Let articles have tags, and give an article others, or none."""
    config = trial.read("lingopress.toml")
    if "taxonomies" not in config:
        trial.write({"lingopress.toml": f'{config}taxonomies = ["tags"]\n'})
    path = article(trial, name)
    if path.exists():
        text = path.read_text("utf-8")
        text = text if text.startswith("---") else f"---\ntitle: T\n---\n{text}"
        text = re.sub(r"tags: .*\n", "", text)
        terms = ("One", "one, Two", "", "Two, a")[which]
        path.write_text(text.replace("---\n", f"---\ntags: [{terms}]\n", 1), "utf-8")


def touch(trial: Trial, name: str, which: int) -> None:  # noqa: ARG001 - likewise
    """Save an article without a change."""
    if article(trial, name).exists():
        article(trial, name).touch()


def meddle(trial: Trial, name: str, which: int) -> None:
    """Delete or change what publishing has made."""
    names = (
        f"public/es/{name}/index.html",
        ".lingopress/manifest.json",
        f"locales/pot/{name}.pot",
        f"locales/es/LC_MESSAGES/{name}.mo",
    )
    path = trial.root / names[which]
    if path.exists():
        path.unlink()


EDITS = (
    change_text,
    change_title,
    shorten,
    renew,
    renew,
    add,
    remove,
    rename,
    translate,
    translate,
    doubt,
    configure,
    dress,
    address,
    address,
    name_slug,
    tag,
    touch,
    meddle,
)


def made(trial: Trial) -> dict[str, bytes]:
    """Map what publishing makes, but for its record."""
    return {
        name: data
        for name, (_, data) in trial.snapshot().items()
        if name.startswith(("public/", "locales/"))
    }


def day(which: int) -> datetime.date:
    return datetime.date(2027, 1, 1 + which)


def _itself(today: datetime.date) -> datetime.date:
    return today


def give_days(trial: Trial, name: str, which: int) -> None:
    """Put an article on the site for a time, or for ever."""
    path = article(trial, name)
    if path.exists() and name != "index":
        text = path.read_text("utf-8")
        text = text if text.startswith("---") else f"---\ntitle: T\n---\n{text}"
        text = re.sub(r"(publish|expires): .*\n", "", text)
        first = f"publish: {day(which)}\n" if which % 3 else ""
        last = f"expires: {day(which + 2)}\n" if which < 3 else ""
        path.write_text(text.replace("---\n", f"---\n{first}{last}", 1), "utf-8")


def anew(
    trial: Trial, folder: Path, today: Callable[[], datetime.date] = schedule.unknown
) -> dict[str, bytes]:
    """Publish what people wrote elsewhere, where nothing was published before."""
    fresh = Trial(folder)
    fresh.write(
        {
            name: data
            for name, (_, data) in trial.snapshot().items()
            if name.startswith(("articles/", "theme/", "lingopress.toml")) or name.endswith(".po")
        }
    )
    publish(fresh.root, day=today)
    return made(fresh)


@settings(max_examples=25, deadline=None)
@given(
    st.lists(
        st.tuples(st.sampled_from(EDITS), st.sampled_from(NAMES), st.integers(0, 3)),
        min_size=1,
        max_size=7,
    )
)
def test_any_history_ends_as_if_there_was_none(
    edits: list[tuple[Callable[[Trial, str, int], None], str, int]],
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        trial = Trial(Path(folder, "site"))
        trial.write({"lingopress.toml": CONFIG, **ARTICLES})
        publish(trial.root)
        for edit, name, which in edits:
            edit(trial, name, which)
            publish(trial.root)
        found = made(trial)
        expected = anew(trial, Path(folder, "fresh"))
        assert found.keys() == expected.keys()
        assert [name for name in found if found[name] != expected[name]] == []


@settings(max_examples=15, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.sampled_from((address, name_slug, add, remove, change_title)),
            st.sampled_from(("about", "news/index", "news/a", "news/b")),
            st.integers(0, 3),
        ),
        min_size=2,
        max_size=6,
    )
)
def test_addresses_come_and_go_and_end_the_same(
    edits: list[tuple[Callable[[Trial, str, int], None], str, int]],
) -> None:
    test_any_history_ends_as_if_there_was_none.hypothesis.inner_test(edits)  # type: ignore[attr-defined]


@settings(max_examples=12, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.sampled_from((give_days, give_days, change_text, remove, translate, meddle)),
            st.sampled_from(("about", "news/a", "news/b")),
            st.integers(0, 3),
            st.integers(0, 6),
        ),
        min_size=1,
        max_size=4,
    )
)
def test_whatever_days_it_was_published_on_it_ends_as_on_the_last(
    edits: list[tuple[Callable[[Trial, str, int], None], str, int, int]],
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        trial = Trial(Path(folder, "site"))
        trial.write({"lingopress.toml": CONFIG + SEARCH, **ARTICLES})
        publish(trial.root)
        for edit, name, which, number in edits:
            edit(trial, name, which)
            for today in (day(number), day(number + 1)):
                publish(trial.root, day=partial(_itself, today))
        last = day(edits[-1][3] + 1)
        found = made(trial)
        expected = anew(trial, Path(folder, "fresh"), partial(_itself, last))
        assert found.keys() == expected.keys()
        assert [name for name in found if found[name] != expected[name]] == []


@settings(max_examples=15, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.sampled_from((tag, tag, translate, change_title, add, remove)),
            st.sampled_from(("about", "news/a", "tags/one", "tags/index", "tags/two")),
            st.integers(0, 3),
        ),
        min_size=2,
        max_size=6,
    )
)
def test_tags_come_and_go_and_end_the_same(
    edits: list[tuple[Callable[[Trial, str, int], None], str, int]],
) -> None:
    test_any_history_ends_as_if_there_was_none.hypothesis.inner_test(edits)  # type: ignore[attr-defined]


@settings(max_examples=15, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.sampled_from((translate, translate, doubt, change_text, change_title, touch)),
            st.sampled_from(("index", "about", "news/a")),
            st.integers(0, 3),
        ),
        min_size=1,
        max_size=5,
    )
)
def test_what_gates_hold_is_known_without_reading_everything(
    edits: list[tuple[Callable[[Trial, str, int], None], str, int]],
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        trial = Trial(Path(folder, "site"))
        trial.write({"lingopress.toml": f'{CONFIG}[gates]\ndefault = "hold"\n', **ARTICLES})
        publish(trial.root)
        for edit, name, which in edits:
            edit(trial, name, which)
            publish(trial.root)
        expected = anew(trial, Path(folder, "fresh"))
        assert made(trial) == expected
        assert below(trial.root) == below(Path(folder, "fresh"))


def test_a_file_that_lies_elsewhere_is_looked_at_too(site: Trial) -> None:
    table = (
        "---\ntable:\n  file: ../data/x.csv\n  columns:\n    a: {title: A, type: text}\n---\n# T\n"
    )
    site.write({"articles/table.md": table, "data/x.csv": "a\none\n"})
    publish(site.root)
    assert publish(site.root) is None
    site.write({"data/x.csv": "a\nanother\n"})
    assert pages(site) == {f"{tag}/table/index.html" for tag in ("en", "es", "zh-Hans")}


def test_a_picture_that_lies_where_it_is_copied_to_is_taken_over(site: Trial) -> None:
    before = site.read("articles/about.md")
    site.write({"articles/new.png": "new"})
    publish(site.root)
    site.write({"public/media/new.png": "new"})
    site.write({"articles/about.md": f"{before}\n![new](new.png)\n"})
    assert pages(site) == {f"{tag}/about/index.html" for tag in ("en", "es", "zh-Hans")}
    site.write({"articles/about.md": before})
    publish(site.root)
    assert not (site.root / "public/media/new.png").exists()


@pytest.fixture
def site(tmp_path: Path) -> Trial:
    trial = Trial(tmp_path / "site")
    trial.write({"lingopress.toml": CONFIG, **ARTICLES})
    publish(trial.root)
    return trial


def pages(trial: Trial) -> set[str]:
    """Publish, and name the files of the site that were written."""
    done = publish(trial.root)
    assert done is not None
    return {path.relative_to(trial.root / "public").as_posix() for path in done.pages}


def test_an_edit_rewrites_the_article_in_all_locales_and_nothing_else(site: Trial) -> None:
    change_text(site, "about", 0)
    assert pages(site) == {f"{tag}/about/index.html" for tag in ("en", "es", "zh-Hans")}


def test_the_first_translation_changes_the_siblings_that_lead_there(site: Trial) -> None:
    translate(site, "about", 0)
    found = pages(site)
    assert {f"{tag}/about/index.html" for tag in ("en", "es", "zh-Hans")} <= found
    assert not any(name.startswith(("en/news", "zh-Hans/news")) for name in found)


def test_a_further_translation_changes_its_page_alone(site: Trial) -> None:
    translate(site, "about", 1)
    pages(site)
    change_text(site, "about", 0)
    pages(site)
    translate(site, "about", 0)
    assert pages(site) == {"es/about/index.html"}


def test_a_title_is_changed_wherever_it_stands(site: Trial) -> None:
    change_title(site, "news/a", 3)
    assert {name for name in pages(site) if name.endswith(".html")} == {
        f"{tag}/{page}index.html"
        for tag in ("en", "es", "zh-Hans")
        for page in ("", "news/", "news/a/")
    }


def test_saving_without_a_change_writes_nothing(site: Trial) -> None:
    touch(site, "news/a", 0)
    assert pages(site) == set()
    assert publish(site.root) is None


@pytest.mark.parametrize("jobs", [1, 2, 5])
def test_the_number_of_processes_changes_no_byte(site: Trial, tmp_path: Path, jobs: int) -> None:
    other = Trial(tmp_path / "other")
    other.write({"lingopress.toml": CONFIG, **ARTICLES})
    done = other.run("publish", "--jobs", str(jobs))
    assert done.code == 0, done.err
    assert made(other) == made(site)
    assert (other.root / "public/media/it.png").exists()


@pytest.mark.parametrize("jobs", [1, 2, 5])
def test_the_first_broken_article_is_named_by_any_number_of_processes(
    tmp_path: Path, jobs: int
) -> None:
    other = Trial(tmp_path / "other")
    other.write({"lingopress.toml": CONFIG, **ARTICLES})
    for name in ("x", "y", "z"):  # told by parsing alone: there is no such file
        other.write({f"articles/{name}.md": "---\ntable:\n  file: no.csv\n---\n\n# A\n"})
    before = other.snapshot()
    done = other.run("publish", "--jobs", str(jobs))
    assert done.code == 1
    assert "articles/x.md" in done.err
    assert {
        path: data for path, (_, data) in other.snapshot().items() if ".lingopress" not in path
    } == {path: data for path, (_, data) in before.items()}


@pytest.mark.parametrize("jobs", [1, 2, 5])
def test_a_broken_catalog_keeps_its_locale_as_it_is_with_any_number_of_processes(
    site: Trial, jobs: int
) -> None:
    (site.root / "locales/es/LC_MESSAGES/news/a.po").write_text("msgid\n", encoding="utf-8")
    compiled = sorted((site.root / "locales").rglob("*.mo"))
    for path in compiled:
        path.unlink()
    assert site.run("publish", "--jobs", str(jobs)).code == 1
    back = {path for path in compiled if path.exists()}
    assert back == {path for path in compiled if "/es/" not in path.as_posix()}
