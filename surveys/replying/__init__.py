"""The one door between names and answers: takes a reply, counts slips against forms, closes.

Further files: cookies (the two encrypted cookies of an answer page), drafts (read and write with the phone's key),
closing (open all sealed answers together).
"""
