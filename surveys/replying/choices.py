"""Why a code does not open a survey. Each has a page that says what to do."""

from django.db import models


class Shut(models.TextChoices):
    USED = "used", "Your code has been used already. Each code works once."
    WITHDRAWN = "withdrawn", "This code is no longer in use."
    NOT_OPEN = "not_open", "This survey has not opened yet."
    CLOSED = "closed", "This survey has closed."
