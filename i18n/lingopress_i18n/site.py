"""``lingopress.toml``: what the publication is called, which locales it speaks."""

from __future__ import annotations

import posixpath
import re
import tomllib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from lingopress_i18n import configuration, files
from lingopress_i18n import gates as gates_of_pages
from lingopress_i18n import policy as policies
from lingopress_i18n.errors import ConfigError, ContentError, did_you_mean
from lingopress_i18n.locales import Locale, locale

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from lingopress_i18n.gates import Gates
    from lingopress_i18n.policy import Policy

CONFIG_NAME = "lingopress.toml"
ADDRESS_DOMAIN = "addresses"
"""The domain of the parts of addresses, which are no text, where locales have their own."""

_SITE_KEYS = (
    "title",
    "description",
    "base_url",
    "source_locale",
    "locales",
    "navigation",
    "territories",
    "abbreviations",
    "segmentation",
    "fields",
    "taxonomies",
    "status_page",
    "servers",
    "typography",
    "localized_slugs",
    "search",
    "image",
)
_FIELD = re.compile(r"[^\s.]+(?:\.[^\s.]+)*")
_TAXONOMY = re.compile(r"\w[\w-]{0,39}")
_OWN_FIELDS = frozenset({"aliases", "date", "order", "slug", "table", "translate"})
"""Front matter that steers Lingopress and is no text to read."""

SERVERS = ("apache", "netlify", "nginx")
"""The web servers that the built site can bring settings for."""

SEGMENTATIONS = ("sentence", "paragraph")
"""What a message of running text may be."""

_ABBREVIATION = re.compile(r"\S(?:[^\s+/]| (?! )){0,28}\.")


@dataclass(frozen=True)
class Site:
    """A publication's configuration, checked."""

    root: Path
    """The folder that holds ``lingopress.toml``."""
    title: str
    """In the source language; a message of the ``site`` catalog."""
    description: str
    """One sentence, likewise; may be empty."""
    base_url: str
    """Absolute address of the site's root, ends in a slash."""
    source: Locale
    """The language that articles are written in."""
    locales: tuple[Locale, ...]
    """The languages to publish in, without the source."""
    navigation: tuple[str, ...]
    """Names of the articles in the main navigation; empty means all of the top level."""
    territories: Mapping[str, Mapping[str, str]]
    """Official names by locale tag and ISO 3166 code, where CLDR's name is not to be used."""
    abbreviations: tuple[str, ...] = ()
    """Abbreviations of the source language, with their full stop, that end no sentence."""
    segmentation: str = SEGMENTATIONS[0]
    """What a message is, of ``SEGMENTATIONS``."""
    fields: tuple[str, ...] = ()
    """Front matter to translate besides title and description, by path: ``authors.bio``."""
    taxonomies: tuple[str, ...] = ()
    """Front matter that lists terms, each of which has a page: ``tags``."""
    threshold: float = 55.0
    """From which score, of 100, ``update`` takes a new message for an edit of a vanished one."""
    status_page: bool = False
    """Whether ``publish`` puts the status report beside the site."""
    servers: tuple[str, ...] = ()
    """Web servers to write settings for, of ``SERVERS``."""
    typography: tuple[str, ...] = ()
    """Tags of the locales, the source's too, whose pages are set as their printers do."""
    localized_slugs: bool = False
    """Whether locales may have addresses of their own."""
    search: bool = False
    """Whether each locale has a page that searches what is published in it."""
    image: str = ""
    """Path below ``articles/`` of the picture of pages without one of their own; may be empty."""
    policy: Policy = policies.NOTHING
    """What translations may add to their sources."""
    gates: Gates = gates_of_pages.ALL_FALLBACK
    """What has to be reviewed before a page is published."""
    checks: Mapping[str, Any] = field(default_factory=dict)
    """The table ``[checks]`` as written: the checks read it themselves."""
    draft: Mapping[str, Any] = field(default_factory=dict)
    """The table ``[draft]`` as written: whoever drafts reads it."""
    engines: Mapping[str, Any] = field(default_factory=dict)
    """The tables ``[engines.NAME]`` as written, by name: each engine reads its own."""

    @property
    def all_locales(self) -> tuple[Locale, ...]:
        """The source's locale, then the others, in the order of the configuration."""
        return (self.source, *self.locales)

    @property
    def articles(self) -> Path:
        """The folder of source articles."""
        return self.root / "articles"

    @property
    def catalogs(self) -> Path:
        """The folder of templates and catalogs."""
        return self.root / "locales"

    @property
    def theme(self) -> Path:
        """The folder of the publication's own templates, styles and files; need not exist."""
        return self.root / "theme"

    @property
    def output(self) -> Path:
        """Where the built site goes."""
        return self.root / "public"

    @property
    def state(self) -> Path:
        """Folder of what can be rebuilt; never under version control."""
        return self.root / ".lingopress"

    def choose(self, tags: tuple[str, ...]) -> tuple[Locale, ...]:
        """Give the target locales of these tags, in the site's order; all of them for no tag.

        Raises ConfigError for a tag that the site does not have.
        """
        known = [each.tag for each in self.locales]
        for tag in tags:
            if tag not in known:
                raise ConfigError(
                    f"this publication has no locale {tag!r}",
                    where=f"{CONFIG_NAME}: site.locales",
                    hint=did_you_mean(tag, known) or f"it has {', '.join(known)}",
                )
        return tuple(each for each in self.locales if not tags or each.tag in tags)


