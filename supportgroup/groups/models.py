"""A support group and the settings that hold in it from a date on."""

import pghistory
from django.core.validators import RegexValidator
from django.db import models
from django.urls import reverse

from .querysets import GroupQuerySet
from .rules import RESERVED_SLUGS


@pghistory.track()
class Group(models.Model):
    """One support group of a hospital service. Patients never see its slug, only its neutral code."""

    slug = models.SlugField(unique=True, max_length=30)
    name = models.CharField(max_length=100, help_text="Staff see it: “Immunology patient support group”.")
    public_code = models.CharField(
        max_length=3,
        unique=True,
        validators=[RegexValidator(r"^[a-z]{3}$", "Use 3 small letters that name no condition.")],
        help_text="Three letters that name no condition; record numbers begin with it.",
    )
    neutral_name = models.CharField(max_length=60, help_text="Patients see it: “Patient survey”.")
    hospital_name = models.CharField(max_length=100)
    department = models.CharField(max_length=100, default="Patient Advice and Liaison Service (PALS)")
    signed_by = models.CharField(max_length=80)
    signed_role = models.CharField(max_length=100)
    helpline = models.CharField(max_length=30)
    helpline_hours = models.CharField(max_length=100)
    reply_mailbox = models.EmailField()
    return_address = models.TextField(help_text="The PO box on the envelope, one line each.")
    urgent_help = models.CharField(max_length=200)
    last_record_number = models.PositiveIntegerField(default=1000)

    objects = GroupQuerySet.as_manager()

    class Meta:
        ordering = ("name",)
        constraints = [
            models.CheckConstraint(
                name="group_slug_is_not_an_address", condition=~models.Q(slug__in=sorted(RESERVED_SLUGS))
            )
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("today", args=[self.slug])


@pghistory.track()
class GroupSetting(models.Model):
    """The value of one declared setting from a day on. Older values stay, because past work used them."""

    group = models.ForeignKey(Group, on_delete=models.CASCADE)
    key = models.CharField(max_length=60)
    value = models.JSONField()
    applies_from = models.DateField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["group", "key", "applies_from"], name="one_value_a_day")]

    def __str__(self) -> str:
        return f"{self.key} from {self.applies_from}"
