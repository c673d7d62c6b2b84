"""The front door, the public pages, and Today."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from supportgroup.access.choices import Power, Role
from supportgroup.access.gate import public, requires
from supportgroup.access.grants import GRANTS
from supportgroup.groups.models import Group


@public(because="it says what this service is and where to sign in")
def front_door(request: HttpRequest) -> HttpResponse:
    """Send those who are signed in to their group; tell others what this is."""
    if request.user.is_authenticated:
        slugs = request.user.group_slugs()
        if len(slugs) == 1:
            return redirect("today", slugs[0])
        groups = Group.objects.filter(slug__in=slugs)
        return render(request, "home/choose_group.html", {"groups": groups})
    return render(request, "home/front_door.html")


@public(because="the law asks for an accessibility statement that everybody can read")
def accessibility(request: HttpRequest) -> HttpResponse:
    """Show how accessible this service is."""
    return render(request, "home/accessibility.html")


@public(because="people must be able to read how their information is used before they give it")
def privacy(request: HttpRequest, code: str) -> HttpResponse:
    """Show how a group looks after information."""
    return render(request, "home/privacy.html", {"patient_group": get_object_or_404(Group, public_code=code)})


@public(because="whoever has a letter must be able to find the phone number")
def contact(request: HttpRequest, code: str) -> HttpResponse:
    """Show how to reach a group's helpline."""
    return render(request, "home/contact.html", {"patient_group": get_object_or_404(Group, public_code=code)})


@requires(Power.SEE_TODAY)
def today(request: HttpRequest, group: str) -> HttpResponse:
    """Show what waits for this user."""
    return render(request, "home/today.html")


@requires(Power.SEE_TODAY)
def who_may_see_what(request: HttpRequest, group: str) -> HttpResponse:
    """Show the one table of roles and powers in plain words."""
    table = [(role.label, [power.label for power in Power if power in GRANTS[role]]) for role in Role]
    return render(request, "home/who_may_see_what.html", {"table": table})
