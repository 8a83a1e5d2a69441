"""What the gates hold back, and why: for those who publish."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from lingopress_i18n.gates import Gate
from lingopress_i18n.page_status import CHECK, Obstacle

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from lingopress_i18n.locales import Locale
    from lingopress_i18n.page_status import PageStatus
    from lingopress_i18n.page_status.statuses import Statuses
    from lingopress_i18n.publication import Publication


class Below(NamedTuple):
    """A page that is not what its gate asks for."""

    locale: str
    """BCP 47 tag."""
    article: str
    """Its name."""
    status: PageStatus

    def __str__(self) -> str:
        """Say what became of the page, and where the first thing to do is."""
        what = "stays published, out of date" if self.status.is_published else "is held"
        why = "; ".join(map(str, self.status.obstacles))
        return f"{self.locale}: {self.article} {what}: {why}"


def errors(publication: Publication) -> dict[tuple[str, str], Obstacle]:
    """Give the first error that the checks find in each article that waits for them.

    By locale tag and article. Nothing is checked where no gate asks for it.
    """
    site = publication.site
    if not site.gates.checks or Gate.HOLD not in site.gates.every:
        return {}
    from lingopress_i18n.checks.rule import Severity  # noqa: PLC0415 - all rules, seldom asked for
    from lingopress_i18n.checks.run import check  # noqa: PLC0415 - likewise

    found: dict[tuple[str, str], Obstacle] = {}
    for each in check(site, site.locales, publication.articles).diagnostics:
        if each.severity is Severity.ERROR:
            obstacle = Obstacle(CHECK, each.where, 1, f"{each.rule}: {each.message}")
            found.setdefault((each.locale, each.domain), obstacle)
    return found


def below(
    statuses: Statuses, locales: Iterable[Locale], names: Collection[str] | None = None
) -> list[Below]:
    """List the pages of these locales that are held, or out only since they were complete once.

    By locale, then by article; of ``names`` alone, where they are given.
    """
    return [
        Below(locale.tag, article.name, status)
        for locale in locales
        for name, article in statuses.publication.articles.items()
        if (names is None or name in names)
        and article.is_translated
        and (status := statuses.of(article, locale)).is_below_gate
    ]
