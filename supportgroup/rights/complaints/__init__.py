"""Complaints about how information was used: from a letter, a call or the public form; acknowledged, followed, closed.

Further files: standing (how a complaint stands), limits (how often the public form takes one), public_urls (the form's
addresses), kept (how long complaints are kept).
"""
