"""Kill the command line at many steps: ``killing.py SITE WORK STRIDE ARGS…``; a test runs it.

For n = 1, 1 + STRIDE, … the folder SITE is copied to ``WORK/n/killed``, and there ``lingopress -C …
ARGS`` runs in a process of its own, which SIGKILL ends just before its n-th change of the file
system: opening for writing, changing a mode, linking, renaming, removing, making or removing a
folder. Then it runs again, undisturbed, in ``WORK/n/rerun``, a copy of what the first left. Ends
with the first n at which the command comes to its own end; a line on stdout gives each run's last
operation.

Nothing of the product is replaced: an audit hook of the interpreter counts. (Forks, because
starting an interpreter for every step would take minutes.)
"""

from __future__ import annotations

import itertools
import os
import shutil
import signal
import sys
from pathlib import Path

from lingopress_translate.cli import main

_CHANGES = {"os.chmod", "os.link", "os.mkdir", "os.remove", "os.rename", "os.rmdir"}
_OPENED_TO_WRITE = os.O_WRONLY | os.O_RDWR | os.O_CREAT


def _run(root: Path, args: list[str], kill_at: int | None, report: int) -> None:
    """Be the process that runs the command; never returns."""
    steps = itertools.count(1)

    def hook(event: str, values: tuple[object, ...]) -> None:
        if event in _CHANGES or (
            event == "open" and isinstance(values[2], int) and values[2] & _OPENED_TO_WRITE
        ):
            path = values[0]
        else:
            return
        if not str(path).startswith(str(root)):
            return
        step = next(steps)
        if step == kill_at:
            os.write(report, f"{step} {event} {Path(str(path)).relative_to(root)}\n".encode())
            os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(hook)
    try:
        main(["-q", "-C", str(root), *args])
    except SystemExit as end:
        os._exit(end.code if isinstance(end.code, int) else 0)
    os._exit(70)


def _in_child(root: Path, args: list[str], kill_at: int | None = None) -> int:
    """Run the command in a process of its own; give the exit code, or minus the signal."""
    sys.stdout.flush()
    child = os.fork()
    if not child:
        _run(root, args, kill_at, report=1)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def kill_at_steps(site: Path, work: Path, stride: int, args: list[str]) -> int:
    _in_child(Path(shutil.copytree(site, work / "warm-up")), args)
    shutil.rmtree(work / "warm-up")
    for step in itertools.count(1, stride):
        killed = Path(shutil.copytree(site, work / str(step) / "killed"))
        code = _in_child(killed, args, step)
        if code != -signal.SIGKILL:
            shutil.rmtree(work / str(step))
            return code
        rerun = Path(shutil.copytree(killed, work / str(step) / "rerun"))
        code = _in_child(rerun, args)
        if code:
            return code
    return 0


if __name__ == "__main__":
    sys.exit(kill_at_steps(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]), sys.argv[4:]))
