"""What may change about a sign-in. The outbox keeps these words with the news of it."""

from django.db import models


class Change(models.TextChoices):
    """The label finishes the sentence “…” in the mail that tells the user."""

    PASSWORD = "password", "Your password was changed."
    APP_ADDED = "app_added", "An authenticator app was set up as your second step."
    APP_REMOVED = "app_removed", "The authenticator app was removed from your sign-in."
    PASSKEY_ADDED = "passkey_added", "A passkey was added to your sign-in."
    PASSKEY_REMOVED = "passkey_removed", "A passkey was removed from your sign-in."
    NEW_CODES = "new_codes", "New recovery codes were made. The old ones do not work any more."
