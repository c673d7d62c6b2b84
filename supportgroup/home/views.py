"""The front door, the public pages, and Today."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from supportgroup import clock
from supportgroup.access.choices import Power, Role
from supportgroup.access.gate import public, requires
from supportgroup.access.grants import GRANTS
from supportgroup.groups.frame import patient_frame
from supportgroup.groups.models import Group

from . import rules
from .lines import lines_for


@public(because="it says what this service is and where to sign in")
def front_door(request: HttpRequest) -> HttpResponse:
    """Send those who are signed in to their group; tell others what this is."""
    if not request.user.is_authenticated:
        return render(request, "home/front_door.html")
    slugs = request.user.group_slugs()
    if len(slugs) == 1:
        return redirect("today", slugs[0])
    return render(request, "home/choose_group.html", {"groups": Group.objects.visible_to(request.user)})


@public(because="the law asks for an accessibility statement that everybody can read")
def accessibility(request: HttpRequest) -> HttpResponse:
    """Show how accessible this service is."""
    return render(request, "home/accessibility.html")


@public(because="people must be able to read how their information is used before they give it")
def privacy(request: HttpRequest, code: str) -> HttpResponse:
    """Show how a group looks after information."""
    return _of_a_group(request, code, "home/privacy.html")


@public(because="whoever has a letter must be able to find the phone number")
def contact(request: HttpRequest, code: str) -> HttpResponse:
    """Show how to reach a group's helpline."""
    return _of_a_group(request, code, "home/contact.html")


@requires(Power.SEE_TODAY)
def today(request: HttpRequest, group: str) -> HttpResponse:
    """Show what waits for this user, the most urgent first."""
    day = clock.today()
    waiting = rules.in_order(lines_for(request.user, request.group, day), today=day)
    return render(request, "home/today.html", {"today": day, "waiting": waiting})


@requires(Power.SEE_TODAY)
def who_may_see_what(request: HttpRequest, group: str) -> HttpResponse:
    """Show the one table of roles and powers in plain words."""
    table = [(role.label, [power.label for power in Power if power in GRANTS[role]]) for role in Role]
    return render(request, "home/who_may_see_what.html", {"table": table})


def _of_a_group(request: HttpRequest, code: str, template: str) -> HttpResponse:
    return render(request, template, patient_frame(get_object_or_404(Group, public_code=code)))
