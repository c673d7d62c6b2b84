"""A person of the register, and the clinical outline that only nurses see."""

import pghistory
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.urls import reverse

from supportgroup.groups.models import Group

from .choices import (
    ConditionGroup,
    Distance,
    Need,
    Route,
    Sex,
    Standing,
    TreatmentPlace,
    TreatmentRoute,
)
from .querysets import ClinicalOutlineQuerySet, PersonQuerySet


@pghistory.track()
class Person(models.Model):
    """Somebody the group may write to. Belongs to one group; is a user only if they hold a role."""

    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="people")
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="person"
    )
    title = models.CharField(max_length=20, blank=True)
    first_name = models.CharField(max_length=80)
    last_name = models.CharField(max_length=80)
    date_of_birth = models.DateField(null=True, blank=True)
    nhs_number = models.CharField(max_length=10, blank=True)
    address = models.TextField(blank=True, max_length=400)
    postcode = models.CharField(max_length=8, blank=True)
    email = models.EmailField(blank=True)
    phone = models.CharField(max_length=30, blank=True)
    preferred_route = models.CharField(max_length=10, choices=Route, default=Route.LETTER)
    do_not_contact = models.BooleanField(default=False)
    standing = models.CharField(max_length=10, choices=Standing, default=Standing.CURRENT)
    standing_since = models.DateField(null=True, blank=True)
    sex = models.CharField(max_length=10, choices=Sex, default=Sex.NOT_SAID)
    language = models.CharField(max_length=40, default="English")
    distance = models.CharField(max_length=12, choices=Distance, default=Distance.NOT_KNOWN)
    needs = ArrayField(models.CharField(max_length=20, choices=Need), default=list, blank=True)

    objects = PersonQuerySet.as_manager()

    class Meta:
        ordering = ("last_name", "first_name", "pk")
        constraints = [
            models.UniqueConstraint(
                fields=["group", "nhs_number"],
                condition=~models.Q(nhs_number=""),
                name="one_person_for_each_nhs_number",
            ),
            models.CheckConstraint(
                name="nhs_number_is_10_digits",
                condition=models.Q(nhs_number="") | models.Q(nhs_number__regex=r"^\d{10}$"),
            ),
        ]
        indexes = [
            models.Index(fields=["group", "last_name", "first_name", "id"], name="people_by_name"),
            models.Index(fields=["group", "standing"], name="people_by_standing"),
        ]

    def __str__(self) -> str:
        return f"{self.first_name} {self.last_name}"

    def get_absolute_url(self) -> str:
        return reverse("person", args=[self.group.slug, self.pk])

    @property
    def listed_name(self) -> str:
        return f"{self.last_name}, {self.first_name}"


@pghistory.track()
class ClinicalOutline(models.Model):
    """The few clinical words the group needs, in a table of their own because only nurses see them."""

    person = models.OneToOneField(Person, on_delete=models.CASCADE, related_name="outline", primary_key=True)
    condition_group = models.CharField(max_length=10, choices=ConditionGroup, default=ConditionGroup.NOT_KNOWN)
    on_immunoglobulin = models.BooleanField(default=False)
    treatment_route = models.CharField(max_length=10, choices=TreatmentRoute, default=TreatmentRoute.NONE)
    treatment_place = models.CharField(max_length=10, choices=TreatmentPlace, default=TreatmentPlace.NONE)

    objects = ClinicalOutlineQuerySet.as_manager()

    def __str__(self) -> str:
        return f"Outline {self.pk}"
