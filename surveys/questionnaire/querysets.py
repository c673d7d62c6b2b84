"""Named questions about surveys."""

import datetime
from collections.abc import Collection
from typing import Any, Self

from django.contrib.postgres.expressions import ArraySubquery
from django.db import models
from django.db.models.fields.json import KT
from django.db.models.functions import JSONObject

from supportgroup.access.choices import Power, Role
from supportgroup.access.grants import powers_of
from supportgroup.access.querysets import InGroupQuerySet
from supportgroup.accounts.models import RoleHolding, User

from .choices import SurveyState

CONTENT = ("kind", "text", "help", "options", "details", "why", "section")
"""The fields of a question that a version keeps."""
AROUND_THEM = ("lang", "dir", "about", "phrases")
"""What an edition keeps around its questions."""


class SurveyQuerySet(InGroupQuerySet[Any]):
    """Surveys of a group."""

    def visible_to(self, user: Any, *, in_group: Any) -> Self:
        """Return all surveys for those who run them; closed ones only for those who read results."""
        return self.seen_with(powers_of(user.roles_in(in_group.slug)), in_group=in_group)

    def seen_with(self, powers: Collection[Power], *, in_group: Any) -> Self:
        """Return the same by the powers that somebody has in the group."""
        if Power.SEE_SURVEYS in powers:
            return self.of(in_group)
        if Power.SEE_RESULTS in powers:
            return self.of(in_group).filter(state=SurveyState.CLOSED)
        return self.none()

    def versions_of(self, survey: Any) -> Self:
        """Return all versions of the questionnaire of this survey, the first one first."""
        first = survey.origin_id or survey.pk
        return self.filter(models.Q(pk=first) | models.Q(origin=first)).order_by("number")

    def earlier_than(self, survey: Any) -> Self:
        """Return closed surveys whose results are older than those of this one, the newest first."""
        closed = self.filter(state=SurveyState.CLOSED, closed_on__lt=survey.closed_on)
        return closed.order_by("-closed_on", "-pk")[:20]

    def due_to_close(self, *, on: datetime.date) -> Self:
        """Return open surveys whose last day is over on that day."""
        return self.filter(state=SurveyState.OPEN, closes_on__lt=on)

    def with_question_counts(self) -> Self:
        """Add `question_count`: how many questions the survey has; newest first. A draft's rows stay when it opens."""
        return self.annotate(question_count=models.Count("questions")).order_by("-started_on", "-pk")

    def hold(self, pk: int) -> Any:
        """Return a survey that cannot begin to close before this transaction ends.

        Many may hold it at once (a key-share lock); whoever starts the close takes the row with
        `select_for_update()`, waits for them, and keeps later ones waiting.
        """
        table = self.model._meta.db_table  # noqa: SLF001  the table's name, for SQL that Django has no word for
        return self.raw(f"SELECT * FROM {table} WHERE id = %s FOR KEY SHARE", [pk])[0]  # noqa: S608


class QuestionQuerySet(InGroupQuerySet[Any]):
    """Questions of drafts."""

    group_path = "survey__group"

    def as_asked(self) -> list[dict[str, Any]]:
        """Return the questions, in order, as the dicts that a version keeps: numbered from 1."""
        rows = self.order_by("position").values(*CONTENT)
        return [{"number": number, **row} for number, row in enumerate(rows, start=1)]


class StepQuerySet(models.QuerySet[Any]):
    """Changes of a draft that can be undone or done again."""

    def undoable(self) -> Self:
        """Return what can be undone, the last change first."""
        return self.filter(undone=False).order_by("-pk")

    def redoable(self) -> Self:
        """Return what can be done again, the one undone last first."""
        return self.filter(undone=True).order_by("pk")


class EditionQuerySet(InGroupQuerySet[Any]):
    """Editions of surveys."""

    group_path = "survey__group"

    def open_ones(self, survey: int) -> Self:
        """Return the editions of a survey in which people answer."""
        return self.filter(survey=survey, opened_on__isnull=False)

    def named(self, *, words_of: Collection[str]) -> models.QuerySet[Any, dict[str, Any]]:
        """Return code, name and lang of each; `whole` is all the content of those with these codes, else None."""
        rows: models.QuerySet[Any, dict[str, Any]] = self.values("code", **_named(words_of))
        return rows

    def whole_beside(self, survey: str) -> ArraySubquery:
        """Return a column with {"code", "content"} of each open edition of the survey that a row has in this field."""
        rows = self.filter(survey=models.OuterRef(survey), opened_on__isnull=False).order_by("code")
        return ArraySubquery(rows.values(row=JSONObject(code="code", content="content")))

    def words_beside(self, survey: str) -> ArraySubquery:
        """Return the same column with the words around the questions alone: what an email and a text are made of."""
        rows = self.filter(survey=models.OuterRef(survey), opened_on__isnull=False).order_by("code")
        around = JSONObject(**{name: models.F(f"content__{name}") for name in AROUND_THEM})
        return ArraySubquery(rows.values(row=JSONObject(code="code", content=around)))

    def beside(self, survey: str, *, words_of: Collection[str]) -> ArraySubquery:
        """Return a column with the rows of `named`: the open editions of the survey that a row has in this field."""
        rows = self.filter(survey=models.OuterRef(survey), opened_on__isnull=False).order_by("code")
        return ArraySubquery(rows.values(row=JSONObject(code="code", **_named(words_of))))


def _named(words_of: Collection[str]) -> dict[str, Any]:
    whole = models.Case(
        models.When(code__in=list(words_of), then=models.F("content")), default=None, output_field=models.JSONField()
    )
    return {"name": KT("content__name"), "lang": KT("content__lang"), "whole": whole}


class LicenceQuerySet(InGroupQuerySet[Any]):
    """Licences of a group."""

    def ending_by(self, day: datetime.date) -> Self:
        """Return those whose last day is that day or an earlier one."""
        return self.filter(ends_on__lte=day)


class KeptQuerySet(InGroupQuerySet[Any]):
    """Questionnaires of a group's library."""


class DutyQuerySet(models.QuerySet[Any]):
    """Who holds which duty."""

    def held(self, *, officers: models.QuerySet[User]) -> set[str]:
        """Return the duties that somebody holds who is still a PALS officer of the group."""
        return set(self.filter(user__in=officers).values_list("duty", flat=True))


def pals_officers(group: Any, *, on: datetime.date) -> models.QuerySet[User]:
    """Return the users who are PALS officers of the group on that day, by name."""
    holdings = RoleHolding.objects.of(group).filter(role=Role.PALS).in_force(on=on)
    return User.objects.filter(pk__in=holdings.values("user")).order_by("name", "pk")
