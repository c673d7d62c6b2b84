import datetime

import pytest

from supportgroup import clock
from supportgroup.access.actor import SignedIn
from supportgroup.access.choices import Role
from supportgroup.access.refusal import Refused
from supportgroup.accounts.actions import end_all_roles
from supportgroup.accounts.models import User
from supportgroup.outbox import recipients
from supportgroup.outbox.choices import State
from supportgroup.outbox.kinds import kind_of
from supportgroup.outbox.models import Message
from supportgroup.signin.invitations import actions, links
from supportgroup.signin.models import Invitation
from tests.factories import user_with_role

pytestmark = pytest.mark.django_db
EMAIL = "sam.reed@hospital.example"
PASSWORD = "seven-plum-gardens"


@pytest.fixture
def invite(administrator, group):
    """Invite Sam Reed as a nurse."""

    def invite(**changes):
        usual = {"name": "Sam Reed", "email": EMAIL, "roles": [Role.NURSE], "group": group}
        return actions.invite(**usual | changes, by=SignedIn(administrator))

    return invite


def letter(message):
    recipients.fetch([message])
    return kind_of(message).compose(message)


def reason_to_hold(message):
    recipients.fetch([message])
    reason = recipients.why_not_write(message)
    return reason and reason.words


def follow(invitation, *, version=1):
    return actions.accept(invitation, version=version, password=PASSWORD, by=SignedIn(invitation.user))


def test_a_colleague_gets_a_user_their_roles_and_a_letter_with_a_link(invite, group):
    last = clock.today() + datetime.timedelta(days=90)
    sam = invite(roles=[Role.NURSE, Role.FINANCE], ends_on=last)

    assert not sam.has_usable_password()
    assert {(held.role, held.ends_on) for held in sam.holdings.all()} == {("nurse", last), ("finance", last)}
    message = Message.objects.get()
    token = links.token_of(Invitation.objects.get().pk, 1)
    assert message.lane == "urgent"
    assert f"/sign-in/invited/{token}/" in letter(message).text
    assert f"/sign-in/invited/{token}/" in letter(message).html


def test_the_letter_names_no_group_and_no_condition(invite, group):
    invite()
    written = letter(Message.objects.get())

    for words in (written.subject, written.text, written.html):
        assert "immun" not in words.lower()
        assert group.slug not in words


def test_no_token_is_stored(invite):
    invite()
    mark = links.token_of(Invitation.objects.get().pk, 1).split("-", 2)[2]

    assert all(mark not in str(value) for row in Message.objects.values() for value in row.values())


def test_the_link_sets_the_first_password_once(invite):
    sam = invite()
    invitation = Invitation.objects.get()

    follow(invitation)

    sam.refresh_from_db()
    assert sam.check_password(PASSWORD)
    with pytest.raises(Refused, match="has been used"):
        follow(invitation)


def test_the_link_is_good_for_7_days(invite):
    invite()
    invitation = Invitation.objects.get()
    at_the_end = invitation.sent_at + datetime.timedelta(days=7)

    with clock.moved_to(at_the_end):
        assert actions.why_not_follow(invitation, version=1) is None
    with clock.moved_to(at_the_end + datetime.timedelta(seconds=1)):
        assert actions.why_not_follow(invitation, version=1) == "This link is older than 7 days."


def test_sent_again_the_older_link_opens_nothing_and_its_letter_does_not_go(invite, administrator):
    invite()
    first = Message.objects.get()

    invitation = actions.send_again(Invitation.objects.get(), by=SignedIn(administrator))

    first.refresh_from_db()
    assert (first.state, first.reason) == (State.HELD, "A newer link was sent after this one.")
    assert actions.why_not_follow(invitation, version=1) == "A newer link was sent after this one."
    assert reason_to_hold(Message.objects.exclude(pk=first.pk).get()) is None
    follow(invitation, version=2)


def test_withdrawn_the_link_opens_nothing_and_the_letter_does_not_go(invite, administrator):
    invite()

    invitation = actions.withdraw_invitation(Invitation.objects.get(), by=SignedIn(administrator))

    assert Message.objects.get().state == State.HELD
    assert reason_to_hold(Message.objects.get()) == "This invitation has been withdrawn."
    with pytest.raises(Refused, match="withdrawn"):
        follow(invitation)
    with pytest.raises(Refused, match="withdrawn"):
        actions.send_again(invitation, by=SignedIn(administrator))


def test_who_signs_in_elsewhere_gets_the_role_without_a_new_account_and_is_told(invite, other_group, group):
    known = user_with_role(Role.PALS, other_group, email=EMAIL, name="Samantha Reed")
    password = known.password

    invited = invite(email=EMAIL.upper())

    assert invited == known
    known.refresh_from_db()
    assert (known.name, known.password) == ("Samantha Reed", password)
    assert User.objects.get(pk=known.pk).roles_in(group.slug) == {Role.NURSE}
    message = Message.objects.get()
    assert (message.kind, Invitation.objects.count()) == ("signin.role_given", 0)
    assert "Sign in as you always do" in letter(message).text
    assert reason_to_hold(message) is None
    known.holdings.filter(group=group).update(stopped_at=clock.now(), ends_on=clock.today())
    assert reason_to_hold(message) == "The role has ended."


def test_who_had_left_comes_back_by_a_new_link_and_the_old_password_opens_nothing(invite, nurse, group, administrator):
    end_all_roles(nurse, group=group, by=SignedIn(administrator))

    invite(email=nurse.email, roles=[Role.PALS])

    nurse.refresh_from_db()
    assert (nurse.is_active, nurse.has_usable_password()) == (True, False)
    assert Message.objects.get().kind == "signin.invitation"


def test_invited_twice_before_coming_there_is_one_invitation_with_a_new_link(invite):
    invite()
    invite(roles=[Role.FINANCE])

    assert Invitation.objects.get().version == 2


def test_two_groups_invite_and_one_link_is_enough(invite, other_group):
    invite()
    other = user_with_role(Role.ADMINISTRATOR, other_group)
    actions.invite(name="S Reed", email=EMAIL, roles=[Role.NURSE], group=other_group, by=SignedIn(other))

    follow(Invitation.objects.of(other_group).get())

    assert not Invitation.objects.not_come().exists()


def test_nobody_invites_themselves(invite, administrator):
    with pytest.raises(Refused, match="yourself"):
        invite(email=administrator.email, roles=[Role.NURSE])


def test_a_refused_invitation_leaves_nobody_behind(invite):
    with pytest.raises(Refused):
        invite(starts_on=clock.today() - datetime.timedelta(days=1))

    assert not User.objects.filter(email=EMAIL).exists()


def test_the_link_of_somebody_who_left_meanwhile_opens_nothing(invite, group, administrator):
    sam = invite()
    end_all_roles(sam, group=group, by=SignedIn(administrator))

    with pytest.raises(Refused):
        follow(Invitation.objects.get())
