"""What staff do about a message."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from supportgroup.access.actor import actor
from supportgroup.access.choices import Power
from supportgroup.access.gate import may, requires
from supportgroup.access.refusal import attempt
from supportgroup.outbox import actions, reading, returned, rules, together, words
from supportgroup.outbox.choices import State
from supportgroup.outbox.forms import AlikeForm, CancelForm, SendAgainForm, together_form
from supportgroup.outbox.models import Message
from supportgroup.outbox.selecting import Chosen
from supportgroup.people.models import Person
from supportgroup.ui.wording import counted

from .messages import message_of, trail


@requires(Power.SEE_MESSAGES)
@require_POST
def try_message_again(request: HttpRequest, group: str, pk: int) -> HttpResponse:
    """Queue a failed or held message again."""
    message = message_of(request, pk)
    done = "The message waits to go. Before it goes, we ask again whether it may."
    return attempt(request, lambda: actions.try_again(message, by=actor(request)), done=done, then=message)


@requires(Power.SEE_MESSAGES)
@require_POST
def try_messages_again(request: HttpRequest, group: str) -> HttpResponse:
    """Queue again all messages that wait for somebody for the same reason."""
    form = AlikeForm(request.POST)
    if not form.is_valid():
        return redirect("messages", group)
    visible = Message.objects.visible_to(request.user, in_group=request.group)  # type: ignore[attr-defined]
    alike = visible.needing_someone().filter(**form.cleaned_data)
    done = f"{counted(alike.count(), 'message')} queued again. Before each goes, we ask again whether it may."
    return attempt(
        request,
        lambda: actions.try_all_again(alike, by=actor(request)),
        done=done,
        then=reverse("messages", args=[group]),
    )


@requires(Power.SEE_MESSAGES)
@require_POST
def hold_message(request: HttpRequest, group: str, pk: int) -> HttpResponse:
    """Hold a message that waits."""
    message = message_of(request, pk)
    done = "The message is held. It does not go unless somebody queues it again."
    return attempt(request, lambda: actions.hold(message, by=actor(request)), done=done, then=message)


@requires(Power.SEE_MESSAGES)
@require_POST
def leave_message(request: HttpRequest, group: str, pk: int) -> HttpResponse:
    """Leave a message as it is: somebody has seen to it."""
    message = message_of(request, pk)
    done = "The message stays as it is, and no longer asks for you."
    return attempt(request, lambda: actions.leave(message, by=actor(request)), done=done, then=message)


@requires(Power.SEE_MESSAGES)
@require_POST
def message_arrived(request: HttpRequest, group: str, pk: int) -> HttpResponse:
    """Say that an unsure message arrived."""
    message = message_of(request, pk)
    done = "The message counts as sent."
    return attempt(request, lambda: actions.say_it_arrived(message, by=actor(request)), done=done, then=message)


@requires(Power.SEE_MESSAGES)
def send_message_again(request: HttpRequest, group: str, pk: int) -> HttpResponse:
    """Ask why, then send a message that went, or may have gone, once more."""
    message = message_of(request, pk)
    form = SendAgainForm(request.POST or None, initial={"was": message.state})
    if form.is_valid():
        done, given = "The message waits to go once more.", form.cleaned_data | {"by": actor(request)}
        return attempt(request, lambda: actions.send_again(message, **given), done=done, then=message)
    if rules.why_not_send_once_more(state=message.state, lane=message.lane):
        return redirect(message)
    unsure = "If the first one arrived after all, the person gets it twice."
    lede = unsure if message.state == State.UNSURE else "The person gets it a second time."
    return _ask_why(request, message, form, "Send this message again?", lede)


@requires(Power.SEE_MESSAGES)
def cancel_message(request: HttpRequest, group: str, pk: int) -> HttpResponse:
    """Ask why, then cancel a message for good."""
    message, form = message_of(request, pk), CancelForm(request.POST or None)
    if form.is_valid():
        done, given = "The message is cancelled. It is never sent.", form.cleaned_data
        return attempt(request, lambda: actions.cancel(message, by=actor(request), **given), done=done, then=message)
    if rules.why_not_cancel(state=message.state):
        return redirect(message)
    lede = "It is never sent, and nobody can queue it again. To stop it for now, hold it instead."
    return _ask_why(request, message, form, "Cancel this message for good?", lede)


@requires(Power.SEE_MESSAGES)
def decide_together(request: HttpRequest, group: str, act: str) -> HttpResponse:
    """Say how many messages it is about, ask why where that matters, then do it to all of them."""
    doing, chosen = together.ACTS[act], Chosen(request)
    keys, back = chosen.keys_for(doing), chosen.list_url
    count, form = len(keys), together_form(doing, keys, request.POST or None)
    if not count:
        messages.error(request, together.CHANGED)
        return redirect(back)
    if form.is_valid() and count:
        given, what = form.cleaned_data, chosen.messages
        done = f"{counted(given['seen'], 'message')} {doing.done}."
        return attempt(request, lambda: together.do(doing, what, by=actor(request), **given), done=done, then=back)
    context = {"form": form, "act": doing, "count": count, "back_url": back, "narrowed": chosen, "lines": doing.lines}
    context["breadcrumbs"] = trail(request)
    return render(request, "outbox/decide_together.html", context)


@requires(Power.EDIT_PEOPLE)
@require_POST
def address_works(request: HttpRequest, group: str, pk: int) -> HttpResponse:
    """Say that an address from which mail came back works after all."""
    visible = Person.objects.visible_to(request.user, in_group=request.group)  # type: ignore[attr-defined]
    person = get_object_or_404(visible.select_related("group"), pk=pk)
    done = "The next message is sent to this address again."
    return attempt(request, lambda: returned.say_it_works(person, by=actor(request)), done=done, then=person)


def _ask_why(request: HttpRequest, message: Message, form: Any, heading: str, lede: str) -> HttpResponse:
    name = words.name_of(message, sees_people=may(request, Power.SEE_PEOPLE))
    steps = trail(request, (reading.title_of(message), message.get_absolute_url()))
    caption = f"{reading.title_of(message)}, to {name}"
    context = {"form": form, "heading": heading, "lede": lede, "caption": caption, "breadcrumbs": steps}
    context["back_url"] = message.get_absolute_url()
    return render(request, "outbox/reason.html", context)
