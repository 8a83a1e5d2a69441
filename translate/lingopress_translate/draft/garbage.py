"""Answers of services that are no translation, told before they are kept."""

from __future__ import annotations

from lingopress_i18n.checks.rules import provider_garbage


def guard(sent: str, answer: str) -> str:
    """Say in a few words why an answer is none; empty if it may be one.

    What the text itself says is no sign of anything.
    """
    found = provider_garbage.service_words(answer)
    if found and not provider_garbage.service_words(sent):
        return f"{found!r} instead of a translation"
    return ""
