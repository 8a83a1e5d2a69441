"""Templates that an earlier publish has compiled: used where nothing has changed, else compiled."""

from __future__ import annotations

from typing import TYPE_CHECKING

import jinja2
import pytest

from lingopress_i18n.publish import publish
from lingopress_i18n.render import ready
from trial import CONFIG, Trial

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

KEPT = ".lingopress/templates"


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Trial:
    trial = Trial(tmp_path / "site")
    trial.write({"lingopress.toml": CONFIG, "articles/a.md": "# A\n\nOne.\n"})
    _as_a_new_process(monkeypatch)
    publish(trial.root)
    return trial


def _as_a_new_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ready, "_CODE", {})


def compiled(trial: Trial, monkeypatch: pytest.MonkeyPatch, number: int) -> list[str | None]:
    """Publish a change of an article, and name the templates that were compiled for it."""
    found: list[str | None] = []
    real = jinja2.Environment.compile

    def compile_(self: jinja2.Environment, source: str, name: str | None, *rest: object) -> object:
        found.append(name)
        return real(self, source, name, *rest)  # type: ignore[call-overload]

    _as_a_new_process(monkeypatch)
    trial.write({"articles/a.md": f"# A\n\nNumber {number}.\n"})
    with monkeypatch.context() as patch:
        patch.setattr(jinja2.Environment, "compile", compile_)
        publish(trial.root)
    assert f"Number {number}." in trial.read("public/en/a/index.html")
    return found


def test_no_template_is_compiled_twice(site: Trial, monkeypatch: pytest.MonkeyPatch) -> None:
    assert compiled(site, monkeypatch, 1) == []


def _damage(path: Path) -> None:
    data = path.read_bytes()
    path.write_bytes(data[:-9] + bytes(9))


def _halve(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:100])


def _empty(path: Path) -> None:
    path.write_bytes(b"")


@pytest.mark.parametrize("spoil", [_damage, _halve, _empty])
def test_damaged_code_is_not_run(
    site: Trial, monkeypatch: pytest.MonkeyPatch, spoil: Callable[[Path], None]
) -> None:
    for path in (site.root / KEPT).iterdir():
        spoil(path)
    assert "article.html" in compiled(site, monkeypatch, 1)
    assert compiled(site, monkeypatch, 2) == []


def test_code_of_another_jinja_is_not_run(site: Trial, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jinja2, "__version__", "0")
    assert "article.html" in compiled(site, monkeypatch, 1)


def test_a_template_that_has_changed_is_compiled(
    site: Trial, monkeypatch: pytest.MonkeyPatch
) -> None:
    site.write({"theme/templates/_notice.html": "{# nothing #}"})
    assert compiled(site, monkeypatch, 1) == ["_notice.html"]
    site.write({"theme/templates/_notice.html": "{# nothing else #}"})
    assert compiled(site, monkeypatch, 2) == ["_notice.html"]


def test_a_folder_that_cannot_be_written_costs_time_alone(
    site: Trial, monkeypatch: pytest.MonkeyPatch
) -> None:
    for path in (site.root / KEPT).iterdir():
        path.unlink()
    (site.root / KEPT).rmdir()
    site.write({KEPT: "a file"})
    assert "article.html" in compiled(site, monkeypatch, 1)
