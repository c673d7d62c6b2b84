"""Put the person of a person's own session on the request."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from .models import Person

SESSION_KEY = "own_person"


class PersonOfTheSession:
    """`request.person()` returns the person whose own session this is, or None; asked only where it is used."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.person = lambda: _person(request)  # type: ignore[attr-defined]
        return self.get_response(request)


def _person(request: HttpRequest) -> Person | None:
    key = request.session.get(SESSION_KEY)
    return Person.objects.current().filter(pk=key).first() if key else None
