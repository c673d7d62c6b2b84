"""Emailed codes, which a row can show to nobody; how users who lost their second factor were checked; invitations."""

import pghistory
from django.db import models

from supportgroup.accounts.models import User
from supportgroup.groups.models import Group

from .querysets import EmailedCodeQuerySet, InvitationQuerySet
from .rules import LONGEST_CHECK, Digits


class EmailedCode(models.Model):
    """One asking for a code. mark and visitor are keyed hashes; the digits are made from nonce and a key.

    mark: of the email address, or of the user who signs in; visitor: of where it was asked for from.
    digits: how many the email has, NONE where none was sent because a long code is out.
    sent: false where the address is nobody's. Such a code opens nothing, and costs as much work as one that does.
    """

    mark = models.BinaryField(max_length=32)
    visitor = models.BinaryField(max_length=32, default=b"")
    nonce = models.BinaryField(max_length=16)
    made_at = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0)
    used = models.BooleanField(default=False)
    sent = models.BooleanField(default=False)
    digits = models.PositiveSmallIntegerField(
        default=Digits.SHORT.value, choices=[(kind.value, kind.name) for kind in Digits]
    )

    objects = EmailedCodeQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["mark", "made_at"], name="codes_by_address"),
            models.Index(fields=["visitor", "made_at"], name="codes_by_visitor"),
        ]

    def __str__(self) -> str:
        return f"Code {self.pk}"


@pghistory.track()
class ForgottenFactor(models.Model):
    """A second factor that an administrator took away, and how they made sure who was asking."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="forgotten_factors")
    check_made = models.CharField(max_length=LONGEST_CHECK)
    forgotten_at = models.DateTimeField()
    forgotten_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", null=True)

    def __str__(self) -> str:
        return f"Second factor of {self.user} forgotten"


@pghistory.track()
class Invitation(models.Model):
    """A colleague who was invited and has yet to set a password. version: rises with each link that is sent."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="invitations")
    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="+")
    version = models.PositiveSmallIntegerField(default=1)
    invited_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", null=True)
    sent_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user", "group"],
                condition=models.Q(accepted_at=None, withdrawn_at=None),
                name="one_open_invitation_to_a_group",
            ),
            models.CheckConstraint(
                name="invitation_accepted_or_withdrawn",
                condition=models.Q(accepted_at=None) | models.Q(withdrawn_at=None),
            ),
        ]

    def __str__(self) -> str:
        return f"Invitation {self.pk}"
