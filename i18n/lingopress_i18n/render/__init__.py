"""From documents and catalogs to pages. The only part that knows Jinja."""
