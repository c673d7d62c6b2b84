"""The post room: what waits is printed, put into envelopes and posted the same day."""

from supportgroup.access.actor import Actor
from supportgroup.access.choices import Power
from supportgroup.groups.models import Group
from supportgroup.outbox.approval import approve
from supportgroup.outbox.batches import mark_of
from supportgroup.outbox.models import Batch, Message
from supportgroup.outbox.printing import make_print_run, say_posted


def approve_what_waits(group: Group, *, by: Actor) -> None:
    """Let a second person approve what the group wants approved, having looked at it."""
    for batch in Batch.objects.of(group).waiting():
        approve(batch, seen=mark_of(batch), by=by)


def post_letters(group: Group, *, by: Actor) -> None:
    """Make a print run of every occasion that has letters waiting, and say that it was posted."""
    waiting = Message.objects.of(group).letters_to_print()
    occasions = waiting.order_by("kind", "occasion", "seen_by").values_list("kind", "occasion", "seen_by").distinct()
    for kind, occasion, seen_by in occasions:
        run = make_print_run(group=group, kind=kind, occasion=occasion, seen_by=Power(seen_by), by=by)
        if run:
            say_posted(run, letters=run.messages.count(), by=by)
