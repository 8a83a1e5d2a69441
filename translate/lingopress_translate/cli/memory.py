"""``lingopress memory``."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from lingopress_i18n import files, site
from lingopress_i18n.catalog import store
from lingopress_i18n.difference import difference
from lingopress_i18n.errors import ConfigError
from lingopress_translate.cli import options
from lingopress_translate.cli.shell import Shell, count, marked, visible
from lingopress_translate.memory import Kind, export_tmx, import_tmx, open_memory

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from lingopress_i18n.locales import Locale
    from lingopress_i18n.site import Site
    from lingopress_translate.memory import Match, Memory


@click.group(name="memory")
def command() -> None:
    """Search the translation memory, or exchange it with other tools.

    It holds what people have confirmed in the catalogs, also what is obsolete now, and imported
    memories (locales/memory/*.tmx). It keeps itself up to date: .lingopress/memory.sqlite is built
    from those files, and again where it is not there.
    """


@command.command(name="search")
@click.argument("text")
@options.locale
@click.option("--limit", type=click.IntRange(1), default=5, show_default=True)
@click.option(
    "--threshold",
    type=click.IntRange(1, 100),
    default=75,
    show_default=True,
    help="The least likeness, of 100.",
)
@click.option("--json", "as_json", is_flag=True, help="One object a line: a match.")
@click.pass_obj
def search_(  # noqa: PLR0913 - an argument an option
    shell: Shell, text: str, tags: tuple[str, ...], limit: int, threshold: int, *, as_json: bool
) -> int:
    """Show what people made of sentences like TEXT, and where its words stand.

    First the sentences that are most alike, with what tells them from TEXT; then sentences and
    translations with the words of TEXT one after the other. There machine drafts that nobody has
    confirmed come last, marked as such.
    """
    _refuse_odd(text)
    config = site.load(shell.publication)
    failed = 0
    with open_memory(config) as memory:
        for locale in _locales(config, tags):
            failed |= _refresh(shell, memory, locale)
            alike = memory.fuzzy(locale, text, threshold, limit)
            known = {(match.source, match.target) for match in alike}
            worded = [
                match
                for match in memory.concordance(locale, text, limit + len(alike))
                if (match.source, match.target) not in known
            ]
            for match in (*alike, *worded[:limit]):
                click.echo(
                    _as_json(locale, match, text) if as_json else _as_text(locale, match, text)
                )
    return failed


@command.command(name="import")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--name", help="What to call it; the file's own name by default.")
@click.pass_obj
def import_(shell: Shell, file: Path, name: str | None) -> None:
    """Keep what a TMX FILE says in this publication's languages.

    Goes to locales/memory/NAME.tmx, in place of an earlier one of that name, and belongs under
    version control. A broken file changes nothing.
    """
    config = site.load(shell.publication)
    done = import_tmx(config, file, name)
    where = store.where(config, done.path)
    units = done.contents.units
    for locale in _locales(config, ()):
        number = sum(locale.tag in unit.targets for unit in units)
        shell.say(f"{locale.tag}: {count(number, 'translation')}")
    for reason, number in sorted(done.contents.left_out.items()):
        shell.say(f"left out: {count(number, 'unit')} {reason}")
    if done.contents.flattened:
        number = done.contents.flattened
        shell.say(f"{count(number, 'segment')} had markup codes inside, which were dropped")
    shell.say(f"wrote {where}" if done.is_new else f"{where} says the same already")


@command.command(name="export")
@options.locale
@click.option("-o", "output", metavar="FILE", default="-", help="Where to; stdout by default.")
@click.pass_obj
def export_(shell: Shell, tags: tuple[str, ...], output: str) -> int:
    """Write the translations that people have confirmed as TMX 1.4b.

    Neither drafts nor what is obsolete. The same memory gives the same file.
    """
    config = site.load(shell.publication)
    failed = 0
    units = {}
    with open_memory(config) as memory:
        for locale in _locales(config, tags):
            failed |= _refresh(shell, memory, locale)
            units[locale.tag] = memory.approved(locale)
    data, skipped = export_tmx(config, units)
    if skipped:
        shell.say(f"left out: {count(skipped, 'translation')} with characters that XML cannot hold")
    if output == "-":
        click.echo(data, nl=False)
    elif files.write_if_changed(Path(output), data):
        shell.say(f"wrote {output}")
    return failed


@command.command(name="rebuild")
@click.pass_obj
def rebuild_(shell: Shell) -> int:
    """Build the memory anew from the catalogs and the imported memories.

    Nothing is lost by it, and nothing gained unless the memory's file is out of order: every
    command brings it up to date by itself.
    """
    config = site.load(shell.publication)
    with open_memory(config) as memory:
        memory.clear()
        return _report(shell, memory, _locales(config, ()), shell.say)


@command.command(name="stats")
@options.locale
@click.pass_obj
def stats_(shell: Shell, tags: tuple[str, ...]) -> int:
    """Count what the memory holds, a line a locale."""
    config = site.load(shell.publication)
    with open_memory(config) as memory:
        return _report(shell, memory, _locales(config, tags), click.echo)


def _locales(config: Site, tags: tuple[str, ...]) -> list[Locale]:
    return [locale for locale in config.choose(tags) if not locale.is_pseudo]


def _refuse_odd(text: str) -> None:
    """Refuse an argument that is no text: bytes that the terminal's encoding does not have."""
    try:
        text.encode()
    except UnicodeEncodeError:
        raise ConfigError("the text to search for is not valid UTF-8") from None


def _refresh(shell: Shell, memory: Memory, locale: Locale) -> int:
    """Bring the memory up to date; name the files that cannot be read, give the exit code."""
    done = memory.refresh(locale)
    if memory.was_damaged:
        memory.was_damaged = False
        shell.say("the memory's file was damaged and has been built anew")
    return shell.complain({problem.where: problem for problem in done.problems})


def _report(
    shell: Shell, memory: Memory, locales: Sequence[Locale], say: Callable[[str], object]
) -> int:
    failed = 0
    for locale in locales:
        failed |= _refresh(shell, memory, locale)
        held = memory.statistics(locale)
        kinds = ", ".join(f"{held.translations[kind]} {kind.word}" for kind in Kind)
        say(f"{locale.tag}: {count(held.sources, 'source')}: {kinds}")
    return failed


def _as_text(locale: Locale, match: Match, text: str) -> str:
    """Write a match as three lines: what and where, the source with its difference, the target."""
    likeness = f" {match.score} %" if match.score else ""
    kind = f"{match.kind.word} {match.engine}".rstrip()
    context = f", context {match.context}" if match.context else ""
    source = (
        "".join(map(marked, difference(match.source, text)))
        if match.score
        else visible(match.source)
    )
    head = visible(f"{locale.tag}:{likeness} {kind}, {match.where}{context}")
    return f"{head}\n    {source}\n    {visible(match.target)}"


def _as_json(locale: Locale, match: Match, text: str) -> str:
    pieces = difference(match.source, text) if match.score else ()
    found = {
        "locale": locale.tag,
        "found_by": "likeness" if match.score else "words",
        "score": match.score or None,
        "kind": match.kind.word,
        "engine": match.engine or None,
        "where": match.where,
        "msgctxt": match.context,
        "msgid": match.source,
        "msgstr": match.target,
        "pieces": [{"change": piece.change.value, "text": piece.text} for piece in pieces],
    }
    return json.dumps(found, ensure_ascii=False)
