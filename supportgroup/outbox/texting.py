"""Text messages on their way: as emails go, with the same states, one after the other, under a cap of their own."""

import time
from typing import Any

from supportgroup import clock

from . import presence, taking
from .channels.text import TextMessage, service
from .choices import Channel
from .delivery import Run
from .kinds import kind_of
from .models import Message
from .numbers import mobile

SECONDS_A_RUN = 5


def may_go() -> bool:
    """Tell whether this service sends texts at all."""
    return service() is not None


def send_due(*, capped: bool, seconds: float | None = None, limit: int | None = None) -> Any:
    """Send the texts that are due and return the run that did it, or None where texts are not sent."""
    server = service()
    if server is None:
        return None
    taking.take_back_from_the_dead()
    with presence.present() as worker:
        run = Run(worker, server, capped=capped, channel=Channel.TEXT, write=text_of)
        try:
            run.work(urgent=None, until=time.monotonic() + (seconds or float("inf")), limit=limit)
        finally:
            taking.give_back(worker, reason=run.gave_up_because)
    return run


def sweep() -> bool:
    """Send texts for a few seconds, alone in it, and tell whether another run should follow at once."""
    with presence.alone_with_texts() as alone:
        run = send_due(capped=True, seconds=SECONDS_A_RUN) if alone else None
    return run is not None and not run.gave_up_because and Message.objects.texts_due(now=clock.now()).exists()


def text_of(message: Message) -> TextMessage:
    """Return the text of this message, written now; `recipients` has seen that there is a mobile number."""
    kind, number = kind_of(message), mobile(message.addressee.phone)  # type: ignore[union-attr]
    if kind.text is None or number is None:
        raise ValueError("a text without words or number")
    was_tried = bool(message.tries) or message.decisions.exists()
    return TextMessage(number, kind.text(message), str(message.mail_id), was_tried)
