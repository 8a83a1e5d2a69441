"""The command line in this process: the same code as in its own, without the start of Python."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from lingopress_i18n.render import ready
from lingopress_translate.cli import main
from trial import Result, Trial

if TYPE_CHECKING:
    from collections.abc import Callable


@pytest.fixture
def run(
    trial: Trial, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Callable[..., Result]:
    """Run the command line in this process, since there are so many cases.

    Templates that a test before has compiled in it are forgotten, as in a process of its own.
    """
    monkeypatch.setattr(ready, "_CODE", {})

    def run(*args: str) -> Result:
        with pytest.raises(SystemExit) as left:
            main(["-C", str(trial.root), *args])
        streams = capsys.readouterr()
        assert isinstance(left.value.code, int)
        return Result(left.value.code, streams.out, streams.err)

    return run
