"""Choosing words for the report, PALS's second look at them, taking them back."""

from typing import Any

from django.db.models.functions import MD5

from supportgroup.access.actor import Actor
from supportgroup.access.refusal import Refused
from supportgroup.audit.action import action
from surveys.screening.models import Text

from . import rules
from .choices import QuotationState
from .models import Quotation, Theme


@action("quotation.chosen")
def quote(text: Text, *, theme: Theme, words: str, by: Actor, screens: bool) -> Quotation:
    """Choose words of a released text for the report. screens: the chooser is PALS, so nobody need look again.

    The same words chosen twice, as a second click does, are the quotation there is.
    """
    text = Text.objects.select_for_update().get(pk=text.pk)
    if reason := rules.why_not_tag(text.state):
        raise Refused(reason)
    place = rules.place_of(words, text.released)
    if place is None:
        raise Refused("These words do not stand in the text.")
    seal = Text.objects.filter(pk=text.pk).values_list(MD5("released"), flat=True)[0]
    quotation, is_new = Quotation.objects.get_or_create(
        theme=theme, text=text, start=place[0], length=place[1], seal=seal, defaults=_chosen(by, screens=screens)
    )
    if not is_new and quotation.state == QuotationState.TAKEN_BACK:
        return _put(quotation, **_chosen(by, screens=screens))
    return quotation


@action("quotation.confirmed")
def confirm(quotation: Quotation, *, by: Actor) -> Quotation:
    """Let a quotation into the report, after a second look."""
    quotation = _locked(quotation)
    if quotation.state != QuotationState.PROPOSED:
        raise Refused("Somebody has decided on this quotation already.")
    return _put(quotation, state=QuotationState.SHOWN, looked_by=by.user)


@action("quotation.taken_back")
def take_back(quotation: Quotation, *, by: Actor) -> Quotation:
    """Take a quotation out of the report."""
    quotation = _locked(quotation)
    if quotation.state == QuotationState.TAKEN_BACK:
        raise Refused("Somebody has taken this quotation back already.")
    return _put(quotation, state=QuotationState.TAKEN_BACK)


@action("quotation.put_back")
def put_back(quotation: Quotation, *, by: Actor, screens: bool) -> Quotation:
    """Choose a quotation again that was taken back; unless it is PALS who does, PALS looks again."""
    quotation = _locked(quotation)
    if quotation.state != QuotationState.TAKEN_BACK:
        raise Refused("This quotation has not been taken back.")
    return _put(quotation, **_chosen(by, screens=screens))


def _chosen(by: Actor, *, screens: bool) -> dict[str, Any]:
    state = QuotationState.SHOWN if screens else QuotationState.PROPOSED
    return {"state": state, "chosen_by": by.user, "looked_by": by.user if screens else None}


def _locked(quotation: Quotation) -> Quotation:
    found: Quotation | None = (
        Quotation.objects.standing().select_for_update(of=("self",)).filter(pk=quotation.pk).first()
    )
    if found is None:
        raise Refused("The text of this quotation reads otherwise now, so it has fallen.")
    return found


def _put(quotation: Quotation, **changes: Any) -> Quotation:
    for name, value in changes.items():
        setattr(quotation, name, value)
    quotation.save(update_fields=list(changes))
    return quotation
