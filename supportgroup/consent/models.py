"""The versions of a group's statements, and every answer that was ever given to one."""

from itertools import groupby
from operator import itemgetter

import pghistory
import pgtrigger
from django.conf import settings
from django.db import models

from supportgroup.groups.models import Group
from supportgroup.people.models import Person

from .choices import How, Purpose, Said, Sheet
from .querysets import AnswerQuerySet, AskedQuerySet, VersionQuerySet
from .statements import Box

_FIXED = """
    IF EXISTS (SELECT 1 FROM consent_answer WHERE version_id = OLD.id) THEN
        RAISE EXCEPTION 'Somebody has answered this version: its wording stays.';
    END IF;
    IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
    RETURN NEW;
"""
# Merging two rows of one person moves an answer; erasing takes the person, and what was written beside, out of it.
_APPEND_ONLY = """
    IF TG_OP = 'UPDATE'
        AND to_jsonb(NEW) - ARRAY['person_id', 'detail', 'paper_at', 'why']
            = to_jsonb(OLD) - ARRAY['person_id', 'detail', 'paper_at', 'why']
        AND NEW.detail IN (OLD.detail, '') AND NEW.paper_at IN (OLD.paper_at, '') AND NEW.why IN (OLD.why, '')
    THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'What somebody answered is never changed: record a new answer.';
"""


@pghistory.track()
class Version(models.Model):
    """The exact words of one sheet in one group. Once anybody has answered it, the database refuses to change it.

    boxes: in the order of the paper, each {purpose, words, heading, asks} as in `statements.Box`.
    """

    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="+")
    sheet = models.CharField(max_length=20, choices=Sheet)
    code = models.CharField(max_length=12)
    boxes = models.JSONField()
    told = models.TextField(max_length=4000)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    objects = VersionQuerySet.as_manager()

    class Meta:
        ordering = ("sheet", "-pk")
        constraints = [models.UniqueConstraint(fields=["group", "code"], name="one_version_of_a_code")]
        triggers = [
            pgtrigger.Trigger(
                name="an_answered_version_stays",
                when=pgtrigger.Before,
                operation=pgtrigger.Update | pgtrigger.Delete,
                func=_FIXED,
            )
        ]

    def __str__(self) -> str:
        return self.code

    @property
    def all_boxes(self) -> list[Box]:
        """Return the boxes in the order of the paper."""
        return [Box(**box | {"purpose": Purpose(box["purpose"])}) for box in self.boxes]

    @property
    def purposes(self) -> list[Purpose]:
        """Return what this version asks about, in the order of the paper."""
        return [box.purpose for box in self.all_boxes]

    @property
    def headed(self) -> list[tuple[str, list[Box]]]:
        """Return the boxes under each heading: one stands above its box and those after it, "" where there is none."""
        heading, headed = "", []
        for box in self.all_boxes:
            heading = box.heading or heading
            headed.append((heading, box))
        return [(heading, [box for _, box in some]) for heading, some in groupby(headed, key=itemgetter(0))]

    def words_of(self, purpose: str) -> str:
        """Return the words beside this purpose's box, with the heading they stand under; "" where it has none."""
        found = (f"{heading} {box.words}" for heading, boxes in self.headed for box in boxes if box.purpose == purpose)
        return next(found, "").strip()


@pghistory.track(exclude=["detail", "paper_at", "why"])
class Answer(models.Model):
    """What somebody answered to one box: append-only. What is in force is read from these rows, and copied nowhere.

    given_on: the day they said it; an older form that is typed later is older. detail: what they wrote beside the box.
    paper_at: where the paper lies. person: none once they are erased; what was agreed, when and to which words stays.
    recorded_as: who recorded it, by name, so that it outlives the user.
    corrects: the withdrawal that was typed by mistake, and why: what was said before it holds again.
    """

    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="consent_answers")
    purpose = models.CharField(max_length=40, choices=Purpose)
    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="answers")
    said = models.CharField(max_length=10, choices=Said)
    given_on = models.DateField()
    how = models.CharField(max_length=10, choices=How)
    detail = models.CharField(max_length=200, blank=True)
    paper_at = models.CharField(max_length=100, blank=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    recorded_as = models.CharField(max_length=100)
    corrects = models.OneToOneField("self", null=True, on_delete=models.PROTECT, related_name="corrected_by")
    why = models.CharField(max_length=200, blank=True)

    objects = AnswerQuerySet.as_manager()

    class Meta:
        ordering = ("-given_on", "-pk")
        indexes = [
            models.Index(fields=["person", "purpose", "-given_on", "-id"], name="consent_in_force"),
            models.Index(fields=["group", "purpose"], name="consent_of_a_group"),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="answers_are_append_only",
                when=pgtrigger.Before,
                operation=pgtrigger.Update | pgtrigger.Delete,
                func=_APPEND_ONLY,
            )
        ]

    def __str__(self) -> str:
        return f"{self.purpose}: {self.said}"

    @property
    def paper_lies_at(self) -> str:
        """Return where the paper lies: what was noted last, else what was typed with the answer."""
        noted = list(self.paper_places.all())
        return noted[0].place if noted else self.paper_at


class PaperPlace(models.Model):
    """Where the paper of an answer lies, where that was found or changed after it was recorded: a further record."""

    answer = models.ForeignKey(Answer, on_delete=models.PROTECT, related_name="paper_places")
    place = models.CharField(max_length=100)
    noted_at = models.DateTimeField()
    noted_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    noted_as = models.CharField(max_length=100)

    class Meta:
        ordering = ("-pk",)
        triggers = [pgtrigger.Protect(name="paper_places_are_not_changed", operation=pgtrigger.Update)]

    def __str__(self) -> str:
        return self.place


@pghistory.track()
class Asked(models.Model):
    """Somebody was given a sheet, by hand, by post or on the phone. Without an answer they are asked, not declined."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="consent_asked")
    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="+")
    sheet = models.CharField(max_length=20, choices=Sheet)
    asked_on = models.DateField()
    how = models.CharField(max_length=10, choices=How)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    objects = AskedQuerySet.as_manager()

    class Meta:
        ordering = ("-asked_on", "-pk")
        indexes = [models.Index(fields=["person", "sheet"], name="consent_asked_of")]

    def __str__(self) -> str:
        return f"{self.sheet} on {self.asked_on}"
