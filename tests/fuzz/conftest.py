"""What pytest leaves alone here: programs, one of which needs an extra that few machines have."""

from __future__ import annotations

collect_ignore = ["explore.py", "growth.py"]
