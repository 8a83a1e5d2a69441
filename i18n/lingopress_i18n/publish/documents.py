"""Documents of articles, kept between publishes, so that a translator's edit parses no article.

They stand below ``.lingopress/documents/``, a file an article, and say what they were made from:
the article and the configuration, as their stamps tell, and our own code. What is lost there, or is
of something else, is parsed anew.
"""

from __future__ import annotations

import contextlib
import datetime
import hashlib
import pickle
from io import BytesIO
from typing import TYPE_CHECKING

from lingopress_i18n import document, files, markup, stamps
from lingopress_i18n.document import Document

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from lingopress_i18n.article import Article
    from lingopress_i18n.site import Site
    from lingopress_i18n.stamps import Stamp

_ODD = "surrogateescape"
"""How names of files are encoded that are no UTF-8."""
_SUFFIX = ".pickle"
_SIZE = 16
"""Bytes of the digest that a file begins with: of what the document was made from, and itself."""


class Documents:
    """The documents of a publication's articles."""

    def __init__(self, site: Site, inputs: Mapping[str, Stamp]) -> None:
        """Take the stamps of all that articles may be made from."""
        self._site, self._inputs = site, inputs
        ours = [f"{path} {inputs[path]}" for path in inputs if path.startswith(stamps.OURS)]
        made_from = "\0".join([inputs.get(stamps.CONFIG, ""), *sorted(ours)])
        self._start = hashlib.blake2b(made_from.encode(errors=_ODD), digest_size=_SIZE)

    def of(self, article: Article) -> Document:
        """Give an article's document; it is parsed if none is kept. Raises as ``markup.parse``."""
        found = self._kept(article)
        if found is None:
            found = markup.parse(article, self._site)
            self.keep(article, found)
        return found

    def keep(self, article: Article, made: Document) -> None:
        """Keep a document, if that is possible, and no other file has a part in it.

        Not in one step, as other files: half a file has another digest.
        """
        if article.where not in self._inputs or made.table:
            return
        data = pickle.dumps(made)
        path = self._path(article)
        with contextlib.suppress(OSError):  # what is not there is parsed
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(self._digest(article, data) + data)

    def _kept(self, article: Article) -> Document | None:
        try:
            found = self._path(article).read_bytes()
        except OSError:
            return None
        digest, data = found[:_SIZE], found[_SIZE:]
        if article.where not in self._inputs or digest != self._digest(article, data):
            return None
        try:
            made = _Reader(BytesIO(data)).load()
        except Exception:  # noqa: BLE001 - pickle has no list of what it raises
            return None
        return made if isinstance(made, Document) else None

    def _path(self, article: Article) -> Path:
        return _folder(self._site) / f"{article.name}{_SUFFIX}"

    def _digest(self, article: Article, data: bytes) -> bytes:
        found = self._start.copy()
        own = f"\0{article.where}\0{self._inputs[article.where]}\0"
        found.update(own.encode(errors=_ODD))
        found.update(data)
        return found.digest()


def sweep(site: Site, names: Iterable[str]) -> None:
    """Forget the documents of articles that are gone; ``names`` are those that are there."""
    files.keep_only(_folder(site), {f"{name}{_SUFFIX}" for name in names})


def _folder(site: Site) -> Path:
    return site.state / "documents"


class _Reader(pickle.Unpickler):
    """Reads documents, and nothing that does anything: whoever wrote the file."""

    def find_class(self, module: str, name: str) -> type:
        found: object = None
        if module == document.__name__:
            found = getattr(document, name, None)
        elif module == datetime.__name__:  # as front matter has them
            found = getattr(datetime, name, None)
        if isinstance(found, type):
            return found
        raise pickle.UnpicklingError(name)
