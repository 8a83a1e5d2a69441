"""``lingopress inspect``."""

from __future__ import annotations

import json
import textwrap
from collections import Counter
from typing import TYPE_CHECKING

import click

from lingopress_i18n import site
from lingopress_i18n.checks.rule import Severity
from lingopress_i18n.inspection import run
from lingopress_i18n.inspection.registry import RULES
from lingopress_translate.cli.shell import Shell, count, visible

if TYPE_CHECKING:
    from lingopress_i18n.inspection.rule import Finding


@click.command(name="inspect")
@click.option("--strict", is_flag=True, help="Exit with 1 on warnings, too.")
@click.option("--json", "as_json", is_flag=True, help="One object a line: a finding.")
@click.option("--list", "lists", is_flag=True, help="List the rules, and why they are there.")
@click.pass_obj
def command(shell: Shell, *, strict: bool, as_json: bool, lists: bool) -> int:
    """Look for mistakes in the built site: what browsers and search engines get.

    Reads public/ as it is, whatever theme has made it: languages and directions, canonical
    addresses, hreflang both ways, sitemap, feeds, links and anchors, JSON-LD, style sheets. Prints
    'file:line: severity: rule: message' and exits with 1 on errors. Nothing is written.
    """
    if lists:
        return _list()
    found, pages = run.inspect(site.load(shell.publication))
    for each in found:
        click.echo(_as_json(each) if as_json else _as_line(each))
    numbers = Counter(each.severity for each in found)
    said = ", ".join(
        count(numbers[each], "note" if each is Severity.INFO else each.value) for each in Severity
    )
    shell.say(f"inspect: {said} in {count(pages, 'page')}")
    fatal = (Severity.ERROR, Severity.WARNING) if strict else (Severity.ERROR,)
    return 1 if any(numbers[each] for each in fatal) else 0


def _as_line(found: Finding) -> str:
    place = f"{found.path}:{found.line}"
    return visible(f"{place}: {found.severity.value}: {found.rule}: {found.message}")


def _as_json(found: Finding) -> str:
    return json.dumps(
        {
            "file": found.path,
            "line": found.line,
            "severity": found.severity.value,
            "rule": found.rule,
            "message": found.message,
        },
        ensure_ascii=False,
    )


def _list() -> int:
    width = max(map(len, RULES))
    for each in RULES.values():
        click.echo(f"{each.id:<{width}}  {each.severity.value:<7}  {each.title}")
        indent = " " * (width + 11)
        click.echo(textwrap.fill(each.why, 100, initial_indent=indent, subsequent_indent=indent))
    return 0
