"""What a group administrator sets: users and their roles, the group's names and rules; and the trail.

Further files: places (the lines of the settings page, to which each part of this room adds its own),
names/ (what a group says of itself in every message, its privacy notice, and its dated rules), users/ (who signs in,
with which roles), trail/ (who changed what and who looked at whom).
"""
