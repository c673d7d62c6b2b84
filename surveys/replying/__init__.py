"""The one door between names and answers: takes a reply, sets slips against forms, closes.

Further files: cookies (the two encrypted cookies of an answer page), drafts (sealed with the phone's key), limits
(wrong codes, counted), arriving and answering (the patient's pages; their addresses are in answer_urls), frame (what
stands around each question), reading (answers in the questionnaire's words), counts (how replies came), editions (in
which words somebody answers), closing (open all answers together), early (two people close before the last day),
lost_key and views_lost_key (two people give a key up that is lost), today (lines for Today).
"""
