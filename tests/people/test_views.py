import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from supportgroup.access.actor import SignedIn
from supportgroup.people import actions, parts
from supportgroup.people.choices import Need, Standing
from supportgroup.people.models import ClinicalOutline, Person
from tests.factories import HoldingFactory, OutlineFactory, PersonFactory

pytestmark = pytest.mark.django_db
LIST = "/immunology/people/"
QUERIES_OF_THE_PAGE = 12
"""Of a person's page, without what rooms above add to it."""


def page(client, address=LIST, **options):
    answer = client.get(address, **options)
    assert answer.status_code == 200, answer
    return answer


def names(answer):
    return [row["person"].last_name for row in answer.context["list"].rows]


def counts(answer):
    return {
        group["heading"]: {item["text"]: item["count"] for item in group["items"]}
        for group in answer.context["list"].filter_groups
        if "count" in group["items"][0]
    }


def search(client, words, address=LIST):
    return client.post(address, {"search": words}, follow=True)


@pytest.fixture
def nurses(signed_in, nurse):
    return signed_in(nurse)


@pytest.fixture
def officers(signed_in, pals):
    return signed_in(pals)


# The list


def test_the_heading_says_how_many_and_the_list_is_in_order_of_names_without_marks(group, nurses):
    for last in ("Zed", "Ōta", "de Souza", "Adams"):
        PersonFactory(group=group, last_name=last)

    answer = page(nurses)

    assert names(answer) == ["Adams", "de Souza", "Ōta", "Zed"]
    assert ">4 people</h1>" in answer.content.decode()


def test_an_empty_register_says_what_to_do(group, nurses, officers):
    assert "Import a spreadsheet" in page(nurses).content.decode()
    assert "ask a nurse of this group" in page(officers).content.decode()


def test_people_of_another_group_are_not_listed_found_or_opened(group, other_group, nurses):
    theirs = PersonFactory(group=other_group, last_name="Elsewhere")

    assert names(page(nurses)) == []
    assert names(search(nurses, "Elsewhere")) == []
    assert nurses.get(reverse("person", args=["immunology", theirs.pk])).status_code == 404
    assert nurses.get(reverse("edit_person", args=["immunology", theirs.pk])).status_code == 404
    assert nurses.get(reverse("edit_outline", args=["immunology", theirs.pk])).status_code == 404


def test_who_died_or_moved_is_not_shown_unless_asked_for(group, nurses):
    PersonFactory(group=group, last_name="Here")
    PersonFactory(group=group, last_name="Gone", standing=Standing.DIED, standing_since=datetime.date(2026, 5, 3))

    assert names(page(nurses)) == ["Here"]
    assert names(page(nurses, f"{LIST}?standing=everyone")) == ["Gone", "Here"]
    died = page(nurses, f"{LIST}?standing=died")
    assert "Died on 3 May 2026" in died.content.decode()


def test_filters_narrow_the_list_and_each_counts_beside_the_others(group, nurses):
    PersonFactory(group=group, last_name="A", preferred_route="email", needs=[Need.AUDIO])
    PersonFactory(group=group, last_name="B", preferred_route="letter", needs=[Need.AUDIO, Need.BSL])
    PersonFactory(group=group, last_name="C", preferred_route="letter", do_not_contact=True)

    audio = page(nurses, f"{LIST}?needs=audio")

    assert names(audio) == ["A", "B"]
    assert counts(audio)["Contact by"] == {"Letter": 1, "Email": 1}
    assert counts(audio)["Needs"] == {"Audio": 2, "British Sign Language": 1}
    assert "Do not contact" not in counts(audio)
    assert names(page(nurses, f"{LIST}?contact=letter&needs=audio")) == ["B"]
    assert names(page(nurses, f"{LIST}?do_not_contact=yes")) == ["C"]


