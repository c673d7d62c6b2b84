"""Who may do what: one table, one gate, one word for the person who acts.

Further files: grants (role -> powers), subjects (powers by subject), gate (the guards of a view), actor, refusal,
visitor (whose address is believed), tries (how often something may be tried without an account).
"""
