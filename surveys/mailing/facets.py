"""The filters on the register by which people are chosen."""

from supportgroup.people.choices import Distance, TreatmentPlace, TreatmentRoute
from supportgroup.people.facets import CONDITION, CONTACT, TREATMENT
from supportgroup.people.filtering import Facet, Filters, coded

FILTERS = Filters(
    (
        TREATMENT,
        Facet("place", "Where", coded(TreatmentPlace.choices), "outline__treatment_place", clinical=True),
        Facet("given", "How", coded(TreatmentRoute.choices), "outline__treatment_route", clinical=True),
        CONDITION,
        CONTACT,
        Facet("distance", "Distance", coded(Distance.choices), "distance"),
    )
)
