"""``lingopress check``."""

from __future__ import annotations

import json
import textwrap
from collections import Counter
from typing import TYPE_CHECKING

import click

from lingopress_i18n import publication, site
from lingopress_i18n.checks import run
from lingopress_i18n.checks.registry import RULES
from lingopress_i18n.checks.rule import Severity
from lingopress_i18n.errors import ConfigError, did_you_mean
from lingopress_translate.cli import options
from lingopress_translate.cli.shell import Shell, count

if TYPE_CHECKING:
    from collections.abc import Collection

    from lingopress_i18n.checks.rule import Diagnostic

_ALL = ""


@click.command(name="check")
@click.argument("articles", nargs=-1, metavar="[ARTICLE]...")
@options.locale
@click.option("--strict", is_flag=True, help="Exit with 1 on warnings, too.")
@click.option("--json", "as_json", is_flag=True, help="One object a line: a finding.")
@click.option("--list", "lists", is_flag=True, help="List the rules.")
@click.option(
    "--explain",
    "rule",
    is_flag=False,
    flag_value=_ALL,
    metavar="[RULE]",
    help="Say why there is a rule and what to do; without RULE, list them.",
)
@click.pass_obj
def command(  # noqa: PLR0913 - a parameter for each option
    shell: Shell,
    articles: tuple[str, ...],
    tags: tuple[str, ...],
    rule: str | None,
    *,
    strict: bool,
    as_json: bool,
    lists: bool,
) -> int:
    """Look for mistakes in the catalogs.

    Prints 'file:line: severity: rule: message' and exits with 1 on errors. Reviewed entries get
    all rules; drafts those that find what machines do, as warnings at most; stale entries none.
    Catalogs are read as they are, and nothing is written.

    A translator's comment '# lingopress: ok RULE' says that a finding is none; the table [checks]
    of lingopress.toml changes the severity of rules, or turns them off.
    """
    if lists or rule == _ALL:
        return _list()
    if rule is not None:
        return _explain(rule)
    config = site.load(shell.publication)
    report = run.check(config, config.choose(tags), _domains(shell, articles))
    for each in report.diagnostics:
        click.echo(_as_json(each) if as_json else _as_line(each))
    found = Counter(each.severity for each in report.diagnostics)
    numbers = ", ".join(count(found[severity], _noun(severity)) for severity in Severity)
    shell.say(f"check: {numbers} in {_entries(report.checked)}")
    worst = (Severity.ERROR, Severity.WARNING) if strict else (Severity.ERROR,)
    return 1 if report.worst() in worst else 0


def _domains(shell: Shell, articles: tuple[str, ...]) -> Collection[str] | None:
    """Give the domains of these articles; None for no article. The sources are read for names."""
    if not articles:
        return None
    return [each.name for each in publication.select(publication.load(shell.root), articles)]


def _as_line(found: Diagnostic) -> str:
    return f"{found.where}: {found.severity.value}: {found.rule}: {' '.join(found.message.split())}"


def _as_json(found: Diagnostic) -> str:
    path, _, line = found.where.rpartition(":")
    return json.dumps(
        {
            "file": path,
            "line": int(line),
            "severity": found.severity.value,
            "rule": found.rule,
            "message": found.message,
            "locale": found.locale,
            "domain": found.domain,
            "state": found.state.value,
            "context": found.msgctxt,
            "msgid": found.msgid,
        },
        ensure_ascii=False,
    )


def _noun(severity: Severity) -> str:
    return "note" if severity is Severity.INFO else severity.value


def _entries(number: int) -> str:
    return f"{number} entries" if number != 1 else "1 entry"


def _list() -> int:
    width = max(map(len, RULES))
    for each in RULES.values():
        click.echo(f"{each.id:<{width}}  {each.severity.value:<7}  {each.title}")
    return 0


def _explain(name: str) -> int:
    found = RULES.get(name)
    if found is None:
        hint = did_you_mean(name, RULES) or "'lingopress check --list' names them all"
        raise ConfigError(f"there is no rule {name!r}", hint=hint)
    click.echo(f"{found.id} ({found.severity.value}): {found.title}\n")
    for text in (found.why, found.fix):
        click.echo(textwrap.fill(text, 78, initial_indent="  ", subsequent_indent="  "))
    click.echo(f"\n  To accept one finding, add to the entry:  # lingopress: ok {found.id}")
    click.echo(f'  To turn it off, in lingopress.toml:       [checks.rules] {found.id} = "off"')
    return 0
