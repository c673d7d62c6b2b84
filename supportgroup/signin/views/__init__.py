"""Pages of signing in: a person's own session (own), a user's own sign-in (mine), the steps of signing in (steps)."""
