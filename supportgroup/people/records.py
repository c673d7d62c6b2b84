"""What the room keeps of its own work: tallies, kept filters, formats made, who is not whom, what was handed out."""

import pghistory
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower

from supportgroup.access.querysets import InGroupQuerySet
from supportgroup.audit.choices import Way
from supportgroup.groups.models import Group

from .querysets import KeptFilterQuerySet, MergerQuerySet, TallyQuerySet


class Tally(models.Model):
    """How many people of a group are of one kind, so that the filters' counts cost the same for 250 and 25,000.

    A person is of one kind by what the filters ask. The database's triggers add a row with +1 or -1 as people change;
    `folding` them together is the clock's work. The sum over a kind is always right.
    """

    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="+")
    standing = models.CharField(max_length=10)
    preferred_route = models.CharField(max_length=10)
    do_not_contact = models.BooleanField()
    needs = ArrayField(models.CharField(max_length=20))
    never_asked = models.BooleanField()
    on_immunoglobulin = models.BooleanField()
    treatment_place = models.CharField(max_length=10, blank=True)
    condition_group = models.CharField(max_length=10, blank=True)
    number = models.IntegerField()

    objects = TallyQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.number:+} of a kind"


@pghistory.track()
class KeptFilter(models.Model):
    """Filters of the list under a name. Never what was searched for: a name in it would be health data."""

    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="+")
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    name = models.CharField(max_length=60)
    filters = models.JSONField()
    shared = models.BooleanField(default=False)

    objects = KeptFilterQuerySet.as_manager()

    class Meta:
        ordering = ("name", "pk")
        constraints = [
            models.UniqueConstraint("group", "owner", Lower("name"), name="one_filter_of_a_name_for_each_user")
        ]

    def __str__(self) -> str:
        return self.name


@pghistory.track()
class FormatMade(models.Model):
    """For one letter, what somebody did so that it reaches a person who cannot use a standard letter.

    letter: of the outbox, by what it is and its occasion.
    """

    person = models.ForeignKey("people.Person", on_delete=models.CASCADE, related_name="formats_made")
    letter = models.CharField(max_length=150)
    words = models.CharField(max_length=200)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "letter"], name="one_format_for_a_letter")]

    def __str__(self) -> str:
        return self.words


@pghistory.track()
class NotTheSame(models.Model):
    """Two rows look like one person and are two: somebody has looked. first has the smaller key."""

    first = models.ForeignKey("people.Person", on_delete=models.CASCADE, related_name="+")
    second = models.ForeignKey("people.Person", on_delete=models.CASCADE, related_name="+")
    decided_at = models.DateTimeField()
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["first", "second"], name="two_people_are_told_apart_once"),
            models.CheckConstraint(name="told_apart_in_order", condition=Q(first__lt=F("second"))),
        ]

    def __str__(self) -> str:
        return f"{self.first_id} is not {self.second_id}"


@pghistory.track()
class HandedOut(models.Model):
    """The list of people left the service, as a file or on paper: who, when, why, how many and which."""

    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="+")
    way = models.CharField(max_length=10, choices=Way)
    reason = models.CharField(max_length=200)
    filters = models.JSONField()
    people = models.PositiveIntegerField()
    clinical = models.BooleanField()
    taken_at = models.DateTimeField()
    taken_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    objects = InGroupQuerySet["HandedOut"].as_manager()

    class Meta:
        ordering = ("-pk",)

    def __str__(self) -> str:
        return f"{self.people} people, {self.taken_at:%d %B %Y}"


@pghistory.track()
class Merger(models.Model):
    """Two entries became one person: whose key went. The history of both is the person's."""

    person = models.ForeignKey("people.Person", on_delete=models.CASCADE, related_name="mergers")
    gone_key = models.BigIntegerField(unique=True)
    merged_at = models.DateTimeField()
    merged_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    objects = MergerQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.gone_key} is {self.person_id}"
