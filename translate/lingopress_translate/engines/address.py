"""Where a service is: the ``url`` of an engine's settings, checked."""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass
from urllib.parse import urlsplit

from lingopress_i18n.errors import ConfigError

_PORTS = {"http": 80, "https": 443}


@dataclass(frozen=True, slots=True)
class Address:
    """The base that a service's paths begin with."""

    scheme: str
    """``http`` or ``https``."""
    host: str
    """In lower case; an IPv6 address without brackets."""
    port: int
    path: str = ""
    """Begins with a slash and does not end with one; or is empty."""

    @property
    def name(self) -> str:
        """What errors call it: the host, and the port where it is not the usual one."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == _PORTS[self.scheme] else f"{host}:{self.port}"

    @property
    def url(self) -> str:
        """All of it, in one spelling."""
        return f"{self.scheme}://{self.name}{self.path}"

    @property
    def reach(self) -> str:
        """Where texts go that are sent there; empty if they stay on this machine."""
        return "" if self.is_local else self.name

    @property
    def is_local(self) -> bool:
        """Whether it is on this machine: on a loopback address, so that nothing leaves."""
        if self.host == "localhost":
            return True
        try:
            return ipaddress.ip_address(self.host).is_loopback
        except ValueError:
            return False


def parse(url: str, where: str, *, insecure: bool = False) -> Address:
    """Read the address of a service; ``where`` names the setting.

    Raises ConfigError for what is no address of the web, for one that holds a name and password,
    and for plain http to another machine unless ``insecure``: texts and keys could be read on the
    way.
    """
    example = "such as https://translate.example.org or http://127.0.0.1:5000"
    try:
        parts = urlsplit(url)
        port = parts.port
        host = parts.hostname or ""
        host = host if host.isascii() else host.encode("idna").decode()
    except (ValueError, UnicodeError):
        raise ConfigError("is no address", where, example) from None
    if parts.scheme not in _PORTS or not host or not url.isprintable() or " " in url:
        raise ConfigError("is no address", where, example)
    if parts.username is not None or parts.password is not None:
        hint = "keys are read from the environment"
        raise ConfigError("must not hold a name or a password", where, hint)
    if parts.query or parts.fragment:
        raise ConfigError("must end before ? and #", where, example)
    path = parts.path.rstrip("/")
    address = Address(parts.scheme, host, _PORTS[parts.scheme] if port is None else port, path)
    if address.scheme == "http" and not address.is_local and not insecure:
        raise ConfigError(
            "texts would go to another machine without encryption",
            where,
            "use https, or say insecure = true beside it if you trust the network",
        )
    return address