def load(root: Path) -> Site:
    """Read ``lingopress.toml`` in a folder.

    Raises ConfigError with ``file:line`` for broken TOML and ``file: key`` for a wrong value.
    """
    path = root / CONFIG_NAME
    if not path.is_file():
        raise ConfigError(
            f"no {CONFIG_NAME} in {root}", hint="run 'lingopress init', or name the folder with -C"
        )
    return parse(root, _text(path, CONFIG_NAME))


def parse(root: Path, text: str) -> Site:
    """Read the text of a folder's ``lingopress.toml``. Raises as ``load`` does."""
    try:
        config = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise _broken(CONFIG_NAME, text, error) from None
    _refuse_unknown(config, ("site", "update", "policy", "gates", "checks", "draft", "engines"), "")
    section = config.get("site")
    if not isinstance(section, dict):
        raise ConfigError("the table [site] is missing", where=CONFIG_NAME)
    _refuse_unknown(section, _SITE_KEYS, "site.")
    source = _locale(section, "source_locale", _string(section, "source_locale", "en"))
    locales = _locales(section, source)
    return Site(
        root=root,
        title=_required(section, "title"),
        description=_string(section, "description", ""),
        base_url=_base_url(_required(section, "base_url")),
        source=source,
        locales=locales,
        navigation=tuple(_strings(section, "navigation")),
        territories=_territories(root, _string(section, "territories", "")),
        abbreviations=_abbreviations(section),
        segmentation=_segmentation(section),
        fields=_fields(section),
        taxonomies=_taxonomies(section),
        threshold=_threshold(config.get("update", {})),
        status_page=_switch(section, "status_page"),
        servers=_servers(section),
        typography=_typography(section, [source.tag, *(each.tag for each in locales)]),
        localized_slugs=_switch(section, "localized_slugs"),
        search=_switch(section, "search"),
        image=_image(root, section),
        policy=policies.parse(config.get("policy", {}), f"{CONFIG_NAME}: policy"),
        gates=gates_of_pages.parse(
            config.get("gates", {}), [each.tag for each in locales], f"{CONFIG_NAME}: gates"
        ),
        checks=config.get("checks", {}),
        draft=config.get("draft", {}),
        engines=config.get("engines", {}),
    )


def inside(root: Path, relative: str, where: str) -> Path:
    """Resolve a path that a file of the publication names; it must stay within the root.

    Raises ConfigError when ``..``, an absolute path or a symbolic link leads outside.
    """
    path = root / relative
    if not path.resolve().is_relative_to(root.resolve()):
        raise ConfigError(
            f"{relative!r} leads outside of the publication", where=where, hint="move it inside"
        )
    return path


