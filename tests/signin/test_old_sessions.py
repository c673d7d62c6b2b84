"""A session whose time is over leaves nothing: neither what was searched for in it nor from where it came."""

import datetime

import pytest
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session

from supportgroup import clock
from supportgroup.access.actor import SignedIn
from supportgroup.rights.erasing import actions as erasing
from supportgroup.rights.erasing.choices import Reason
from supportgroup.signin import tasks
from tests.factories import PersonFactory, UserFactory

pytestmark = pytest.mark.django_db


def session_of(user, *, until):
    store = Session.get_session_store_class()()
    store["people_search:immunology"] = "Zephyrine"
    store.set_expiry(until)
    store.save()
    return UserSession.objects.create(
        user=user, session_key=store.session_key, ip="192.0.2.7", user_agent="A browser", created_at=clock.now()
    )


def test_sessions_that_are_over_go_and_those_that_are_open_stay(nurse):
    old = session_of(nurse, until=clock.now() - datetime.timedelta(hours=1))
    UserSession.objects.filter(pk=old.pk).update(created_at=clock.now() - datetime.timedelta(hours=13))
    new = session_of(nurse, until=clock.now() + datetime.timedelta(hours=1))

    tasks.forget_old_sessions()

    assert list(Session.objects.values_list("session_key", flat=True)) == [new.session_key]
    assert list(UserSession.objects.all()) == [new]


def test_erasing_somebody_who_signed_in_ends_their_sessions(group, nurse):
    person = PersonFactory(group=group, user=UserFactory())
    session_of(person.user, until=clock.now() + datetime.timedelta(hours=1))

    erasing.erase(person, reason=Reason.ASKED, by=SignedIn(nurse))

    assert not UserSession.objects.exists()
