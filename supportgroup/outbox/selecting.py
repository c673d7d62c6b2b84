"""What a request for the list asks for: which messages, how many of each state, which page, what can be done to all."""

from collections.abc import Iterable
from functools import cached_property
from typing import Any

from django.core.paginator import Page
from django.http import HttpRequest
from django.urls import reverse

from supportgroup.access.choices import Power
from supportgroup.access.gate import may
from supportgroup.ui.wording import day, listed

from . import listing, narrowing, together
from .choices import Channel, State
from .kinds import label_of
from .models import Batch, Message
from .querysets import MessageQuerySet
from .standing import Standing, gone, standing_of

SEARCH = "messages_search:{}"
"""Where the session keeps the words of a search."""


class Chosen:
    """The messages that a request asks for. standing: how all messages of the group stand, whatever is chosen."""

    def __init__(self, request: HttpRequest) -> None:
        user, group = request.user, request.group  # type: ignore[attr-defined]
        search = request.session.get(SEARCH.format(group.slug), "") if may(request, Power.SEE_PEOPLE) else ""
        self._given, self._user, self._group = request.GET, user, group
        self.narrowing = narrowing.read(request.GET, search=search)
        self.visible: MessageQuerySet = Message.objects.visible_to(user, in_group=group)
        self.standing: Standing = standing_of(self.visible)
        people = narrowing.people_named(search, user=user, group=group)
        self.too_many_names = people is not None and len(people) > narrowing.MOST_NAMES
        self.narrowed = self.narrowing.of(self.visible, people)

    @cached_property
    def standing_of_chosen(self) -> Standing:
        return standing_of(self.narrowed) if self.narrowing else self.standing

    @cached_property
    def counts(self) -> dict[str, int]:
        """Return how many messages each state has among those chosen."""
        return listing.counts(self.standing_of_chosen, gone(self.narrowed))

    @cached_property
    def current(self) -> str:
        """Return which state is shown."""
        first = listing.NEEDS if self.standing.need_someone and not self.narrowing else listing.EVERYTHING
        asked = self._given.get("state", first)
        return asked if asked in listing.FILTERS else listing.EVERYTHING

    @property
    def list_url(self) -> str:
        """Return the address of the list with what was chosen."""
        return reverse("messages", args=[self._group.slug]) + self.narrowing.query(state=self.current)

    @property
    def messages(self) -> MessageQuerySet:
        """Return all that the list shows, on whatever page."""
        return listing.chosen(self.narrowed, self.current)

    @cached_property
    def page(self) -> Page[Message]:
        return listing.page_of(self.messages, number=self._given.get("page"), count=self.counts[self.current])

    @property
    def ways(self) -> list[tuple[str, str]]:
        """Return the channels, for the form that narrows."""
        return list(Channel.choices)

    @property
    def in_words(self) -> list[dict[str, str]]:
        """Return what narrows the list, each with the query that takes it away."""
        chosen, state = self.narrowing, self.current
        found = []
        if chosen.kind:
            found.append({"text": label_of(chosen.kind), "url": chosen.query(state=state, kind="")})
        if chosen.occasion:
            titles = listing.occasion_words([(chosen.kind, chosen.occasion)])
            about = titles.get((chosen.kind, chosen.occasion), chosen.occasion)
            found.append({"text": about, "url": chosen.query(state=state, occasion="")})
        if chosen.channel:
            found.append({"text": Channel(chosen.channel).label, "url": chosen.query(state=state, channel="")})
        if chosen.day:
            found.append({"text": f"Queued on {day(chosen.day)}", "url": chosen.query(state=state, day="")})
        return found

    @property
    def folded_state(self) -> str:
        """Return what narrows the list in one line."""
        return listed([part["text"] for part in self.in_words]) or "everything"

    @cached_property
    def batches_to_approve(self) -> list[Batch]:
        """Return the batches that wait for a second person; asked for only where some message does."""
        if not self.standing.count(State.TO_APPROVE):
            return []
        return list(Batch.objects.visible_to(self._user, in_group=self._group).waiting().select_related("group"))

    @cached_property
    def acts(self) -> list[dict[str, Any]]:
        """Return what can be done to all that the list shows, where something chose it; each with its address."""
        if not self.narrowing and self.current == listing.EVERYTHING:
            return []
        shown, query = listing.FILTERS[self.current][1], self.narrowing.query(state=self.current)
        return [
            {"text": act.verb, "url": reverse(f"{act.name}_messages", args=[self._group.slug]) + query}
            for act in together.ACTS.values()
            if self._some_are(state for state in act.states if state in shown)
        ]

    def _some_are(self, states: Iterable[State]) -> bool:
        among = list(states)
        return bool(self.standing_of_chosen.count(*among)) or (State.SENT in among and bool(self.counts["sent"]))

    def keys_for(self, act: together.Act) -> list[int]:
        """Return to which of the chosen messages this can be done, no more than one above what is possible at once."""
        return list(act.of(self.messages).order_by().values_list("pk", flat=True)[: together.MOST + 1])
