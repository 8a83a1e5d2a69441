"""Links and pictures: as many as in the source, leading where they lead there."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from lingopress_i18n.checks.rule import Rule, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lingopress_i18n.checks.context import Context
    from lingopress_i18n.checks.pair import Pair

_LONGEST = 80


def find(pair: Pair, context: Context) -> Iterator[str]:
    """Report targets that are missing or added, then links without words."""
    if not pair.is_markdown:
        return
    for is_image, noun in ((False, "link"), (True, "picture")):
        own = Counter(each.target for each in pair.own.links if each.is_image is is_image)
        source = Counter(each.target for each in pair.source.links if each.is_image is is_image)
        missing, extra = list((source - own).elements()), list((own - source).elements())
        refused = [each for each in extra if is_image or not context.policy.admits_link(each)]
        for target in missing[len(extra) - len(refused) :]:
            if _is_broken(target, pair.own.text):
                yield f"the {noun} to {_short(target)} is broken: write [words](address)"
            elif refused:
                yield f"{noun} to {_short(refused.pop(0))} instead of {_short(target)}"
            else:
                yield f"the {noun} to {_short(target)} is missing"
        for target in refused:
            times = " twice" if target in source else ", which the source does not have"
            yield f"{noun} to {_short(target)}{times}"
    silent = {each.target for each in pair.source.links if not each.words.strip()}
    for each in pair.own.links:
        if not each.words.strip() and each.target not in silent:
            noun = "picture" if each.is_image else "link"
            yield f"the {noun} to {_short(each.target)} has no words"


def _is_broken(target: str, text: str) -> bool:
    """Tell whether a target stands in the text after a bracket, but not as a link."""
    return re.search(rf"[\]】］]\s*[(（]\s*{re.escape(target)}", text) is not None


def _short(target: str) -> str:
    return target if len(target) <= _LONGEST else f"{target[: _LONGEST - 1]}…"


RULE = Rule(
    id="links",
    title=str(__doc__),
    severity=Severity.ERROR,
    why="A link or a picture that the source has is missing, leads elsewhere, or stands "
    "there twice. Machines break links by a space before the parenthesis, or by "
    "full-width parentheses.",
    fix="Copy the link from the source, and put only its words into your language. Where "
    "links of the site's translations may lead instead is listed under [policy] in "
    "lingopress.toml.",
    find=find,
    in_drafts=True,
    in_interface=False,
)
