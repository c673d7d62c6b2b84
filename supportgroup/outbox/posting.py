"""A print run that GOV.UK Notify prints and posts in our place: whether it can. `letterpost` does it."""

from django.conf import settings

from supportgroup import clock
from supportgroup.access.actor import Actor
from supportgroup.access.refusal import Refused
from supportgroup.audit.action import action
from supportgroup.longwork import nudge

from . import rules
from .channels.text import NOTIFY
from .choices import State
from .kinds import kind_called
from .models import HandedOver, PrintRun

POST = "supportgroup.outbox.tasks.post_letters"


def may_be_handed_over(run: PrintRun) -> bool:
    """Tell whether the print service can post this run: settings name it, and nothing is enclosed but the letter."""
    kind = kind_called(run.kind)
    return settings.LETTERS == NOTIFY and kind is not None and kind.print_run is not None and not kind.has_enclosures


@action("letters.handed_over")
def hand_over(run: PrintRun, *, letters: int, by: Actor) -> HandedOver:
    """Have the print service post the letters of a run. letters: how many there were on the page that asked."""
    run = PrintRun.objects.select_for_update().get(pk=run.pk)
    reason = rules.why_not_hand_over(
        can=may_be_handed_over(run),
        handed=HandedOver.objects.filter(run=run).exists(),
        otherwise=rules.why_not_post(
            posted=run.posted_at is not None,
            put_back=run.put_back_at is not None,
            printed=run.messages.in_state(State.TAKEN).count(),
            confirmed=letters,
        ),
    )
    if reason:
        raise Refused(reason)
    handed: HandedOver = HandedOver.objects.create(run=run, at=clock.now(), by=by.user)
    nudge.after_commit(POST)
    return handed
