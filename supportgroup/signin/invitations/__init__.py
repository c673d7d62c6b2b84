"""How a colleague comes to sign in: a letter with a link that sets their first password, once.

Further files: links (the token in the address).
"""
