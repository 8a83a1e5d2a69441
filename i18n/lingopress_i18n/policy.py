"""What translations may add to their sources: the table ``[policy]`` of ``lingopress.toml``.

It can name hosts that links may lead to, and HTML elements without attributes. Nothing in it lets
a translation run a script, load anything when the page is opened, or style the page.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

from lingopress_i18n import configuration
from lingopress_i18n.errors import ConfigError

if TYPE_CHECKING:
    from collections.abc import Mapping

ELEMENTS = (
    *("abbr", "b", "bdi", "br", "cite", "code", "del", "dfn", "em", "i", "ins", "kbd", "mark", "q"),
    *("rp", "rt", "ruby", "s", "samp", "small", "strong", "sub", "sup", "u", "var", "wbr"),
)
"""HTML elements that a policy may name: without attributes they do nothing but mark text."""

SCHEMES = ("https", "http", "mailto", "tel")
"""URL schemes that a policy may name: none loads or runs anything before a reader follows it."""

SETTINGS = ("hosts", "schemes", "elements")
"""What may be in the table."""
_LABEL = r"[^\W_](?:[^\W_]|-)*"
_HOST = re.compile(rf"(\*\.)?{_LABEL}(?:\.{_LABEL})+")
_WEB = re.compile(r"(https?)://([^\s/?#@:\\%\[\]]+)(?:[/?#][^\s\\{}\x00-\x1f\x7f]*)?")
"""An address without user, port, backslash or template tag, on which all readers agree."""
_MAIL = re.compile(r"(mailto):[A-Za-z0-9._+-]+@([^\s/?#@:\\%\[\]]+)")
_PHONE = re.compile(r"(tel):(?:\+|%2B)?[0-9][0-9().-]{1,24}")
_SUBDOMAINS = re.compile(r"(?:[a-z0-9-]+\.)+")


class Policy(NamedTuple):
    """What translations may use though their source does not."""

    hosts: tuple[str, ...] = ()
    """Hosts that links may lead to; ``*.example.org`` names all below ``example.org``."""
    schemes: tuple[str, ...] = ("https",)
    """How they may lead there, of ``SCHEMES``."""
    elements: frozenset[str] = frozenset()
    """Elements, of ``ELEMENTS``, in Markdown or as raw tags without attributes."""

    def admits_link(self, target: str) -> bool:
        """Tell whether a link, not a picture, may lead to a target, its escapes resolved."""
        match = _WEB.fullmatch(target) or _MAIL.fullmatch(target)
        if match:
            return match[1] in self.schemes and self._has_host(match[2])
        return "tel" in self.schemes and _PHONE.fullmatch(target) is not None

    def _has_host(self, host: str) -> bool:
        if host in self.hosts:
            return True
        wanted = (each.removeprefix("*.") for each in self.hosts if each.startswith("*."))
        return any(
            host.endswith(f".{each}") and _SUBDOMAINS.fullmatch(host.removesuffix(each)) is not None
            for each in wanted
        )


NOTHING = Policy()
"""The policy of a site that has none: a translation uses what its source has."""


def parse(table: Any, where: str) -> Policy:  # noqa: ANN401 - from TOML
    """Read the table; ``where`` names it in errors: ``lingopress.toml: policy``.

    Raises ConfigError for an unknown key or a value that would give more than it may.
    """
    values = configuration.table(table, SETTINGS, where)
    hosts = tuple(configuration.strings(values, "hosts", where))
    for at, host in enumerate(hosts):
        if not _HOST.fullmatch(host) or host != host.lower():
            raise ConfigError(
                f"{host!r} is no host",
                f"{where}.hosts[{at}]",
                "such as fr.wikipedia.org, or *.wikipedia.org for all below it; in lower case, "
                "without scheme, port or path",
            )
    schemes = _choice(values, "schemes", SCHEMES, where) or NOTHING.schemes
    return Policy(hosts, schemes, frozenset(_choice(values, "elements", ELEMENTS, where)))


def _choice(
    values: Mapping[str, Any], key: str, known: tuple[str, ...], where: str
) -> tuple[str, ...]:
    """Read a list of names, all of them known ones."""
    names = tuple(configuration.strings(values, key, where))
    for at, name in enumerate(names):
        if name not in known:
            raise ConfigError(
                f"translations may not be given {name!r}",
                f"{where}.{key}[{at}]",
                f"what may stand here: {', '.join(known)}",
            )
    return names
