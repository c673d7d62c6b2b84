"""What signing in writes: links, codes, and news of one's own sign-in. Each is made at the moment it is sent."""

from typing import Any

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse

from supportgroup import clock
from supportgroup.access.choices import Power
from supportgroup.accounts.models import User
from supportgroup.groups.models import Group
from supportgroup.outbox.choices import Channel, Lane, RecipientKind
from supportgroup.outbox.kinds import Kind
from supportgroup.outbox.letter import Email, Letter, Recipient
from supportgroup.outbox.models import Message
from supportgroup.people.models import Person

from .choices import Change
from .models import EmailedCode, ForgottenFactor
from .own_code import digits_of, in_fours
from .rules import Digits, is_over

PASSWORD_LINK = "signin.password_link"  # noqa: S105  the name of a kind of message
OWN_CODE = "signin.own_code"
STEP_CODE = "signin.step_code"
CHANGED = "signin.changed"
FACTOR_FORGOTTEN = "signin.factor_forgotten"


def password_link(user: int, group: Group) -> Letter:
    """Return the letter that will carry a link; one a minute at most, however often it is asked for."""
    return _to_user(user, group, PASSWORD_LINK, f"asked at {clock.now():%Y-%m-%d %H:%M}")


def factor_forgotten(forgotten: ForgottenFactor, group: Group) -> Letter:
    """Return the letter that tells a user that their second step is gone."""
    return _to_user(forgotten.user_id, group, FACTOR_FORGOTTEN, f"reset {forgotten.pk}")


def step_code(user: int, group: Group, code: EmailedCode) -> Letter:
    """Return the letter that will carry the code of a user's second step."""
    return _to_user(user, group, STEP_CODE, f"code {code.pk}")


def changed(user: int, group: Group, change: Change) -> Letter:
    """Return the letter that tells a user what has changed about their sign-in."""
    return _to_user(user, group, CHANGED, f"{change} at {clock.now():%Y-%m-%d %H:%M:%S.%f}")


def _to_user(user: int, group: Group, kind: str, occasion: str) -> Letter:
    return Letter(
        group=group,
        kind=kind,
        recipient=Recipient(RecipientKind.USER, user),
        occasion=occasion,
        channel=Channel.EMAIL,
        seen_by=Power.SEE_MESSAGES,
        lane=Lane.URGENT,
    )


def own_code(person: Person, code: EmailedCode) -> Letter:
    """Return the letter that will carry this code."""
    return Letter(
        group=person.group,
        kind=OWN_CODE,
        recipient=Recipient(RecipientKind.PERSON, person.pk),
        occasion=f"code {code.pk}",
        channel=Channel.EMAIL,
        seen_by=Power.SEE_MESSAGES,
        lane=Lane.URGENT,
    )


def password_address(user: User) -> str:
    """Return the address at which this user sets a password; it works once, and is kept nowhere."""
    parts = (user_pk_to_url_str(user), default_token_generator.make_token(user))
    return f"{settings.SITE_URL}{reverse('account_reset_password_from_key', args=parts)}"


def compose_link(message: Message) -> Email:
    """Return the mail with a fresh link."""
    user = User.objects.get(pk=message.recipient_key)
    words = {"user": user, "link": password_address(user), "group": message.group}
    return _email("password_link", words)


def compose_factor_forgotten(message: Message) -> Email:
    """Return the mail that says what has changed and what to do if nobody asked for it."""
    return _email("factor_forgotten", {"user": message.addressee, "group": message.group})


def compose_code(message: Message) -> Email:
    """Return the mail with the digits. Nothing in it says what the hospital treats."""
    return _email("own_code", _words_of_code(message) | {"person": message.addressee})


def compose_step_code(message: Message) -> Email:
    """Return the mail with the digits of a user's second step."""
    return _email("step_code", _words_of_code(message) | {"user": message.addressee})


def _words_of_code(message: Message) -> dict[str, Any]:
    code = EmailedCode.objects.get(pk=message.occasion.removeprefix("code "))
    return {"digits": in_fours(digits_of(code)), "is_long": code.digits == Digits.LONG, "group": message.group}


def compose_changed(message: Message) -> Email:
    """Return the mail that says what has changed and what to do if it was not them."""
    change = Change(message.occasion.partition(" ")[0])
    return _email("changed", {"what": change.label, "user": message.addressee, "group": message.group})


def _email(name: str, words: dict[str, Any]) -> Email:
    return Email(
        subject=render_to_string(f"signin/letters/{name}.subject.txt", words).strip(),
        text=render_to_string(f"signin/letters/{name}.txt", words),
        html=render_to_string(f"signin/letters/{name}.html", words),
    )


def why_not_send_link(message: Message) -> str | None:
    """Return a reason to hold it: the user may have left since."""
    active = User.objects.filter(pk=message.recipient_key, is_active=True).exists()
    return None if active else "This user has left."


def why_not_send_code(message: Message) -> str | None:
    """Return a reason to hold it: a code that came too late opens nothing."""
    code = EmailedCode.objects.filter(pk=message.occasion.removeprefix("code ")).first()
    if code is None or is_over(made_at=code.made_at, used=code.used, now=clock.now()):
        return "The code is too old. They can ask for another."
    return None


def _always(message: Message) -> None:
    return None


KINDS = (
    Kind(STEP_CODE, "Code to sign in", compose_step_code, why_not_send_code),
    Kind(CHANGED, "News of a sign-in", compose_changed, _always),
    Kind(FACTOR_FORGOTTEN, "Your second step was reset", compose_factor_forgotten, _always),
    Kind(PASSWORD_LINK, "Link for a new password", compose_link, why_not_send_link),
    Kind(OWN_CODE, "Code to sign in", compose_code, why_not_send_code, asked_for=True),
)