def _text(path: Path, name: str) -> str:
    """Read a file of the configuration."""
    try:
        return files.decode(files.read_bytes(path, name), name)
    except ContentError as error:
        raise ConfigError(error.message, error.where, error.hint) from None


def _broken(name: str, text: str, error: tomllib.TOMLDecodeError) -> ConfigError:
    """Turn a TOML error into ours."""
    reason, line = files.toml_error(text, error)
    return ConfigError(f"broken TOML: {reason}", where=f"{name}:{line}")


def _wrong(key: str, message: str, hint: str = "") -> ConfigError:
    return ConfigError(message, where=f"{CONFIG_NAME}: site.{key}", hint=hint)


def _refuse_unknown(table: Mapping[str, Any], known: tuple[str, ...], prefix: str) -> None:
    for key in table:
        if key not in known:
            raise ConfigError(
                "unknown setting",
                where=f"{CONFIG_NAME}: {prefix}{key}",
                hint=did_you_mean(key, known, prefix) or f"known: {', '.join(known)}",
            )


def _string(table: Mapping[str, Any], key: str, default: str) -> str:
    value = table.get(key, default)
    if not isinstance(value, str):
        raise _wrong(key, "must be a string")
    return value.strip()


def _required(table: Mapping[str, Any], key: str) -> str:
    value = _string(table, key, "")
    if not value:
        raise _wrong(key, "is missing")
    return value


def _strings(table: Mapping[str, Any], key: str) -> list[str]:
    return configuration.strings(table, key, f"{CONFIG_NAME}: site")


def _switch(table: Mapping[str, Any], key: str) -> bool:
    value = table.get(key, False)
    if not isinstance(value, bool):
        raise _wrong(key, "must be true or false")
    return value


def _abbreviations(table: Mapping[str, Any]) -> tuple[str, ...]:
    found = _strings(table, "abbreviations")
    for index, each in enumerate(found):
        if not _ABBREVIATION.fullmatch(each):
            raise _wrong(
                f"abbreviations[{index}]",
                f"{each!r} is no abbreviation",
                "it ends in a full stop and has at most 30 characters, such as Reg. or Ph.D.",
            )
    return tuple(found)


def _servers(table: Mapping[str, Any]) -> tuple[str, ...]:
    found = _strings(table, "servers")
    for index, each in enumerate(found):
        if each not in SERVERS:
            hint = did_you_mean(each, SERVERS) or f"known: {', '.join(SERVERS)}"
            raise _wrong(f"servers[{index}]", f"{each!r} is unknown", hint)
    return tuple(found)


def _typography(table: Mapping[str, Any], tags: list[str]) -> tuple[str, ...]:
    """Read whose typography is wanted: ``true`` for all locales, or a list of them."""
    if isinstance(table.get("typography", False), bool):
        return tuple(tags) if _switch(table, "typography") else ()
    found = _strings(table, "typography")
    for index, each in enumerate(found):
        if each not in tags:
            hint = did_you_mean(each, tags) or f"it has {', '.join(tags)}"
            raise _wrong(f"typography[{index}]", f"this publication has no locale {each!r}", hint)
    return tuple(found)


def _image(root: Path, table: Mapping[str, Any]) -> str:
    """Read where the site's picture is: ``image = "seal.png"`` is ``articles/seal.png``."""
    name = _string(table, "image", "")
    if not name:
        return ""
    path = f"articles/{posixpath.normpath(name)}"
    if not inside(root, path, f"{CONFIG_NAME}: site.image").is_file():
        raise _wrong("image", f"there is no file {path!r}")
    return posixpath.normpath(name)


def _segmentation(table: Mapping[str, Any]) -> str:
    value = _string(table, "segmentation", SEGMENTATIONS[0])
    if value not in SEGMENTATIONS:
        raise _wrong("segmentation", f"{value!r} is unknown", f"one of {', '.join(SEGMENTATIONS)}")
    return value


