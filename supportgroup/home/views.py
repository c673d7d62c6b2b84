"""The front door, the public pages, and Today."""

from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from supportgroup import clock
from supportgroup.access.choices import Power, Role
from supportgroup.access.gate import public, requires
from supportgroup.access.grants import powers_of
from supportgroup.access.subjects import by_subject
from supportgroup.groups.bases import bases_of
from supportgroup.groups.frame import every_group, patient_frame
from supportgroup.groups.models import Group
from supportgroup.groups.months import in_words
from surveys.replying.policy import DRAFT_DAYS
from surveys.screening.kept import TEXTS

from . import rules
from .lines import lines_for
from .switching import groups_of


@public(because="it says what this service is and where to sign in")
def front_door(request: HttpRequest) -> HttpResponse:
    """Send those who are signed in to their group; tell others what this is."""
    if not request.user.is_authenticated:
        return render(request, "home/front_door.html")
    slugs = request.user.group_slugs()
    if len(slugs) == 1:
        return redirect("today", slugs[0])
    return render(request, "home/choose_group.html", {"groups": groups_of(request.user)})


@public(because="the law asks for an accessibility statement that everybody can read")
def accessibility(request: HttpRequest) -> HttpResponse:
    """Show how accessible this service is, in the form that the law gives."""
    return render(request, "home/accessibility.html", {"host": urlsplit(settings.SITE_URL).netloc})


@public(because="people must be able to read how their information is used before they give it")
def privacy(request: HttpRequest, code: str) -> HttpResponse:
    """Show how a group looks after information."""
    group = _group(code)
    more = {
        "bases": bases_of(group.lawful_bases),
        "draft_days": DRAFT_DAYS.in_force(group, on=clock.today()),
        "texts_for": in_words(TEXTS.period(group, on=clock.today())),
    }
    return render(request, "home/privacy.html", patient_frame(group) | _complaint(group) | more)


@public(because="whoever has a letter must be able to find the phone number")
def contact(request: HttpRequest, code: str) -> HttpResponse:
    """Show how to reach a group's helpline."""
    group = _group(code)
    return render(request, "home/contact.html", patient_frame(group) | _complaint(group))


@public(because="who has lost the letter must be able to read how their information is used")
def privacy_of_all(request: HttpRequest) -> HttpResponse:
    """Lead to a group's privacy notice: of the only one at once, of several by the letters of their code."""
    return _of_all(request, "privacy", "Privacy")


@public(because="who has lost the letter must be able to find a phone number")
def contact_of_all(request: HttpRequest) -> HttpResponse:
    """Lead to how to reach a group: the only one at once, of several by the letters of their code."""
    return _of_all(request, "contact", "Contact us")


@requires(Power.SEE_TODAY)
def today(request: HttpRequest, group: str) -> HttpResponse:
    """Show what waits for this user, the most urgent first."""
    day = clock.today()
    waiting = rules.in_order(lines_for(request.user, request.group, day), today=day)
    return render(request, "home/today.html", {"today": day, "waiting": waiting})


@requires(Power.SEE_TODAY)
def who_may_see_what(request: HttpRequest, group: str) -> HttpResponse:
    """Show the one table of roles and powers in plain words."""
    user: Any = request.user
    mine = user.roles_in(group)
    context = {
        "subjects": by_subject(),
        "mine": [role.label for role in Role if role in mine],
        "my_powers": powers_of(mine),
    }
    return render(request, "home/who_may_see_what.html", context)


def _group(code: str) -> Group:
    found: Group = get_object_or_404(Group, public_code=code)
    return found


def _complaint(group: Group) -> dict[str, Any]:
    return {"complaint_url": reverse("complain", args=[group.public_code])}


def _of_all(request: HttpRequest, address: str, title: str) -> HttpResponse:
    groups = every_group()
    if len(groups) == 1:
        return redirect(address, groups[0].public_code)
    return render(request, "home/of_all.html", {"groups": groups, "address": address, "title": title})
