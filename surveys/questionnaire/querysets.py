"""Named questions about surveys."""

import datetime
from typing import Any, Self

from django.db import models

from supportgroup.access.choices import Power
from supportgroup.access.grants import powers_of
from supportgroup.access.querysets import InGroupQuerySet

from .choices import SurveyState


class SurveyQuerySet(InGroupQuerySet[models.Model]):
    """Surveys of a group."""

    def visible_to(self, user: Any, *, in_group: Any) -> Self:
        """Return all surveys for those who run them; closed ones only for those who read results."""
        powers = powers_of(user.roles_in(in_group.slug))
        if Power.SEE_SURVEYS in powers:
            return self.of(in_group)
        if Power.SEE_RESULTS in powers:
            return self.of(in_group).filter(state=SurveyState.CLOSED)
        return self.none()

    def due_to_close(self, *, on: datetime.date) -> Self:
        """Return open surveys whose last day is over on that day."""
        return self.filter(state=SurveyState.OPEN, closes_on__lt=on)


class QuestionQuerySet(InGroupQuerySet[models.Model]):
    """Questions of drafts."""

    group_path = "survey__group"
