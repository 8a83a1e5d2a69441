"""The lists that ``lingopress engines`` prints: for people on a terminal, and for programs.

What engines say of themselves may come from another package: it is printed as text, whatever
control characters or markup it has.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from lingopress_translate.engines.engine import Traits
    from lingopress_translate.engines.survey import Finding

_HERE = "this machine"
_WIDE = 120
"""Columns of a terminal that has room for what engines are."""


def as_json(finding: Finding) -> dict[str, object]:
    """Give all there is to know of an engine, for JSON."""
    traits = finding.traits
    shown: dict[str, object] = {
        "name": finding.name,
        "about": finding.about,
        "problem": finding.problem,
    }
    if traits:
        shown |= {
            "sends_to": traits.sends_to,
            "key": traits.key,
            "key_is_set": finding.is_key_set,
            "unit": traits.unit,
            "price": None if traits.price is None else float(traits.price),
            "currency": traits.currency,
            "max_items": traits.max_items,
            "max_characters": traits.max_characters,
            "workers": traits.workers,
            "rate": traits.rate,
            "carriers": list(traits.carriers),
            "reads_context": traits.reads_context,
            "reads_terms": traits.reads_terms,
        }
    return {**shown, "locales": {tag: reason or "ready" for tag, reason in finding.locales.items()}}


def overview(findings: Sequence[Finding]) -> None:
    """Print a table on a terminal, else a line for each engine and locale."""
    if sys.stdout.isatty():
        _table(findings)
        return
    for finding in findings:
        states = _states(finding) or [("", finding.problem)]
        for tag, state in states:
            cells = (finding.name, _place(finding), tag, state, _key(finding), finding.about)
            click.echo("\t".join(map(_plain, cells)))


def details(findings: Iterable[Finding]) -> None:
    """Print everything about engines, a line a fact: aligned on a terminal, else behind a tab."""
    for finding in findings:
        facts = [("engine", finding.name), *_facts(finding)]
        width = max(len(name) for name, _ in facts) if sys.stdout.isatty() else 0
        for name, value in facts:
            start = f"{name:{width}}  " if width else f"{name}\t"
            click.echo(f"{start}{_plain(value)}")


def _table(findings: Iterable[Finding]) -> None:
    from rich import box  # noqa: PLC0415 - slow to load
    from rich.console import Console  # noqa: PLC0415 - likewise
    from rich.table import Table  # noqa: PLC0415 - likewise

    console = Console(highlight=False, markup=False, emoji=False)
    table = Table(box=box.SIMPLE_HEAD, padding=(0, 1, 0, 0), caption_justify="left")
    table.caption = "more, and why not: lingopress engines list NAME"
    is_wide = console.width >= _WIDE
    table.add_column("engine", no_wrap=True)
    for name in ("what it is", "text goes to", "key", "ready for")[not is_wide :]:
        table.add_column(name, overflow="fold")
    for finding in findings:
        cells = (finding.about, _place(finding), _key(finding), _ready(finding))
        table.add_row(_plain(finding.name), *map(_plain, cells[not is_wide :]))
    console.print(table)


def _ready(finding: Finding) -> str:
    """Say which locales are ready, and of the others what the first lacks."""
    if finding.problem:
        return finding.problem
    lacking = {tag: reason for tag, reason in finding.locales.items() if reason}
    ready = ", ".join(tag for tag in finding.locales if tag not in lacking)
    if not lacking:
        return ready
    reason = next(iter(lacking.values()))
    return f"{ready or 'none'}; not {', '.join(lacking)}: {reason}"


def _states(finding: Finding) -> list[tuple[str, str]]:
    return [(tag, reason or "ready") for tag, reason in finding.locales.items()]


def _place(finding: Finding) -> str:
    return (finding.traits.sends_to or _HERE) if finding.traits else ""


def _key(finding: Finding) -> str:
    if not finding.traits or not finding.traits.key:
        return ""
    return f"{finding.traits.key} ({'set' if finding.is_key_set else 'not set'})"


def _facts(finding: Finding) -> list[tuple[str, str]]:
    """List what is known, in words."""
    known = [("problem", finding.problem), ("what it is", finding.about)]
    if finding.traits:
        known += [
            ("text goes to", _place(finding)),
            ("key", _key(finding) or "none needed"),
            ("price", _price(finding.traits)),
            *_limits(finding.traits),
        ]
    return [(name, value) for name, value in known if value] + _states(finding)


def _price(traits: Traits) -> str:
    if not traits.unit:
        return "free"
    if traits.price is None:
        return f"by the {traits.unit}; say what a million costs as its 'price' in lingopress.toml"
    return f"{traits.price} {traits.currency} for a million {traits.unit}s".replace("  ", " ")


def _limits(traits: Traits) -> list[tuple[str, str]]:
    rate = "" if traits.rate is None else f", {traits.rate:g} a second"
    reads = {"context": traits.reads_context, "glossary": traits.reads_terms}
    return [
        ("a request", f"{_count(traits.max_items, 'text')}, {traits.max_characters} characters"),
        ("at a time", f"{_count(traits.workers, 'request')}{rate}"),
        ("markup as", ", ".join(traits.carriers)),
        ("reads", ", ".join(name for name, does in reads.items() if does)),
    ]


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _plain(text: str) -> str:
    """Make one line of a text, without anything that a terminal would obey."""
    return " ".join("".join(char if char.isprintable() else " " for char in text).split())
