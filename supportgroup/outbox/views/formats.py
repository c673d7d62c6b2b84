"""A letter to somebody who cannot use a standard letter: how it reaches them in their format."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from supportgroup.access.actor import actor
from supportgroup.access.choices import Power
from supportgroup.access.gate import requires
from supportgroup.access.refusal import Refused
from supportgroup.audit import looks
from supportgroup.outbox import actions, reading, recipients
from supportgroup.outbox.forms import FormatForm
from supportgroup.people import actions as people

from .messages import message_of, trail


@requires(Power.EDIT_PEOPLE)
def choose_format(request: HttpRequest, group: str, pk: int) -> HttpResponse:
    """Say which format was made of a held letter, for this one or for all, and let it go."""
    message = message_of(request, pk)
    if (person := recipients.waits_for_format(message)) is None:
        return redirect(message)
    form = FormatForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        letter = recipients.letter_of(message)
        try:
            people.record_format(person, letter=letter, **form.cleaned_data, by=actor(request))
            actions.try_again(message, by=actor(request))
        except Refused as refused:
            messages.error(request, str(refused))
        else:
            messages.success(request, "Recorded. The letter waits for a print run again.")
        return redirect(message)
    looks.note("A letter that waits for its format", [person.pk], group_slug=group, by=actor(request))
    crumbs = trail(request, (reading.title_of(message), message.get_absolute_url()))
    context = {"form": form, "person": person, "breadcrumbs": crumbs}
    return render(request, "outbox/choose_format.html", context)
