"""The words the trail stores."""

from django.db import models


class Way(models.TextChoices):
    """How somebody came to see what is held on a person."""

    PAGE = "page", "Opened"
    LIST = "list", "Saw in a list"
    PRINT = "print", "Printed"
    EXPORT = "export", "Downloaded"
