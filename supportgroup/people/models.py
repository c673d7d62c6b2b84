"""A person of the register, the clinical outline that only nurses see, and what the room keeps of its own work."""

from typing import Any

import pghistory
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Func, Q, Value
from django.db.models.functions import Concat, Lower
from django.urls import reverse

from supportgroup.access.querysets import InGroupQuerySet
from supportgroup.groups.models import Group
from supportgroup.longwork.models import LongWork
from supportgroup.uploads.models import StoredFile

from .choices import (
    ConditionGroup,
    Distance,
    ImportState,
    Need,
    PrintSize,
    Route,
    Sex,
    Standing,
    TreatmentPlace,
    TreatmentRoute,
)
from .counting import COUNTED_ON_OUTLINES, COUNTED_ON_PEOPLE
from .folding import LEFT_OUT, MARKED, PLAIN
from .querysets import ClinicalOutlineQuerySet, ImportQuerySet, PersonQuerySet
from .records import FormatMade, HandedOut, KeptFilter, Merger, NotTheSame, Tally

__all__ = [
    "ClinicalOutline", "FormatMade", "HandedOut", "Import", "KeptFilter", "Merger", "NotTheSame", "Person",
    "RememberedColumns", "Tally",
]  # fmt: skip


def _filed(*names: Any) -> Func:
    """Return these columns as one text in small letters without marks."""
    text = Concat(*names) if len(names) > 1 else names[0]
    return Func(Lower(text), Value(MARKED + LEFT_OUT), Value(PLAIN), function="translate")


@pghistory.track(exclude=["filed_under", "last_sounds", "first_sounds"])
class Person(models.Model):
    """Somebody the group may write to. Belongs to one group; is a user only if they hold a role.

    standing_since: the day on which the person died or moved; empty for those who are with the service.
    in_hospital_until: the last day on which a stay in hospital counts; empty, or past, for those who are at home.
    needs_asked_on: the day on which they were last asked what they need; empty if they never were.
    print_size: for large print. letters_in: how every standard letter reaches somebody who cannot use one, in words.
    """

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
    in_hospital_until = models.DateField(null=True, blank=True)
    sex = models.CharField(max_length=10, choices=Sex, default=Sex.NOT_SAID)
    language = models.CharField(max_length=40, default="English")
    distance = models.CharField(max_length=12, choices=Distance, default=Distance.NOT_KNOWN)
    needs = ArrayField(models.CharField(max_length=20, choices=Need), default=list, blank=True)
    needs_asked_on = models.DateField(null=True, blank=True)
    print_size = models.PositiveSmallIntegerField(choices=PrintSize, default=PrintSize.P18)
    letters_in = models.CharField(max_length=200, blank=True)

    # Small letters without marks, last name first: what the list is ordered by and names are found by.
    filed_under = models.GeneratedField(
        expression=_filed("last_name", Value(" "), "first_name"), output_field=models.TextField(), db_persist=True
    )
    # How the last and the first name sound (double metaphone), so that Catherine finds Katharine.
    last_sounds = models.GeneratedField(
        expression=Func(_filed("last_name"), function="dmetaphone"), output_field=models.TextField(), db_persist=True
    )
    first_sounds = models.GeneratedField(
        expression=Func(_filed("first_name"), function="dmetaphone"), output_field=models.TextField(), db_persist=True
    )

    objects = PersonQuerySet.as_manager()

    class Meta:
        ordering = ("filed_under", "pk")
        constraints = [
            models.UniqueConstraint(
                fields=["group", "nhs_number"],
                condition=~Q(nhs_number=""),
                name="one_person_for_each_nhs_number",
            ),
            models.CheckConstraint(
                name="only_who_died_or_moved_did_so_on_a_day",
                condition=~Q(standing="current") | Q(standing_since=None),
            ),
            models.CheckConstraint(
                name="nhs_number_is_10_digits",
                condition=Q(nhs_number="") | Q(nhs_number__regex=r"^\d{10}$"),
            ),
        ]
        indexes = [
            models.Index(fields=["group", "filed_under", "id"], name="people_by_name"),
            models.Index(fields=["group", "date_of_birth", "id"], name="people_by_birth"),
            models.Index(fields=["group", "needs_asked_on"], name="people_by_when_asked"),
            models.Index(fields=["group", "last_sounds"], name="people_by_sound_of_last"),
            models.Index(fields=["group", "first_sounds"], name="people_by_sound_of_first"),
            # Without a list of what came last, which every search would walk through after an import.
            GinIndex(fields=["filed_under"], opclasses=["gin_trgm_ops"], name="people_by_like_name", fastupdate=False),
            GinIndex(fields=["nhs_number"], opclasses=["gin_trgm_ops"], name="people_by_like_number", fastupdate=False),
            models.Index(
                fields=["group", "postcode"], opclasses=["int8_ops", "varchar_pattern_ops"], name="people_by_postcode"
            ),
        ]
        triggers = COUNTED_ON_PEOPLE

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

    class Meta:
        triggers = COUNTED_ON_OUTLINES

    def __str__(self) -> str:
        return f"Outline {self.pk}"


class Import(models.Model):
    """One spreadsheet on its way into the register. The file goes when it is written or given up; the counts stay.

    sheets: the names of the sheets of a workbook, where somebody must choose one; sheet: the chosen.
    columns: for each column of the file the field it fills, "" for none.
    verdicts: one letter for each row of the file (see importing.judging); refusals: line -> why, without its data.
    answers: line -> what somebody said of a row that may be about a person we know. remarks: sentence -> rows.
    file: as it came until it is read, then plain rows; at the end those that were refused, until its day.
    begun_by and confirmed_by are empty where a command on the server did it.
    """

    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="+")
    file = models.OneToOneField(StoredFile, on_delete=models.SET_NULL, null=True, related_name="+")
    file_name = models.CharField(max_length=120)
    state = models.CharField(max_length=10, choices=ImportState, default=ImportState.CHOSEN)
    sheets = models.JSONField(default=list)
    sheet = models.CharField(max_length=200, blank=True)
    columns = models.JSONField(default=list)
    answers = models.JSONField(default=dict)
    remarks = models.JSONField(default=dict)
    verdicts = models.TextField(blank=True)
    refusals = models.JSONField(default=dict)
    added = models.PositiveIntegerField(default=0)
    changed = models.PositiveIntegerField(default=0)
    unchanged = models.PositiveIntegerField(default=0)
    refused = models.PositiveIntegerField(default=0)
    begun_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    begun_at = models.DateTimeField()
    confirmed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    confirmed_at = models.DateTimeField(null=True)
    work = models.ForeignKey(LongWork, on_delete=models.SET_NULL, null=True, related_name="+")

    objects = ImportQuerySet.as_manager()

    class Meta:
        ordering = ("-pk",)
        constraints = [
            models.CheckConstraint(
                name="import_confirmed_by_somebody_at_a_moment",
                condition=Q(confirmed_by=None) | Q(confirmed_at__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return self.file_name


class RememberedColumns(models.Model):
    """How the columns of one header were matched last time in this group, so that nobody matches them twice.

    header_mark: a hash of the names of the columns; the names themselves are not kept.
    """

    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="+")
    header_mark = models.CharField(max_length=32)
    columns = models.JSONField()

    objects = InGroupQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["group", "header_mark"], name="one_match_for_each_header_of_a_group")
        ]

    def __str__(self) -> str:
        return f"Columns {self.pk}"