def test_nurses_filter_by_treatment(group, nurses, treated):
    PersonFactory(group=group, last_name="Plain")

    assert counts(page(nurses))["Treatment"] == {"On immunoglobulin": 1, "None now": 1}
    assert names(page(nurses, f"{LIST}?immunoglobulin=yes")) == ["O’Neill"]
    assert names(page(nurses, f"{LIST}?immunoglobulin=no")) == ["Plain"]
    assert names(page(nurses, f"{LIST}?condition=primary&place=hospital")) == ["O’Neill"]


@pytest.mark.parametrize(
    "words", ["condition=primary", "immunoglobulin=yes", "place=hospital", "needs=zzz", "a=b&page=2"]
)
def test_words_in_the_address_that_are_not_for_the_reader_are_dropped(group, officers, treated, words):
    PersonFactory(group=group, last_name="Plain")

    answer = officers.get(f"{LIST}?{words}")

    assert (answer.status_code, answer.url) == (302, f"{LIST}?")
    assert names(page(officers, answer.url)) == ["O’Neill", "Plain"]


def test_a_pals_officer_sees_no_clinical_word_anywhere(group, officers, treated, no_clinical_word):
    addresses = [LIST, reverse("person", args=["immunology", treated.pk]), reverse("add_person", args=["immunology"])]
    addresses += [reverse("edit_person", args=["immunology", treated.pk])]

    assert [no_clinical_word(page(officers, address)) for address in addresses] == [[], [], [], []]
    assert officers.get(reverse("edit_outline", args=["immunology", treated.pk])).status_code == 403


def test_a_nurse_sees_what_the_pals_officer_does_not(nurses, treated, no_clinical_word):
    assert "hospital, vein" in no_clinical_word(page(nurses))
    assert "primary" in no_clinical_word(page(nurses, reverse("person", args=["immunology", treated.pk])))


@pytest.mark.parametrize("role", ["committee", "administrator"])
def test_other_roles_may_not_see_the_register(request, signed_in, role, treated):
    client = signed_in(request.getfixturevalue(role))

    assert client.get(LIST).status_code == 403
    assert client.post(LIST, {"search": "a"}).status_code == 403


def test_the_list_is_sorted_by_a_heading_and_back(group, nurses):
    for last, year in (("A", 1980), ("B", 1960), ("C", None)):
        PersonFactory(group=group, last_name=last, date_of_birth=year and datetime.date(year, 1, 1))

    assert names(page(nurses, f"{LIST}?sort=born")) == ["B", "A", "C"]
    assert names(page(nurses, f"{LIST}?sort=-born")) == ["A", "B", "C"]
    assert names(page(nurses, f"{LIST}?sort=-name")) == ["C", "B", "A"]


def test_what_is_searched_stands_in_no_address_and_stays_while_paging_and_filtering(group, nurses):
    for number in range(60):
        PersonFactory(group=group, last_name=f"Same{number}", needs=[Need.AUDIO] if number < 55 else [])
    PersonFactory(group=group, last_name="Other")

    found = search(nurses, "same")
    filtered = page(nurses, f"{LIST}?needs=audio&page=2")

    assert found.redirect_chain == [(f"{LIST}?", 302)]
    assert found.context["list"].total == 60
    assert (filtered.context["list"].total, len(names(filtered))) == (55, 5)
    for answer in (found, filtered):
        links = [part.split('"')[0] for part in answer.content.decode().split('href="')[1:]]
        assert [link for link in links if "same" in link.lower()] == []
    assert search(nurses, "").context["list"].total == 61


def test_a_search_keeps_the_filters_in_the_address(group, nurses):
    PersonFactory(group=group, last_name="Same", needs=[Need.AUDIO])

    assert search(nurses, "same", f"{LIST}?needs=audio&page=3").redirect_chain == [(f"{LIST}?needs=audio", 302)]


def test_a_search_in_one_group_is_not_one_in_another(nurse, other_group, nurses, treated):
    HoldingFactory(user=nurse, group=other_group)
    PersonFactory(group=other_group, last_name="Theirs")
    search(nurses, "neill")

    assert names(page(nurses, "/rheumatology/people/")) == ["Theirs"]


