"""Translation engines: one Protocol (``engine``), one table of names (``table``), one file each."""
