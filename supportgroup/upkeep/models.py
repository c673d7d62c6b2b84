"""The heartbeat of clock and worker, and when the last backup was made."""

from django.db import models


class Heartbeat(models.Model):
    """When the clock's task was last done by a worker. One row."""

    name = models.CharField(max_length=20, primary_key=True)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return self.name


class BackupMade(models.Model):
    """That a backup was made, and how large it is. Where it lies is not kept."""

    made_at = models.DateTimeField()
    size = models.BigIntegerField(help_text="Bytes.")
    rows = models.BigIntegerField()
    with_keys = models.BooleanField()

    class Meta:
        ordering = ("-made_at",)

    def __str__(self) -> str:
        return f"Backup of {self.made_at:%d %B %Y}"
