"""Quality rules over catalogs: one rule a file in ``rules``, all of them in ``registry``.

``run`` applies them to a publication's catalogs: ``run.check(publication, locales)``.
"""
