"""What the figures were measured on."""

from __future__ import annotations

import os
import platform
from importlib import metadata
from pathlib import Path


def describe(*packages: str) -> str:
    """Name the machine, Python, and the versions of packages of this environment."""
    info = Path("/proc/cpuinfo")
    lines = info.read_text("utf-8").splitlines() if info.is_file() else []
    model = next((line.partition(": ")[2] for line in lines if line.startswith("model name")), "")
    load = ", ".join(f"{number:.1f}" for number in os.getloadavg())
    versions = ", ".join(f"{name} {metadata.version(name)}" for name in packages)
    return (
        f"{model or platform.machine()}, {os.cpu_count()} cores, load {load}; {platform.system()}; "
        f"Python {platform.python_version()}; {versions}"
    )
