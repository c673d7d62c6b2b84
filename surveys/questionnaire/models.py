"""The survey, its questions while it is written, and the version that people answer."""

from typing import Any

import pghistory
from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models.functions import Lower
from django.urls import reverse

from supportgroup.groups.models import Group

from .choices import Duty, SurveyState, edition_name
from .kinds import kind_choices
from .querysets import (
    CONTENT,
    DutyQuerySet,
    EditionQuerySet,
    KeptQuerySet,
    LicenceQuerySet,
    QuestionQuerySet,
    StepQuerySet,
    SurveyQuerySet,
)


@pghistory.track()
class Licence(models.Model):
    """What a group holds for a questionnaire that belongs to somebody else. ends_on is the last day it holds."""

    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=100)
    owner = models.CharField(max_length=200)
    reference = models.CharField(max_length=100, blank=True)
    ends_on = models.DateField(null=True)
    note = models.CharField(max_length=300, blank=True)

    objects = LicenceQuerySet.as_manager()

    class Meta:
        ordering = ("title",)
        constraints = [models.UniqueConstraint("group", Lower("title"), name="one_licence_a_title")]

    def __str__(self) -> str:
        return self.title

    def line(self) -> str:
        """Return what stands on the form and on the first page."""
        return f"“{self.title}” belongs to {self.owner.rstrip('.')}. Used under licence {self.reference}."


@pghistory.track()
class KeptQuestionnaire(models.Model):
    """A questionnaire of the group's own library. It is put away (archived_on), never deleted.

    content: {"title", "about", "minutes", "questions": [the fields of a question, as `querysets.CONTENT` names them]},
    and "editions" where there are any, as `carrying` has them.
    """

    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=100)
    description = models.CharField(max_length=300, blank=True)
    content = models.JSONField()
    licence = models.ForeignKey(Licence, null=True, on_delete=models.PROTECT, related_name="+")
    kept_on = models.DateField()
    archived_on = models.DateField(null=True)

    objects = KeptQuerySet.as_manager()

    class Meta:
        ordering = ("name",)
        constraints = [models.UniqueConstraint("group", Lower("name"), name="one_kept_questionnaire_a_name")]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("kept_questionnaire", args=[self.group.slug, self.pk])


@pghistory.track(exclude=["public_key"])
class Survey(models.Model):
    """One survey of a group. Its public key seals answers while it is open; the private half is a worker's file.

    not_opened_because says why the last try to open it went back to a draft. A survey is one version of its
    questionnaire: `number` counts the versions, `follows` is the one it leads on from, `origin` the first of all.
    yellow_slip: whether they are also asked, on its own slip, if they would join a group. analysis: its file says what.
    """

    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="surveys")
    title = models.CharField(max_length=100)
    about = models.CharField(
        max_length=300, help_text="One sentence for the letter: why you are asking, and what you hope to learn."
    )
    minutes = models.PositiveSmallIntegerField(default=10, validators=[MinValueValidator(1)])
    number = models.PositiveSmallIntegerField(default=1)
    follows = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    origin = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="later_versions")
    yellow_slip = models.BooleanField(default=False)
    analysis = models.JSONField(default=dict, editable=False)
    licence = models.ForeignKey(Licence, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=SurveyState, default=SurveyState.DRAFT)
    started_on = models.DateField()
    opened_on = models.DateField(null=True, blank=True)
    closes_on = models.DateField(null=True, blank=True)
    closed_on = models.DateField(null=True, blank=True)
    not_opened_because = models.CharField(max_length=300, blank=True, editable=False)
    public_key = models.BinaryField(null=True, editable=False)
    final_counts = models.JSONField(null=True, editable=False)

    objects = SurveyQuerySet.as_manager()

    class Meta:
        ordering = ("-started_on", "-pk")
        constraints = [
            models.UniqueConstraint(fields=["origin", "number"], name="one_version_a_number"),
            models.CheckConstraint(
                name="a_later_version_leads_on_from_one",
                condition=models.Q(number=1, follows=None, origin=None)
                | models.Q(number__gt=1, follows__isnull=False, origin__isnull=False),
            ),
            models.CheckConstraint(
                name="an_open_survey_has_a_key_and_days",
                condition=~models.Q(state="open")
                | models.Q(public_key__isnull=False, opened_on__isnull=False, closes_on__isnull=False),
            ),
            models.CheckConstraint(
                name="a_closed_survey_has_its_counts",
                condition=~models.Q(state="closed") | models.Q(final_counts__isnull=False, closed_on__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("survey", args=[self.group.slug, self.pk])


@pghistory.track()
class Question(models.Model):
    """A question while the survey is a draft.

    options is a list of {"code": "a", "text": "…", "go_to": position or null, "alone": true where it excludes
    the others or stands outside the scale}. Codes are letters in the order of the options and never change once
    the survey is open. details is what else its kind keeps, by the names of its writer's fields. why is a second
    line that asks for words about the answer; it has no number of its own. section is the heading above it, as in
    `sections`.
    """

    survey = models.ForeignKey(Survey, on_delete=models.CASCADE, related_name="questions")
    position = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=10, choices=kind_choices)
    text = models.CharField(max_length=300)
    help = models.CharField(max_length=300, blank=True)
    options = models.JSONField(default=list)
    details = models.JSONField(default=dict)
    section = models.JSONField(default=dict)
    why = models.CharField(max_length=300, blank=True)

    objects = QuestionQuerySet.as_manager()

    class Meta:
        ordering = ("position",)
        constraints = [
            models.UniqueConstraint(
                fields=["survey", "position"], name="one_question_a_place", deferrable=models.Deferrable.DEFERRED
            )
        ]

    def __str__(self) -> str:
        return self.text

    def as_asked(self, number: int) -> dict[str, Any]:
        """Return the question as the dict that a version keeps."""
        return {"number": number, **{field: getattr(self, field) for field in CONTENT}}


class Step(models.Model):
    """One change of a draft's questions, which can be undone, and done again while it is `undone`.

    words end the sentence "Undo …". question: the key of the one it is about. before, after: {key of a question: its
    fields, or null where it was not there}, only of questions that changed.
    """

    survey = models.ForeignKey(Survey, on_delete=models.CASCADE, related_name="steps")
    words = models.CharField(max_length=100)
    question = models.BigIntegerField(null=True)
    before = models.JSONField()
    after = models.JSONField()
    undone = models.BooleanField(default=False)
    by_key = models.BigIntegerField(null=True)
    by_name = models.CharField(max_length=100)
    at = models.DateTimeField()

    objects = StepQuerySet.as_manager()

    def __str__(self) -> str:
        return self.words


class Typing(models.Model):
    """What somebody has typed into a form of the editor and not saved, kept so that a lost page loses nothing.

    place: which form, as in `typing_kept.place_of`. typed: the form's boxes as they were posted.
    """

    survey = models.ForeignKey(Survey, on_delete=models.CASCADE, related_name="typings")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    place = models.CharField(max_length=60)
    typed = models.JSONField()
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["survey", "user", "place"], name="one_typing_a_form")]

    def __str__(self) -> str:
        return self.place


