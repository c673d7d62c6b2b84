"""The states of a long piece of work."""

from django.db import models


class WorkState(models.TextChoices):
    WAITING = "waiting", "Waiting to begin"
    RUNNING = "running", "Going on"
    DONE = "done", "Done"
    REFUSED = "refused", "Not done"
