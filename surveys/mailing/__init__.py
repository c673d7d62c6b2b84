"""Who is asked and who has replied. Knows names, never answers.

Further files: numbers (record numbers and their check letter), codes (links and typed codes), sampling (filters on the
register, and who of them can be reached how), waves (what one mailing hands to the outbox), printing (the data of a print
run), overview (what the survey's page shows), today (lines for Today), policy, reactions.
"""
