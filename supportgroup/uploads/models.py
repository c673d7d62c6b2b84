"""A stored file. Which room's row it belongs to is known by that room."""

import uuid

from django.db import models

from .querysets import StoredFileQuerySet


class StoredFile(models.Model):
    """One file in private storage, under a random name. Its own name is kept for the page only."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    room = models.CharField(max_length=40)
    original_name = models.CharField(max_length=120)
    content_type = models.CharField(max_length=60)
    size = models.PositiveBigIntegerField()
    file = models.FileField(max_length=120)
    keep_until = models.DateField()

    objects = StoredFileQuerySet.as_manager()

    def __str__(self) -> str:
        return self.original_name
