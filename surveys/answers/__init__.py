"""What was answered. Knows answers, never names: no key, date, order or history leads to a person.

Further files: sealing (the survey's key pair, sealing and opening), content (what a reply may hold), opening
(all answers at the close).
"""