@pytest.mark.parametrize(
    "words", ["zoe oneill", "O'NEILL", "neil", "999 000 0018", "0018", "4 May 1960", "O’Neill 4/5/1960"]
)
def test_somebody_is_found_by_name_number_or_date_of_birth(nurses, treated, group, words):
    PersonFactory(group=group, first_name="Zoe", last_name="Nelson", date_of_birth=datetime.date(1961, 5, 4))

    assert names(search(nurses, words)) == ["O’Neill"]


def test_a_search_says_that_somebody_has_died_rather_than_that_nobody_is_there(group, nurses):
    PersonFactory(group=group, last_name="Gone", standing=Standing.DIED)

    text = " ".join(search(nurses, "gone").content.decode().split())

    assert 'href="?standing=everyone">1</a> who has moved away or died.' in text


@pytest.mark.parametrize(
    "words", ["\x00", "a\x00b", "\ud800".encode("utf-8", "surrogatepass").decode("latin-1"), "%", "_", "a" * 5000, "\\"]
)
def test_a_hostile_search_finds_nobody_or_is_dropped(nurses, treated, words):
    assert search(nurses, words).status_code == 200


@pytest.mark.parametrize(
    "query", ["page=0", "page=zzz", "page=99999999999999999999", "sort=zzz", "standing=%00", "needs=%ED%A0%80"]
)
def test_a_hostile_address_gets_a_page(nurses, treated, query):
    assert nurses.get(f"{LIST}?{query}", follow=True).status_code == 200


def test_pages_have_50_people(group, nurses):
    PersonFactory.create_batch(51, group=group)

    assert len(names(page(nurses))) == 50
    assert len(names(page(nurses, f"{LIST}?page=2"))) == 1


@pytest.mark.parametrize("role", ["nurse", "pals"])
def test_300_people_cost_as_many_queries_as_3_and_at_most_12(
    request, signed_in, group, role, django_assert_max_num_queries
):
    client = signed_in(request.getfixturevalue(role))
    for person in PersonFactory.create_batch(3, group=group):
        OutlineFactory(person=person)
    page(client)
    with django_assert_max_num_queries(12) as few:
        page(client)
    for person in PersonFactory.create_batch(297, group=group, needs=[Need.AUDIO, Need.BSL], do_not_contact=True):
        OutlineFactory(person=person)

    with django_assert_max_num_queries(len(few)) as many:
        answer = page(client)

    assert len(many) == len(few)
    assert len(answer.content) <= 150_000


# A person's page


def test_what_must_be_respected_stands_before_everything_else(group, nurses):
    person = PersonFactory(group=group, do_not_contact=True, needs=[Need.BRAILLE])

    text = page(nurses, person.get_absolute_url()).content.decode()

    assert text.index("This person asked us not to contact them.") < text.index("How to reach them")
    assert text.index("Do not contact") < text.index("Braille") < text.index("How to reach them")


def test_a_person_who_died_is_marked_with_the_day(group, nurses):
    person = PersonFactory(group=group, standing=Standing.DIED, standing_since=datetime.date(2026, 5, 3))

    text = page(nurses, person.get_absolute_url()).content.decode()

    assert "Died on 3 May 2026" in text
    assert "This person has died." in text


def test_the_history_says_who_changed_what_and_hides_clinical_changes_from_pals(nurse, nurses, officers, treated):
    by = SignedIn(nurse)
    actions.change(treated, values={"phone": "01632 960 001"}, by=by)
    actions.change_outline(treated, values={"treatment_place": "home"}, by=by)

    seen = {who: page(client, treated.get_absolute_url()).context["entries"] for who, client in
            (("nurse", nurses), ("pals", officers))}  # fmt: skip

    assert [entry.what for entry in seen["pals"]] == ["Phone: 07700 900 123 → 01632 960 001", "Added to the register"]
    assert "Treatment place: Hospital → Home" in [entry.what for entry in seen["nurse"]]
    assert seen["pals"][0].who == "Grace Adeyemi"


