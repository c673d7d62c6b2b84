"""Does mail leave: the outbox, the mail server, and whether each group may send."""

import datetime
import smtplib
from collections.abc import Iterator

from django.conf import settings
from django.core.mail import get_connection
from django.db.models import Min

from supportgroup import clock
from supportgroup.groups.frame import every_group
from supportgroup.groups.rules import missing
from supportgroup.outbox.choices import Channel, State
from supportgroup.outbox.models import Message
from supportgroup.ui.wording import counted
from supportgroup.upkeep.findings import Finding, look, ok, wrong

LATE = datetime.timedelta(minutes=30)
_PATIENCE = 5


def outbox() -> Iterator[Finding]:
    """Does what is due leave?"""
    what = "Messages that are due"
    due = Message.objects.filter(state=State.QUEUED, channel=Channel.EMAIL, not_before__lte=clock.now())
    oldest = due.aggregate(oldest=Min("not_before"))["oldest"]
    if oldest and clock.now() - oldest > LATE:
        minutes = int((clock.now() - oldest).total_seconds() // 60)
        yield wrong(
            what,
            f"{counted(due.count(), 'email')} should have left, the oldest {minutes} minutes ago.",
            "See whether a worker runs and the mail server answers; then look at the page Messages.",
        )
    else:
        yield ok(what, "None is late.")
    unsure = Message.objects.filter(state=State.UNSURE).count()
    if unsure:
        yield look(
            "Messages not sure",
            f"{counted(unsure, 'message')} may or may not have arrived.",
            "Settle each on the page Messages.",
        )
    else:
        yield ok("Messages not sure", "There are none.")


def mail_server() -> Iterator[Finding]:
    """Does the mail server answer, and take our name and password?"""
    what = "Mail server"
    if not settings.EMAIL_BACKEND.endswith("smtp.EmailBackend"):
        yield look(what, "Mail is not handed to a mail server here.", "Set EMAIL_URL to your relay.")
        return
    try:
        connection = get_connection(timeout=_PATIENCE)
        connection.open()
        connection.close()
    except smtplib.SMTPAuthenticationError:
        yield wrong(what, "It does not take our name and password.", "Correct EMAIL_URL.")
    except (OSError, smtplib.SMTPException):
        yield wrong(
            what,
            "It does not answer. Messages wait and go by themselves when it does.",
            "Check EMAIL_URL and the firewall.",
        )
    else:
        yield ok(what, "It answers.")


def groups() -> Iterator[Finding]:
    """Has every group said what it has to say?"""
    every = every_group()
    if not every:
        yield look("Groups", "There is none yet.", "Run manage.py create_group SLUG --admin EMAIL.")
    for group in every:
        count = len(missing(vars(group)))
        are = "is" if count == 1 else "are"
        if count:
            yield look(
                f"Group {group.public_code}",
                f"Nothing is sent: {counted(count, 'thing')} that every message must say {are} missing.",
                "Its administrator fills them in under Settings, What this group says.",
            )
        else:
            yield ok(f"Group {group.public_code}", "It may send.")
