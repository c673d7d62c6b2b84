import datetime

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from supportgroup import clock
from supportgroup.access.actor import SignedIn
from supportgroup.access.choices import Role
from supportgroup.accounts.actions import end_role
from supportgroup.accounts.models import RoleHolding, User
from supportgroup.outbox.models import Message
from supportgroup.signin.invitations.actions import invite
from supportgroup.signin.models import ForgottenFactor, Invitation
from tests.factories import HoldingFactory, user_with_role

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(signed_in, administrator):
    """The administrator's browser."""
    return signed_in(administrator)


def page(client, name, /, *args, **query):
    return client.get(reverse(name, args=["immunology", *args]), query).content.decode()


def post(client, name, /, *args, **typed):
    return client.post(reverse(name, args=["immunology", *args]), typed)


INVITED = {"name": "Sam  Reed ", "email": "sam@hospital.example", "roles": ["nurse", "finance"]}


def test_a_colleague_is_invited(desk):
    answer = post(desk, "invite_user", **INVITED)

    sam = User.objects.get(email="sam@hospital.example")
    assert (sam.name, answer.url) == ("Sam Reed", reverse("user", args=["immunology", sam.pk]))
    assert sorted(sam.holdings.values_list("role", flat=True)) == ["finance", "nurse"]
    assert "An invitation to Sam Reed is on its way" in desk.get(answer.url).content.decode()


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"name": ""}, "Enter their full name"),
        ({"name": "…"}, "Enter their full name"),
        ({"email": "sam"}, "email address"),
        ({"roles": []}, "Choose at least 1 role"),
        ({"roles": ["emperor"]}, "There is a problem"),
        ({"starts_on_day": "1", "starts_on_month": "1", "starts_on_year": "2020"}, "First day must be today or later"),
        ({"ends_on_day": "1", "ends_on_month": "1", "ends_on_year": "2020"}, "Last day must be the first day or later"),
        ({"name": "\x00"}, "has a character that cannot be kept"),
        ({"name": "x" * 100_000}, "100 characters"),
        ({"email": "admin@hospital.example"}, "You cannot give a role to yourself"),
    ],
)
def test_what_cannot_be_is_refused_with_what_to_do_and_nothing_typed_is_lost(desk, typed, sentence):
    answer = post(desk, "invite_user", **INVITED | typed)

    html = answer.content.decode()
    assert (answer.status_code, sentence in html) == (200, True)
    assert "sam@hospital.example" in html or "email" in typed
    assert not Invitation.objects.exists()


def test_the_list_says_who_signs_in_with_which_roles_and_who_has_not_come(desk, nurse, administrator, group, at_noon):
    HoldingFactory(user=nurse, group=group, role=Role.PALS, ends_on=datetime.date(2026, 10, 1))
    invite(name="Sam Reed", email="s@h.example", roles=[Role.FINANCE], group=group, by=SignedIn(administrator))

    html = page(desk, "users")

    assert "PALS officer until 1 October 2026" in html
    assert "Invited" in html
    assert "3 people sign in here" in html
    assert "Sam Reed" not in page(desk, "users", show="ended")
    assert "Grace Adeyemi" not in page(desk, "users", show="invited")


def test_a_link_that_grew_old_is_said_to_be(desk, administrator, group):
    invite(name="Sam Reed", email="s@h.example", roles=[Role.FINANCE], group=group, by=SignedIn(administrator))

    with clock.moved_to(clock.now() + datetime.timedelta(days=8)):
        assert "Link too old" in page(desk, "users", show="invited")


def test_users_are_found_by_name_and_email_and_no_name_stands_in_the_address(desk, nurse, pals):
    answer = post(desk, "users", search="adeyemi nurse@")
    html = desk.get(answer.url).content.decode()

    assert ("Grace Adeyemi" in html, "Ruth Bell" in html) == (True, False)
    assert "adeyemi" not in answer.url


def test_users_of_another_group_are_not_listed_and_not_found(desk, other_group):
    stranger = user_with_role(Role.NURSE, other_group, name="Kit Stranger")

    post(desk, "users", search="Stranger")
    assert "Kit Stranger" not in page(desk, "users", show="all")
    assert desk.get(reverse("user", args=["immunology", stranger.pk])).status_code == 404


def test_the_list_costs_the_same_for_3_users_and_60(desk, group, administrator):
    def queries():
        with CaptureQueriesContext(connection) as asked:
            assert "sign in here" in page(desk, "users")
        return len(asked)

    user_with_role(Role.NURSE, group), user_with_role(Role.NURSE, group)
    queries()  # the first page of a session writes down that it began
    few = queries()
    for number in range(60):
        HoldingFactory(group=group, user__name=f"Many {number}")
    invite(name="Sam Reed", email="s@h.example", roles=[Role.FINANCE], group=group, by=SignedIn(administrator))

    assert queries() == few


def test_a_role_is_given_with_its_days_and_its_holder_told(desk, nurse, group):
    in_a_year = clock.today() + datetime.timedelta(days=365)
    days = dict(
        zip(
            ("ends_on_day", "ends_on_month", "ends_on_year"),
            (in_a_year.day, in_a_year.month, in_a_year.year),
            strict=True,
        )
    )

    post(desk, "give_role", nurse.pk, role="finance", **days)

    assert nurse.holdings.get(role="finance").ends_on == in_a_year
    assert Message.objects.get().kind == "signin.role_given"


