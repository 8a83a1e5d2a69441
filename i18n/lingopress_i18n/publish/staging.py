"""The site that a publish makes, before anybody sees it, and the step in which everybody does.

New files go into a second tree beside the site, which shares all others with it (hard links). Then
the two change places in one step, so that a killed publish leaves the old site or the new one, and
a reader never gets pages of both. The old tree stays as the second one of the next publish, which
so costs what has changed; what is in both is noted, so that of folders that nobody has changed
nothing but their times is looked at. What others have put
into the site (CNAME, a proof of ownership) is in both.

One file alone is renamed into its place. Where folders cannot change places (another file system or
a mount point, symbolic links or a repository inside), files are replaced one after the other when
all are made: new pages before the pages that may link to them, and removals last, so that a reader
follows no link into the void.
"""

from __future__ import annotations

import contextlib
import json
import os
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

from lingopress_i18n import files, saving
from lingopress_i18n.exchange import exchange
from lingopress_i18n.publish import aside, trees

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from lingopress_i18n.site import Site


class Stage:
    """What is to become the site."""

    def __init__(self, site: Site) -> None:
        """Begin with the site as it is."""
        self._public = str(site.output) + os.sep
        self._is_there = os.path.lexists(site.output)
        self._tree = _folder(site) / "site"
        self._record = _folder(site) / "site.trees"
        self._before: trees.Tree | None = None
        self._times: Mapping[str, str] = {}
        self._waiting: dict[str, bytes] = {}
        self._is_open = False
        self._folders: set[str] = set()
        self._ahead: Callable[[], bytes] | None = None

    @contextlib.contextmanager
    def looked_at_ahead(self) -> Iterator[None]:
        """Have a fork look at both trees already, if many files are going to be written."""
        with aside.asked(self._changes) as answer:
            self._ahead = answer
            yield

    def _changes(self) -> bytes:
        """Name the folders of both trees that have changed since the looks that are noted."""
        roots = Path(self._public), self._tree
        looks = trees.noted(self._record)
        found = [trees.changes(*each) for each in zip(roots, looks, strict=False)]
        return json.dumps(found).encode()

    def open(self) -> None:
        """Get ready for many files, which then do not wait in memory; and for forks that write."""
        if self._is_open:
            return
        self._is_open = True
        with contextlib.suppress(OSError):
            if self._is_there:
                changed = json.loads(self._ahead()) if self._ahead else []
                changed_here, changed_there = changed or (None, None)
                site, twin = trees.load(self._record) or (None, None)
                before = trees.scan(Path(self._public), site, changed_here)
                if before.is_plain and not os.path.islink(self._public[:-1]):  # noqa: PTH114 - as below
                    there = trees.Tree()
                    if self._tree.is_dir():
                        there = trees.scan(self._tree, twin, changed_there)
                    trees.mirror(Path(self._public), before, self._tree, there)
                    self._before, self._times = before, there.times
        if self._before is None:
            with files.refused(self._tree):
                if os.path.lexists(self._tree):
                    shutil.rmtree(self._tree)
                self._tree.mkdir(parents=True)

    def write(self, path: str, data: bytes) -> bool:
        """Take the content of a file, by path from the site's root; tell whether it is another.

        Raises ConfigError when it cannot be written.
        """
        with files.refused(self._public + path):
            if self._is_there and files.content(self._public + path) == data:
                return False
            if self._is_open:
                self._put(path, data)
            else:
                self._waiting[path] = data
            return True

    def go_live(self, written: Sequence[str], removed: Sequence[str]) -> None:
        """Make what is staged the site. Raises ConfigError when that cannot be.

        ``written`` are the paths that ``write`` has found to be other than before, in the order in
        which they are to be replaced if it has to be one by one; ``removed`` goes.
        """
        if not written and not removed:
            return
        if not self._is_open and len(written) + len(removed) == 1:
            self._one_by_one(written, removed)
            return
        self.open()
        with files.refused(self._public):
            for path, data in self._waiting.items():
                self._put(path, data)
            for path in removed if self._before else ():
                files.remove(self._tree / path)
            is_live = self._has_changed_places(written) if self._is_there else self._is_moved()
            if not is_live:
                self._one_by_one(written, removed)

    def _put(self, path: str, data: bytes) -> None:
        """Write into the second tree, where nobody looks; what is there is the site's, too."""
        target = f"{self._tree}{os.sep}{path}"
        folder = os.path.dirname(target)  # noqa: PTH120 - of thousands, a path object each costs more
        if folder not in self._folders:
            _make(folder)
            self._folders.add(folder)
        if self._before is None or path not in self._before.files:
            files.create(target, data)
            return
        mode = os.stat(target).st_mode & 0o777  # noqa: PTH116 - likewise
        os.unlink(target)  # noqa: PTH108 - likewise
        files.create(target, data)
        os.chmod(target, mode)  # noqa: PTH101 - likewise

    def _is_moved(self) -> bool:
        """Make the first tree the site, in one step where that is possible."""
        try:
            self._tree.rename(self._public)
        except OSError:  # another file system, for one
            return False
        return True

    def _has_changed_places(self, written: Sequence[str]) -> bool:
        """Let the trees change places, if they can; move what somebody has just put into the old.

        That is the moment between the look at the site and the step.
        """
        public, before = Path(self._public), self._before
        if before is None:
            return False
        try:
            if not exchange(self._tree, public):
                return False
        except OSError:  # whatever it is, one file after the other may go
            return False
        own = frozenset(written)
        for path in trees.strays(before, self._tree) - own:
            (public / path).parent.mkdir(parents=True, exist_ok=True)
            (self._tree / path).replace(public / path)
        trees.save(self._record, before, self._times, before.times)
        return True

    def _one_by_one(self, written: Sequence[str], removed: Sequence[str]) -> None:
        """Replace files when all of them are beside those that they replace: a disk may be full."""
        with contextlib.ExitStack() as stack:
            ready = []
            for path in written:
                data = self._waiting.get(path)
                data = (self._tree / path).read_bytes() if data is None else data
                target = stack.enter_context(files.writing(Path(self._public, path)))
                ready.append((stack.enter_context(files.beside(target, data)), target))
            for temporary, target in ready:
                temporary.replace(target)
        for path in removed:
            files.remove(Path(self._public, path))


@contextlib.contextmanager
def turn(site: Site) -> Iterator[None]:
    """Wait until no other publish of this site runs, and let none begin.

    The system takes a killed process's turn from it. Raises ConfigError where nothing can be
    written.
    """
    folder = _folder(site)
    with files.refused(folder):
        folder.mkdir(parents=True, exist_ok=True)
    with saving.locked(folder):
        yield


def _make(folder: str) -> None:
    """Make a folder, if it is not there, in one step where the one above is. Raises OSError."""
    try:
        os.mkdir(folder)  # noqa: PTH102 - as of files
    except FileExistsError:
        pass
    except FileNotFoundError:
        os.makedirs(folder, exist_ok=True)  # noqa: PTH103 - likewise


def _folder(site: Site) -> Path:
    return site.state / "staged"
