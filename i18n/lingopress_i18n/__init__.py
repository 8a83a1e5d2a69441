"""The library: articles to catalogs, catalogs to pages. Pure, offline, deterministic."""

__version__ = "0.1.0"
