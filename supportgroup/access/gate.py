"""The guards that stand on top of every view. A test demands that each view has exactly one.

`@requires(Power.X)` for users with a role in the group of the address; `@own_page` for a person's
own session; `@public(because=…)` for pages without an account. The guard is kept on the view as
`view.guard`, where the tests and the page “Who may see what” read it.
"""

import functools
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from .choices import Power
from .grants import powers_of

View = TypeVar("View", bound=Callable[..., HttpResponse])


@dataclass(frozen=True)
class Guard:
    """How a view is guarded: by one power, as a person's own page, or open with a reason."""

    power: Power | None = None
    own: bool = False
    signed_in: bool = False
    because: str = ""


def requires(power: Power) -> Callable[[View], View]:
    """Let in only users who have this power in the group of the address.

    Somebody with no role there gets a 404, as if the group were not; without the power, a 403.
    """

    def guard(view: View) -> View:
        @functools.wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            roles = request.user.roles_in(kwargs["group"])  # type: ignore[union-attr]
            if not roles:
                raise Http404
            if power not in powers_of(roles):
                raise PermissionDenied
            return view(request, *args, **kwargs)

        guarded.guard = Guard(power=power)  # type: ignore[attr-defined]
        return guarded  # type: ignore[return-value]

    return guard


def own_page(view: View) -> View:
    """Let in only a person whose own session is open; others go to where a code is sent."""

    @functools.wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.person() is None:  # type: ignore[attr-defined]
            return redirect("own_sign_in")
        return view(request, *args, **kwargs)

    guarded = login_not_required(guarded)
    guarded.guard = Guard(own=True)  # type: ignore[attr-defined]
    return guarded  # type: ignore[return-value]


def signed_in(view: View) -> View:
    """Let in every signed-in user: for the few pages that stand above all groups."""
    view.guard = Guard(signed_in=True)  # type: ignore[attr-defined]
    return view


def public(*, because: str) -> Callable[[View], View]:
    """Let everybody in, and say why."""

    def guard(view: View) -> View:
        view = login_not_required(view)
        view.guard = Guard(because=because)  # type: ignore[attr-defined]
        return view

    return guard


def may(request: HttpRequest, power: Power) -> bool:
    """Tell whether the signed-in user has this power in the group of the address."""
    group = getattr(request, "group", None)
    if group is None or not request.user.is_authenticated:
        return False
    return power in powers_of(request.user.roles_in(group.slug))
