"""A support group: one Trust runs many. Its names, its fences and its dated settings.

Further files: middleware (puts request.group), frame (what stands around a patient page), bases (the lawful basis of
each process), keeping (how long each kind of record is kept: rooms register theirs), months (calendar months, as the
law counts them).
"""
