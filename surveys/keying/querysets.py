"""Named questions about keyed forms."""

from typing import Any, Self

from django.db import models

from supportgroup.access.choices import Power
from supportgroup.access.grants import powers_of
from supportgroup.access.querysets import InGroupQuerySet
from surveys.questionnaire.choices import Duty, SurveyState
from surveys.questionnaire.models import Survey


def surveys_to_key(user: Any, *, in_group: Any) -> models.QuerySet[Any]:
    """Return the surveys of the group in which this user has the entry duty."""
    visible = Survey.objects.visible_to(user, in_group=in_group)
    if Power.KEY_FORMS not in powers_of(user.roles_in(in_group.slug)):
        return visible.none()
    return visible.filter(duties__user=user, duties__duty=Duty.ENTRY)


class DrawnQuerySet(InGroupQuerySet[Any]):
    """Forms that were drawn to be keyed a second time."""

    group_path = "survey__group"

    def by_stage(self) -> Self:
        """Add `has_second` and `has_third`, and leave out what is sealed."""
        stages = {
            f"has_{stage}": models.ExpressionWrapper(
                models.Q(**{f"{stage}__isnull": False}), output_field=models.BooleanField()
            )
            for stage in ("second", "third")
        }
        return self.defer("first", "second", "third").annotate(**stages)

    def to_key_again(self) -> Self:
        """Return those that nobody has keyed a second time."""
        return self.filter(second__isnull=True)

    def to_compare(self) -> Self:
        """Return those that a worker has to look at: keyed twice and not compared, or settled."""
        keyed = self.filter(second__isnull=False)
        return keyed.filter(models.Q(differs__isnull=True) | models.Q(third__isnull=False))

    def to_settle(self) -> Self:
        """Return those whose two keyings differ, and which nobody has settled."""
        return self.filter(third__isnull=True, differs__isnull=False)

    def open_to(self, user: Any, *, group: Any) -> Self:
        """Return those of open surveys of the group in which this user has the entry duty."""
        open_ones = surveys_to_key(user, in_group=group).filter(state=SurveyState.OPEN)
        return self.filter(survey__in=open_ones.values("pk"))
