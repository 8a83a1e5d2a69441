"""Update of a locale's catalogs to new templates: keep, move, mark stale, lose nothing."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from lingopress_i18n.catalog.merge import carried, exact, similar
from lingopress_i18n.catalog.merge.plan import plan
from lingopress_i18n.catalog.merge.renamed import follow_renames
from lingopress_i18n.catalog.merge.resegmented import accept, resegmented
from lingopress_i18n.catalog.merge.terms import Terms

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lingopress_i18n.catalog.po import Catalog

__all__ = ["Merge", "Terms", "merge", "pruned"]


@dataclass(frozen=True)
class Merge:
    """The catalogs of a locale after an update, and what happened to their messages."""

    catalogs: dict[str, Catalog]
    """By domain."""
    counts: Counter[str] = field(default_factory=Counter)
    """How many were ``restored``, ``moved``, ``copied``, ``carried`` or ``resegmented``, which keep
    their state, became ``stale``, are ``new``; and how many entries became ``obsolete``."""


def merge(templates: Mapping[str, Catalog], catalogs: Mapping[str, Catalog], terms: Terms) -> Merge:
    """Bring a locale's catalogs, one for each template at least, up to the templates.

    An entry whose message is still there stays as it is. A message that is new in its article gets
    the first of these that there is:

    1. what people confirmed for the old messages that it is made of, or was part of;
    2. the translation kept behind ``#~`` since the same message went from this article;
    3. that of the same message gone from another article;
    4. that of a gone message that says the same (``sameness``);
    5. that of the same sentence where it still stands in other articles, confirmed in one way;
    6. one that is stale then: of the messages it is made of or was part of; of a similar one gone
       from the same article; of one gone from another, or gone before.

    Translations that no message takes become obsolete, except for empty ones; so do all of a
    catalog whose template is gone. The order of ``catalogs`` does not matter.
    """
    counts: Counter[str] = Counter()
    plans = [plan(domain, catalogs[domain], templates.get(domain)) for domain in sorted(catalogs)]
    follow_renames(plans)
    proposals = [(each, resegmented(each, terms)) for each in plans]
    elsewhere = exact.vanished(plans)
    for each, proposed in proposals:
        accept(proposed, counts, stale=False)
        exact.restore(each, elsewhere, counts)
        exact.take_over(each, elsewhere, counts)
    carried.carry_over(plans, terms, counts)
    exact.copy(plans, counts)
    for each, proposed in proposals:
        accept(proposed, counts, stale=True)
        similar.match_edited(each, terms, counts)
    similar.match_elsewhere(plans, terms, counts)
    return Merge({each.domain: each.result(counts) for each in plans}, counts)


def pruned(catalog: Catalog, before: Catalog) -> Catalog:
    """Drop the entries that were obsolete in an earlier state of a catalog and still are."""
    old = {entry.key for entry in before.entries if entry.obsolete}
    kept = (entry for entry in catalog.entries if not (entry.obsolete and entry.key in old))
    return replace(catalog, entries=tuple(kept))
