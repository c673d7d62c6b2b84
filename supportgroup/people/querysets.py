"""Named questions about the register."""

from collections.abc import Iterable
from typing import Any, Self

from django.db import models

from supportgroup.access.choices import Power
from supportgroup.access.grants import powers_of
from supportgroup.access.querysets import InGroupQuerySet

from .choices import ImportState, Standing
from .facets import FILTERS
from .searching import called
from .typed import Sought


class PersonQuerySet(InGroupQuerySet[Any]):
    """People of a group."""

    def visible_to(self, user: Any, *, in_group: Any) -> Self:
        """Return the people of the group, or none without the power to see the register."""
        may_see = Power.SEE_PEOPLE in powers_of(user.roles_in(in_group.slug))
        return self.of(in_group) if may_see else self.none()

    def current(self) -> Self:
        """Return those who are with the service."""
        return self.filter(standing=Standing.CURRENT)

    def found_by(self, sought: Sought) -> Self:
        """Return those who are called so or alike, have the digits in their NHS number, that birth and postcode."""
        found = self
        if sought.digits:
            found = found.filter(nhs_number__contains=sought.digits)
        if sought.born:
            found = found.filter(date_of_birth=sought.born)
        if sought.postcode:
            found = found.filter(postcode__startswith=sought.postcode)
        return called(found, sought.words) if sought.words else found  # type: ignore[return-value]

    def at_address(self, email: str) -> Self:
        """Return the current people who are reached at this email address, in every group; two may share one."""
        return self.filter(standing=Standing.CURRENT, email__iexact=email.strip()).exclude(email="")

    def like(self, *, nhs_numbers: Iterable[str], names: Iterable[str]) -> Self:
        """Return those with one of these NHS numbers or one of these names as they are filed."""
        return self.filter(models.Q(nhs_number__in=set(nhs_numbers)) | models.Q(filed_under__in=set(names)))


class ClinicalOutlineQuerySet(InGroupQuerySet[Any]):
    """Clinical outlines: nurses only."""

    group_path = "person__group"

    def visible_to(self, user: Any, *, in_group: Any) -> Self:
        """Return the outlines of the group, or none without the power to see clinical words."""
        may_see = Power.SEE_CLINICAL in powers_of(user.roles_in(in_group.slug))
        return self.of(in_group) if may_see else self.none()


class ImportQuerySet(InGroupQuerySet[Any]):
    """Spreadsheets on their way into the register."""

    def visible_to(self, user: Any, *, in_group: Any) -> Self:
        """Return the imports of the group, or none without the power to import."""
        may_see = Power.IMPORT_PEOPLE in powers_of(user.roles_in(in_group.slug))
        return self.of(in_group) if may_see else self.none()

    def unconfirmed(self) -> Self:
        """Return those that wait for somebody: not confirmed, and the file is still here; without the long columns."""
        over = [ImportState.CONFIRMED, ImportState.DONE]
        return self.filter(file__isnull=False).exclude(state__in=over).defer("verdicts", "refusals")


class TallyQuerySet(InGroupQuerySet[Any]):
    """How many people of a group are of each kind."""

    def visible_to(self, user: Any, *, in_group: Any) -> Self:
        """Return the tallies of the group, or none without the power to see the register."""
        may_see = Power.SEE_PEOPLE in powers_of(user.roles_in(in_group.slug))
        return self.of(in_group) if may_see else self.none()


class KeptFilterQuerySet(InGroupQuerySet[Any]):
    """Filters of the list that somebody has given a name."""

    def visible_to(self, user: Any, *, in_group: Any) -> Self:
        """Return the user's own in this group and those that are shared; none without the power to see the register.

        One by clinical words is only for those who may see them, in the list of filters and on the page of each.
        """
        powers = powers_of(user.roles_in(in_group.slug))
        if Power.SEE_PEOPLE not in powers:
            return self.none()
        found = self.of(in_group).filter(models.Q(owner=user.pk) | models.Q(shared=True))
        return found if Power.SEE_CLINICAL in powers else found.exclude(filters__has_any_keys=FILTERS.clinical_keys)


class MergerQuerySet(InGroupQuerySet[Any]):
    """Which entries became which."""

    group_path = "person__group"
