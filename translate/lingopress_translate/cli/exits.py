"""How a run ends: what is wrong in words for a person, and an exit code for scripts."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, NoReturn

from lingopress_i18n.errors import ConfigError, EngineError, LingopressError
from lingopress_translate.cli.shell import tell

if TYPE_CHECKING:
    from collections.abc import Callable


def code(work: Callable[[], object]) -> int:
    """Do what a command line says; give the exit code, which is what the work gives if a number.

    0 done; 1 the content has errors; 2 usage or configuration; 3 an engine or a network failed;
    130 interrupted.
    """
    try:
        result = work()
    except KeyboardInterrupt:
        tell("interrupted; what is done is kept")
        return 130
    except LingopressError as error:
        tell(f"error: {error}")
        return _of(error)
    except BrokenPipeError:  # the reader of our output has left, as head does
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except UnicodeEncodeError as error:  # it is what a file is called, or a mistake of ours
        if sys.getfilesystemencoding() == "utf-8":
            raise
        tell(
            f"error: file names cannot hold {error.object[error.start : error.end]!a} where"
            f" they are in {sys.getfilesystemencoding()!r} (set PYTHONUTF8=1, or a UTF-8 locale)"
        )
        return 2
    except OSError as error:  # whatever else the system refuses
        from lingopress_i18n import disk  # noqa: PLC0415 - not for help

        tell(f"error: {disk.refusal(error)}")
        return 2
    return result if isinstance(result, int) else 0


def at_once(code: int) -> NoReturn:
    """End this process without taking to pieces what goes with it: that takes up to 10 ms.

    For commands that leave nothing to be undone at the end: no threads, no folders for a while.
    """
    try:
        for stream in (sys.stdout, sys.stderr):
            if stream:  # which may have been closed from the start
                stream.flush()
    except OSError:  # Python has its own way of saying so
        sys.exit(code)
    os._exit(code)


def _of(error: LingopressError) -> int:
    match error:
        case ConfigError():
            return 2
        case EngineError():
            return 3
        case _:
            return 1
