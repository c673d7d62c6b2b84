"""The words this room stores."""

from django.db import models


class Way(models.TextChoices):
    """How a complaint came."""

    ONLINE = "online", "By the form on our website"
    LETTER = "letter", "By letter"
    EMAIL = "email", "By email"
    PHONE = "phone", "By phone"
    IN_PERSON = "in_person", "In person"


class Told(models.TextChoices):
    """How they were told that we have it."""

    EMAIL = "email", "By email"
    LETTER = "letter", "By letter"
    SAID = "said", "I told them by phone or in person"


class Outcome(models.TextChoices):
    UPHELD = "upheld", "Upheld: we were wrong"
    PARTLY = "partly", "Upheld in part"
    NOT_UPHELD = "not_upheld", "Not upheld"
    WITHDRAWN = "withdrawn", "Withdrawn by them"


class State(models.TextChoices):
    NEW = "new", "Not acknowledged"
    OPEN = "open", "Looking into it"
    CLOSED = "closed", "Closed"
