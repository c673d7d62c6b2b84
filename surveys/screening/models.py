"""What people wrote, apart from what else they answered; and what was done where a text told of serious harm."""

import uuid

import pghistory
from django.conf import settings
from django.db import models

from surveys.questionnaire.models import Survey

from .choices import Harm, TextState
from .querysets import TextQuerySet
from .rules import LONGEST


class Text(models.Model):
    """One text of one reply, written here at the close. Its key is random, and it is joined to no other answer.

    field: under which key of an answer it was written ("19", "18w"). words: as written. released: as others may read
    it. It has no history, so that words that were blanked out stand in no second place. When their time is over, words
    become what was released, and "" in a text that was withheld and stays for its report of serious harm (`kept`).
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    survey = models.ForeignKey(Survey, on_delete=models.PROTECT, related_name="+")
    field = models.CharField(max_length=12)
    words = models.TextField()
    state = models.CharField(max_length=8, choices=TextState, default=TextState.WAITING)
    released = models.TextField(blank=True, max_length=LONGEST)
    screened_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    screened_on = models.DateField(null=True)

    objects = TextQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["survey", "state", "field", "id"], name="texts_to_screen"),
            models.Index(fields=["survey"], name="texts_as_written", condition=~models.Q(words=models.F("released"))),
        ]
        constraints = [
            models.CheckConstraint(
                name="only_a_released_text_can_be_read",
                condition=models.Q(state="released") | models.Q(released=""),
            ),
            models.CheckConstraint(
                name="a_screened_text_has_its_day",
                condition=models.Q(state="waiting", screened_on=None)
                | (~models.Q(state="waiting") & models.Q(screened_on__isnull=False)),
            ),
        ]

    def __str__(self) -> str:
        return f"A text of question {self.field}"


@pghistory.track()
class HarmReport(models.Model):
    """That a text was shown to somebody outside PALS because it told of serious harm: to whom, why, by whom and when.

    told: name and post. why: why the promise was broken for it; it quotes nothing.
    """

    text = models.ForeignKey(Text, on_delete=models.PROTECT, related_name="harm_reports")
    kind = models.CharField(max_length=8, choices=Harm)
    told = models.CharField(max_length=200)
    why = models.CharField(max_length=500)
    raised_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    raised_at = models.DateTimeField()

    class Meta:
        ordering = ("-raised_at",)

    def __str__(self) -> str:
        return self.get_kind_display()
