"""A person's own session: opened with the right code, ended by themselves. Persons are not users."""

from django.http import HttpRequest

from supportgroup.people.middleware import SESSION_KEY
from supportgroup.people.models import Person

from . import session_time

WAITING = "own_code"


def wait_for(request: HttpRequest, *, email: str, code_key: int) -> None:
    """Remember for which code this browser waits."""
    request.session[WAITING] = {"email": email, "code": code_key, "shown": False}


def code_key(request: HttpRequest) -> int | None:
    """Return the key of the code this browser waits for, None where it waits for none."""
    waiting = request.session.get(WAITING)
    return waiting["code"] if waiting else None


def right_code_came(request: HttpRequest) -> None:
    """Remember that the address has been shown to be this person's, or one of theirs."""
    request.session[WAITING] = {**request.session[WAITING], "shown": True}


def people_here(request: HttpRequest) -> list[Person]:
    """Return the people of the address for which the right code came, in order of name."""
    waiting = request.session.get(WAITING)
    if not waiting or not waiting["shown"]:
        return []
    return list(Person.objects.at_address(waiting["email"]).select_related("group"))


def open_for(request: HttpRequest, person: Person) -> None:
    """Open this person's own session under a new key; a user signed in here is signed out."""
    request.session.flush()
    request.session[SESSION_KEY] = person.pk
    session_time.begin(request.session)


def end(request: HttpRequest) -> None:
    """End the session."""
    request.session.flush()
