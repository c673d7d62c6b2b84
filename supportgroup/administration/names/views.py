"""What a group says of itself, its privacy notice, and its dated settings."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from supportgroup import clock
from supportgroup.access.actor import actor
from supportgroup.access.choices import Power
from supportgroup.access.gate import requires
from supportgroup.access.refusal import Refused, attempt
from supportgroup.groups.actions import drop_planned, set_policy
from supportgroup.groups.policy import Setting, declared
from supportgroup.people.rules import mark_of
from supportgroup.ui.wording import counted

from . import actions, history, policy_words, standing
from .forms import NamesForm, NoticeForm, PolicyForm, typed_of
from .parts import BY_KEY


@requires(Power.RUN_GROUP)
def group_names(request: HttpRequest, group: str) -> HttpResponse:
    """Show what this group says of itself, what is missing, and how a message looks with it."""
    context = {
        "parts": standing.parts_of(request.group),
        "missing": standing.missing_lines(request.group),
        "shown": request.group,
        "confirmed": standing.confirmed_words(request.group),
        "entries": history.of_names(request.group),
        "breadcrumbs": _crumbs(group),
    }
    return render(request, "administration/names/group_names.html", context)


@requires(Power.RUN_GROUP)
def edit_group_names(request: HttpRequest, group: str, part: str) -> HttpResponse:
    """Change one part of what the group says; who comes second is told what changed."""
    if part not in BY_KEY:
        raise Http404
    shown = BY_KEY[part]
    now = actions.values_of(request.group, [field.name for field in shown.fields])
    form = NamesForm(request.POST or None, part=shown, group=request.group, initial={**now, "mark": mark_of(now)})
    if form.is_valid():
        try:
            gone = actions.change_names(
                request.group, values=form.values(), mark=form.cleaned_data["mark"], by=actor(request)
            )
        except actions.ChangedMeanwhile:
            form.show_newer(now, by=history.of_names(request.group)[0].who)
        except Refused as refused:
            form.add_error(None, str(refused).removesuffix("."))
        else:
            return _saved(request, gone)
    return render(request, "administration/names/edit_group_names.html", {"form": form, "part": shown} | _two(group))


@requires(Power.RUN_GROUP)
def confirm_privacy_notice(request: HttpRequest, group: str) -> HttpResponse:
    """Confirm the lawful basis of each process, or write another."""
    form = NoticeForm(request.POST or None, group=request.group)
    if form.is_valid():
        gone = actions.confirm_notice(request.group, bases=form.bases(), by=actor(request))
        return _saved(request, gone)
    return render(request, "administration/names/confirm_privacy_notice.html", {"form": form} | _two(group))


@requires(Power.RUN_GROUP)
def group_rules(request: HttpRequest, group: str) -> HttpResponse:
    """List every dated setting of every room."""
    rooms = policy_words.by_room(request.group, today=clock.today())
    return render(request, "administration/names/group_rules.html", {"rooms": rooms, "breadcrumbs": _crumbs(group)})


@requires(Power.RUN_GROUP)
def change_rule(request: HttpRequest, group: str, key: str) -> HttpResponse:
    """Change one setting from a day on, with all that it was before."""
    setting, today = _setting(key), clock.today()
    now = typed_of(setting, setting.in_force(request.group, on=today))
    form = PolicyForm(request.POST or None, setting=setting, initial={"value": now, "applies_from": today})
    if form.is_valid():
        value, day = form.cleaned_data["value"], form.cleaned_data["applies_from"]
        return attempt(
            request,
            lambda: set_policy(request.group, setting, value=value, applies_from=day, by=actor(request)),
            done="Saved.",
            then=reverse("group_rules", args=[group]),
        )
    context = {
        "form": form,
        "standing": policy_words.standing_of(request.group, setting, today=today),
        "entries": history.of_setting(request.group, setting),
        "breadcrumbs": _crumbs(group, ("Rules of this group", "group_rules")),
    }
    return render(request, "administration/names/change_rule.html", context)


@require_POST
@requires(Power.RUN_GROUP)
def drop_planned_rule(request: HttpRequest, group: str, key: str) -> HttpResponse:
    """Drop the next planned change of a setting."""
    setting = _setting(key)
    planned = policy_words.standing_of(request.group, setting, today=clock.today()).planned_on or clock.today()
    return attempt(
        request,
        lambda: drop_planned(request.group, setting, applies_from=planned, by=actor(request)),
        done="The planned change is dropped.",
        then=reverse("change_rule", args=[group, key]),
    )


def _setting(key: str) -> Setting:
    try:
        return declared()[key]
    except KeyError:
        raise Http404 from None


def _saved(request: HttpRequest, gone: int) -> HttpResponse:
    sent = f" {counted(gone, 'message')} that waited for this will go now." if gone else ""
    messages.success(request, f"Saved.{sent}")
    return redirect("group_names", request.group.slug)


def _two(group: str) -> dict[str, Any]:
    return {"breadcrumbs": _crumbs(group, ("What this group says", "group_names"))}


def _crumbs(group: str, *through: tuple[str, str]) -> list[dict[str, str]]:
    places = (("Today", "today"), ("Settings", "group_settings"), *through)
    return [{"text": text, "url": reverse(name, args=[group])} for text, name in places]
