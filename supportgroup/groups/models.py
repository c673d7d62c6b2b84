"""A support group and the settings that hold in it from a date on."""

import pghistory
from django.conf import settings
from django.core.validators import RegexValidator
from django.db import models
from django.urls import reverse

from .querysets import GroupQuerySet
from .rules import RESERVED_SLUGS, why_not_send


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
    signed_by = models.CharField(max_length=80, blank=True)
    signed_role = models.CharField(max_length=100, blank=True)
    helpline = models.CharField(max_length=30, blank=True)
    helpline_hours = models.CharField(max_length=100, blank=True)
    reply_mailbox = models.EmailField(blank=True)
    return_address = models.TextField(blank=True, help_text="The PO box on the envelope, one line each.")
    freepost_address = models.TextField(blank=True, default="", help_text="Where replies go without a stamp.")
    pals_name = models.CharField(max_length=100, blank=True, default="Patient Advice and Liaison Service (PALS)")
    pals_phone = models.CharField(max_length=30, blank=True, default="")
    pals_email = models.EmailField(blank=True, default="")
    urgent_help = models.CharField(max_length=200, blank=True)
    data_officer = models.CharField(max_length=100, blank=True, default="", help_text="The Trust’s DPO.")
    data_officer_email = models.EmailField(blank=True, default="")
    condition_words = models.TextField(blank=True, default="", help_text="Words that name the condition.")
    lawful_bases = models.JSONField(blank=True, default=dict, help_text="By process, where not the offered text.")
    bases_confirmed_on = models.DateField(null=True, blank=True)
    bases_confirmed_by = models.CharField(max_length=100, blank=True, default="")
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

    @property
    def privacy_url(self) -> str:
        """The whole address of the group's privacy notice, for messages."""
        return f"{settings.SITE_URL}{reverse('privacy', args=[self.public_code])}"

    @property
    def why_not_send(self) -> str | None:
        """Why nothing may leave in this group's name yet, or None: every message holds what a group has to say."""
        return why_not_send(vars(self))


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
