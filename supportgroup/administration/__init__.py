"""What a group administrator sets: users and their roles, the group's names and rules; and the trail.

Further files: places (the lines of the settings page, to which each part of this room adds its own).
"""
