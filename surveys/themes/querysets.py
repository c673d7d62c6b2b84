"""Named questions about themes, the texts under them, and quotations."""

from typing import Any, Self

from django.db.models import Count, F, Q, QuerySet
from django.db.models.functions import MD5, Coalesce, Substr

from supportgroup.access.choices import Power
from supportgroup.access.grants import powers_of
from supportgroup.access.querysets import InGroupQuerySet
from surveys.screening.choices import TextState

from .choices import QuotationState


class ThemeQuerySet(InGroupQuerySet[Any]):
    """Themes of the questions of a survey."""

    group_path = "survey__group"

    def visible_to(self, user: Any, *, in_group: Any) -> Self:
        """Return all of them for those who find themes; results show theirs by what was counted."""
        return self.of(in_group) if Power.FIND_THEMES in powers_of(user.roles_in(in_group.slug)) else self.none()

    def standing(self) -> Self:
        """Return those that are not merged into another, by name."""
        return self.filter(merged_into=None).order_by("name", "pk")


class TagQuerySet(QuerySet[Any]):
    """Themes on texts."""

    def counted(self) -> QuerySet[Any, tuple[str, int, int]]:
        """Return (field, theme, released texts) of each theme that stands, those merged into it among them.

        A text under two themes that were merged is counted once.
        """
        stands = Coalesce("theme__merged_into", "theme")
        released = self.filter(text__state=TextState.RELEASED)
        rows = released.order_by().values(field=F("theme__field"), stands=stands)
        counts: QuerySet[Any, tuple[str, int, int]] = rows.annotate(texts=Count("text", distinct=True)).values_list(
            "field", "stands", "texts"
        )
        return counts


class QuotationQuerySet(InGroupQuerySet[Any]):
    """Words chosen for the report."""

    group_path = "theme__survey__group"

    def visible_to(self, user: Any, *, in_group: Any) -> Self:
        """Return those that stand: all for those who find themes, for nobody else."""
        may = Power.FIND_THEMES in powers_of(user.roles_in(in_group.slug))
        return self.of(in_group).standing() if may else self.none()

    def standing(self) -> Self:
        """Return those whose text reads as it did when they were chosen, with the words (`said`) and `stands`.

        A text that is put back, withheld or blanked otherwise takes its quotations with it.
        """
        same = self.filter(text__state=TextState.RELEASED, seal=MD5("text__released"))
        said: Any = Substr("text__released", F("start") + 1, F("length"))  # type: ignore[arg-type]
        return same.annotate(said=said, stands=Coalesce("theme__merged_into", "theme")).order_by("pk")

    def proposed(self) -> Self:
        """Return those that wait for PALS to look a second time."""
        return self.filter(state=QuotationState.PROPOSED)

    def shown(self) -> Self:
        """Return those that are in the report."""
        return self.filter(state=QuotationState.SHOWN)


class CountedQuerySet(InGroupQuerySet[Any]):
    """Themes as they were counted."""

    group_path = "survey__group"


def progress_of(texts: Any) -> dict[str, dict[str, int]]:
    """Return how many texts there are of each field: `written`, `waiting`, `released`, `read`. One query."""
    released = Q(state=TextState.RELEASED)
    rows = texts.order_by().values("field").annotate(
        written=Count("pk"),
        waiting=Count("pk", filter=Q(state=TextState.WAITING)),
        released=Count("pk", filter=released),
        read=Count("pk", filter=released & (Q(coded=True) | Q(nothing=True))),
    )  # fmt: skip
    return {row.pop("field"): row for row in rows}
