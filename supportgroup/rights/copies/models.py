"""A request for a copy, and the times at which its clock stood still. The copy itself is never kept."""

import datetime

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from supportgroup.groups.models import Group
from supportgroup.groups.months import months_after
from supportgroup.people.models import Person

from .choices import Asker, Format, Handed, Identity, Longer, Refusal, State, WaitingFor, Way
from .querysets import RequestQuerySet
from .rules import LONGER_MONTHS, MONTHS


@pghistory.track(exclude=["asker_name"])
class CopyRequest(models.Model):
    """Somebody asked for everything that is held on a person. person is empty once they are erased.

    closed_on: the day it was handed over, refused or withdrawn. longer_told_on: when they were told that it takes
    two months more. pals_part_on: when PALS last made their part of the copy.
    """

    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    asked_on = models.DateField()
    way = models.CharField(max_length=10, choices=Way)
    asker = models.CharField(max_length=12, choices=Asker, default=Asker.THEMSELVES)
    asker_name = models.CharField(max_length=120, blank=True)
    format = models.CharField(max_length=10, choices=Format, default=Format.PRINTED)
    identity = models.CharField(max_length=12, choices=Identity, blank=True)
    identity_on = models.DateField(null=True)
    longer = models.CharField(max_length=10, choices=Longer, blank=True)
    longer_told_on = models.DateField(null=True)
    pals_part_on = models.DateField(null=True)
    state = models.CharField(max_length=12, choices=State, default=State.OPEN)
    closed_on = models.DateField(null=True)
    handed = models.CharField(max_length=12, choices=Handed, blank=True)
    refusal = models.CharField(max_length=12, choices=Refusal, blank=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    closed_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    objects = RequestQuerySet.as_manager()

    class Meta:
        ordering = ("-pk",)
        constraints = [
            models.CheckConstraint(
                name="an_answered_request_has_its_day",
                condition=Q(state__in=["open", "stopped"], closed_on=None)
                | Q(state__in=["handed_over", "refused", "withdrawn"], closed_on__isnull=False),
            ),
            models.CheckConstraint(
                name="identity_has_its_day",
                condition=Q(identity="", identity_on=None) | (~Q(identity="") & Q(identity_on__isnull=False)),
            ),
            models.UniqueConstraint(
                fields=["person"], condition=Q(state__in=["open", "stopped"]), name="one_open_request_of_a_person"
            ),
        ]
        indexes = [models.Index(fields=["group", "state"], name="requests_by_state")]

    def __str__(self) -> str:
        return f"Request {self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("copy_request", args=[self.group.slug, self.pk])

    @property
    def first_month_on(self) -> datetime.date:
        return months_after(self.asked_on, MONTHS)

    @property
    def month_on(self) -> datetime.date:
        return months_after(self.asked_on, LONGER_MONTHS if self.longer else MONTHS)


class Stop(models.Model):
    """The clock stands still from a day on until they answer."""

    request = models.ForeignKey(CopyRequest, on_delete=models.CASCADE, related_name="stops")
    waiting_for = models.CharField(max_length=10, choices=WaitingFor)
    began_on = models.DateField()
    ended_on = models.DateField(null=True)

    class Meta:
        ordering = ("pk",)
        constraints = [
            models.UniqueConstraint(fields=["request"], condition=Q(ended_on=None), name="one_stop_at_a_time"),
            models.CheckConstraint(
                name="a_stop_ends_after_it_began", condition=Q(ended_on=None) | Q(ended_on__gte=models.F("began_on"))
            ),
        ]

    def __str__(self) -> str:
        return self.get_waiting_for_display()
