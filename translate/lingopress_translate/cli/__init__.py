"""The command line: what it takes to read it, and to do what it says, is imported when needed."""

from __future__ import annotations

import gc
import sys
from functools import partial
from typing import TYPE_CHECKING, NoReturn

from lingopress_translate.cli import exits, quick

if TYPE_CHECKING:
    from collections.abc import Sequence

COMMANDS = {
    "init": "Begin a new publication.",
    "extract": "Write the templates: what there is to translate.",
    "update": "Bring the catalogs up to the articles; nothing of a translator is lost.",
    "draft": "Fill what is missing with machine drafts, marked as such.",
    "check": "Look for mistakes in the catalogs.",
    "status": "Show how far every locale and article is.",
    "compile": "Compile the reviewed translations to .mo files.",
    "render": "Print a localized page, its body, or its localized source.",
    "serve": "Preview pages on this machine, each sentence coloured by its state.",
    "publish": "Do everything that is needed, from articles to pages.",
    "inspect": "Look for mistakes in the built site: what browsers and search engines get.",
    "merge-po": "Merge two branches of a catalog, entry by entry, as git's merge driver.",
    "journal": "Show the last runs of 'draft': what was asked, what it cost, what failed and why.",
    "memory": "Search the translation memory, or exchange it with other tools.",
    "glossary": "Show the glossaries, bring terms in and out, and find forms to accept.",
    "engines": "Show the translation engines, or fetch Apertium.",
}
"""Every command with the first line of its help; each lives in the module of its name."""


def main(args: Sequence[str] | None = None) -> NoReturn:
    """Run the command line, the process's own if none is given, and leave with an exit code."""
    gc.set_threshold(500_000)  # a publication is many small things that stay: looking again is idle
    given = sys.argv[1:] if args is None else args
    shell = quick.read(given)
    if shell:
        code = exits.code(partial(quick.publish, shell))
        if args is None:
            exits.at_once(code)
        sys.exit(code)
    from lingopress_translate.cli import group  # noqa: PLC0415 - a plain publish has no use for it

    code = group.run(given)
    if args is None:
        gc.freeze()  # all of it goes with the process: a last look for garbage takes 30 ms
    sys.exit(code)
