"""What a language model answers, taken only if it is translations and nothing else."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from lingopress_i18n.checks.rules import provider_garbage
from lingopress_translate.engines import strict_json
from lingopress_translate.engines.faults import Kind, RequestError
from lingopress_translate.engines.llm import prompt

if TYPE_CHECKING:
    from lingopress_translate.engines.engine import Batch

_THOUGHT = re.compile(r"\s*<think>.*?</think>\s*", re.DOTALL)
"""What some models write before their answer where the server does not take it away."""
_FENCE = re.compile(r"\s*```(?:json)?[ \t]*\n(.*)\n[ \t]*```\s*", re.DOTALL)


def read(completion: Any, batch: Batch) -> tuple[str, ...]:  # noqa: ANN401 - whatever JSON holds
    """Read the translations from a server's reply, in the order of the batch.

    Raises RequestError: for what is cut off, refused, or no JSON with a string for each id and no
    other; for a remark of the model in the place of a translation.
    """
    content = _content(completion, batch)
    thought = _THOUGHT.match(content)
    content = content[thought.end() :] if thought else content
    fence = _FENCE.fullmatch(content)
    try:
        found = strict_json.loads(fence[1] if fence else content)
    except ValueError:
        raise _bad("the model answers with something that is not JSON") from None
    names = prompt.ids(batch)
    if not isinstance(found, dict) or found.keys() != set(names):
        raise _bad("the model answers with other texts than it was given")
    texts = tuple(found[name] for name in names)
    if not all(isinstance(text, str) for text in texts):
        raise _bad("the model answers with something that is no text")
    for item, text in zip(batch.items, texts, strict=True):
        if provider_garbage.problem_of(text, item.text):
            raise _bad("the model answers with a remark in the place of a translation")
    return texts


def used(completion: Any) -> int | None:  # noqa: ANN401 - whatever JSON holds
    """Read how many tokens a reply says that it took, of the question and of the answer."""
    usage = completion.get("usage") if isinstance(completion, dict) else None
    total = usage.get("total_tokens") if isinstance(usage, dict) else None
    return total if isinstance(total, int) and not isinstance(total, bool) and total >= 0 else None


def _content(completion: Any, batch: Batch) -> str:  # noqa: ANN401 - whatever JSON holds
    try:
        choice = completion["choices"][0]
        message, reason = choice["message"], choice.get("finish_reason")
        content, refusal = message.get("content"), message.get("refusal")
    except (TypeError, KeyError, IndexError, AttributeError):
        raise _bad("the server answers with no completion") from None
    if reason == "length":
        raise _bad("the model's answer is cut off")
    if refusal or reason == "content_filter":
        kind = Kind.REFUSED if len(batch.items) == 1 else Kind.BAD_REPLY
        raise RequestError(kind, "the model refuses to answer")
    if not isinstance(content, str):
        raise _bad("the model answers with no text")
    return content


def _bad(message: str) -> RequestError:
    return RequestError(Kind.BAD_REPLY, message)
