import pytest

from supportgroup.access.choices import Power
from supportgroup.outbox.models import Message, PrintRun
from tests.outbox.factories import MessageFactory, PrintRunFactory

pytestmark = pytest.mark.django_db


def test_what_a_kind_hides_from_somebody_is_hidden_although_they_have_the_power(group, pals, pals_entry):
    values = {"group": group, "seen_by": Power.SEE_WHO_REPLIED}
    secret = MessageFactory(kind="tests.told", occasion="secret 1", **values)
    open_to_both = MessageFactory(kind="tests.told", occasion="open", **values)
    of_another_kind = MessageFactory(kind="tests.note", occasion="secret 1", **values)

    def seen_by(user):
        return set(Message.objects.visible_to(user, in_group=group))

    assert seen_by(pals) == {secret, open_to_both, of_another_kind}
    assert seen_by(pals_entry) == {open_to_both, of_another_kind}


def test_print_runs_are_hidden_like_their_letters(group, pals, pals_entry):
    run = PrintRunFactory(group=group, kind="tests.told", occasion="secret 1", seen_by=Power.SEE_WHO_REPLIED)

    assert list(PrintRun.objects.visible_to(pals, in_group=group)) == [run]
    assert list(PrintRun.objects.visible_to(pals_entry, in_group=group)) == []
