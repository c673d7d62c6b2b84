"""What people wrote, read by PALS before anybody else: words that could name somebody are marked, and blanked out.

Further files: marks (what could name somebody in a text), everyday (names that are words too, and conditions that are
rare), names (whose names stand in some texts), kept (how long texts
stay as they were written).
"""
