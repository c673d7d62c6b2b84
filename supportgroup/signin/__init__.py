"""Our side of allauth: sign-up closed, our look; and a person's own session by an emailed code.

Further files: adapter (what allauth asks us), account_urls (those of allauth's addresses that are open), middleware
(personal pages are never stored), session_ended (what was typed is handed back), own_code (the digits),
own_session (opening and ending a person's own session), seen (when users were last here, and whether a second step
is set up), invitations/ (how a colleague comes to sign in).
"""
