"""Kill the command line at many steps, or let the system refuse it what it asks for.

``killing.py SITE WORK STRIDE FAULT ARGS…``; tests run it. For n = 1, 1 + STRIDE, … the folder SITE
is copied to ``WORK/n/faulty``, and there ``lingopress -C … ARGS`` runs in a process of its own.
What happens to it is the FAULT:

* ``SIGKILL`` ends it just before its n-th change of the file system: opening for writing, changing
  a mode, linking, renaming, removing, making or removing a folder.
* The name of an error (``EACCES``) is what the system answers to that change and every later one;
  to ``ENOSPC`` it does as a full disk: what is there can still be renamed and removed.
* ``vanished`` removes the n-th file that it opens for reading, just before it does; but not the
  configuration, without which there is nothing to run again.

Then it runs again, undisturbed, in ``WORK/n/rerun``, a copy of what the first left. Ends with the
first n at which the command comes to its own end; a line on stdout gives each run's step: n, the
operation, the path. What the faulty run said is in ``WORK/n/stderr``, its exit code in
``WORK/n/code``.

Nothing of the product is replaced: an audit hook of the interpreter counts. (Forks, because
starting an interpreter for every step would take minutes.)
"""

from __future__ import annotations

import errno
import itertools
import os
import shutil
import signal
import sys
from pathlib import Path

from lingopress_translate.cli import main

_CHANGES = {"os.chmod", "os.link", "os.mkdir", "os.remove", "os.rename", "os.rmdir"}
_NEED_NO_ROOM = {"os.chmod", "os.remove", "os.rename", "os.rmdir"}
_OPENED_TO_WRITE = os.O_WRONLY | os.O_RDWR | os.O_CREAT


def _strike(fault: str, event: str, path: str) -> None:
    """Let the fault happen to an operation."""
    if fault == "SIGKILL":
        os.kill(os.getpid(), signal.SIGKILL)
    elif fault == "vanished":
        Path(path).unlink(missing_ok=True)
    elif fault != "ENOSPC" or event not in _NEED_NO_ROOM:
        code = getattr(errno, fault)
        raise OSError(code, os.strerror(code), path)


def _may_vanish(path: Path, root: Path) -> bool:
    return path.is_file() and path.parent != root


def _run(root: Path, args: list[str], fault: str, at: int, report: Path) -> None:
    """Be the process that runs the command; never returns."""
    steps = itertools.count(1)
    line = os.open(report, os.O_WRONLY | os.O_CREAT) if at else -1

    def hook(event: str, values: tuple[object, ...]) -> None:
        is_open = event == "open" and isinstance(values[2], int)
        is_change = event in _CHANGES or (is_open and bool(int(str(values[2])) & _OPENED_TO_WRITE))
        wanted = is_open and not is_change if fault == "vanished" else is_change
        path = str(values[0]) if wanted else ""
        is_below = path.startswith(f"{root}{os.sep}")
        if not is_below or (fault == "vanished" and not _may_vanish(Path(path), root)):
            return
        step = next(steps)
        if step == at:
            os.write(line, f"{step} {event} {Path(path).relative_to(root)}\n".encode())
        if step == at or (step > at and fault not in {"SIGKILL", "vanished"}):
            _strike(fault, event, path)

    if at:
        sys.addaudithook(hook)
    try:
        main(["-q", "-C", str(root), *args])
    except SystemExit as end:
        sys.stderr.flush()
        os._exit(end.code if isinstance(end.code, int) else 0)
    os._exit(70)


def _in_child(root: Path, args: list[str], fault: str = "", at: int = 0) -> int:
    """Run the command in a process of its own; give the exit code, or minus the signal."""
    sys.stdout.flush()
    child = os.fork()
    if not child:
        if at:
            os.dup2(os.open(root.parent / "stderr", os.O_WRONLY | os.O_CREAT), 2)
        _run(root, args, fault, at, root.parent / "step")
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def strike_at_steps(site: Path, work: Path, stride: int, fault: str, args: list[str]) -> int:
    _in_child(Path(shutil.copytree(site, work / "warm-up")), args)
    shutil.rmtree(work / "warm-up")
    for step in itertools.count(1, stride):
        faulty = Path(shutil.copytree(site, work / str(step) / "faulty"))
        code = _in_child(faulty, args, fault, step)
        line = (work / str(step) / "step").read_text("utf-8")
        if not line:
            shutil.rmtree(work / str(step))
            return code
        sys.stdout.write(line)
        (work / str(step) / "code").write_text(str(code), "utf-8")
        rerun = Path(shutil.copytree(faulty, work / str(step) / "rerun"))
        code = _in_child(rerun, args)
        if code:
            return code
    return 0


if __name__ == "__main__":
    sys.exit(
        strike_at_steps(
            Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]), sys.argv[4], sys.argv[5:]
        )
    )
