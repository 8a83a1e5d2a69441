"""``lingopress glossary``."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from lingopress_i18n import files, site
from lingopress_i18n.catalog import glossary
from lingopress_i18n.catalog.state import State, state_of
from lingopress_i18n.errors import ConfigError
from lingopress_translate.cli import options
from lingopress_translate.cli.shell import Shell, count, visible

if TYPE_CHECKING:
    from lingopress_i18n.catalog.glossary import Term
    from lingopress_i18n.locales import Locale
    from lingopress_i18n.site import Site
    from lingopress_translate.glossary.row import Row

_FORMATS = {".csv": "csv", ".tsv": "csv", ".txt": "csv", ".tbx": "tbx", ".xml": "tbx"}
_format_option = click.option(
    "--format", "form", type=click.Choice(["csv", "tbx"]), help="If the file's name does not say."
)
_json_option = click.option("--json", "as_json", is_flag=True, help="One object a line: a term.")


@click.group(name="glossary")
def command() -> None:
    """Show the glossaries, bring terms in and out, and find forms to accept.

    A glossary is a catalog, locales/LOCALE/glossary.po, to be edited like any other; 'lingopress
    check' looks for its terms in every translation.
    """


@command.command(name="list")
@options.locale
@_json_option
@click.pass_obj
def list_(shell: Shell, tags: tuple[str, ...], *, as_json: bool) -> int:
    """List the terms of each locale.

    One line a term, separated by tabs: locale, term, what to use for it, and 'not translated',
    'draft' or 'missing' where that is so; drafts and missing ones do not count yet.
    """
    config = site.load(shell.publication)
    for locale in _chosen(config, tags):
        catalog = glossary.read(config, locale)
        for entry in catalog.entries if catalog else ():
            state, term = state_of(entry), glossary.term_of(entry)
            if state is State.OBSOLETE or catalog is None:
                continue
            if as_json:
                place = {"file": catalog.where, "line": entry.line, "state": state.value}
                click.echo(_as_json({"locale": locale.tag, **place, **_fields(term)}))
                continue
            kept = "not translated" if term.is_fixed else ""
            said = kept if state is State.REVIEWED else state.value
            cells = (locale.tag, term.source, term.target, said)
            click.echo(_line(*cells))
    return 0


@command.command(name="import")
@click.argument("file", metavar="FILE")
@options.locale
@click.option("--fuzzy", "is_fuzzy", is_flag=True, help="Leave new terms for a person to confirm.")
@_format_option
@click.pass_obj
def import_(
    shell: Shell, file: str, tags: tuple[str, ...], *, is_fuzzy: bool, form: str | None
) -> int:
    """Bring terms in from a spreadsheet (CSV) or a term base (TBX).

    The first line of a CSV names its columns: source, target, forms, forbidden, do_not_translate,
    note, source_forms. It is for one locale, named by -l; a TBX may be for several.

    New terms count at once, as you vouch for them. What stands in the glossary stays: it gets
    forms that it lacks, and where it is translated otherwise both places are named, and exit is 1.
    """
    from lingopress_translate.glossary import merging  # noqa: PLC0415 - for this command alone

    config = site.load(shell.publication)
    locales = _chosen(config, tags)
    rows = _read(config, locales, file, form)
    if not any(rows.values()):
        shell.say(f"glossary: no term for {', '.join(each.tag for each in locales)} in {file}")
    failed = 0
    for locale, each in rows.items():
        merged = merging.bring_in(config, locale, each, is_fuzzy=is_fuzzy)
        counts = merged.counts
        words = [count(counts["new"], "new term")]
        words += [f"{counts[name]} {name}" for name in ("extended", "same") if counts[name]]
        words += [f"{counts['empty']} without translation"] if counts["empty"] else []
        words += [count(len(merged.conflicts), "conflict")] if merged.conflicts else []
        if each:
            shell.say(f"{locale.tag}: {', '.join(words)}")
        shell.name_files([glossary.path(config, locale)] if merged.is_written else [])
        for conflict in merged.conflicts:
            click.echo(visible(f"{conflict.other}: {conflict.message} ({conflict.where})"))
            failed = 1
    return failed


@command.command(name="export")
@click.argument("file", metavar="[FILE]", required=False)
@options.locale
@_format_option
@click.pass_obj
def export(shell: Shell, file: str | None, tags: tuple[str, ...], *, form: str | None) -> int:
    """Write the terms that count as CSV, for one locale, or as TBX, for any number.

    Without FILE on stdout, as CSV if --format does not say otherwise. Cells that a spreadsheet
    would take for formulas get an apostrophe before them, which import takes away again.
    """
    config = site.load(shell.publication)
    terms = {locale: glossary.load(config, locale) for locale in _chosen(config, tags)}
    if _form(file or ".csv", form) == "csv":
        from lingopress_translate.glossary import sheet  # noqa: PLC0415 - for CSV alone

        data = sheet.write(terms[_single(list(terms))])
    else:
        from lingopress_translate.glossary import tbx  # noqa: PLC0415 - for TBX alone

        data = tbx.write(terms, config.source, config.title)
    if file is None:
        click.echo(data, nl=False)
    else:
        written = files.write_if_changed(Path(file), data)
        shell.say(f"glossary: {'wrote' if written else 'nothing has changed in'} {file}")
    return 0


@command.command(name="suggest")
@options.locale
@_json_option
@click.option("--write", "writes", is_flag=True, help="Put them into the glossary's comments.")
@click.pass_obj
def suggest(shell: Shell, tags: tuple[str, ...], *, as_json: bool, writes: bool) -> int:
    """Propose forms of terms that reviewed translations use.

    One line a form: locale, term, form, how often, and a place, separated by tabs. --write leaves
    them in the glossary as '# suggested forms: …', which counts for nothing: to accept one, move
    it to '# forms: …'.
    """
    from lingopress_translate.glossary import suggestions  # noqa: PLC0415 - for this command alone

    config = site.load(shell.publication)
    for locale in _chosen(config, tags):
        found = suggestions.suggest(config, locale)
        for each in found:
            if as_json:
                place = {"form": each.form, "count": each.count, "where": each.where}
                term = {"source": each.term.source, "target": each.term.target}
                click.echo(_as_json({"locale": locale.tag, **term, **place}))
            else:
                cells = (each.term.source, each.form, str(each.count), each.where)
                click.echo(_line(locale.tag, *cells))
        if writes and suggestions.write(config, locale, found):
            shell.name_files([glossary.path(config, locale)])
    return 0


def _read(
    config: Site, locales: list[Locale], file: str, form: str | None
) -> dict[Locale, list[Row]]:
    """Read a file's terms for these locales."""
    kind = _form(file, form)
    data = files.read_bytes(Path(file), file)
    if kind == "csv":
        from lingopress_translate.glossary import sheet  # noqa: PLC0415 - for CSV alone

        return {_single(locales): sheet.read(data, file)}
    from lingopress_translate.glossary import tbx  # noqa: PLC0415 - for TBX alone

    concepts = tbx.read(data, file)
    return {locale: tbx.rows(concepts, config.source, locale) for locale in locales}


def _form(file: str, form: str | None) -> str:
    """Tell the format of a file: as asked for, else by its name."""
    found = form or _FORMATS.get(Path(file).suffix.lower() or file)
    if found is None:
        raise ConfigError("is neither .csv nor .tbx", file, "say --format csv or --format tbx")
    return found


def _single(locales: list[Locale]) -> Locale:
    if len(locales) != 1:
        raise ConfigError("a CSV is for one locale", hint="name it: -l fr")
    return locales[0]


def _chosen(config: Site, tags: tuple[str, ...]) -> list[Locale]:
    """Give the locales that have glossaries: pseudo-locales have none."""
    return [locale for locale in config.choose(tags) if not locale.is_pseudo]


def _line(*cells: str) -> str:
    return "\t".join(visible(" ".join(cell.split())) for cell in cells).rstrip("\t")


def _fields(term: Term) -> dict[str, object]:
    return {
        "source": term.source,
        "target": term.target,
        "forms": term.forms,
        "forbidden": term.forbidden,
        "source_forms": term.source_forms,
        "do_not_translate": term.is_fixed,
        "note": term.note,
    }


def _as_json(fields: dict[str, object]) -> str:
    return json.dumps(fields, ensure_ascii=False)
