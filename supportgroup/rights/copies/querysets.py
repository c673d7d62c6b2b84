"""Named questions about requests for a copy."""

from typing import Any, Self

from supportgroup.access.choices import Power
from supportgroup.access.grants import powers_of
from supportgroup.access.querysets import InGroupQuerySet

from .choices import State


class RequestQuerySet(InGroupQuerySet[Any]):
    """Requests for a copy."""

    def visible_to(self, user: Any, *, in_group: Any) -> Self:
        """Return the requests of the group for who answers them, or a part of them."""
        may_see = {Power.ANSWER_REQUESTS, Power.SEE_WHO_REPLIED} & powers_of(user.roles_in(in_group.slug))
        return self.of(in_group) if may_see else self.none()

    def unanswered(self) -> Self:
        """Return those that wait for us or for them."""
        return self.filter(state__in=[State.OPEN, State.STOPPED])

    def without_pals_part(self) -> Self:
        """Return those of which somebody made sure who asks, and of which PALS has not made their part."""
        return self.unanswered().exclude(identity="").filter(pals_part_on=None).exclude(person=None)

    def with_people(self) -> Self:
        """Return the requests with their people, groups and stops, fetched together."""
        return self.select_related("person", "group", "recorded_by", "closed_by").prefetch_related("stops")
