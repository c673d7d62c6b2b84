"""The pages of consent: who sees what, how many queries they ask, and what no page may show."""

import datetime

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from supportgroup import clock
from supportgroup.access.choices import Role
from supportgroup.audit.models import Look
from supportgroup.consent import actions, in_force, today, versions
from supportgroup.consent.choices import How, Purpose, Sheet
from supportgroup.consent.models import Answer, Asked
from supportgroup.people.choices import Standing
from supportgroup.people.middleware import SESSION_KEY
from tests.documents.paper import runs, texts
from tests.factories import OutlineFactory, PersonFactory, user_with_role
from tests.waiting import lines_of_room

pytestmark = pytest.mark.django_db
UPPER_THIRD_MM = 99


@pytest.fixture
def client_of():
    def sign_in(user):
        client = Client()
        client.force_login(user)
        return client

    return sign_in


@pytest.fixture
def own(ada):
    """A browser in which Ada's own session is open."""
    client = Client()
    session = client.session
    session[SESSION_KEY] = ada.pk
    session.save()
    return client


@pytest.fixture
def sheet_posted():
    day = clock.today()
    return {
        "how": "paper", "given_on_day": day.day, "given_on_month": day.month, "given_on_year": day.year,
        "boxes0": ["member"], "boxes1": ["by_letter"], "boxes2": ["quotes"],
    }  # fmt: skip


def test_the_page_of_a_group_costs_the_same_for_3_people_and_120(group, nurse, answer, client_of):
    client = client_of(nurse)
    for _ in range(3):
        answer(PersonFactory(group=group), "member")
    url = reverse("consent_list", args=[group.slug])
    client.get(url)
    with CaptureQueriesContext(connection) as few:
        client.get(url)
    for _ in range(117):
        answer(PersonFactory(group=group), "member")
    client.get(url)  # the session notes from time to time that it is in use
    with CaptureQueriesContext(connection) as many:
        page = client.get(url)

    assert len(many) == len(few)
    assert "Showing 1 to 50 of 120" in page.content.decode()


def test_counts_and_filters_agree_and_people_who_left_the_service_are_not_counted(group, nurse, answer, by, client_of):
    people = [PersonFactory(group=group, last_name=f"Person{n}") for n in range(6)]
    answer(people[0], "member")
    answer(people[1])
    answer(people[2], "member", days_ago=3)
    actions.leave(people[2], how=How.PHONE, by=by)
    actions.note_asked(people[3], sheet=Sheet.MEMBERSHIP, on=clock.today(), how=How.PAPER, by=by)
    answer(people[5], "member")
    people[5].standing = Standing.MOVED
    people[5].save()
    client, url = client_of(nurse), reverse("consent_list", args=[group.slug])

    shown = client.get(url).context["list"]
    assert (shown.counts["yes"], shown.counts["no"], shown.counts["withdrawn"], shown.counts["asked"],
            shown.counts["never"], shown.total) == (1, 1, 1, 1, 1, 5)  # fmt: skip
    for word, number in (("yes", 0), ("no", 1), ("withdrawn", 2), ("asked", 3), ("never", 4)):
        rows = client.get(url, {"said": word}).context["list"].rows
        assert [row.person for row in rows] == [people[number]], word
    assert client.get(url, {"said": "nonsense", "about": "x' OR 1=1", "page": "-3"}).status_code == 200


def test_who_answered_older_words_can_be_found(group, nurse, answer, by, client_of):
    old, new = PersonFactory(group=group), PersonFactory(group=group)
    answer(old, "member")
    boxes = [{"purpose": "member", "words": "I want to join.", "heading": "", "asks": ""}]
    actions.write_version(group, sheet=Sheet.MEMBERSHIP, boxes=boxes, told="Told.", by=by)
    answer(new, "member")

    shown = client_of(nurse).get(reverse("consent_list", args=[group.slug]), {"version": "older"}).context["list"]

    assert ([row.person for row in shown.rows], shown.counts["older"]) == ([old], 1)


def test_a_list_is_handed_out_only_with_a_reason_that_is_kept(group, nurse, answer, client_of):
    person = PersonFactory(group=group, first_name="=cmd", last_name="Lovell")
    answer(person, "member")
    client, url = client_of(nurse), reverse("export_consent", args=[group.slug])

    assert "Choose why you need these names" in client.post(url, {}).content.decode()
    assert not Look.objects.filter(way="export").exists()
    file = client.post(url, {"reason": "audit"})

    lines = file.content.decode("utf-8-sig").splitlines()
    assert lines[1].startswith("Lovell,'=cmd,4 May 1960,Member,M-1.0,")
    look = Look.objects.get(way="export")
    assert (look.what, look.people, look.actor_name) == (
        "Consent, as a file: for an audit or an inspection", [person.pk], "Grace Adeyemi",
    )  # fmt: skip


