"""Named questions about texts."""

from typing import Any, Self

from django.db.models import CharField, F, Func, IntegerField, Value
from django.db.models.functions import Cast

from supportgroup.access.choices import Power
from supportgroup.access.grants import powers_of
from supportgroup.access.querysets import InGroupQuerySet

from .choices import TextState


class TextQuerySet(InGroupQuerySet[Any]):
    """What people wrote."""

    group_path = "survey__group"

    def visible_to(self, user: Any, *, in_group: Any) -> Self:
        """Return all of them for who screens, the released ones for who may read what people wrote."""
        powers = powers_of(user.roles_in(in_group.slug))
        if Power.SCREEN_COMMENTS in powers:
            return self.of(in_group)
        return self.of(in_group).filter(state=TextState.RELEASED) if Power.READ_COMMENTS in powers else self.none()

    def in_order(self) -> Self:
        """Return them by the number of their question ("2" before "18w"), those of one question by their keys."""
        digits = Func(F("field"), Value("[^0-9].*"), Value(""), function="regexp_replace", output_field=CharField())
        return self.annotate(number=Cast(digits, IntegerField())).order_by("number", "field", "pk")

    def as_written(self) -> Self:
        """Return those that hold words which nobody else may read: blanked out, withheld, or not read yet."""
        return self.exclude(words=F("released"))

    def waiting(self) -> Self:
        """Return those that nobody has screened yet."""
        return self.filter(state=TextState.WAITING)
