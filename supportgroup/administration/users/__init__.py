"""Who signs in to a group: invited, given roles with a first and a last day, leaving.

Further files: given (roles given lately), listing (the list as its page needs it), standing (one user on their page),
words (what roles are for).
"""
