"""The story of one group, told by calling the actions under a moved clock, never by writing rows behind them.

Further files: names, cohort (250 invented people), replies (what they answer), texts (what could name
somebody in it), cast (who signs in), keyed_twice (forms that two people key), slips (who would
join a group discussion), chapters (one survey told from start to end), consents (who joins), contacts (the contact
log), story (all of it in order).
"""