def test_the_page_of_a_person_costs_a_fixed_number_of_queries_however_much_there_is(nurse, nurses, treated):
    def cost():
        page(nurses, treated.get_absolute_url())  # the session notes from time to time that it is in use
        with CaptureQueriesContext(connection) as asked:
            page(nurses, treated.get_absolute_url())
        return len(asked)

    actions.change(treated, values={"phone": "01632 960 100"}, by=SignedIn(nurse))
    page(nurses, treated.get_absolute_url())
    before = cost()
    for number in range(20):
        actions.change(treated, values={"phone": f"01632 960 0{number:02}"}, by=SignedIn(nurse))

    assert cost() == before
    assert before <= QUERIES_OF_THE_PAGE + 3 * len(parts.registered())


# Adding and changing


FORM = {
    "title": "Ms",
    "first_name": "Adaeze",
    "last_name": "Okoro",
    "date_of_birth_day": "11",
    "date_of_birth_month": "March",
    "date_of_birth_year": "1988",
    "nhs_number": "999 000 0026",
    "sex": "female",
    "language": "English",
    "preferred_route": "email",
    "email": "ada@demo.example",
    "phone": "07700 900 982",
    "address": "1 Mill Lane\r\n\r\n  Eastbrook  ",
    "postcode": "zz993wz",
    "distance": "under_5",
    "needs": ["large_print", "bsl"],
    "standing": "current",
}
ADD = "/immunology/people/add/"


def errors(answer):
    assert answer.status_code == 200, answer
    return {name: list(told) for name, told in answer.context["form"].errors.items()}


@pytest.mark.parametrize("role", ["nurse", "pals"])
def test_a_person_is_added_as_typed_and_tidied(request, signed_in, role, group):
    answer = signed_in(request.getfixturevalue(role)).post(ADD, FORM)

    person = Person.objects.get()
    assert answer.url == person.get_absolute_url()
    assert (person.group, person.nhs_number, person.postcode) == (group, "9990000026", "ZZ99 3WZ")
    assert (person.date_of_birth, person.address) == (datetime.date(1988, 3, 11), "1 Mill Lane\nEastbrook")
    assert person.needs == ["large_print", "bsl"]


def test_each_mistake_is_said_beside_its_field_and_what_was_typed_stays(nurses, treated):
    wrong = FORM | {
        "first_name": "", "date_of_birth_month": "Feb", "date_of_birth_day": "31", "nhs_number": "999 000 0018",
        "phone": "12", "postcode": "ABC", "email": "nobody", "standing": "died",
    }  # fmt: skip

    answer = nurses.post(ADD, wrong)

    assert errors(answer) == {
        "first_name": ["Enter first name"],
        "date_of_birth": ["Date of birth must be a real date"],
        "nhs_number": ["Somebody on this register has this NHS number already. Look for them in the list"],
        "phone": ["Enter a phone number in full, like 01632 960 001 or +353 1 496 0001"],
        "postcode": ["Enter a full UK postcode, like ZZ99 3WZ"],
        "email": ["Enter an email address in the right form, like name@example.com"],
        "standing_since": ["Enter the date they died or moved"],
    }
    assert 'value="Okoro"' in answer.content.decode()
    assert Person.objects.count() == 1


@pytest.mark.parametrize("year", ["1800", "2999"])
def test_nobody_is_born_in_1800_or_tomorrow(nurses, group, year):
    assert "date_of_birth" in errors(nurses.post(ADD, FORM | {"date_of_birth_year": year}))


def test_somebody_with_the_same_name_and_birthday_is_asked_about_first(nurses, group):
    PersonFactory(group=group, first_name="ADAEZE", last_name="Okóro", date_of_birth=datetime.date(1988, 3, 11))

    first = nurses.post(ADD, FORM)
    second = nurses.post(ADD, FORM | {"another": "on"})

    assert list(errors(first)) == ["another"]
    assert "This is a different person" in first.content.decode()
    assert second.status_code == 302
    assert Person.objects.count() == 2


