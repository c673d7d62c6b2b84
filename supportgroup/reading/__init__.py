"""How hard a text is to read: SMOG for long ones, long sentences and hard words for all. Rules only, nothing is stored.

Files: syllables (how a word is spoken), sentences (a text taken apart), smog (the grade), plainer (words that have a
plainer one, and those that readers know), marking (what in a text is hard), saying (all of it in sentences for the
writer).
"""
