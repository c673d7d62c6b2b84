"""Why somebody takes names out of the register: coded, because a sentence might name somebody."""

from django.db import models


class Reason(models.TextChoices):
    PAPERS = "papers", "To compare with the paper forms"
    ASKING = "asking", "To ask people on the ward or in clinic"
    MEETING = "meeting", "To prepare a meeting"
    AUDIT = "audit", "For an audit or an inspection"
