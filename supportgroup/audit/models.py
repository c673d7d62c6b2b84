"""One row for each look at what is held on people, one for each time something was taken out of the trail.

Both store keys and names as they were, so they outlive what they name.
"""

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models

from .choices import Way
from .querysets import LookQuerySet


class Look(models.Model):
    """Somebody saw, printed or downloaded what is held on these people.

    what: the page or file in plain words, for the person who may ask ("The register", "Consent"); never a search or
    a name. people: keys of the people of the register who were shown; several for a list or a file.
    """

    at = models.DateTimeField()
    actor_kind = models.CharField(max_length=10)
    actor_key = models.BigIntegerField(null=True)
    actor_name = models.CharField(max_length=100)
    group_slug = models.CharField(max_length=30)
    way = models.CharField(max_length=10, choices=Way)
    what = models.CharField(max_length=100)
    people = ArrayField(models.BigIntegerField())

    objects = LookQuerySet.as_manager()

    class Meta:
        indexes = [
            GinIndex(fields=["people"], name="looks_at_a_person"),
            models.Index(fields=["group_slug", "-at", "-id"], name="looks_in_a_group"),
            models.Index(fields=["group_slug", "actor_key", "-at", "-id"], name="looks_of_a_user"),
        ]
        triggers = [pgtrigger.Protect(name="looks_are_append_only", operation=pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self) -> str:
        return f"Look {self.pk}"


class Forgetting(models.Model):
    """Something was taken out of the trail, written by the database's function itself: when, by whom, how many rows.

    person: whose history was emptied, by key. group_slug, looks_from, looks_before: of which group looks were
    destroyed, and from when until when.
    rows: {table: how many}.
    """

    at = models.DateTimeField()
    person = models.BigIntegerField(null=True)
    group_slug = models.CharField(max_length=30, blank=True)
    looks_from = models.DateTimeField(null=True)
    looks_before = models.DateTimeField(null=True)
    actor_kind = models.CharField(max_length=10)
    actor_key = models.BigIntegerField(null=True)
    actor_name = models.CharField(max_length=100)
    rows = models.JSONField(default=dict)

    class Meta:
        triggers = [pgtrigger.Protect(name="forgetting_is_noted", operation=pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self) -> str:
        return f"Forgetting {self.pk}"
