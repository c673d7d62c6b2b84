"""The members whom the committee may know: first names of those who agreed to it, and how many there are in all."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from supportgroup.access.actor import actor
from supportgroup.access.choices import Power
from supportgroup.access.gate import may, requires
from supportgroup.audit import looks
from supportgroup.audit.choices import Way
from supportgroup.consent.members import number_of_members, shown_members


@requires(Power.SEE_MEMBERS)
def members(request: HttpRequest, group: str) -> HttpResponse:
    """Show first names; only who may see the register gets a link to the person."""
    shown = shown_members(request.group)
    looks.note("Members", [one.key for one in shown], group_slug=group, way=Way.LIST, by=actor(request))
    sees_people = may(request, Power.SEE_PEOPLE)
    rows = [{"name": one.name, "url": reverse("person", args=[group, one.key]) if sees_people else ""} for one in shown]
    context = {"members": rows, "total": number_of_members(request.group), "sees_people": sees_people}
    return render(request, "consent/members.html", context)
