"""The outbox: one row per recipient per occasion, with its state and its reason.

Messages are not tracked in the trail. A reminder is withdrawn in the moment in which somebody replies, and a
row with that moment would tell when. What staff decide about a message is kept in `Decision`.
"""

import uuid
from functools import cached_property

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from supportgroup.access.choices import every_power
from supportgroup.accounts.models import User
from supportgroup.groups.models import Group
from supportgroup.people.models import Person

from . import others
from .choices import Channel, Lane, Receipt, RecipientKind, State, Step, Verdict
from .others import Other
from .printed import HandedOver, PrintRun
from .querysets import BatchQuerySet, MessageQuerySet, ReturnedAddressQuerySet

__all__ = ["Batch", "BounceMailbox", "Decision", "HandedOver", "Message", "Pace", "PrintRun", "ReturnedAddress"]


@pghistory.track()
class Batch(models.Model):
    """Messages of one kind and occasion that one person wants to send and a second must approve.

    asked_by: who wants to send them, or None for the clock. counted: how many were approved or refused.
    """

    group = models.ForeignKey(Group, on_delete=models.PROTECT)
    kind = models.CharField(max_length=60)
    occasion = models.CharField(max_length=80)
    seen_by = models.CharField(max_length=30, choices=every_power)
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    verdict = models.CharField(max_length=10, choices=Verdict, default=Verdict.WAITING)
    counted = models.PositiveIntegerField(null=True)
    reason = models.CharField(max_length=200, blank=True)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    objects = BatchQuerySet.as_manager()

    class Meta:
        ordering = ("-pk",)
        constraints = [
            models.UniqueConstraint(
                fields=["group", "kind", "occasion", "asked_by"],
                condition=Q(verdict="waiting"),
                nulls_distinct=False,
                name="one_batch_waits_for_each_asker",
            ),
            models.CheckConstraint(
                name="who_asked_does_not_approve", condition=Q(asked_by=None) | ~Q(decided_by=F("asked_by"))
            ),
            models.CheckConstraint(
                name="batch_decided_by_somebody_at_a_moment",
                condition=Q(verdict="waiting", decided_by=None, decided_at=None, counted=None)
                | Q(decided_by__isnull=False, decided_at__isnull=False, counted__isnull=False) & ~Q(verdict="waiting"),
            ),
        ]
        indexes = [
            models.Index(fields=["group", "kind", "occasion"], name="batches_of_an_occasion"),
            models.Index(fields=["group", "-id"], name="batches_of_a_group"),
        ]

    def __str__(self) -> str:
        return f"Batch {self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("batch", args=[self.group.slug, self.pk])


