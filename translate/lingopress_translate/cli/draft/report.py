"""What a run did, or would do, in words and for programs."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from typing import TYPE_CHECKING, Any

import click

from lingopress_i18n.catalog.state import SAME
from lingopress_translate.cli.draft.progress import spent
from lingopress_translate.cli.shell import count
from lingopress_translate.engines.faults import Kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from lingopress_translate.cli.shell import Shell
    from lingopress_translate.draft import Drafting, Skipped
    from lingopress_translate.draft.forecast import Forecast
    from lingopress_translate.engines.faults import RequestError
    from lingopress_translate.pacing import Budget, Limit

_PLACES = 3
"""How many places of a reason are named where not all are asked for."""
_TEXT = 60
"""How much of a message is quoted."""


def summarize(
    shell: Shell, results: Sequence[Drafting], spending: Budget, *, is_json: bool
) -> None:
    """Say what became of each locale, and why messages are left without a draft."""
    for result in results:
        shell.name_files(result.written)
        if is_json:
            click.echo(json.dumps(_result(result), ensure_ascii=False))
        if result.remark:
            shell.say(f"{result.locale}: {result.remark}")
        for problem in result.unread:
            shell.say(f"{result.locale}: not in the memory: {problem}")
        drafted = count(result.drafted.total(), "draft")
        doubtful = f", {result.doubtful} to look at first" if result.doubtful else ""
        shell.say(f"{result.locale}: {drafted}{_origins(result.drafted)}{doubtful}")
        for line in _reasons(result.skipped, is_all=shell.is_verbose):
            shell.say(f"{result.locale}: {line}")
    if is_json:
        money = {currency: f"{amount:f}" for currency, amount in spending.costs.items()}
        click.echo(json.dumps({"characters": spending.characters, "costs": money}))
    if spending.characters:
        shell.say(f"sent: {spent(spending)}")
    for stop in {str(each.stopped): each.stopped for each in results if each.stopped}.values():
        click.echo(f"error: {_stop(stop)}", err=True)


def foretell(
    shell: Shell, ahead: Iterable[Forecast], limit: Limit | None, *, is_json: bool
) -> None:
    """Say what would be sent where, how much, and at what price."""
    for each in ahead:
        if is_json:
            click.echo(json.dumps(_forecast(each), ensure_ascii=False))
            continue
        if each.remark:
            click.echo(f"{each.locale}: {each.remark}")
        people = Counter({key: n for key, n in each.reused.items() if key != SAME})
        reused, same = people.total(), each.reused[SAME]
        parts = [f"{count(each.open, 'message')} to draft"]
        parts += [f"{reused} from what people have translated{_origins(people)}"] * (reused > 0)
        parts += [f"{same} with nothing to translate"] * (same > 0)
        parts += [f"{each.known} that {each.engine} has answered before"] * (each.known > 0)
        if each.texts:
            parts.append(
                f"{count(each.texts, 'text')} ({each.characters:,} characters) in "
                f"{count(each.requests, 'request')} to {each.engine}, {_where(each)}"
            )
        click.echo(f"{each.locale}: {'; '.join(parts)}")
    if not is_json:
        shell.say(f"nothing was sent{f'; a run would stop at {limit}' if limit else ''}")


def _where(each: Forecast) -> str:
    place = f"which is at {each.sends_to}" if each.sends_to else "on this machine"
    if not each.unit:
        return f"{place}, for nothing"
    if each.cost is None:
        return f"{place}: {each.units:,} {each.unit}s at a price that is not configured"
    return f"{place}: {each.units:,} {each.unit}s, about {each.cost:.4f} {each.currency}".rstrip()


def _origins(drafted: Counter[str]) -> str:
    found = ", ".join(f"{number} {origin}" for origin, number in drafted.items())
    return f" ({found})" if found else ""


def _reasons(skipped: Iterable[Skipped], *, is_all: bool) -> Iterable[str]:
    by_reason: defaultdict[str, list[Skipped]] = defaultdict(list)
    for each in skipped:
        by_reason[each.reason].append(each)
    for reason, places in by_reason.items():
        if is_all:
            yield f"{count(len(places), 'message')} without draft: {reason}"
            for each in places:
                yield f"  {each.where}: {each.msgid[:_TEXT]!r}"
            continue
        named = ", ".join(each.where for each in places[:_PLACES])
        more = f" and {len(places) - _PLACES} more (-v)" if len(places) > _PLACES else ""
        yield f"{count(len(places), 'message')} without draft: {reason} ({named}{more})"


def _stop(fault: RequestError) -> str:
    """Say why a run has ended early, and how it goes on."""
    match fault.kind:
        case Kind.QUOTA:
            then = "with more to spend, or when the quota is renewed, run the same command again"
        case Kind.AUTH | Kind.SETUP | Kind.UNSUPPORTED:
            then = "put that right and run the same command again"
        case _:
            then = "run the same command again later"
    return f"{fault}; what was answered is kept: {then}, and nothing is asked twice"


def _result(result: Drafting) -> dict[str, Any]:
    return {
        "locale": result.locale,
        "engine": result.engine,
        "remark": result.remark,
        "drafted": dict(result.drafted),
        "doubtful": result.doubtful,
        "skipped": [
            {"where": each.where, "msgid": each.msgid, "reason": each.reason}
            for each in result.skipped
        ],
        "written": [str(path) for path in result.written],
        "stopped": str(result.stopped) if result.stopped else None,
    }


def _forecast(each: Forecast) -> dict[str, Any]:
    return {
        "locale": each.locale,
        "engine": each.engine,
        "remark": each.remark,
        "sends_to": each.sends_to,
        "open": each.open,
        "reused": dict(each.reused),
        "answered_before": each.known,
        "texts": each.texts,
        "requests": each.requests,
        "characters": each.characters,
        "unit": each.unit,
        "units": each.units,
        "cost": None if each.cost is None else f"{each.cost:f}",
        "currency": each.currency,
    }
