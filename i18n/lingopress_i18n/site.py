"""``lingopress.toml``: what the publication is called, which locales it speaks."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from lingopress_i18n import configuration
from lingopress_i18n import gates as gates_of_pages
from lingopress_i18n import policy as policies
from lingopress_i18n.errors import ConfigError, did_you_mean
from lingopress_i18n.settings import inspecting, languages, pages, sources, toml_file
from lingopress_i18n.settings.section import Section

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from lingopress_i18n.gates import Gates
    from lingopress_i18n.locales import Locale
    from lingopress_i18n.policy import Policy

CONFIG_NAME = "lingopress.toml"
ADDRESS_DOMAIN = "addresses"
"""The domain of the parts of addresses, which are no text, where locales have their own."""

ATTRIBUTES = ("alt", "attr", "caption", "description", "label", "title")
"""Attributes of shortcodes and components that hold text, where another generator knows them and
the publication does not say otherwise."""
FIELDS = {
    "docusaurus": ("sidebar_label", "pagination_label", "keywords"),
    "hugo": ("linkTitle", "summary"),
}
"""Front matter that is text to a generator, likewise."""
CHECKS = ("rules", "unchanged")
"""What may be in the table ``[checks]``."""
DRAFT = ("engine", "engines", "budget", "memory_threshold")
"""What may be in the table ``[draft]``."""
TABLES = ("site", "update", "policy", "gates", "checks", "inspect", "draft", "engines")
"""What may be in the file."""
SETTINGS = (
    "title",
    "description",
    "base_url",
    "source_locale",
    "locales",
    "navigation",
    "territories",
    "abbreviations",
    "segmentation",
    "generator",
    "mdx",
    "attributes",
    "fields",
    "taxonomies",
    "status_page",
    "servers",
    "typography",
    "localized_slugs",
    "search",
    "image",
)
"""What may be in the table ``[site]``."""


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
    territories_file: str = ""
    """Path of the file that they are in; empty for none."""
    abbreviations: tuple[str, ...] = ()
    """Abbreviations of the source language, with their full stop, that end no sentence."""
    segmentation: str = sources.SEGMENTATIONS[0]
    """What a message is, of ``sources.SEGMENTATIONS``."""
    generator: str = ""
    """The program that makes the site of localized sources, of ``sources.GENERATORS``; empty for
    Lingopress. Front matter but title, description and translate is its own."""
    mdx: bool = False
    """Whether files ending in ``.md`` may hold JSX, as those in ``.mdx`` do."""
    attributes: tuple[str, ...] = ()
    """Attributes that hold text, of shortcodes and components: ``caption``, ``tab.0``."""
    fields: tuple[str, ...] = ()
    """Front matter to translate besides title and description, by path: ``authors.bio``."""
    taxonomies: tuple[str, ...] = ()
    """Front matter that lists terms, each of which has a page: ``tags``."""
    threshold: float = 55.0
    """From which score, of 100, ``update`` takes a new message for an edit of a vanished one."""
    status_page: bool = False
    """Whether ``publish`` puts the status report beside the site."""
    servers: tuple[str, ...] = ()
    """Web servers to write settings for, of ``pages.SERVERS``."""
    typography: tuple[str, ...] = ()
    """Tags of the locales, the source's too, whose pages are set as their printers do."""
    localized_slugs: bool = False
    """Whether locales may have addresses of their own; another ``generator`` has its own ways."""
    search: bool = False
    """Whether each locale has a page that searches what is published in it."""
    image: str = ""
    """Path below ``articles/`` of the picture of pages without one of their own; may be empty."""
    policy: Policy = policies.NOTHING
    """What translations may add to their sources."""
    gates: Gates = gates_of_pages.ALL_FALLBACK
    """What has to be reviewed before a page is published."""
    elsewhere: tuple[str, ...] = ()
    """Paths of the site's host that other programs answer; one that ends in a slash, all below."""
    checks: Mapping[str, Any] = field(default_factory=dict)
    """The table ``[checks]`` as written: the checks read it themselves."""
    draft: Mapping[str, Any] = field(default_factory=dict)
    """The table ``[draft]`` as written: whoever drafts reads it."""
    engines: Mapping[str, Any] = field(default_factory=dict)
    """The tables ``[engines.NAME]`` as written, by name: each engine reads its own."""
    lines: Mapping[str, int] = field(default_factory=dict)
    """In which line of ``lingopress.toml``, counted from 1, title and description stand."""

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

    Raises ConfigError with ``file:line`` for broken TOML and for a wrong value, with its key.
    """
    path = root / CONFIG_NAME
    if not path.is_file():
        raise ConfigError(
            f"no {CONFIG_NAME} in {root}", hint="run 'lingopress init', or name the folder with -C"
        )
    try:
        return parse(root, toml_file.text_of(path, CONFIG_NAME))
    except ConfigError as error:
        raise located(error, root) from None


def parse(root: Path, text: str) -> Site:
    """Read the text of a folder's ``lingopress.toml``. Raises as ``load`` does, without lines."""
    values = toml_file.parse(text, CONFIG_NAME)
    lines = {key: toml_file.line_of(text, f"site.{key}") or 1 for key in ("title", "description")}
    return _site(root, values, lines)


