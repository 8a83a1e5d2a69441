"""Seconds that articles of each shape take at one, two and four times a size: ``growth.py 4000``.

The last column is what four times the size costs.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from fuzz.shapes import shapes
from laws.material import document, source_html, translated_html


def seconds(body: str, suffix: str) -> float:
    """Measure the way from an article to two pages, in processor time."""
    start = time.process_time()
    made = document(body, suffix)
    source_html(made)
    translated_html(made)
    return time.process_time() - start


def main() -> None:
    """Print a line for each shape."""
    size = int(sys.argv[1]) if len(sys.argv) > 1 else 4000
    for shape in shapes():
        one, two, four = (seconds(shape.of(size * times), shape.suffix) for times in (1, 2, 4))
        print(f"{shape.about:42}{one:8.3f}{two:8.3f}{four:8.3f}{four / max(one, 1e-3):8.1f}")


if __name__ == "__main__":
    main()
