"""Themes, the texts under each, quotations, and a question's themes as they were counted for its results.

Tags have random keys, no date and no history: a text is joined to no other, and nothing here joins it to one.
"""

import uuid

import pghistory
from django.conf import settings
from django.db import models
from django.db.models.functions import Lower
from django.urls import reverse

from surveys.questionnaire.models import Survey
from surveys.screening.models import Text

from .choices import QuotationState
from .querysets import CountedQuerySet, QuotationQuerySet, TagQuerySet, ThemeQuerySet
from .rules import LONGEST_ABOUT, LONGEST_NAME


@pghistory.track()
class Theme(models.Model):
    """What some people wrote about, in one field for words ("19", "18w"). about: what belongs to it, in one line.

    merged_into: under which other it is counted; that one is never merged itself. Its tags stay its own, so that a
    merge can be undone.
    """

    survey = models.ForeignKey(Survey, on_delete=models.PROTECT, related_name="+")
    field = models.CharField(max_length=12)
    name = models.CharField(max_length=LONGEST_NAME)
    about = models.CharField(max_length=LONGEST_ABOUT, blank=True)
    merged_into = models.ForeignKey("self", null=True, on_delete=models.CASCADE, related_name="merged")

    objects = ThemeQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint("survey", "field", Lower("name"), name="one_theme_a_name"),
            models.CheckConstraint(
                name="a_theme_is_not_merged_into_itself", condition=~models.Q(merged_into=models.F("id"))
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("theme", args=[self.survey.group.slug, self.survey_id, self.pk])


class Reading(models.Model):
    """That somebody has read a text for its themes. turn: how often, so that two do not overwrite each other unseen.

    nothing: they found nothing to code.
    """

    text = models.OneToOneField(Text, primary_key=True, on_delete=models.CASCADE, related_name="reading")
    turn = models.PositiveIntegerField(default=0)
    nothing = models.BooleanField(default=False)

    def __str__(self) -> str:
        return "A text that was read"


class Tag(models.Model):
    """One theme on one text."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    theme = models.ForeignKey(Theme, on_delete=models.CASCADE, related_name="tags")
    text = models.ForeignKey(Text, on_delete=models.CASCADE, related_name="tags")

    objects = TagQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["text", "theme"], name="a_theme_once_a_text")]

    def __str__(self) -> str:
        return f"{self.theme} on a text"


@pghistory.track(exclude=["text", "start", "length", "seal"])
class Quotation(models.Model):
    """Words of a released text, chosen for the report: `length` letters from `start` on, and no copy of them.

    seal: what the whole released text hashed to. The quotation stands while the text reads so.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    theme = models.ForeignKey(Theme, on_delete=models.CASCADE, related_name="quotations")
    text = models.ForeignKey(Text, on_delete=models.CASCADE, related_name="quotations")
    start = models.PositiveIntegerField()
    length = models.PositiveIntegerField()
    seal = models.CharField(max_length=32)
    state = models.CharField(max_length=10, choices=QuotationState)
    chosen_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    looked_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    objects = QuotationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["theme", "text", "start", "length", "seal"], name="words_are_quoted_once"),
            models.CheckConstraint(
                name="pals_has_looked_at_what_is_shown",
                condition=~models.Q(state="shown") | models.Q(looked_by__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return "A quotation"


@pghistory.track()
class Counted(models.Model):
    """The themes of one field as they were counted for the results; they stay when the texts go.

    themes: [{"theme": key, "name", "about", "texts"}], the most first. in_results: whether results show them.
    """

    survey = models.ForeignKey(Survey, on_delete=models.PROTECT, related_name="+")
    field = models.CharField(max_length=12)
    themes = models.JSONField(default=list)
    in_results = models.BooleanField(default=False)
    counted_on = models.DateField()

    objects = CountedQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["survey", "field"], name="themes_counted_once_a_field")]

    def __str__(self) -> str:
        return f"Themes of question {self.field}"
