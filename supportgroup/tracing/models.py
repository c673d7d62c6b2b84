"""A list for the deceased check, and who is in it. No file is kept, and who was in a list is forgotten after a time."""

import datetime

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from supportgroup.groups.models import Group
from supportgroup.people.models import Person
from supportgroup.uploads.models import StoredFile

from .choices import Finding, ListState, Why
from .querysets import TracedQuerySet, TraceListQuerySet


@pghistory.track(exclude=["file"])
class TraceList(models.Model):
    """One list of people for the Demographics Batch Service. It holds counts; the people are in Traced.

    about: what the list was made for, as its maker knows it ("survey 12"), "" for the register. title: in words.
    reference: begins the reference of everybody in it. clinical: whether its people were chosen by their treatment.
    left_out: how many could not be found by the service, having neither NHS number nor date of birth.
    downloaded_at: the first time. The check counts from then: whom it asks about was settled, and it is no older.
    file: a result that waits to be looked at.
    """

    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="+")
    about = models.CharField(max_length=40, blank=True)
    title = models.CharField(max_length=120)
    clinical = models.BooleanField(default=False)
    reference = models.CharField(max_length=8, unique=True)
    state = models.CharField(max_length=10, choices=ListState, default=ListState.WAITING)
    people = models.PositiveIntegerField(default=0)
    left_out = models.PositiveIntegerField(default=0)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField()
    downloaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    downloaded_at = models.DateTimeField(null=True)
    file = models.OneToOneField(StoredFile, on_delete=models.SET_NULL, null=True, related_name="+")
    checked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    checked_at = models.DateTimeField(null=True)
    died = models.PositiveIntegerField(default=0)
    unsure = models.PositiveIntegerField(default=0)
    changed = models.PositiveIntegerField(default=0)
    forgotten_on = models.DateField(null=True)

    objects = TraceListQuerySet.as_manager()

    class Meta:
        ordering = ("-pk",)
        constraints = [
            models.CheckConstraint(
                name="a_checked_list_has_its_moment", condition=~Q(state="checked") | Q(checked_at__isnull=False)
            )
        ]

    def __str__(self) -> str:
        return f"{self.title}, {self.made_at:%d %B %Y}"

    def get_absolute_url(self) -> str:
        return reverse("trace_list", args=[self.group.slug, self.pk])

    @property
    def counts_from(self) -> datetime.datetime:
        return self.downloaded_at or self.made_at


class Traced(models.Model):
    """One person in a list. Without history: it would outlive the promise to forget who was asked about.

    number: with the list's reference what the service knows them by. why: why a result was not taken at its word.
    proposals: field -> what came back otherwise than we have it, until somebody decides.
    """

    list = models.ForeignKey(TraceList, on_delete=models.CASCADE, related_name="traced")
    number = models.PositiveIntegerField()
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    finding = models.CharField(max_length=10, choices=Finding, default=Finding.NONE)
    why = models.CharField(max_length=12, choices=Why, blank=True)
    proposals = models.JSONField(default=dict)

    objects = TracedQuerySet.as_manager()

    class Meta:
        ordering = ("number",)
        constraints = [
            models.UniqueConstraint(fields=["list", "number"], name="one_traced_a_number"),
            models.UniqueConstraint(fields=["list", "person"], name="in_a_list_once"),
        ]

    def __str__(self) -> str:
        return self.reference

    @property
    def reference(self) -> str:
        return f"{self.list.reference}-{self.number:05d}"
