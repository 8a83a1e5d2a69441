"""Generated catalogs: well-formed, and in every odd shape that an editor may leave behind."""

from __future__ import annotations

import string

from hypothesis import strategies as st

HEADER = (
    'msgid ""\nmsgstr ""\n"Project-Id-Version: x\\n"\n"Language: es\\n"\n'
    '"Content-Type: text/plain; charset=UTF-8\\n"\n'
    '"Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n'
)
SNIPPETS = (
    *(
        "Uno ",
        "dos,",
        " tres.",
        "a" * 90,
        "\\n",
        "\\t",
        '\\"',
        "\\\\",
        "第一届论坛在成都举行。" * 5,
    ),
    *("المعاهدة ", "e\u0301", "\U0001f3ac", "\u202b", "%s", "#~ ", "msgid ", "\u00a0", "\u2028"),
)


@st.composite
def _string(draw: st.DrawFn, keyword: str, first: str = "") -> list[str]:
    """Draw a string that is cut into lines by hand, anywhere."""
    pieces = [first, *draw(st.lists(st.sampled_from(SNIPPETS), max_size=4))]
    shape = draw(st.sampled_from(["one line", "empty first", "by hand"]))
    if shape == "one line":
        return [f'{keyword} "{"".join(pieces)}"']
    lines = [f'"{piece}"' for piece in pieces]
    return (
        [f'{keyword} ""', *lines]
        if shape == "empty first"
        else [f"{keyword} {lines[0]}", *lines[1:]]
    )


COMMENTS = (
    "# note",
    "#",
    "#  spaced ",
    "#. what it is",
    "#.",
    "#: a.md:1 b.md",
    "#: ",
    "#.odd",
    "#note",
    "#: \u2068my article.md\u2069:3 b.md",
    "#",
    "#!",
    "#\u00a0",
)
FLAGS = (
    "#, fuzzy",
    "#, c-format, fuzzy",
    "#, x-unknown",
    "#,no-wrap",
    "#, fuzzy\n#, range: 0..3",
    "#= c-format\n#, fuzzy",
)


@st.composite
def entries(draw: st.DrawFn, number: int) -> list[str]:
    """Draw one entry's lines; its msgid begins with its number, so it is alone with that."""
    lines = draw(st.lists(st.sampled_from(COMMENTS), max_size=3))
    lines += draw(st.lists(st.sampled_from(FLAGS), max_size=1))
    is_obsolete = draw(st.integers(0, 5)) == 0
    body: list[str] = []
    if draw(st.integers(0, 4)) == 0:
        body += draw(_string("msgctxt"))
    body += draw(_string("msgid", f"{number}. "))
    if draw(st.integers(0, 4)) == 0:
        body += draw(_string("msgid_plural"))
        body += draw(_string("msgstr[0]")) + draw(_string("msgstr[1]"))
    else:
        body += draw(_string("msgstr"))
    if draw(st.integers(0, 4)) == 0:
        old = draw(_string("msgctxt")) if draw(st.booleans()) else []
        old += draw(_string("msgid"))
        old += draw(_string("msgid_plural")) if draw(st.booleans()) else []
        old = [f"| {line}" for line in old]
        lines += [f"#{'~' if is_obsolete else ''}{line}" for line in old]
    if is_obsolete:
        lines = [line for line in lines if line[:2] in ("# ", "#,", "#=", "#~") or line == "#"]
        body = [f"#~ {line}" for line in body]
    indent = draw(st.sampled_from(["", "", "", " ", "\t"]))
    return "\n".join([*lines, *(indent + line for line in body)]).split("\n")


@st.composite
def catalogs(draw: st.DrawFn) -> bytes:
    """Draw a catalog's bytes."""
    text = HEADER
    for number in range(draw(st.integers(0, 6))):
        text += draw(st.sampled_from(["\n", "\n", "\n", "", "\n\n", " \n", "\n# lone\n\n"]))
        text += "\n".join(draw(entries(number))) + "\n"
    text += draw(st.sampled_from(["", "", "\n", "\n# the end\n", "\n\n"]))
    if draw(st.booleans()):
        text = text.removesuffix("\n")
    newline = draw(st.sampled_from(["\n", "\n", "\r\n"]))
    bom = draw(st.sampled_from([b"", b"", b"\xef\xbb\xbf"]))
    return bom + text.replace("\n", newline).encode()


def translations() -> st.SearchStrategy[str]:
    """Generate what a translator types: one line, or several."""
    plain = st.sampled_from([*string.ascii_letters, *"éß第م ", '"', "\\", "# ", "word " * 30])
    return st.lists(plain | st.characters(exclude_categories=["Cs", "Cc"]), min_size=1).map("".join)
