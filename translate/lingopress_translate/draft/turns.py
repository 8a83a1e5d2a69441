"""One run at a time for each locale: two would ask, and pay, for the same texts."""

from __future__ import annotations

import contextlib
import fcntl
import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from lingopress_i18n.locales import Locale
    from lingopress_i18n.site import Site


@contextlib.contextmanager
def turns(site: Site, locales: Iterable[Locale], tell: Callable[[str], None]) -> Iterator[None]:
    """Hold these locales for the time of a run; a killed process lets go of them.

    ``locales`` are in the site's order, so that no two runs wait for each other. ``tell`` is given
    each locale that another run has: it is waited for.
    """
    site.state.mkdir(parents=True, exist_ok=True)
    with contextlib.ExitStack() as held:
        for locale in locales:
            handle = os.open(site.state / f"draft-{locale.tag}.lock", os.O_RDWR | os.O_CREAT, 0o644)
            held.callback(os.close, handle)
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                tell(locale.tag)
                fcntl.flock(handle, fcntl.LOCK_EX)
        yield
