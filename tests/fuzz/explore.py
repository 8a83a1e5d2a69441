"""Fuzzing led by coverage: ``make fuzz SECONDS=60``. Needs the extra ``[fuzz]``.

Starts from the cases of other tests, of ``attacks/`` and of ``found.toml``, changes them at random,
keeps what reaches new lines of the library, and stops at the first journey that fails: libFuzzer
names the file with its input, which ``explore.py FILE`` tries again. Made small, it belongs into
``found.toml``.
"""

from __future__ import annotations

import sys
import tempfile
import tomllib
from pathlib import Path

import atheris

TESTS = Path(__file__).parent.parent
sys.path.insert(0, str(TESTS))

with atheris.instrument_imports(include=["lingopress_i18n"]):
    from fuzz.found import cases
    from fuzz.journey import SUFFIXES, travel
    from laws.material import BLOCKS, INLINE
    from laws.test_html_sources import PIECES as TAGS

SPLIT = "\x1f"
"""Between the article and the hostile translation."""
FRONT = ("---\n", "+++\n", "title: ", "tags: [", "- ", "&a ", "*a", "|\n  ", '"\\u0000"', " = '''")


def one(data: bytes) -> None:
    """Make the journey that an input describes: a byte for the format, article, translation."""
    if data:
        text, _, hostile = data[1:].decode("utf-8", "replace").partition(SPLIT)
        travel(text.encode(), SUFFIXES[data[0] % len(SUFFIXES)], hostile)


def seeds() -> list[bytes]:
    """Collect inputs to start from."""
    found = [case.seed(SPLIT) for case in cases()]
    for path in sorted((TESTS / "library").rglob("*.toml")):
        for case in tomllib.loads(path.read_text("utf-8")).get("case", []):
            if isinstance(source := case.get("source"), str):
                found += [bytes((kind,)) + f"{source}{SPLIT}{source}".encode() for kind in range(3)]
    for path in sorted((TESTS / "laws/attacks").glob("*.toml")):
        for case in tomllib.loads(path.read_text("utf-8"))["case"]:
            found.append(f"\0{case['source']}{SPLIT}{case['translation']}".encode())
    return found


def main() -> None:
    """Run until the time that libFuzzer's options set is over."""
    work = Path(tempfile.mkdtemp(prefix="corpus-"))
    for number, seed in enumerate(seeds()):
        (work / f"{number:04}").write_bytes(seed)
    words = sorted({*INLINE, *BLOCKS, *TAGS, *FRONT})
    quoted = ("".join(f"\\x{byte:02x}" for byte in word.encode()) for word in words if word)
    dictionary = work.with_suffix(".dict")
    dictionary.write_text("".join(f'"{word}"\n' for word in quoted), "utf-8")
    atheris.Setup(
        [sys.argv[0], f"-dict={dictionary}", "-max_len=600", *sys.argv[1:], str(work)], one
    )
    atheris.Fuzz()


if __name__ == "__main__":
    main()
