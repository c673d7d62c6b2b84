"""When users were last here, and whether their second step is set up: for who looks after them."""

from typing import Any

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.db.models import Exists, OuterRef, Subquery
from django.db.models.functions import Greatest

SECOND_STEPS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


def with_facts(users: Any) -> Any:
    """Return these users with `seen_at` (a moment or None) and `has_second_step`, in the same query."""
    sessions = UserSession.objects.filter(user=OuterRef("pk")).order_by("-last_seen_at").values("last_seen_at")
    steps = Authenticator.objects.filter(user=OuterRef("pk"), type__in=SECOND_STEPS)
    return users.annotate(
        seen_at=Greatest("last_login", Subquery(sessions[:1])),
        has_second_step=Exists(steps),
    )
