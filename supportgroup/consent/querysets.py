"""Named questions about consent."""

from collections.abc import Iterable
from typing import Any, Self

from supportgroup.access.choices import Power
from supportgroup.access.grants import powers_of
from supportgroup.access.querysets import InGroupQuerySet


class AnswerQuerySet(InGroupQuerySet[Any]):
    """Answers of a group."""

    def visible_to(self, user: Any, *, in_group: Any) -> Self:
        """Return the answers of the group's people, or none without the power to see the register."""
        may_see = Power.SEE_PEOPLE in powers_of(user.roles_in(in_group.slug))
        return self.of(in_group).filter(person__isnull=False) if may_see else self.none()

    def newest_first(self) -> Self:
        """Return the answers by the day they were given, then as they were recorded."""
        return self.order_by("-given_on", "-pk")

    def in_force(self) -> Self:
        """Return the last answer of each person to each purpose: by the day it was given, not when it was typed."""
        latest = self.filter(person__isnull=False).order_by("person_id", "purpose", "-given_on", "-pk")
        return latest.distinct("person_id", "purpose")

    def of_people(self, keys: Iterable[int]) -> Self:
        """Return the answers of these people."""
        return self.filter(person__in=keys)


class VersionQuerySet(InGroupQuerySet[Any]):
    """Versions of a group's statements."""

    def visible_to(self, user: Any, *, in_group: Any) -> Self:
        """Return the group's versions: words without names, for who records consent or writes the wording."""
        powers = powers_of(user.roles_in(in_group.slug))
        may_see = powers & {Power.SEE_PEOPLE, Power.WRITE_CONSENT}
        return self.of(in_group) if may_see else self.none()


class AskedQuerySet(InGroupQuerySet[Any]):
    """Forms that people were given."""

    group_path = "person__group"

    def visible_to(self, user: Any, *, in_group: Any) -> Self:
        """Return what people of the group were asked, or none without the power to see the register."""
        may_see = Power.SEE_PEOPLE in powers_of(user.roles_in(in_group.slug))
        return self.of(in_group) if may_see else self.none()
