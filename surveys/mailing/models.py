"""The mailing list of a survey, its waves, and the deceased check before each.

No row that names a person has history: the moment at which somebody was marked as replied would tie them to an answer.
"""

import uuid

import pghistory
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower

from supportgroup.groups.models import Group
from supportgroup.people.models import Person
from supportgroup.tracing.models import TraceList
from surveys.questionnaire.models import Survey

from .choices import CallReason, Came, MailingKind, MailingState, Outcome, Times, Wish
from .querysets import CallQuerySet, InviteeQuerySet, MailingQuerySet, VolunteerQuerySet


class Invitee(models.Model):
    """One person asked in one survey. outcome_on is a day, never a moment.

    wish is what we still owe them before they can answer, such as a phone call; blank once it is done.
    code_mark is a keyed hash of the typed code, so that a code can be found but never read here.
    """

    survey = models.ForeignKey(Survey, on_delete=models.PROTECT, related_name="invitees")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    record_number = models.CharField(max_length=12, unique=True)
    outcome = models.PositiveSmallIntegerField(choices=Outcome, default=Outcome.NOT_RETURNED)
    outcome_on = models.DateField(null=True)
    wish = models.CharField(max_length=12, choices=Wish, blank=True)
    key_version = models.PositiveSmallIntegerField(default=1)
    code_mark = models.BinaryField(max_length=32, unique=True)

    objects = InviteeQuerySet.as_manager()

    class Meta:
        ordering = ("pk",)
        constraints = [
            models.UniqueConstraint(fields=["survey", "person"], name="asked_once_in_a_survey"),
            models.CheckConstraint(
                name="an_outcome_has_its_day",
                condition=Q(outcome=6, outcome_on=None) | Q(~Q(outcome=6), outcome_on__isnull=False),
            ),
        ]
        indexes = [models.Index(fields=["survey", "outcome"], name="invitees_by_outcome")]

    def __str__(self) -> str:
        return self.record_number


class FormerNumber(models.Model):
    """What stands on the letter of somebody who was asked twice in one survey, and is one person since a merge.

    The slip, the code and the link of the row that went lead to the row that stays. code_mark: as of an invitee; empty
    once a new code was sent. gone_key: the key of the row that went, which is in its link.
    """

    invitee = models.ForeignKey(Invitee, on_delete=models.CASCADE, related_name="former_numbers")
    record_number = models.CharField(max_length=12, unique=True)
    gone_key = models.BigIntegerField(unique=True)
    key_version = models.PositiveSmallIntegerField()
    code_mark = models.BinaryField(max_length=32, unique=True, null=True)

    objects = models.Manager["FormerNumber"]()

    def __str__(self) -> str:
        return self.record_number


class Volunteer(models.Model):
    """A yellow slip: somebody would join a group discussion. It has no record number and no key of anybody asked.

    The key is random and received_on is a day, so that neither tells when the slip came. times, dates: when they can.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    survey = models.ForeignKey(Survey, on_delete=models.PROTECT, related_name="volunteers")
    name = models.CharField(max_length=120)
    phone = models.CharField(max_length=40)
    email = models.EmailField(blank=True)
    times = ArrayField(models.CharField(max_length=10, choices=Times), default=list, blank=True)
    dates = models.CharField(max_length=300, blank=True)
    came = models.CharField(max_length=6, choices=Came)
    received_on = models.DateField()
    changed_mind = models.BooleanField(default=False)

    objects = VolunteerQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint("survey", "phone", Lower("name"), name="a_volunteer_once_in_a_survey")]

    def __str__(self) -> str:
        return self.name


class Call(models.Model):
    """One call on the helpline, or one of ours, about one invitation: a day and a reason, never what was said."""

    invitee = models.ForeignKey(Invitee, on_delete=models.CASCADE, related_name="calls")
    reason = models.CharField(max_length=12, choices=CallReason)
    on = models.DateField()
    taken_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    objects = CallQuerySet.as_manager()

    class Meta:
        ordering = ("-on", "-pk")

    def __str__(self) -> str:
        return self.get_reason_display()


@pghistory.track()
class Sample(models.Model):
    """Whom to ask, kept as the filters on the register until the invitations go: {"place": "home", …}."""

    survey = models.OneToOneField(Survey, on_delete=models.CASCADE, primary_key=True, related_name="sample")
    filters = models.JSONField(default=dict)

    def __str__(self) -> str:
        return f"Choice for survey {self.survey_id}"


@pghistory.track()
class Mailing(models.Model):
    """One wave: the invitation, the reminder, the final reminder.

    emails, letters, texts and calls say how many it went to, or would go to while it is held; nobody is named.
    listed_on: the day on which its list was made ahead, for the deceased check. left_out: [[reason, people], …] of the
    newest list.
    """

    survey = models.ForeignKey(Survey, on_delete=models.CASCADE, related_name="mailings")
    number = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=10, choices=MailingKind)
    planned_on = models.DateField()
    state = models.CharField(max_length=10, choices=MailingState, default=MailingState.PLANNED)
    held_because = models.CharField(max_length=300, blank=True)
    listed_on = models.DateField(null=True)
    sent_on = models.DateField(null=True)
    emails = models.PositiveIntegerField(default=0)
    letters = models.PositiveIntegerField(default=0)
    texts = models.PositiveIntegerField(default=0)
    calls = models.PositiveIntegerField(default=0)
    left_out = models.JSONField(default=list)

    objects = MailingQuerySet.as_manager()

    class Meta:
        ordering = ("number",)
        constraints = [
            models.UniqueConstraint(fields=["survey", "number"], name="one_mailing_a_number"),
            models.CheckConstraint(
                name="a_sent_mailing_has_its_day", condition=~Q(state="sent") | Q(sent_on__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} of survey {self.survey_id}"

    @property
    def people(self) -> int:
        return self.emails + self.letters + self.texts + self.calls


class DeceasedCheck(models.Model):
    """The Trust has compared the list with the Demographics Batch Service: when, and who says so.

    traced: the list whose result it is, and whose people alone it counts for; empty for one recorded by hand.
    """

    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="deceased_checks")
    checked_at = models.DateTimeField()
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    traced = models.OneToOneField(TraceList, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("-checked_at",)

    def __str__(self) -> str:
        return f"Deceased check of {self.checked_at:%d %B %Y}"