def test_nobody_gives_themselves_a_role_or_ends_one(desk, administrator, group):
    user_with_role(Role.ADMINISTRATOR, group)
    mine = administrator.holdings.get()

    refused = post(desk, "give_role", administrator.pk, role="nurse").content.decode()
    post(desk, "end_role", administrator.pk, mine.pk)
    post(desk, "user_left", administrator.pk)

    assert "You cannot give a role to yourself" in refused
    assert User.objects.get(pk=administrator.pk).roles_in(group.slug) == {Role.ADMINISTRATOR}
    assert "Only another administrator can change them" in page(desk, "user", administrator.pk)


def test_the_last_day_of_a_role_is_changed_and_taken_away(desk, nurse):
    held = nurse.holdings.get()
    post(desk, "move_role_end", nurse.pk, held.pk, ends_on_day="31", ends_on_month="3", ends_on_year="2031")
    assert nurse.holdings.get().ends_on == datetime.date(2031, 3, 31)

    post(desk, "move_role_end", nurse.pk, held.pk, ends_on_day="", ends_on_month="", ends_on_year="")
    assert nurse.holdings.get().ends_on is None


def test_a_role_ended_now_opens_nothing_with_the_cookie_that_was_open(desk, nurse, signed_in):
    browser = signed_in(nurse)
    assert browser.get("/immunology/").status_code == 200

    post(desk, "end_role", nurse.pk, nurse.holdings.get().pk)

    assert browser.get("/immunology/").status_code == 404
    assert "Roles that have ended" in page(desk, "user", nurse.pk)


def test_an_expired_role_stops_working_that_day(nurse, signed_in):
    browser = signed_in(nurse)
    RoleHolding.objects.filter(user=nurse).update(ends_on=clock.today())
    assert browser.get("/immunology/").status_code == 200

    with clock.moved_to(clock.at(clock.today() + datetime.timedelta(days=1), 0, 1)):
        # A session ends after a while without use; what is asked here is the role alone.
        fresh = Client()
        fresh.force_login(nurse)
        assert fresh.get("/immunology/").status_code == 404


def test_who_has_left_is_out_at_once_with_the_old_cookie(desk, nurse, signed_in):
    browser = signed_in(nurse)
    assert "hold no role anywhere else" in page(desk, "user_left", nurse.pk)

    post(desk, "user_left", nurse.pk)

    assert browser.get("/immunology/").status_code == 302
    assert browser.get("/").content.decode().count("Sign out") == 0
    assert "Ended" in page(desk, "users", show="ended")


def test_who_has_left_one_group_stays_in_the_other(desk, nurse, signed_in, other_group):
    HoldingFactory(user=nurse, group=other_group)
    browser = signed_in(nurse)

    post(desk, "user_left", nurse.pk)

    assert [browser.get(f"/{slug}/").status_code for slug in ("immunology", "rheumatology")] == [404, 200]


def test_withdrawing_an_invitation_ends_its_roles(desk, group, administrator):
    sam = invite(name="Sam Reed", email="s@h.example", roles=[Role.PALS], group=group, by=SignedIn(administrator))
    assert "Withdraw the invitation" in page(desk, "user", sam.pk)

    post(desk, "user_left", sam.pk)

    assert Invitation.objects.get().withdrawn_at is not None
    assert not User.objects.get(pk=sam.pk).is_active


def test_an_invitation_is_sent_again(desk, group, administrator):
    sam = invite(name="Sam Reed", email="s@h.example", roles=[Role.PALS], group=group, by=SignedIn(administrator))

    post(desk, "send_invitation_again", sam.pk)

    assert Invitation.objects.get().version == 2
    assert Message.objects.count() == 2


def test_a_lost_second_step_is_reset_after_a_check_that_is_kept(desk, nurse, signed_in):
    browser = signed_in(nurse)
    missing = post(desk, "reset_second_step", nurse.pk, how="").content.decode()
    assert "Choose how you made sure that it was them" in missing

    post(desk, "reset_second_step", nurse.pk, how="phone", more="  Rang\nthe ward ")

    kept = ForgottenFactor.objects.get()
    assert kept.check_made == "I phoned them back on the number in the staff directory. Rang the ward"
    assert browser.get("/immunology/").status_code == 302


def test_who_has_left_and_works_elsewhere_keeps_their_second_step(desk, nurse, administrator, other_group):
    HoldingFactory(user=nurse, group=other_group, role=Role.NURSE)
    end_role(nurse.holdings.get(group__slug="immunology"), by=SignedIn(administrator))

    assert post(desk, "reset_second_step", nurse.pk, how="phone").status_code == 404
    assert not ForgottenFactor.objects.exists()


def test_nobody_resets_their_own_second_step(desk, administrator):
    html = post(desk, "reset_second_step", administrator.pk, how="person").content.decode()

    assert "nobody takes away their own second step" in html
    assert not ForgottenFactor.objects.exists()


def test_a_role_ended_twice_is_said_to_have_ended(desk, nurse, administrator):
    held = nurse.holdings.get()
    end_role(held, by=SignedIn(administrator))

    answer = post(desk, "end_role", nurse.pk, held.pk)

    assert "This role has ended already" in desk.get(answer.url).content.decode()
