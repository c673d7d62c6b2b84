"""Today for each role, the front door, a member's own page, and the navigation.

Further files: navigation (the frame of every page), lines (what waits, gathered from the rooms),
switching (from one group to another).
"""
