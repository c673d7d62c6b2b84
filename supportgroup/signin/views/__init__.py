"""Pages of signing in: a person's own session (own), a user's own sign-in (mine), its steps, the Trust's (trust)."""
