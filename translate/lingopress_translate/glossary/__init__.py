"""Glossaries in and out: spreadsheets (CSV), TBX, and forms that people used already.

What a glossary is says `lingopress_i18n.catalog.glossary`. Here terms come from other programs
(`sheet`, `tbx`), and are put into a catalog beside those of people (`merging`), of which none is
ever overwritten; `suggestions` finds forms in what people have reviewed.
"""
