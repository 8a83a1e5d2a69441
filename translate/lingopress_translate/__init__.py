"""The workflow: drafts, people and the command line, on top of the library."""