class Version(models.Model):
    """What people are asked, frozen when the survey opens.

    content is {"questions": [{"number", "kind", "text", "help", "options", "details", "why", "section"}, …]} in order.
    sealed_size is the one size, in bytes, to which every answer of this version is padded; it is set with the key.
    """

    survey = models.OneToOneField(Survey, on_delete=models.PROTECT, related_name="version")
    number = models.PositiveSmallIntegerField(default=1)
    content = models.JSONField()
    sealed_size = models.PositiveIntegerField(null=True)

    def __str__(self) -> str:
        return f"Version {self.number} of {self.survey}"


@pghistory.track(exclude=["content"])
class Edition(models.Model):
    """The same questions and options in other words: easy read, or another language. Answers count together.

    code: "easy-read", or the code of the language as `people.languages` has it. content stands once it is open and
    never changes then: {"lang", "dir", "name", "title", "about", "phrases", "questions": […] as a version keeps them}.
    """

    survey = models.ForeignKey(Survey, on_delete=models.CASCADE, related_name="editions")
    code = models.CharField(max_length=12)
    opened_on = models.DateField(null=True)
    content = models.JSONField(null=True)

    objects = EditionQuerySet.as_manager()

    class Meta:
        ordering = ("code",)
        constraints = [
            models.UniqueConstraint(fields=["survey", "code"], name="one_edition_a_language"),
            models.CheckConstraint(
                name="an_open_edition_has_its_words",
                condition=models.Q(opened_on=None, content=None)
                | models.Q(opened_on__isnull=False, content__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return edition_name(self.code)


@pghistory.track()
class EditionWords(models.Model):
    """The words (as in `parts`) of an edition for the question of this key, or, for 0, around all of them.

    No foreign key, so that a question whose removal is undone has its words.
    """

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="words")
    question = models.BigIntegerField(default=0)
    words = models.JSONField(default=dict)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["edition", "question"], name="words_once_a_question")]

    def __str__(self) -> str:
        return f"Words of {self.edition}"


@pghistory.track()
class SurveyDuty(models.Model):
    """Who sees names and who sees forms in this survey. One row per person, so never both."""

    survey = models.ForeignKey(Survey, on_delete=models.CASCADE, related_name="duties")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    duty = models.CharField(max_length=10, choices=Duty)

    objects = DutyQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["survey", "user"], name="never_both_duties")]

    def __str__(self) -> str:
        return f"{self.user}: {self.get_duty_display()}"
