"""Our side of allauth: sign-up closed, a second step, sessions that end, our look; and a person's own session.

Further files: adapter (what allauth asks us), backends (whose a session is), account_urls (those of allauth's
addresses that are open), sign_in_urls (ours beside them), middleware (personal pages are never stored), second_step
(whether and how it is asked for), second_factors (what allauth.mfa asks us), second_forms (its forms), passwords
(which are refused), session_time (when a session ends), sessions and devices (one's own, in words), session_ended
(what was typed is handed back), own_code (the digits), own_session (opening and ending a person's own session), seen
(when users were last here, and whether a second step is set up), invitations/ (how a colleague comes to sign in),
trusts_sign_in (OpenID Connect), views (own, mine, steps, trust), watch (who signed in or was refused, in the log).
"""
