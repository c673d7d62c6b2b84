"""Every message that leaves: queued in its own action's transaction, sent by Celery, accounted for.

Further files: letter (what a room hands in), kinds (how each kind is composed and asked again),
channels/ (email), cap (how many a minute), printing (letters as one print run), compose (envelope of an email).
"""
