"""Emails through GOV.UK Notify, by one template whose subject is ((subject)) and whose text is ((text)).

Notify sends plain text of its own layout, so the HTML of an email is left out.
"""

from collections.abc import Callable
from types import TracebackType
from typing import Any, Self

from django.conf import settings

from .answers import Answer
from .notify import Service
from .text import Fate, nothing

_FATES = {
    "delivered": Fate(arrived=True),
    "permanent-failure": Fate(failed_because="There is no mailbox with this address.", by_address=True, for_good=True),
    "temporary-failure": Fate(failed_because="Their mail server took no mail for days.", by_address=True),
    "technical-failure": Fate(failed_because="The email service could not send it."),
}


class NotifyMail(Service):
    """What a run needs of a mail server, spoken to GOV.UK Notify. An email is known by the id in its Message-ID."""

    name, template_type, wrong = "email service", "email", "this address or these words"

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        return None

    def send(self, envelope: Any, *, meanwhile: Callable[[], None] = nothing) -> Answer:
        """Hand one email over and return what became of it. It is asked after first, so that none goes twice."""
        reference = reference_of(envelope)
        return self.hand(
            lambda: self.client.send_email_notification(
                email_address=envelope.recipient,
                template_id=settings.NOTIFY_EMAIL_TEMPLATE,
                personalisation={"subject": envelope.email.subject, "text": envelope.email.body},
                reference=reference,
                email_reply_to_id=settings.NOTIFY_EMAIL_REPLY_TO or None,
            ),
            reference=reference,
            was_tried=True,
        )

    def fate_of(self, reference: str) -> Fate:
        """Return what became of an email, asked for by our reference; nothing where the service does not say."""
        return _FATES.get(self.status_of(reference), Fate())


def reference_of(envelope: Any) -> str:
    """Return our own reference of an email: what stands before the @ of its Message-ID."""
    return str(envelope.email.extra_headers["Message-ID"]).strip("<>").partition("@")[0]