def _threshold(section: Any) -> float:  # noqa: ANN401 - any TOML value
    """Read from which score an edit is recognized: ``[update] threshold``."""
    if not isinstance(section, dict):
        raise ConfigError("must be a table", where=f"{CONFIG_NAME}: update", hint="[update]")
    _refuse_unknown(section, ("threshold",), "update.")
    value = section.get("threshold", Site.threshold)
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 100:  # noqa: PLR2004 - a share of 100
        raise ConfigError(
            f"{value!r} is no score",
            where=f"{CONFIG_NAME}: update.threshold",
            hint="from 0 to 100; 100 turns guesses off",
        )
    return float(value)


def _fields(table: Mapping[str, Any]) -> tuple[str, ...]:
    """Read the names of the front-matter fields that are translated."""
    names = _strings(table, "fields")
    for index, name in enumerate(names):
        key = f"fields[{index}]"
        if not _FIELD.fullmatch(name):
            raise _wrong(key, f"{name!r} is no path of a field", hint='such as "authors.bio"')
        if name.partition(".")[0] in _OWN_FIELDS:
            raise _wrong(key, f"{name!r} is not translated", hint="it is no text")
    return tuple(names)


def _taxonomies(table: Mapping[str, Any]) -> tuple[str, ...]:
    """Read the names of the front-matter fields that list terms, none of which is in ``fields``.

    A term is translated once, as the title of its page.
    """
    names = _strings(table, "taxonomies")
    fields = {each.partition(".")[0] for each in _strings(table, "fields")}
    for index, name in enumerate(names):
        key = f"taxonomies[{index}]"
        if not _TAXONOMY.fullmatch(name):
            raise _wrong(key, f"{name!r} is no name of a field", 'such as "tags"')
        if name in _OWN_FIELDS | {"title", "description"}:
            raise _wrong(key, f"{name!r} lists no terms", "it means something else")
        if name in names[:index]:
            raise _wrong(key, f"{name!r} stands twice")
        if name in fields:
            hint = "take it out of fields: its terms are translated as the titles of their pages"
            raise _wrong(key, f"{name!r} is in site.fields, too", hint)
    return tuple(names)


def _base_url(value: str) -> str:
    if not re.fullmatch(r"https?://[^\s/?#\"<>]+(/[^\s?#\"<>]*)?", value):
        raise _wrong(
            "base_url", f"{value!r} is no absolute address", hint='such as "https://example.org/"'
        )
    return value.rstrip("/") + "/"


def _locale(table: Mapping[str, Any], key: str, tag: str) -> Locale:
    try:
        return locale(tag)
    except ConfigError as error:
        index = f"[{table[key].index(tag)}]" if isinstance(table.get(key), list) else ""
        raise _wrong(f"{key}{index}", error.message, error.hint) from None


def _locales(table: Mapping[str, Any], source: Locale) -> tuple[Locale, ...]:
    tags = _strings(table, "locales")
    for index, tag in enumerate(tags):
        if tag in tags[:index]:
            raise _wrong(f"locales[{index}]", f"{tag!r} stands twice")
    found = tuple(_locale(table, "locales", tag) for tag in tags)
    if source.is_pseudo:
        raise _wrong("source_locale", f"{source.tag!r} is a pseudo-locale: nobody writes in it")
    if source in found:
        raise _wrong(f"locales[{found.index(source)}]", f"{source.tag!r} is the source_locale")
    return found


def _territories(root: Path, relative: str) -> Mapping[str, Mapping[str, str]]:
    """Read the table of official names: a TOML file of one table a locale."""
    if not relative:
        return {}
    path = inside(root, relative, f"{CONFIG_NAME}: site.territories")
    if not path.is_file():
        raise _wrong("territories", f"there is no file {relative!r}")
    text = _text(path, relative)
    try:
        tables = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise _broken(relative, text, error) from None
    for tag, names in tables.items():
        if not isinstance(names, dict) or not all(isinstance(name, str) for name in names.values()):
            raise ConfigError(
                "must be a table of names by country code", where=f"{relative}: {tag}"
            )
        try:
            locale(tag)
        except ConfigError as error:
            raise ConfigError(error.message, where=f"{relative}: {tag}", hint=error.hint) from None
    return tables
