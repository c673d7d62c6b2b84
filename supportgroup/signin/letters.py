"""The mail to a user: a link for a new password, made at the moment of sending."""

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

PASSWORD_LINK = "signin.password_link"  # noqa: S105  the name of a kind of message


def password_link(user: User, group: Group) -> Letter:
    """Return the letter that will carry a link; one a minute at most, however often it is asked for."""
    return Letter(
        group=group,
        kind=PASSWORD_LINK,
        recipient=Recipient(RecipientKind.USER, user.pk),
        occasion=f"asked at {clock.now():%Y-%m-%d %H:%M}",
        channel=Channel.EMAIL,
        seen_by=Power.SEE_MESSAGES,
        lane=Lane.URGENT,
    )


def compose(message: Message) -> Email:
    """Return the mail with a fresh link."""
    user = User.objects.get(pk=message.recipient_key)
    parts = (user_pk_to_url_str(user), default_token_generator.make_token(user))
    link = settings.SITE_URL + reverse("account_reset_password_from_key", args=parts)
    words = {"user": user, "link": link, "group": message.group}
    return Email(
        subject=render_to_string("signin/letters/password_link.subject.txt", words).strip(),
        text=render_to_string("signin/letters/password_link.txt", words),
        html=render_to_string("signin/letters/password_link.html", words),
    )


def why_not_send(message: Message) -> str | None:
    """Return a reason to hold it: the user may have left since."""
    active = User.objects.filter(pk=message.recipient_key, is_active=True).exists()
    return None if active else "This user has left."


KIND = Kind(name=PASSWORD_LINK, label="Link for a new password", compose=compose, why_not_send=why_not_send)