@pytest.mark.parametrize("field", ["first_name", "nhs_number", "phone", "address", "mark", "language"])
@pytest.mark.parametrize(
    "hostile", ["\x00", "a\x00b", "\x1b[31m", "\u202e", "a" * 100_000, "\udcff".encode("utf-8", "surrogatepass")]
)
def test_hostile_words_get_a_page_or_are_kept_harmlessly(nurses, group, field, hostile):
    answer = nurses.post(ADD, FORM | {field: hostile})

    assert answer.status_code in {200, 302}


def test_a_change_is_saved_and_said(nurses, treated):
    address = reverse("edit_person", args=["immunology", treated.pk])
    opened = page(nurses, address).context["form"]

    answer = nurses.post(address, FORM | {"mark": opened["mark"].value()}, follow=True)

    treated.refresh_from_db()
    assert treated.first_name == "Adaeze"
    assert "Saved." in answer.content.decode()


def test_the_second_of_two_people_who_edit_is_told_and_may_then_save(nurses, officers, treated):
    address = reverse("edit_person", args=["immunology", treated.pk])
    mark = page(nurses, address).context["form"]["mark"].value()
    officers.post(address, FORM | {"mark": mark, "email": "theirs@demo.example"})

    late = nurses.post(address, FORM | {"mark": mark, "phone": "01632 960 001"})

    assert errors(late) == {
        "__all__": ["Ruth Bell changed this record after you opened it. Nothing of yours is saved yet"],
        "email": ["Email is now “theirs@demo.example”. Take that over, or keep what you typed"],
        "phone": ["Phone is now “07700 900982”. Take that over, or keep what you typed"],
    }
    treated.refresh_from_db()
    assert (treated.email, treated.phone) == ("theirs@demo.example", "07700 900982")

    again = nurses.post(address, FORM | {"mark": late.context["form"]["mark"].value(), "phone": "01632 960 001"})
    treated.refresh_from_db()
    assert (again.status_code, treated.phone) == (302, "01632 960001")


def test_died_and_the_day_of_it_are_saved_together(nurses, treated):
    address = reverse("edit_person", args=["immunology", treated.pk])
    mark = page(nurses, address).context["form"]["mark"].value()
    since = {"standing_since_day": "3", "standing_since_month": "5", "standing_since_year": "2026"}

    nurses.post(address, FORM | since | {"mark": mark, "standing": "died"})

    treated.refresh_from_db()
    assert (treated.standing, treated.standing_since) == ("died", datetime.date(2026, 5, 3))


def test_a_nurse_writes_the_outline_and_it_cannot_contradict_itself(nurses, group):
    person = PersonFactory(group=group)
    address = reverse("edit_outline", args=["immunology", person.pk])
    outline = {
        "mark": page(nurses, address).context["form"]["mark"].value(),
        "condition_group": "primary",
        "on_immunoglobulin": "False",
        "treatment_route": "vein",
        "treatment_place": "home",
    }

    wrong = nurses.post(address, outline)
    right = nurses.post(address, outline | {"on_immunoglobulin": "True"})

    assert set(errors(wrong)) == {"treatment_route", "treatment_place"}
    assert right.status_code == 302
    assert ClinicalOutline.objects.get(person=person).treatment_route == "vein"


def test_languages_are_offered_as_somebody_types_and_kept_in_one_spelling(nurses, group):
    page = nurses.get("/immunology/people/add/").content.decode()
    assert 'list="languages"' in page
    assert '<option value="Polish">' in page

    form = {"first_name": "Jan", "last_name": "Nowak", "language": "polish", "preferred_route": "letter",
            "needs": ["interpreter"], "print_size": "18", "sex": "not_said", "distance": "not_known",
            "standing": "current"}  # fmt: skip
    nurses.post("/immunology/people/add/", form)
    assert Person.objects.get().language == "Polish"
    asked = nurses.post("/immunology/people/add/", form | {"first_name": "Eva", "language": "English"})
    assert "Enter the language the interpreter is needed for, like Polish" in asked.content.decode()
