"""Publications whose catalogs a test says entry by entry, and what their memory answers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from lingopress_i18n import site
from lingopress_i18n.catalog import store
from lingopress_i18n.catalog.po import Catalog, Entry
from lingopress_i18n.catalog.state import mt_comment
from lingopress_translate.memory import Kind, open_memory
from trial import CONFIG

if TYPE_CHECKING:
    from pathlib import Path

    from lingopress_i18n.locales import Locale
    from lingopress_i18n.site import Site
    from lingopress_translate.memory import Memory

HEADER = Entry("", "Content-Type: text/plain; charset=UTF-8\n")


@dataclass(frozen=True)
class Filled:
    """A publication; its first locale is the one that tests look at."""

    site: Site

    @property
    def locale(self) -> Locale:
        return self.site.locales[0]

    def save(self, domain: str, *entries: Entry) -> Path:
        """Write a catalog that holds these entries."""
        path = store.catalog_path(self.site, self.locale, domain)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(Catalog(path.name, HEADER, entries, width=0).encode())
        return path

    def memory(self) -> Memory:
        """Open the memory, brought up to date."""
        memory = open_memory(self.site)
        assert not memory.refresh(self.locale).problems
        return memory


def filled(root: Path) -> Filled:
    """Make a publication without catalogs."""
    root.mkdir(parents=True, exist_ok=True)
    (root / "lingopress.toml").write_text(CONFIG, "utf-8")
    return Filled(site.load(root))


def drafted(source: str, target: str, context: str | None = None, by: str = "engine:x") -> Entry:
    """Make an entry with an engine's draft, as ``draft`` writes it."""
    entry = Entry(source, target, context, flags=("fuzzy",))
    return Entry(source, target, context, flags=("fuzzy",), comments=(mt_comment(by, entry),))


def everything(memory: Memory, locale: Locale, texts: list[str]) -> list[object]:
    """Ask all that can be asked about these texts."""
    asked: list[object] = [memory.approved(locale), memory.statistics(locale)]
    for text in texts:
        asked += [memory.exact(locale, (context, text)) for context in (None, "", "menu")]
        asked.append(memory.fuzzy(locale, text, 30, 50))
        asked.append(memory.fuzzy(locale, text, 75, 2))
        asked.append(memory.concordance(locale, text.partition(" ")[0], 50))
    return asked


APPROVED = (Kind.REVIEWED, Kind.IMPORTED, Kind.FORMER)
