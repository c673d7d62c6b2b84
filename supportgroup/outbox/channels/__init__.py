"""How a message is handed to the world outside. Each channel answers with an `Answer`.

Files: answers (what became of a hand-over, in plain words), email (SMTP over one kept connection),
text (the catcher, or GOV.UK Notify).
"""