def test_the_printed_list_says_it_is_confidential_when_and_by_whom(group, nurse, answer, client_of):
    answer(PersonFactory(group=group, last_name="Lovell"), "member")

    paper = client_of(nurse).post(reverse("export_consent", args=[group.slug]), {"reason": "audit", "paper": "yes"})

    [words] = texts(paper.content)
    assert "Confidential" in words
    assert "Grace Adeyemi" in words
    assert "Lovell" in words


@pytest.mark.parametrize("size", ["standard", "large"])
@pytest.mark.parametrize("sheet", list(Sheet))
def test_a_blank_form_has_every_box_and_no_condition_in_its_upper_third(group, nurse, client_of, sheet, size):
    url = reverse("blank_consent_form", args=[group.slug])

    paper = client_of(nurse).get(url, {"form": sheet, "size": size})

    pages = texts(paper.content)
    everything = " ".join(pages)
    upper = " ".join(run.text for run in runs(paper.content, 0) if run.top < UPPER_THIRD_MM)
    assert "Your choices" in upper
    assert "immunology" not in upper.lower()
    assert versions.in_use(group, sheet).code in everything
    for box in versions.in_use(group, sheet).all_boxes:
        assert box.words.split()[0] in everything
    if size == "standard":
        assert len(pages) == 1


def test_a_sheet_is_typed_once_and_shown_on_the_persons_page(group, ada, nurse, client_of, sheet_posted):
    client = client_of(nurse)
    url = reverse("record_consent", args=[group.slug, ada.pk, "membership"])

    client.post(url, sheet_posted)

    said = in_force.said_by(ada)
    assert {key for key, word in said.items() if word == "yes"} == {"member", "by_letter", "quotes"}
    page = client.get(ada.get_absolute_url()).content.decode()
    assert "Being a member" in page
    assert "Never answered: Buddy scheme, Focus group and Photos and publicity" in page


def test_an_old_form_that_is_typed_late_says_that_a_newer_answer_holds(
    group, ada, nurse, answer, client_of, sheet_posted
):
    answer(ada)
    day = clock.today() - datetime.timedelta(days=8)
    old = {"given_on_day": day.day, "given_on_month": day.month, "given_on_year": day.year}

    page = client_of(nurse).post(
        reverse("record_consent", args=[group.slug, ada.pk, "membership"]), {**sheet_posted, **old}, follow=True
    )

    assert "A newer answer stays in force." in page.content.decode()
    assert in_force.said_by(ada)["member"] == "no"


@pytest.mark.parametrize(
    "typed",
    [
        {"boxes0": ["member\0"]}, {"boxes0": ["photos"]}, {"how": "online"}, {"given_on_day": "9" * 100_000},
        {"given_on_year": "0000"}, {"paper_at": "\U0001f600" * 101}, {"paper_at": "a\0b"}, {"boxes1": "x" * 100_000},
    ],
)  # fmt: skip
def test_nothing_that_can_be_typed_breaks_the_page_or_is_half_kept(group, ada, nurse, client_of, sheet_posted, typed):
    page = client_of(nurse).post(
        reverse("record_consent", args=[group.slug, ada.pk, "membership"]), {**sheet_posted, **typed}
    )

    assert page.status_code == 200
    assert page.context["form"].errors
    assert not Answer.objects.exists()


def test_one_press_withdraws_and_one_more_leaves(group, ada, pals, answer, client_of):
    answer(ada, "member", "by_letter", "quotes")
    client, url = client_of(pals), reverse("person_consent", args=[group.slug, ada.pk])

    client.post(url, {"press": "no:quotes", "how": "phone"})
    assert in_force.answers_of(ada)["quotes"].recorded_as == "Ruth Bell"
    client.post(url, {"press": "leave", "how": "phone"})
    assert "yes" not in in_force.said_by(ada).values()
    assert client.post(url, {"press": "yes:nonsense", "how": "phone"}).status_code == 200


def test_a_form_that_was_handed_over_is_noted(group, ada, nurse, client_of):
    client_of(nurse).post(reverse("note_consent_asked", args=[group.slug, ada.pk, "buddies"]), {"how": "paper"})

    assert [(one.sheet, one.version.code) for one in Asked.objects.filter(person=ada)] == [("buddies", "B-1.0")]


def test_somebody_changes_a_box_on_their_own_page(own, ada, answer):
    answer(ada, "member", "by_email", days_ago=2)

    page = own.post(reverse("my_choices"), {"press": "no:by_email"}, follow=True)

    changed = in_force.answers_of(ada)["by_email"]
    assert (changed.said, changed.how, changed.recorded_by) == ("withdrawn", "online", None)
    assert "You took this back" in page.content.decode()


def test_somebody_joins_on_their_own_page_with_boxes_that_were_empty(own, ada):
    page = own.get(reverse("my_sheet")).content.decode()
    assert " checked" not in page

    own.post(reverse("my_sheet"), {"boxes0": ["member"], "boxes1": ["by_email"]})

    assert in_force.may(ada, Purpose.MEMBER)
    assert in_force.said_by(ada)["share_experience"] == "no"


def test_a_sheet_that_is_not_offered_is_not_asked_on_the_own_page(own):
    assert own.get(reverse("my_sheet"), {"form": "focus_group"}).context["version"].sheet == Sheet.MEMBERSHIP


