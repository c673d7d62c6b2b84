"""What is known of paper forms: how many are keyed and under which numbers, and which are being keyed twice."""

from django.conf import settings
from django.db import models

from surveys.questionnaire.models import Survey

from .querysets import DrawnQuerySet


class Keyed(models.Model):
    """The keyed forms of one survey, in one row, so that no number lies beside an answer.

    numbers: those written on the forms, in their own order and not in that of the keying; gone at the close. compared:
    how many forms were keyed twice; differing: {line: how many of them were keyed differently there}. left: how many
    were drawn and not settled when the survey closed, so that their first keying counts.
    """

    survey = models.OneToOneField(Survey, on_delete=models.CASCADE, primary_key=True, related_name="+")
    forms = models.PositiveIntegerField(default=0)
    numbers = models.JSONField(default=list)
    compared = models.PositiveIntegerField(default=0)
    differing = models.JSONField(default=dict)
    left = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"Keyed forms of survey {self.survey_id}"


class Drawn(models.Model):
    """A form that is keyed a second time. Each keying is sealed with the survey's key: only its worker reads it.

    first, second: the two keyings, of which one answer is made in the end. differs: the lines (["3", "7b"]) at which
    they differ, null until a worker has compared. third: what stands on the paper at those lines.
    """

    survey = models.ForeignKey(Survey, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    first = models.BinaryField()
    first_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    second = models.BinaryField(null=True)
    differs = models.JSONField(null=True)
    third = models.BinaryField(null=True)

    objects = DrawnQuerySet.as_manager()

    class Meta:
        ordering = ("number",)
        constraints = [
            models.UniqueConstraint(fields=["survey", "number"], name="one_drawn_form_a_number"),
            models.CheckConstraint(
                name="compared_when_keyed_twice",
                condition=models.Q(differs__isnull=True) | models.Q(second__isnull=False),
            ),
            models.CheckConstraint(
                name="settled_where_they_differ",
                condition=models.Q(third__isnull=True) | models.Q(differs__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"Form {self.number}"
