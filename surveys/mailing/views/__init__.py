"""The pages of a mailing: the survey, choosing and sending, who has replied, the slips."""
