"""The rules, one a file, each a ``RULE``; ``checks.registry`` lists them all."""
