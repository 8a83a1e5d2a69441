"""The library: articles to catalogs, catalogs to pages. Pure, offline, deterministic."""
