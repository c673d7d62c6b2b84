"""The outbox: one row per recipient per occasion, with its state and its reason."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from supportgroup.groups.models import Group

from .choices import Channel, Lane, RecipientKind, State
from .querysets import MessageQuerySet


class PrintRun(models.Model):
    """Letters of one kind and occasion, printed together and then posted by hand."""

    group = models.ForeignKey(Group, on_delete=models.PROTECT)
    kind = models.CharField(max_length=60)
    occasion = models.CharField(max_length=80)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    posted_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"Print run {self.pk}"


class Message(models.Model):
    """One message to one recipient. It keeps a kind and keys; words are made when it leaves."""

    group = models.ForeignKey(Group, on_delete=models.PROTECT)
    kind = models.CharField(max_length=60)
    recipient_kind = models.CharField(max_length=10, choices=RecipientKind)
    recipient_key = models.BigIntegerField()
    occasion = models.CharField(max_length=80)
    channel = models.CharField(max_length=10, choices=Channel)
    lane = models.CharField(max_length=10, choices=Lane)
    seen_by = models.CharField(max_length=30)
    consent = models.CharField(max_length=40, blank=True)
    state = models.CharField(max_length=10, choices=State, default=State.QUEUED)
    reason = models.CharField(max_length=300, blank=True)
    queued_at = models.DateTimeField()
    not_before = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0)
    taken_by = models.UUIDField(null=True)
    state_since = models.DateTimeField()
    mail_id = models.UUIDField(default=uuid.uuid4, unique=True)
    print_run = models.ForeignKey(PrintRun, null=True, on_delete=models.SET_NULL, related_name="messages")

    objects = MessageQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "recipient_kind", "recipient_key", "occasion"], name="one_message_per_occasion"
            )
        ]
        indexes = [
            models.Index(
                fields=["channel", "lane", "not_before", "id"], name="outbox_waiting", condition=Q(state="queued")
            ),
            models.Index(
                fields=["state", "state_since"], name="outbox_in_hand", condition=Q(state__in=["taken", "sending"])
            ),
            models.Index(fields=["group", "-id"], name="outbox_of_a_group"),
            models.Index(fields=["kind", "occasion"], name="outbox_by_occasion"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"
