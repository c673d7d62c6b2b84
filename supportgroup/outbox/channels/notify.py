"""GOV.UK Notify, by its own client: what its answers mean, and text messages.

Notify keeps the reference of what it took, so a lost answer is no riddle: it is asked whether it has it.
"""

from collections.abc import Callable
from typing import Any

import requests
from django.conf import settings
from notifications_python_client.errors import HTTPError
from notifications_python_client.notifications import NotificationsAPIClient

from .answers import Answer, Result
from .text import ACCEPTED, Fate, TextMessage, nothing

_TOO_MANY, _FORBIDDEN, _WRONG, _SERVER = 429, 403, 400, 500
_SECONDS = 20
_FATES = {
    "delivered": Fate(arrived=True),
    "permanent-failure": Fate(failed_because="This number does not exist, or it takes no text messages."),
    "temporary-failure": Fate(failed_because="The phone was off or out of reach for days."),
    "technical-failure": Fate(failed_because="The text service could not send it."),
}


class Service:
    """One way of sending through GOV.UK Notify. name: in a sentence; wrong: what it may not have liked."""

    name, template_type, wrong = "service", "", "this message"

    def __init__(self) -> None:
        client: Any = NotificationsAPIClient
        self.client = client(settings.NOTIFY_API_KEY, base_url=settings.NOTIFY_URL, timeout=_SECONDS)

    def is_there(self) -> bool:
        return True

    def hand(self, send: Callable[[], Any], *, reference: str, was_tried: bool) -> Answer:
        """Hand something over and return what became of it. Never raises for what the service or a wire does.

        What was tried before is asked after first: the service may have put it on its books since.
        """
        if was_tried and (known := self._known(reference)):
            return known
        try:
            send()
        except HTTPError as trouble:
            return self._understood(trouble, reference)
        except Exception:  # noqa: BLE001  whatever the answer was, it may have been taken
            return self._asked_again(reference)
        return ACCEPTED

    def status_of(self, reference: str) -> str:
        """Return the status of what has our reference, "" where the service does not have it."""
        found = self._found(reference)
        return str(found["status"]) if found else ""

    @property
    def _away(self) -> str:
        return f"The {self.name} did not answer. We try again by ourselves."

    def _understood(self, trouble: HTTPError, reference: str) -> Answer:
        if isinstance(trouble.__cause__, requests.ConnectTimeout | requests.ConnectionError) and not trouble.response:
            return self._asked_again(reference)
        code = trouble.status_code
        if code == _TOO_MANY:
            return Answer(Result.LATER, f"The {self.name} asked us to come later (429).")
        if code == _FORBIDDEN:
            return Answer(Result.AWAY, f"The {self.name} does not know our key. Tell your IT service desk.")
        if code == _WRONG:
            return Answer(Result.REFUSED, f"The {self.name} does not take {self.wrong} (400).")
        if code >= _SERVER:
            return self._asked_again(reference)
        return Answer(Result.REFUSED, f"The {self.name} refused this message ({code}).")

    def _asked_again(self, reference: str) -> Answer:
        """After a lost or broken answer: ask whether it was taken after all."""
        try:
            found = self._found(reference)
        except Exception:  # noqa: BLE001  no answer again
            return Answer(Result.UNSURE, f"The {self.name} did not answer. It may have gone, or it may not.")
        return ACCEPTED if found else Answer(Result.LATER, self._away)

    def _known(self, reference: str) -> Answer | None:
        """Return that it was taken earlier, or that nobody says; None where the service does not have it."""
        try:
            return ACCEPTED if self._found(reference) else None
        except Exception:  # noqa: BLE001  nothing is handed over before this is known
            return Answer(Result.LATER, self._away)

    def _found(self, reference: str) -> Any:
        answer = self.client.get_all_notifications(template_type=self.template_type, reference=reference)
        return next(iter(answer["notifications"]), None)


class Notify(Service):
    """Text messages by one template of GOV.UK Notify whose only field is ((text))."""

    name, template_type, wrong = "text service", "sms", "this number or these words"

    def send(self, message: TextMessage, *, meanwhile: Callable[[], None] = nothing) -> Answer:
        """Hand a text over and return what became of it."""
        return self.hand(
            lambda: self.client.send_sms_notification(
                phone_number=message.number,
                template_id=settings.NOTIFY_TEXT_TEMPLATE,
                personalisation={"text": message.words},
                reference=message.reference,
                sms_sender_id=settings.NOTIFY_TEXT_SENDER or None,
            ),
            reference=message.reference,
            was_tried=message.was_tried,
        )

    def fate_of(self, reference: str) -> Fate:
        """Return what became of a text, asked for by our reference; nothing where the service does not say."""
        return _FATES.get(self.status_of(reference), Fate())
