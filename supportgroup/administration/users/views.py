"""Users of a group: the list, one user, inviting, roles, leaving, a lost second step."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from supportgroup import clock
from supportgroup.access.actor import actor
from supportgroup.access.choices import Power, Role
from supportgroup.access.gate import requires
from supportgroup.access.refusal import Refused, attempt
from supportgroup.accounts import actions as accounts
from supportgroup.accounts.models import RoleHolding, User
from supportgroup.signin import actions as signin
from supportgroup.signin.invitations import actions as invitations
from supportgroup.signin.models import Invitation

from . import actions, listing
from .forms import EndForm, IdentityCheck, InviteForm, RoleForm, SearchForm
from .given import given_lately
from .standing import leaving, standing_of


@requires(Power.RUN_GROUP)
def users(request: HttpRequest, group: str) -> HttpResponse:
    """List who signs in here, found by the words in the session and the choice in the address."""
    kept_in = f"users_search:{group}"
    if request.method == "POST":
        form = SearchForm(request.POST)
        request.session[kept_in] = form.cleaned_data["search"] if form.is_valid() else ""
        return redirect(f"{request.path}?show=all" if request.session[kept_in] else request.path)
    chosen = request.GET.get("show", "now")
    shown = listing.Listing(
        users=User.objects.visible_to(request.user, in_group=request.group),
        group=request.group,
        chosen=chosen if chosen in listing.CHOICES else "now",
        search=request.session.get(kept_in, ""),
        today=clock.today(),
        page_number=request.GET.get("page", "1"),
    )
    context = {"list": shown, "given": given_lately(request.group, now=clock.now()), "breadcrumbs": _crumbs(group)[:-1]}
    return render(request, "administration/users/users.html", context)


@requires(Power.RUN_GROUP)
def user(request: HttpRequest, group: str, pk: int) -> HttpResponse:
    """Show one user: their roles here, when they were last here, and what can be done."""
    shown = _user(request, pk)
    here = standing_of(shown, group=request.group, today=clock.today())
    context = {"here": here, "is_me": shown.pk == request.user.pk, "breadcrumbs": _crumbs(group)}
    return render(request, "administration/users/user.html", context)


@requires(Power.RUN_GROUP)
def invite_user(request: HttpRequest, group: str) -> HttpResponse:
    """Invite a colleague, or give somebody who signs in already a role here."""
    form = InviteForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        given = {**form.cleaned_data, "roles": [Role(role) for role in form.cleaned_data["roles"]]}
        try:
            invited = invitations.invite(**given, group=request.group, by=actor(request))
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _invited_words(invited, typed=form.cleaned_data["name"]))
            return redirect("user", group, invited.pk)
    return _page(request, "invite_user", form=form)


@requires(Power.RUN_GROUP)
def give_role(request: HttpRequest, group: str, pk: int) -> HttpResponse:
    """Give a user one more role."""
    shown = _user(request, pk)
    form = RoleForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        given = {**form.cleaned_data, "role": Role(form.cleaned_data["role"])}
        try:
            invitations.give_one_more_role(shown, **given, group=request.group, by=actor(request))
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, f"{shown.name} has the role.")
            return redirect("user", group, pk)
    return _page(request, "give_role", shown, form=form)


@requires(Power.RUN_GROUP)
def move_role_end(request: HttpRequest, group: str, pk: int, holding: int) -> HttpResponse:
    """Let a role end on another day, or without end."""
    shown, held = _user(request, pk), _holding(request, pk, holding)
    form = EndForm(request.POST if request.method == "POST" else None, initial={"ends_on": held.ends_on})
    if form.is_valid():
        try:
            accounts.move_end(held, ends_on=form.cleaned_data["ends_on"], by=actor(request))
        except Refused as refused:
            form.add_error("ends_on", str(refused))
        else:
            messages.success(request, "The last day is saved.")
            return redirect("user", group, pk)
    return _page(request, "move_role_end", shown, form=form, held=held)


@requires(Power.RUN_GROUP)
def end_role(request: HttpRequest, group: str, pk: int, holding: int) -> HttpResponse:
    """Check, then end a role at once."""
    shown, held = _user(request, pk), _holding(request, pk, holding)
    if request.method == "POST":
        done = f"The role has ended. {shown.name} can do no more with it from now on."
        then = reverse("user", args=[group, pk])
        return attempt(request, partial(accounts.end_role, held, by=actor(request)), done=done, then=then)
    lines = [f"{shown.name} can do no more with it from this moment on.", "Their other roles stay as they are."]
    return _page(request, "end_role", shown, held=held, lines=lines)


@requires(Power.RUN_GROUP)
def user_left(request: HttpRequest, group: str, pk: int) -> HttpResponse:
    """Check, then end every role somebody holds here."""
    shown = _user(request, pk)
    if request.method == "POST":
        done = f"{shown.name} has left. Every role here has ended."
        leave = partial(actions.has_left, shown, group=request.group, by=actor(request))
        return attempt(request, leave, done=done, then=reverse("user", args=[group, pk]))
    here = standing_of(shown, group=request.group, today=clock.today())
    return _page(request, "user_left", shown, **leaving(here))


@requires(Power.RUN_GROUP)
def reset_second_step(request: HttpRequest, group: str, pk: int) -> HttpResponse:
    """Take away a lost second step after an identity check that is kept: of whoever holds a role here."""
    shown = _user(request, pk)
    if not RoleHolding.objects.of(request.group).not_over(on=clock.today()).filter(user=shown).exists():
        raise Http404
    form = IdentityCheck(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            signin.forget_second_factor(shown, check=form.check(), by=actor(request))
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, "The second step is reset. They set up a new one when they next sign in.")
            return redirect("user", group, pk)
    return _page(request, "reset_second_step", shown, form=form)


@requires(Power.RUN_GROUP)
@require_POST
def send_invitation_again(request: HttpRequest, group: str, pk: int) -> HttpResponse:
    """Send a new link; the old one opens nothing any more."""
    visible = Invitation.objects.visible_to(request.user, in_group=request.group)
    invitation = get_object_or_404(visible.not_come(), user=_user(request, pk))
    done = "A new link is on its way. It works once, for 7 days; older links open nothing any more."
    again = partial(invitations.send_again, invitation, by=actor(request))
    return attempt(request, again, done=done, then=reverse("user", args=[group, pk]))


def _user(request: HttpRequest, pk: int) -> User:
    found: User = get_object_or_404(User.objects.visible_to(request.user, in_group=request.group), pk=pk)
    return found


def _holding(request: HttpRequest, pk: int, holding: int) -> RoleHolding:
    visible = RoleHolding.objects.visible_to(request.user, in_group=request.group).select_related("user", "group")
    found: RoleHolding = get_object_or_404(visible, pk=holding, user=pk)
    return found


def _invited_words(invited: User, *, typed: str) -> str:
    if invited.invitations.not_come().exists():
        return f"An invitation to {invited.name} is on its way. Its link works once, for 7 days."
    name = invited.name if invited.name == typed else f"{invited.name} (as they are known here)"
    return f"{name} signs in already. They have the role now, and we have told them."


def _page(request: HttpRequest, name: str, *shown: User, **context: Any) -> HttpResponse:
    group = request.group.slug
    crumbs = _crumbs(group) + [{"text": one.name, "url": reverse("user", args=[group, one.pk])} for one in shown]
    around = {"breadcrumbs": crumbs, "shown": shown[0] if shown else None}
    return render(request, f"administration/users/{name}.html", around | context)


def _crumbs(group: str) -> list[dict[str, str]]:
    return [
        {"text": "Today", "url": reverse("today", args=[group])},
        {"text": "Settings", "url": reverse("group_settings", args=[group])},
        {"text": "Users", "url": reverse("users", args=[group])},
    ]