def located(error: ConfigError, root: Path) -> ConfigError:
    """Give an error about a key of ``lingopress.toml`` with the key's line, where that is known."""
    name, _, key = (error.where or "").partition(": ")
    if name != CONFIG_NAME:
        return error
    line = toml_file.line_of(toml_file.text_of(root / CONFIG_NAME, CONFIG_NAME), key)
    if line is None:
        return error
    return ConfigError(error.message, f"{name}:{line}: {key}", error.hint)


def _site(root: Path, config: Mapping[str, Any], lines: Mapping[str, int]) -> Site:
    """Read the tables of a folder's ``lingopress.toml``."""
    _refuse_unknown(config, TABLES, "")
    values = config.get("site")
    if not isinstance(values, dict):
        raise ConfigError("the table [site] is missing", where=CONFIG_NAME)
    _refuse_unknown(values, SETTINGS, "site.")
    section = Section(values, f"{CONFIG_NAME}: site")
    source = languages.source(section)
    locales = languages.targets(section, source)
    tags = [each.tag for each in locales]
    base_url = pages.base_url(section)
    generator = sources.generator(section)
    return Site(
        root=root,
        title=section.required("title"),
        description=section.string("description"),
        base_url=base_url,
        source=source,
        locales=locales,
        navigation=tuple(section.strings("navigation")),
        territories=languages.territories(section, root),
        territories_file=section.string("territories"),
        abbreviations=sources.abbreviations(section),
        segmentation=sources.segmentation(section),
        generator=generator,
        mdx=section.switch("mdx", default=generator == "docusaurus"),
        attributes=sources.attributes(section, ATTRIBUTES if generator else ()),
        fields=sources.fields(section, FIELDS.get(generator, ())),
        taxonomies=sources.taxonomies(section),
        threshold=_threshold(config.get("update", {})),
        status_page=section.switch("status_page"),
        servers=pages.servers(section),
        typography=pages.typography(section, [source.tag, *tags]),
        localized_slugs=section.switch("localized_slugs") and not generator,
        search=section.switch("search"),
        image=pages.image(section, root),
        policy=policies.parse(config.get("policy", {}), f"{CONFIG_NAME}: policy"),
        gates=gates_of_pages.parse(config.get("gates", {}), tags, f"{CONFIG_NAME}: gates"),
        elsewhere=inspecting.elsewhere(
            config.get("inspect", {}), base_url, f"{CONFIG_NAME}: inspect"
        ),
        checks=_table(config, "checks", CHECKS),
        draft=_table(config, "draft", DRAFT),
        engines=_engines(config.get("engines", {})),
        lines=lines,
    )


def _refuse_unknown(table: Mapping[str, Any], known: tuple[str, ...], prefix: str) -> None:
    for key in table:
        if key not in known:
            raise ConfigError(
                "unknown setting",
                where=f"{CONFIG_NAME}: {prefix}{key}",
                hint=did_you_mean(key, known, prefix) or f"known: {', '.join(known)}",
            )


def _table(config: Mapping[str, Any], name: str, known: tuple[str, ...]) -> Mapping[str, Any]:
    """Take a table that others read; a misspelt key is found all the same."""
    return configuration.table(config.get(name, {}), known, f"{CONFIG_NAME}: {name}")


def _engines(tables: Any) -> Mapping[str, Any]:  # noqa: ANN401 - any TOML value
    """Take the tables ``[engines.NAME]``; which engines there are, the workflow knows."""
    where = f"{CONFIG_NAME}: engines"
    if not isinstance(tables, dict):
        raise ConfigError("must be a table", where, "[engines.libretranslate]")
    for name, table in tables.items():
        if not isinstance(table, dict):
            hint = f"[engines.{name}], or 'engine' in [draft]"
            raise ConfigError("must be a table", f"{where}.{name}", hint)
    return tables


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
