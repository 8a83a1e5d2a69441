"""Images: each language's own where it is there, and room for it before it is loaded."""

from __future__ import annotations

import struct
import zlib
from typing import TYPE_CHECKING

import pytest

from built import Page
from lingopress_i18n.render.images import read_size

if TYPE_CHECKING:
    from pathlib import Path

    from trial import Trial


def _png(width: int, height: int) -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        check = struct.pack(">I", zlib.crc32(kind + data))
        return struct.pack(">I", len(data)) + kind + data + check

    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    rows = zlib.compress(b"".join(b"\0" + bytes(width) for _ in range(height)))
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")
    )


def _jpeg(width: int, height: int, orientation: int = 1) -> bytes:
    exif = b"Exif\0\0MM\0*\0\0\0\x08\0\x01" + struct.pack(">HHIHH", 0x112, 3, 1, orientation, 0)
    exif += bytes(4)
    frame = struct.pack(">BHHB", 8, height, width, 1) + b"\x01\x11\0"
    return (
        b"\xff\xd8"
        b"\xff\xe1"
        + struct.pack(">H", len(exif) + 2)
        + exif
        + b"\xff\xc0"
        + struct.pack(">H", len(frame) + 2)
        + frame
        + b"\xff\xd9"
    )


def _webp(width: int, height: int) -> bytes:
    body = b"\x10\0\0\0" + (width - 1).to_bytes(3, "little") + (height - 1).to_bytes(3, "little")
    data = b"WEBPVP8X" + struct.pack("<I", len(body)) + body
    return b"RIFF" + struct.pack("<I", len(data)) + data


GIF = b"GIF89a" + struct.pack("<HHBBB", 30, 20, 0, 0, 0) + b";"
SVG = '<svg xmlns="http://www.w3.org/2000/svg" {}><rect width="7" height="5"/></svg>'
SIZES: dict[str, tuple[bytes, tuple[int, int] | None]] = {
    "a.png": (_png(30, 20), (30, 20)),
    "a.gif": (GIF, (30, 20)),
    "a.jpg": (_jpeg(30, 20), (30, 20)),
    "turned.jpg": (_jpeg(30, 20, orientation=6), (20, 30)),
    "a.webp": (_webp(30, 20), (30, 20)),
    "a.svg": (SVG.format('width="30" height="20px"').encode(), (30, 20)),
    "odd.svg": (SVG.format("height='19.6' width='30.4'").encode(), (30, 20)),
    "declared.svg": (
        b"<?xml version='1.0'?><!-- width=\"1\" -->" + SVG.format('width="3" height="2"').encode(),
        (3, 2),
    ),
    "viewed.svg": (SVG.format('viewBox="0 0 30 20"').encode(), None),
    "relative.svg": (SVG.format('width="100%" height="20"').encode(), None),
    "metric.svg": (SVG.format('width="3cm" height="2cm"').encode(), None),
    "broken.svg": (b"<svg width='3' height", None),
    "empty.svg": (b"", None),
    "cut.png": (_png(30, 20)[:18], None),
    "empty.png": (b"", None),
    "text.png": (b"no image at all", None),
}
"""A file of each kind, and the size that it has; None where it does not say."""


@pytest.mark.parametrize("name", SIZES)
def test_a_size_is_that_of_the_header(tmp_path: Path, name: str) -> None:
    data, size = SIZES[name]
    (tmp_path / name).write_bytes(data)
    assert read_size(tmp_path / name) == size


def _images(trial: Trial, path: str) -> list[dict[str, str]]:
    page = Page(path, (trial.root / "public" / path).read_bytes())
    return [dict(each.attrib) for each in page.all("main//img")]


def _publish(trial: Trial) -> None:
    done = trial.run("publish")
    assert done.code == 0, done.err


def test_images_of_the_publication_have_their_size(trial: Trial) -> None:
    trial.write(
        {
            "articles/a/b c.png": _png(30, 20),
            "articles/a/b.md": "# B\n\n![One](b%20c.png?x#y) ![Two](<b c.png> 'T').\n\n"
            "[![In a link](b%20c.png)](b.md)\n",
        }
    )
    _publish(trial)
    found = _images(trial, "es/a/b/index.html")
    assert [(each["width"], each["height"]) for each in found] == [("30", "20")] * 3
    assert [each["alt"] for each in found] == ["One", "Two", "In a link"]
    assert found[0]["src"] == "../../../media/a/b%20c.png?x#y"


@pytest.mark.parametrize(
    "image",
    [
        "![Elsewhere](https://example.org/a.png)",
        "![Not there](b.png)",
        "![No image](text.png)",
        '<img src="a.png" alt="Its own" width="15">',
        '<img src="a.png" alt="Its own" style="inline-size: 15px">',
        '<code>&lt;img src="../../media/a.png"&gt;</code><img alt="None">',
    ],
)
def test_other_images_stay_as_they_are(trial: Trial, image: str) -> None:
    trial.write(
        {
            "articles/a.png": _png(30, 20),
            "articles/text.png": b"no image",
            "articles/a.md": f"# A\n\n![Used](a.png)\n\n{image}\n",
        }
    )
    _publish(trial)
    used, other = _images(trial, "en/a/index.html")
    assert used["width"] == "30"
    assert "height" not in other
    assert other.get("width", "15") == "15"


def test_a_tag_of_html_gets_its_size_too(trial: Trial) -> None:
    image = "<p><IMG\n alt='a > b' SRC='a.png'></p>"
    trial.write({"articles/a.png": _png(30, 20), "articles/a.md": f"# A\n\n{image}\n"})
    _publish(trial)
    (found,) = _images(trial, "en/a/index.html")
    assert (found["width"], found["height"], found["alt"]) == ("30", "20", "a > b")


@pytest.mark.parametrize(
    ("tag", "file"), [("en", "map.png"), ("es", "map.es.png"), ("zh-Hans", "map.zh.png")]
)
def test_a_language_has_its_own_image_where_it_is_there(trial: Trial, tag: str, file: str) -> None:
    sizes = {"map.png": 30, "map.es.png": 31, "map.zh.png": 32, "map.fr.png": 33}
    trial.write({f"articles/img/{name}": _png(width, 20) for name, width in sizes.items()})
    trial.write({"articles/a.md": "# A\n\n![Map](img/map.png)\n\n[Map](img/map.png)\n"})
    _publish(trial)
    (found,) = _images(trial, f"{tag}/a/index.html")
    assert found["src"] == f"../../media/img/{file}"
    assert found["width"] == str(sizes[file])
    assert trial.read(f"public/{tag}/a/index.html").count(f"media/img/{file}") == 2
    assert not (trial.root / "public/media/img/map.fr.png").exists()


def test_a_new_image_of_a_language_is_seen_and_a_lost_one_forgotten(trial: Trial) -> None:
    trial.write({"articles/map.png": _png(30, 20), "articles/a.md": "# A\n\n![Map](map.png)\n"})
    _publish(trial)
    own = trial.root / "articles/map.es.png"
    own.write_bytes(_png(31, 20))
    _publish(trial)
    assert [each["width"] for each in _images(trial, "es/a/index.html")] == ["31"]
    assert [each["width"] for each in _images(trial, "en/a/index.html")] == ["30"]
    own.unlink()
    _publish(trial)
    assert [each["width"] for each in _images(trial, "es/a/index.html")] == ["30"]
    assert not (trial.root / "public/media/map.es.png").exists()
