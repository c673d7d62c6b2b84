"""What passed between us and a person, what comes next, and who helps them."""

import pghistory
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from supportgroup.people.models import Person

from .choices import Ended, Given, Kind, Relation, Task
from .querysets import FollowUpQuerySet, HelperQuerySet, OfPeopleQuerySet


@pghistory.track(exclude=["what"])
class Entry(models.Model):
    """One call, letter, visit, email or meeting. Its author may change it on the day; later a correction is added.

    The trail keeps who wrote it and when, not the words: they may be about health, and they go when the person does.
    """

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="contact_entries")
    kind = models.CharField(max_length=10, choices=Kind)
    happened_at = models.DateTimeField()
    what = models.TextField(max_length=1000)
    corrects = models.ForeignKey("self", null=True, on_delete=models.CASCADE, related_name="corrections")
    written_at = models.DateTimeField()
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    written_as = models.CharField(max_length=100)

    objects = OfPeopleQuerySet.as_manager()

    class Meta:
        ordering = ("-happened_at", "-pk")
        indexes = [models.Index(fields=["person", "-happened_at", "-id"], name="contact_log_of_a_person")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.pk}"


@pghistory.track(exclude=["what"])
class FollowUp(models.Model):
    """What comes next after an entry. clinical: the clinical team is told; it ends in the hospital record.

    owner: who does it; nobody named is everybody who works with the register.
    """

    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="follow_ups")
    what = models.CharField(max_length=200)
    due_on = models.DateField()
    clinical = models.BooleanField(default=False)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    ended = models.CharField(max_length=12, choices=Ended, default=Ended.OPEN, blank=True)
    ended_at = models.DateTimeField(null=True)
    ended_as = models.CharField(max_length=100, blank=True)

    objects = FollowUpQuerySet.as_manager()

    class Meta:
        ordering = ("due_on", "pk")
        constraints = [
            models.CheckConstraint(
                name="follow_up_ends_at_a_moment",
                condition=Q(ended="", ended_at=None) | (~Q(ended="") & Q(ended_at__isnull=False)),
            ),
            models.CheckConstraint(
                name="what_the_clinical_team_is_told_ends_in_the_record",
                condition=Q(clinical=False, ended__in=["", "done", "not_needed"])
                | Q(clinical=True, ended__in=["", "entered", "not_needed"]),
            ),
        ]
        indexes = [models.Index(fields=["due_on", "id"], name="follow_ups_open", condition=Q(ended=""))]

    def __str__(self) -> str:
        return f"Follow-up {self.pk}"


@pghistory.track(exclude=["name", "phone", "email"])
class Helper(models.Model):
    """Somebody who helps a person, and what the person allows. Without permission in force nobody contacts them."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="helpers")
    name = models.CharField(max_length=120)
    relation = models.CharField(max_length=10, choices=Relation)
    phone = models.CharField(max_length=30, blank=True)
    email = models.EmailField(blank=True)
    tasks = ArrayField(models.CharField(max_length=10, choices=Task))
    given_on = models.DateField()
    given_how = models.CharField(max_length=10, choices=Given)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    ended_on = models.DateField(null=True)
    ended_as = models.CharField(max_length=100, blank=True)

    objects = HelperQuerySet.as_manager()

    class Meta:
        ordering = ("pk",)
        constraints = [
            models.CheckConstraint(name="a_helper_may_do_something", condition=Q(tasks__len__gt=0)),
            models.CheckConstraint(
                name="permission_ended_by_somebody_on_a_day",
                condition=Q(ended_on=None, ended_as="") | (Q(ended_on__isnull=False) & ~Q(ended_as="")),
            ),
        ]
        indexes = [models.Index(fields=["person"], name="helpers_of_a_person")]

    def __str__(self) -> str:
        return self.name
