"""Pelican with nothing but pages: no list, feed or tag."""  # noqa: INP001 - nobody imports it

FEED_ALL_ATOM = CATEGORY_FEED_ATOM = TRANSLATION_FEED_ATOM = AUTHOR_FEED_ATOM = None
AUTHOR_FEED_RSS = None
DIRECT_TEMPLATES: list[str] = []
DEFAULT_LANG = "en"
THEME = "theme"
SITEURL = "https://example.org"
TAG_SAVE_AS = CATEGORY_SAVE_AS = AUTHOR_SAVE_AS = ""
# The extensions that it comes with, but for the one that colours code.
MARKDOWN: dict[str, object] = {
    "extension_configs": {"markdown.extensions.extra": {}, "markdown.extensions.meta": {}},
    "output_format": "html5",
}
