"""Messages say where each one is and why; what needs a person is settled by one."""

from playwright.sync_api import expect

from supportgroup.outbox.choices import State
from supportgroup.outbox.models import Message
from supportgroup.people.models import Person
from tests.journeys.steps import asks


def test_messages_say_where_each_one_is_and_what_to_do(stage, visitor, check):
    stage.patient("Edith Marsh", email="refused.marsh@mail.example")
    stage.patient("Omar Haddad", email="drop.haddad@mail.example")
    stage.patient("Joan Lowe")
    peter = stage.patient("Peter Adams")
    page = visitor(stage.nurse)

    # The mail server is away: nothing is lost, and the page says so.
    stage.post.stop()
    stage.survey_sent()
    page.goto("/immunology/messages/")
    expect(page.get_by_role("heading", name="The mail server does not answer")).to_be_visible()
    check(page, "messages-server-away")

    # It is back. One address is refused, one answer is lost, one person has asked not to be written to meanwhile.
    stage.post.start()
    Person.objects.filter(pk=peter.pk).update(do_not_contact=True)
    stage.worker_works()
    states = dict(Message.objects.values_list("recipient_key", "state"))
    assert sorted(states.values()) == sorted([State.FAILED, State.UNSURE, State.SENT, State.HELD])
    page.goto("/immunology/messages/")
    check(page, "messages-need-you")

    page.get_by_role("row").filter(has_text="Not sure").get_by_role("link").click()
    expect(page.get_by_role("heading", name="Did this message arrive?")).to_be_visible()
    check(page, "message-unsure")
    page.get_by_role("link", name="It did not arrive: send it again").click()
    check(page, "message-send-again")
    page.get_by_role("link", name="Go back").click()
    page.get_by_role("button", name="It arrived").click()
    page.goto("/immunology/messages/?state=failed")
    page.get_by_role("row").filter(has_text="Failed").get_by_role("link").click()
    expect(page.get_by_role("heading", name="This message waits for you")).to_be_visible()
    check(page, "message-failed")
    page.get_by_role("button", name="Leave it as it is").click()
    page.goto("/immunology/messages/")
    check(page, "messages-all")


def test_an_administrator_sees_no_message_to_a_patient(stage, visitor):
    stage.patient("Edith Marsh")
    stage.survey_sent()
    page = visitor(stage.ivy)
    page.goto("/immunology/messages/?state=all")
    asks(page, "Nothing waits")
    expect(page.get_by_role("row")).to_have_count(0)
    expect(page.get_by_text("Marsh")).to_have_count(0)