class Message(models.Model):
    """One message to one recipient. It keeps a kind and keys; words are made when it leaves.

    taken_by is the worker that has the row in hand; reason is in plain words and names nobody; needs_someone
    says that it will not go on by itself and nobody has dealt with it yet. needs_approval: a second person has not
    approved it, and the database lets it into no state in which it could leave. sent_to: a digest of the address
    it was handed over for. receipt: what the text service said later.
    """

    group = models.ForeignKey(Group, on_delete=models.PROTECT, db_index=False)
    kind = models.CharField(max_length=60)
    recipient_kind = models.CharField(max_length=10, choices=RecipientKind)
    recipient_key = models.BigIntegerField()
    occasion = models.CharField(max_length=80)
    channel = models.CharField(max_length=10, choices=Channel)
    lane = models.CharField(max_length=10, choices=Lane)
    seen_by = models.CharField(max_length=30, choices=every_power)
    consent = models.CharField(max_length=40, blank=True)
    state = models.CharField(max_length=10, choices=State, default=State.QUEUED)
    reason = models.CharField(max_length=300, blank=True)
    needs_someone = models.BooleanField(default=False)
    queued_at = models.DateTimeField()
    not_before = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0)
    taken_by = models.UUIDField(null=True)
    state_since = models.DateTimeField()
    mail_id = models.UUIDField(default=uuid.uuid4, unique=True)
    print_run = models.ForeignKey(
        PrintRun, null=True, on_delete=models.SET_NULL, related_name="messages", db_index=False
    )
    batch = models.ForeignKey(Batch, null=True, on_delete=models.SET_NULL, related_name="messages", db_index=False)
    needs_approval = models.BooleanField(default=False)
    sent_to = models.CharField(max_length=32, blank=True)
    receipt = models.CharField(max_length=10, choices=Receipt, blank=True)

    objects = MessageQuerySet.as_manager()
    address_came_back = False
    """Filled in by those who fetch the addressees of many messages."""

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "recipient_kind", "recipient_key", "occasion"], name="one_message_per_occasion"
            ),
            models.CheckConstraint(
                name="what_waits_or_went_needs_nobody",
                condition=Q(needs_someone=False) | Q(state__in=[State.FAILED, State.HELD, State.UNSURE]),
            ),
            models.CheckConstraint(
                name="nothing_unapproved_leaves",
                condition=Q(needs_approval=False) | Q(state__in=[State.TO_APPROVE, State.HELD, State.CANCELLED]),
            ),
            models.CheckConstraint(
                name="what_is_to_be_approved_needs_it", condition=~Q(state=State.TO_APPROVE) | Q(needs_approval=True)
            ),
        ]
        # Each email's three changes of state write into every index, so none is covered twice or holds what is empty.
        indexes = [
            models.Index(
                F("lane").desc(), "id", name="outbox_emails_due", condition=Q(state="queued", channel="email")
            ),
            models.Index(
                fields=["group", "kind", "occasion"],
                name="outbox_letters_to_print",
                condition=Q(state="queued", channel="letter"),
            ),
            models.Index(F("lane").desc(), "id", name="outbox_texts_due", condition=Q(state="queued", channel="text")),
            models.Index(
                fields=["id"], name="outbox_receipts_awaited", condition=Q(channel="text", state="sent", receipt="")
            ),
            models.Index(
                fields=["taken_by"],
                name="outbox_in_hand",
                condition=Q(state__in=["taken", "sending"], taken_by__isnull=False),
            ),
            models.Index(
                fields=["group", "state", "seen_by", "channel"], name="outbox_not_gone", condition=~Q(state="sent")
            ),
            models.Index(fields=["group", "-id"], name="outbox_of_a_group"),
            models.Index(fields=["group", "queued_at"], name="outbox_by_day"),
            models.Index(fields=["kind", "occasion"], name="outbox_by_occasion"),
            models.Index(fields=["recipient_kind", "recipient_key"], name="outbox_by_recipient"),
            models.Index(fields=["print_run"], name="outbox_by_print_run", condition=Q(print_run__isnull=False)),
            models.Index(fields=["batch"], name="outbox_by_batch", condition=Q(batch__isnull=False)),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("message", args=[self.group.slug, self.pk])

    @cached_property
    def addressee(self) -> Person | User | Other | None:
        """Who it is for, or None if they are no longer known. Whoever handles many fills this in beforehand."""
        if self.recipient_kind == RecipientKind.USER:
            return User.objects.filter(pk=self.recipient_key).first()
        if self.recipient_kind != RecipientKind.PERSON:
            return others.find(self.recipient_kind, [self.recipient_key]).get(self.recipient_key)
        return Person.objects.filter(pk=self.recipient_key).first()


class Decision(models.Model):
    """What somebody decided about a message that needed them, and when.

    former_id, former_to: id and digest of the address of a mail that was sent again under a new id; it may come back.
    """

    message = models.ForeignKey(Message, on_delete=models.CASCADE, related_name="decisions")
    step = models.CharField(max_length=12, choices=Step)
    reason = models.CharField(max_length=200, blank=True)
    decided_at = models.DateTimeField()
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    former_id = models.UUIDField(null=True)
    former_to = models.CharField(max_length=32, blank=True)

    class Meta:
        ordering = ("-pk",)
        indexes = [
            models.Index(fields=["former_id"], name="outbox_former_ids", condition=Q(former_id__isnull=False)),
            models.Index(fields=["decided_by", "decided_at"], name="outbox_sent_again", condition=Q(step="sent_again")),
        ]

    def __str__(self) -> str:
        return self.get_step_display()


class Pace(models.Model):
    """When the next message of a channel may be handed over, for all workers together."""

    channel = models.CharField(max_length=10, primary_key=True, choices=Channel)
    next_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.get_channel_display()} from {self.next_at:%H:%M:%S}"


class ReturnedAddress(models.Model):
    """An email address from which our mail came back. Keyed by a digest, so that a new address is not held to it.

    hard: it came back for good. times: how often it came back for now. cleared_by: who said that it works again.
    """

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    address_digest = models.CharField(max_length=32)
    hard = models.BooleanField(default=False)
    times = models.PositiveSmallIntegerField(default=0)
    why = models.CharField(max_length=200)
    first_on = models.DateField()
    last_on = models.DateField()
    cleared_on = models.DateField(null=True)
    cleared_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    objects = ReturnedAddressQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "address_digest"], name="one_row_for_each_returned_address"),
            models.CheckConstraint(
                name="returned_address_cleared_by_somebody_on_a_day",
                condition=Q(cleared_by=None, cleared_on=None) | Q(cleared_by__isnull=False, cleared_on__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"Returned address {self.pk}"


class BounceMailbox(models.Model):
    """How far the mailbox for returned mail has been read (IMAP's UIDVALIDITY and last UID)."""

    name = models.CharField(max_length=200, primary_key=True)
    validity = models.CharField(max_length=20)
    last_uid = models.BigIntegerField(default=0)

    def __str__(self) -> str:
        return f"Mailbox up to {self.last_uid}"
