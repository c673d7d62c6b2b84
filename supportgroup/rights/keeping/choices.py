"""The words this room stores."""

from django.db import models


class Why(models.TextChoices):
    """Why something must be kept although its time is over."""

    COMPLAINT = "complaint", "There is a complaint"
    CLAIM = "claim", "There is, or may be, a legal claim"
    INQUIRY = "inquiry", "There is an inquiry or an audit"
    REQUEST = "request", "Somebody has asked for a copy of it"
    OTHER = "other", "Another reason"
