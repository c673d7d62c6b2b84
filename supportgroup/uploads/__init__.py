"""Files from people, in private storage: typed by content, limited in size, forgotten on a day.

Further files: reading (what a file is, by its content; and its bytes again).
"""
