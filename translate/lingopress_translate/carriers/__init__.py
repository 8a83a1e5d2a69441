"""Carriers: how markup travels with text through an engine, and comes back.

A carrier writes the tokens of `protect` as one text in which codes are signs that an engine is
likely to leave alone, and reads an answer as tokens again. Which one an engine takes is one of its
traits; what comes back broken is tried in the next.
"""
