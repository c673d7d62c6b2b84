"""Messages say where each one is and why; what needs a person is settled by one."""

from playwright.sync_api import expect

from supportgroup.outbox import returned
from supportgroup.outbox.bounces import Bounce
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

    page.get_by_role("row").filter(has_text="Not sure").get_by_role("link").first.click()
    expect(page.get_by_role("heading", name="Did this message arrive?")).to_be_visible()
    check(page, "message-unsure")
    page.get_by_role("link", name="It did not arrive: send it again").click()
    check(page, "message-send-again")
    page.get_by_role("link", name="Go back").click()
    page.get_by_role("button", name="It arrived").click()
    page.goto("/immunology/messages/?state=failed")
    page.get_by_role("row").filter(has_text="Failed").get_by_role("link").first.click()
    expect(page.get_by_role("heading", name="This message waits for you")).to_be_visible()
    check(page, "message-failed")
    expect(page.get_by_role("link", name="Correct it on the person’s page")).to_be_visible()
    page.get_by_role("button", name="Leave it as it is").click()
    page.goto("/immunology/messages/?state=all")
    check(page, "messages-all")


def test_a_message_is_found_seen_as_it_is_got_and_cancelled(stage, visitor, check):
    stage.patient("Edith Marsh")
    stage.patient("Joan Lowe", route="letter")
    stage.patient("Peter Adams", route="letter")
    stage.survey_sent()
    page = visitor(stage.nurse)

    page.goto("/immunology/messages/?state=all")
    page.get_by_label("Name of the person").fill("lowe")
    page.get_by_role("button", name="Find").click()
    expect(page.get_by_role("row")).to_have_count(2)
    check(page, "messages-found")
    page.get_by_role("row").nth(1).get_by_role("link").first.click()
    page.get_by_role("link", name="See it as the person gets it").click()
    asks(page, "What Joan Lowe gets")
    check(page, "message-preview-letter")
    page.get_by_role("link", name="Survey: invitation").click()
    page.get_by_role("link", name="Cancel it for good").click()
    page.get_by_role("button", name="Cancel it for good").click()
    expect(page.get_by_role("heading", name="There is a problem")).to_be_visible()
    check(page, "message-cancel-error")
    page.get_by_label("Reason").fill("She was given it by hand.")
    page.get_by_role("button", name="Cancel it for good").click()
    expect(page.get_by_text("Cancelled: She was given it by hand.").first).to_be_visible()
    check(page, "message-cancelled")

    page.goto("/immunology/messages/?state=all")
    page.get_by_role("button", name="Show everybody again").click()
    page.get_by_text("Choose a kind, a way or a day").click()
    page.get_by_label("Way").select_option("Letter")
    page.get_by_role("button", name="Show these").click()
    check(page, "messages-narrowed")
    page.get_by_role("navigation", name="Do something to all of these").get_by_role("link", name="Hold").click()
    asks(page, "Hold 1 message?")
    check(page, "messages-hold-together")
    page.get_by_role("button", name="Hold 1 message").click()
    expect(page.get_by_text("1 message held.")).to_be_visible()


def test_the_persons_page_says_that_emails_come_back(stage, visitor, check):
    edith = stage.patient("Edith Marsh")
    stage.survey_sent()
    message = Message.objects.get()
    returned.note(Bounce(message.mail_id, for_good=True, why="There is no mailbox with this address (550)."))
    page = visitor(stage.nurse)

    page.goto(edith.get_absolute_url())
    expect(page.get_by_text("Emails to this address come back.")).to_be_visible()
    check(page, "person-email-comes-back")
    page.goto(message.get_absolute_url())
    check(page, "message-came-back")


def test_an_administrator_sees_no_message_to_a_patient(stage, visitor):
    stage.patient("Edith Marsh")
    stage.survey_sent()
    page = visitor(stage.ivy)
    page.goto("/immunology/messages/?state=all")
    asks(page, "Nothing waits")
    expect(page.get_by_role("row")).to_have_count(0)
    expect(page.get_by_text("Marsh")).to_have_count(0)
