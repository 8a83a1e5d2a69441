"""What the feeds of a locale are called, and how much they hold."""

ATOM = "feed.xml"
"""Name of a locale's Atom feed; ``.xml`` has a media type on every server."""
JSON = "feed.json"
"""Name of a locale's JSON feed."""
LATEST = 20
"""How many articles a feed holds at most."""
