"""A translation service on loopback, in the shape of LibreTranslate's, that counts and fails.

``python tests/provider.py --latency 0.05 --faults 0.2 --seed 1`` prints its port and serves until
its standard input ends. A process of its own, so that its work takes none of a client's. ``GET
/counts`` tells how often each text was asked for and how many requests were answered how.

Words come back in the other letter case; tags, and codes in brackets, as they are.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import json
import random
import re
import sys
import urllib.parse
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

LANGUAGES = ["en", "ar", "es", "fr", "ru", "zh-Hans"]
FAULTS = ("429", "429 with a pause", "500", "garbage", "truncated", "slow", "never", "fewer")
_KEPT = re.compile(r"(<[^<>]*>|⟦[^⟦⟧]*⟧|\{[^{}]*\}|&\w+;)")


def translated(text: str) -> str:
    """Translate a text, so to speak."""
    parts = _KEPT.split(text)
    return "".join(part if at % 2 else part.swapcase() for at, part in enumerate(parts))


@dataclass
class Provider:
    """What the server does, and has done."""

    latency: float
    faults: float
    """The share of requests that fail."""
    random: random.Random
    single: bool = False
    """Whether a request may have one text only, as with old servers."""
    texts: Counter[str] = field(default_factory=Counter)
    """How often each text was asked for, by target and text."""
    outcomes: Counter[str] = field(default_factory=Counter)

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Answer one connection's requests."""
        with contextlib.suppress(ConnectionError, asyncio.IncompleteReadError):
            while line := await reader.readline():
                size = 0
                while (header := await reader.readline()).strip():
                    name, _, value = header.decode("latin-1").partition(":")
                    size = int(value) if name.lower() == "content-length" else size
                body = await reader.readexactly(size)
                if not await self.answer(line.decode("latin-1").split()[1], body, writer):
                    break
        writer.close()

    async def answer(self, path: str, body: bytes, writer: asyncio.StreamWriter) -> bool:
        """Answer a request; false if the connection is to be closed."""
        if path.startswith("/languages"):
            known = [{"code": code, "name": code, "targets": LANGUAGES} for code in LANGUAGES]
            return await self.send(writer, 200, known)
        if path.startswith("/counts"):
            counts = {"texts": dict(self.texts), "outcomes": dict(self.outcomes)}
            return await self.send(writer, 200, counts)
        asked = json.loads(body) if body else _query(path)
        if self.single and isinstance(asked["q"], list):
            return await self.send(writer, 400, {"error": "Invalid request: q must be a string"})
        texts = asked["q"] if isinstance(asked["q"], list) else [asked["q"]]
        self.texts.update(f"{asked['target']}\t{text}" for text in texts)
        fault = self.random.choice(FAULTS) if self.random.random() < self.faults else ""
        self.outcomes[fault or "answered"] += 1
        await asyncio.sleep(self.latency)
        answers: list[str] | str = [translated(text) for text in texts]
        if not isinstance(asked["q"], list):
            answers = answers[0]
        return await self.reply(writer, fault, answers)

    async def reply(
        self, writer: asyncio.StreamWriter, fault: str, answers: list[str] | str
    ) -> bool:
        """Send answers, with a fault or without."""
        match fault:
            case "429":
                return await self.send(writer, 429, {"error": "Slowdown"})
            case "429 with a pause":
                return await self.send(writer, 429, {"error": "Slowdown"}, "Retry-After: 1\r\n")
            case "500":
                return await self.send(writer, 500, {"error": "oh"})
            case "garbage":
                return await self.send(writer, 200, "<html><body>502 Bad Gateway</body></html>")
            case "truncated":
                return await self.send(writer, 200, {"translatedText": answers}, cut=True)
            case "slow":
                await asyncio.sleep(self.latency + 0.5)
            case "never":
                await asyncio.sleep(3600)
            case "fewer":
                answers = answers[:-1]
            case _:
                pass
        return await self.send(writer, 200, {"translatedText": answers})

    async def send(
        self,
        writer: asyncio.StreamWriter,
        status: int,
        content: Any,  # noqa: ANN401 - JSON
        headers: str = "",
        *,
        cut: bool = False,
    ) -> bool:
        """Send a response, or the half of one."""
        body = content if isinstance(content, str) else json.dumps(content)
        data = body.encode()
        head = f"HTTP/1.1 {status} X\r\nContent-Type: application/json\r\n{headers}"
        writer.write(f"{head}Content-Length: {len(data)}\r\n\r\n".encode())
        writer.write(data[: len(data) // 2] if cut else data)
        await writer.drain()
        return not cut


def _query(path: str) -> dict[str, Any]:
    """Read what stands in the address, where deep-translator puts it."""
    pairs = urllib.parse.parse_qs(path.partition("?")[2])
    return {name: values[0] for name, values in pairs.items()}


async def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--latency", type=float, default=0.0)
    parser.add_argument("--faults", type=float, default=0.0)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--single", action="store_true")
    options = parser.parse_args()
    chance = random.Random(options.seed)  # noqa: S311 - the same faults in every run
    provider = Provider(options.latency, options.faults, chance, options.single)
    server = await asyncio.start_server(provider.serve, "127.0.0.1", 0, backlog=256)
    sys.stdout.write(f"{server.sockets[0].getsockname()[1]}\n")
    sys.stdout.flush()
    await asyncio.to_thread(sys.stdin.read)


if __name__ == "__main__":
    asyncio.run(main())
