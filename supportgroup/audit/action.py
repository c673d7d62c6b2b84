"""One decorator makes a function an action: one transaction, signed in the trail."""

import functools
from collections.abc import Callable
from typing import ParamSpec, TypeVar

import pghistory
from django.db import transaction

from supportgroup import clock
from supportgroup.access.actor import Actor

Parameters = ParamSpec("Parameters")
Result = TypeVar("Result")


def action(name: str) -> Callable[[Callable[Parameters, Result]], Callable[Parameters, Result]]:
    """Sign every change that the function makes with this name, its moment and who did it.

    The function must take `by=`, an Actor. It runs in a transaction of its own or of the action
    around it; an action inside another signs its own changes, then the outer one's name returns.
    """

    def decorate(function: Callable[Parameters, Result]) -> Callable[Parameters, Result]:
        @functools.wraps(function)
        def act(*args: Parameters.args, **kwargs: Parameters.kwargs) -> Result:
            by = kwargs["by"]
            with transaction.atomic(), pghistory.context() as context:
                outer = dict(context.metadata)
                context.metadata.clear()
                context.metadata.update(_signature(name, by))  # type: ignore[arg-type]
                try:
                    return function(*args, **kwargs)
                finally:
                    context.metadata.clear()
                    context.metadata.update(outer)

        act.action = name  # type: ignore[attr-defined]
        return act

    return decorate


def _signature(name: str, by: Actor) -> dict[str, str | int | None]:
    return {
        "action": name,
        "actor": by.kind,
        "actor_key": by.key,
        "actor_name": by.name,
        "at": clock.now().isoformat(timespec="milliseconds"),
    }
