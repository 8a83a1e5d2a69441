"""One update of one catalog in a process of its own: ``merging OLD.po NEW.pot OUT.po LOCALE``."""

from __future__ import annotations

import gc
import sys
from pathlib import Path

from lingopress_i18n.catalog import po
from lingopress_i18n.catalog.merge import Terms, merge
from lingopress_i18n.locales import locale
from lingopress_i18n.sentences import Rules


def main() -> None:
    """Read, merge, write."""
    gc.set_threshold(500_000)  # as the command line does
    old, new, out = map(Path, sys.argv[1:4])
    terms = Terms(Rules(locale("en")), Rules(locale(sys.argv[4])))
    template = po.parse(new.read_bytes(), new.name)
    catalog = po.parse(old.read_bytes(), old.name)
    merged = merge({"a": template}, {"a": catalog}, terms)
    out.write_bytes(merged.catalogs["a"].encode())


if __name__ == "__main__":
    main()
