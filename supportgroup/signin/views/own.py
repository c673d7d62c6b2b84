"""A person's own session: an address, a code, and their own page."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from supportgroup.access.gate import own_page, public
from supportgroup.access.visitor import address_of
from supportgroup.consent.parts import own_line
from supportgroup.groups.frame import every_group, patient_frame
from supportgroup.people.models import Person
from supportgroup.signin import own_session
from supportgroup.signin.actions import SIGN_IN_PAGE, send_own_code, try_code
from supportgroup.signin.forms import OwnAddress, OwnBirthday, OwnCode

NOBODY_YET = {"service_name": "My page"}


@public(because="whoever wants to sign in has not signed in yet")
def own_sign_in(request: HttpRequest) -> HttpResponse:
    """Ask for the address to which a code goes. A known and an unknown address look the same."""
    form = OwnAddress(request.POST or None)
    if form.is_valid():
        email = form.cleaned_data["email"]
        code = send_own_code(email, visitor=address_of(request), by=SIGN_IN_PAGE)
        own_session.wait_for(request, email=email, code_key=code.pk)
        return redirect("own_code")
    return _page(request, "own_sign_in", form=form)


@public(because="whoever types the code has not signed in yet")
def own_code(request: HttpRequest) -> HttpResponse:
    """Take the code; where one address is shared, a date of birth chooses next."""
    key = own_session.code_key(request)
    if key is None:
        return redirect("own_sign_in")
    form = OwnCode(request.POST or None)
    if form.is_valid():
        if try_code(key, typed=form.cleaned_data["digits"], by=SIGN_IN_PAGE):
            own_session.right_code_came(request)
            people = own_session.people_here(request)
            return _open(request, people[0]) if len(people) == 1 else redirect("own_birthday")
        form.add_error("digits", "That is not the code, or it is too old. Check the digits, or ask for a new code")
    return _page(request, "own_code", form=form)


@public(because="whose address it is, is not known yet")
def own_birthday(request: HttpRequest) -> HttpResponse:
    """Where two people share an address, open the session of the one born on the day that is typed."""
    people = own_session.people_here(request)
    if not people:
        return redirect("own_sign_in")
    form = OwnBirthday(request.POST or None)
    if form.is_valid():
        born = [person for person in people if person.date_of_birth == form.cleaned_data["born_on"]]
        if len(born) == 1:
            return _open(request, born[0])
        form.add_error("born_on", "We do not know this date with this email address. Check it, or phone us")
    return _page(request, "own_birthday", form=form)


@own_page
def my_page(request: HttpRequest) -> HttpResponse:
    """Show a person what they agreed to, how we reach them, and whom to phone to change it."""
    person = request.person()
    context = {"person": person, "choices_line": own_line(person)}
    return render(request, "signin/my_page.html", patient_frame(person.group) | context)


@require_POST
@public(because="ending a session must always work")
def own_sign_out(request: HttpRequest) -> HttpResponse:
    """End the session."""
    own_session.end(request)
    return redirect("front_door")


def _open(request: HttpRequest, person: Person) -> HttpResponse:
    own_session.open_for(request, person)
    return redirect("my_page")


def _page(request: HttpRequest, name: str, **context: Any) -> HttpResponse:
    groups = every_group()
    around: dict[str, Any] = {"hospital_name": settings.TRUST_NAME} | NOBODY_YET
    if len(groups) == 1:
        around["helpline"] = {"number": groups[0].helpline, "hours": groups[0].helpline_hours}
    return render(request, f"signin/{name}.html", around | context)
