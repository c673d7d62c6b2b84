"""The pages of a mailing: the survey, choosing and sending, the invitations before they go, who replied, the slips."""
