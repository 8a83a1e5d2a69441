"""The table ``[site]`` of ``lingopress.toml``: each module reads the settings of one subject.

Every function takes the table as a ``Section``, and raises ConfigError with ``file: key`` for a
wrong value.
"""
