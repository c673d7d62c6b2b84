"""Named questions about drafts and tallies."""

import datetime
from typing import Any, Self

from django.db import models

from supportgroup.access.querysets import InGroupQuerySet
from surveys.questionnaire.choices import SurveyState
from surveys.questionnaire.models import Edition

from .drafts import id_of


class DraftQuerySet(models.QuerySet[Any]):
    """Unfinished replies."""

    def of_key(self, key: bytes, *, on: datetime.date) -> Self:
        """Return the draft that this phone's key opens, if it is still kept, with what its pages need."""
        return self.with_id(id_of(key), on=on)

    def with_id(self, draft: Any, *, on: datetime.date) -> Self:
        """Return the same by the id that is made from the key."""
        return self.filter(pk=draft, keep_until__gte=on).select_related("survey__group", "survey__version")

    def with_editions(self, code: str) -> Self:
        """Add `editions`: the open editions of the survey, that of this code with all its words."""
        return self.annotate(editions=Edition.objects.beside("survey", words_of=[code]))

    def old(self, *, on: datetime.date) -> Self:
        """Return the drafts whose last day is over."""
        return self.filter(keep_until__lt=on)


class EarlyCloseQuerySet(InGroupQuerySet[Any]):
    """Proposals to close a survey before its last day."""

    group_path = "survey__group"

    def open(self) -> Self:
        """Return those that nobody has confirmed or taken back, of surveys that are still open."""
        return self.filter(confirmed_at=None, withdrawn_at=None, survey__state=SurveyState.OPEN)


class LostKeyQuerySet(InGroupQuerySet[Any]):
    """Declarations that the key of a survey is lost for good."""

    group_path = "survey__group"

    def open(self) -> Self:
        """Return those that nobody has confirmed or taken back, of surveys that still cannot close."""
        return self.filter(confirmed_at=None, withdrawn_at=None, survey__state=SurveyState.CLOSING)

    def confirmed(self) -> Self:
        """Return those on which two people agree."""
        return self.filter(confirmed_at__isnull=False)
