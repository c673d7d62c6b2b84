"""Calls, letters and visits with a person, what comes next and who does it, and who helps them with their permission.

Nothing here is a clinical note: what a patient says about their health goes to the clinical team, and this room only
keeps that it was passed on and entered in the hospital record.

Further files: facts (what the pages say), parts (on a person's page), kept (how long the log of somebody who left is
kept).
"""