SECRETS = ("1961-03-09", "9 March 1961", "9990010001", "999 001 0001", "7 Secret Street", "ZZ99 1SC", "Primary",
           "secret@mail.example", "01632 960999", "Hushington")  # fmt: skip


@pytest.fixture
def would_leak(group, answer):
    """Members whose every detail is known; and those who must not be shown at all."""

    def known(**changes):
        values = {
            "group": group, "last_name": "Hushington", "date_of_birth": datetime.date(1961, 3, 9),
            "address": "7 Secret Street", "postcode": "ZZ99 1SC", "email": "secret@mail.example",
            "phone": "01632 960999",
        }  # fmt: skip
        person = PersonFactory(**{**values, **changes})
        OutlineFactory(person=person, condition_group="primary", on_immunoglobulin=True)
        return person

    shown = known(first_name="Shown", nhs_number="9990010001")
    hidden = {
        "Child": known(first_name="Child", date_of_birth=clock.today() - datetime.timedelta(days=17 * 365)),
        "Ageless": known(first_name="Ageless", date_of_birth=None),
        "Gone": known(first_name="Gone"),
        "Dead": known(first_name="Dead"),
        "Quiet": known(first_name="Quiet"),
        "Withdrew": known(first_name="Withdrew"),
        "Private": known(first_name="Private"),
        "Stranger": known(first_name="Stranger"),
    }
    for name, person in {"Shown": shown, **hidden}.items():
        if name == "Private":
            answer(person, "member", days_ago=5)
        elif name == "Stranger":
            answer(person, "share_experience", days_ago=5)
        else:
            answer(person, "member", "share_experience", days_ago=5)
    answer(hidden["Withdrew"], "member", days_ago=1)
    for name, change in {
        "Gone": {"standing": "moved"}, "Dead": {"standing": "died"}, "Quiet": {"do_not_contact": True},
    }.items():  # fmt: skip
        type(shown).objects.filter(pk=hidden[name].pk).update(**change)
    return shown, hidden


def test_the_committee_sees_first_names_of_who_agreed_and_nothing_else_in_the_source(group, client_of, would_leak):
    shown, hidden = would_leak
    page = client_of(user_with_role(Role.COMMITTEE, group)).get(reverse("members", args=[group.slug])).content.decode()

    assert "Shown" in page
    assert [name for name in hidden if name in page] == []
    assert [secret for secret in SECRETS if secret in page] == []
    assert f"/people/{shown.pk}/" not in page
    assert "/people/" not in page


def test_staff_see_the_same_names_with_a_link(group, nurse, client_of, would_leak):
    shown, hidden = would_leak
    page = client_of(nurse).get(reverse("members", args=[group.slug])).content.decode()

    assert f'href="/{group.slug}/people/{shown.pk}/"' in page
    assert [name for name in hidden if f">{name}<" in page] == []


def test_the_members_page_is_noted_for_whoever_was_shown(group, client_of, would_leak):
    shown, _ = would_leak
    client_of(user_with_role(Role.COMMITTEE, group)).get(reverse("members", args=[group.slug]))

    assert Look.objects.get(what="Members").people == [shown.pk]


def test_an_administrator_puts_the_form_in_other_words_and_sees_no_name(group, ada, answer, client_of):
    answer(ada, "member")
    client = client_of(user_with_role(Role.ADMINISTRATOR, group))
    page = client.get(reverse("consent_wording", args=[group.slug])).content.decode()
    assert ("Lovell" in page, "M-1.0" in page) == (False, True)
    url = reverse("edit_wording", args=[group.slug]) + "?form=publicity"
    words = {"words_photos": "Photos are fine.", "words_publicity": "", "told": "You may change your mind."}

    client.post(url, words)

    version = versions.in_use(group, Sheet.PUBLICITY)
    assert (version.code, [box.words for box in version.all_boxes]) == ("P-1.1", ["Photos are fine."])
    assert version.all_boxes[0].heading == "I agree to this:"
    assert (
        "These are the words in use"
        in client.post(url, {"words_photos": "Photos are fine.", "told": words["told"]}).content.decode()
    )
    assert "Keep at least one box" in client.post(url, {"told": "x"}).content.decode()


def test_today_asks_again_only_whoever_has_had_the_form_for_long(group, ada, nurse, by):
    recent = PersonFactory(group=group)
    quiet = PersonFactory(group=group, do_not_contact=True)
    for person, days in ((ada, 40), (recent, 5), (quiet, 60)):
        on = clock.today() - datetime.timedelta(days=days)
        actions.note_asked(person, sheet=Sheet.MEMBERSHIP, on=on, how=How.PAPER, by=by)
    PersonFactory(group=group)

    lines = lines_of_room(today, nurse, group, clock.today())

    assert [line.text for line in lines] == ["Ask 1 person again whether they want to join"]
    assert lines_of_room(today, user_with_role(Role.COMMITTEE, group), group, clock.today()) == []
