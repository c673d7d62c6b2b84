"""Who is asked and who has replied. Knows names, never answers.

Further files: sampling (filters on the register), codes (links and typed codes), today (lines for Today).
"""
