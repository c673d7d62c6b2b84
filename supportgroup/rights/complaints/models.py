"""A complaint and the steps taken. The words and the name of who complained are kept here and in no history."""

import datetime

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from supportgroup.groups.models import Group
from supportgroup.people.models import Person

from .choices import Outcome, State, Told, Way
from .querysets import ComplaintQuerySet
from .rules import acknowledge_by


@pghistory.track(exclude=["name", "email", "phone", "address", "about", "answer"])
class Complaint(models.Model):
    """Somebody complained about how we used information. person: if they are on the register and we know which.

    about: what they say. answer: what came of it, as they were told.
    """

    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    received_on = models.DateField()
    way = models.CharField(max_length=10, choices=Way)
    name = models.CharField(max_length=120)
    email = models.EmailField(blank=True)
    phone = models.CharField(max_length=30, blank=True)
    address = models.TextField(blank=True, max_length=400)
    about = models.TextField(max_length=5000)
    state = models.CharField(max_length=8, choices=State, default=State.NEW)
    acknowledged_on = models.DateField(null=True)
    acknowledged_how = models.CharField(max_length=8, choices=Told, blank=True)
    outcome = models.CharField(max_length=12, choices=Outcome, blank=True)
    answer = models.TextField(blank=True, max_length=2000)
    closed_on = models.DateField(null=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    objects = ComplaintQuerySet.as_manager()

    class Meta:
        ordering = ("-pk",)
        constraints = [
            models.CheckConstraint(
                name="a_complaint_is_acknowledged_on_a_day",
                condition=Q(state="new", acknowledged_on=None) | (~Q(state="new") & Q(acknowledged_on__isnull=False)),
            ),
            models.CheckConstraint(
                name="a_complaint_is_closed_with_an_outcome",
                condition=(~Q(state="closed") & Q(closed_on=None, outcome=""))
                | (Q(state="closed", closed_on__isnull=False) & ~Q(outcome="")),
            ),
        ]
        indexes = [models.Index(fields=["group", "state"], name="complaints_by_state")]

    def __str__(self) -> str:
        return self.reference

    def get_absolute_url(self) -> str:
        return reverse("complaint", args=[self.group.slug, self.pk])

    @property
    def reference(self) -> str:
        """Return what they can quote: "QVT-C12". It names nothing."""
        return f"{self.group.public_code.upper()}-C{self.pk}"

    @property
    def acknowledge_by(self) -> datetime.date:
        return acknowledge_by(self.received_on)


class Step(models.Model):
    """What somebody did about a complaint, in their words."""

    complaint = models.ForeignKey(Complaint, on_delete=models.CASCADE, related_name="steps")
    what = models.TextField(max_length=2000)
    taken_at = models.DateTimeField()
    taken_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    by_name = models.CharField(max_length=100)

    class Meta:
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"Step {self.pk}"
