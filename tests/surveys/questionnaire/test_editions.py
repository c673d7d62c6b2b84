import re

import pytest
from django.urls import reverse

from supportgroup.access.refusal import Refused
from surveys.questionnaire import actions, editions, paper, phrases, versions
from surveys.questionnaire.models import Edition, EditionWords
from tests.surveys.questionnaire import factories as surveys
from tests.surveys.questionnaire.editions import in_arabic, written

pytestmark = pytest.mark.django_db
BY = surveys.BY


@pytest.fixture
def draft(group, pals, pals_entry):
    """Two questions with answers, both duties named."""
    survey = surveys.SurveyFactory(group=group, title="Parking")
    surveys.QuestionFactory(survey=survey, text="Can you park near us?", help="On any day.")
    surveys.QuestionFactory(survey=survey, text="Which way do you come?", kind="tick_all")
    return surveys.with_duties(survey, mailing=pals, entry=pals_entry)


def url(name, survey, *more):
    return reverse(name, args=["immunology", survey.pk, *more])


def missing(edition):
    return sum(text.missing for text in editions.texts_of(edition))


def test_a_complete_edition_opens_with_the_survey_and_keeps_codes_and_numbers(draft, keys):
    written(draft)
    opened = surveys.opened(draft)

    content = opened.editions.get().content
    asked = opened.version.content["questions"]
    assert (content["lang"], content["dir"], content["name"]) == ("ar", "rtl", "العربية")
    assert content["questions"][0]["text"] == in_arabic("Can you park near us?")
    for own, standard in zip(content["questions"], asked, strict=True):
        assert [one["code"] for one in own["options"]] == [one["code"] for one in standard["options"]]
        assert (own["number"], own["kind"]) == (standard["number"], standard["kind"])


def test_an_edition_with_one_gap_stays_shut_and_can_open_later(draft, keys):
    edition = written(draft, but={"help"})
    opened = surveys.opened(draft)
    edition.refresh_from_db()
    assert (edition.opened_on, missing(edition)) == (None, 1)
    with pytest.raises(Refused, match="not complete: 1 text has no words yet"):
        editions.open_edition(edition, by=BY)
    assert editions.content_of(edition)["questions"][0]["help"] == "On any day."

    written(opened)

    assert editions.open_edition(edition, by=BY).content["questions"][0]["help"] == in_arabic("On any day.")


def test_the_words_of_an_open_edition_never_change_again(draft, keys):
    edition = written(draft)
    surveys.opened(draft)

    with pytest.raises(Refused, match="can no longer change"):
        editions.save_words(edition, question=0, words={}, by=BY)
    with pytest.raises(Refused, match="can no longer change"):
        editions.remove_edition(edition, by=BY)
    with pytest.raises(Refused, match="open already"):
        editions.open_edition(edition, by=BY)


def test_an_edition_of_a_draft_opens_only_together_with_it(draft):
    with pytest.raises(Refused, match="together with the survey"):
        editions.open_edition(written(draft), by=BY)


def test_a_survey_that_could_not_open_has_editions_that_can_change(draft, keys):
    edition = written(draft)
    actions.open_survey(draft, closes_on=surveys.clock.today() + surveys.datetime.timedelta(days=9), by=BY)
    actions.back_to_draft(draft, because="No place for the key.", by=BY)

    edition.refresh_from_db()
    assert (edition.opened_on, edition.content) == (None, None)


def test_a_text_that_changes_needs_new_words_and_shows_the_old_ones(draft):
    edition = written(draft)
    question = draft.questions.get(position=1)
    question.text = "Can you park?"
    question.save()

    text = editions.texts_of(edition)[1]
    assert (text.missing, text.outdated) == (1, {"text": in_arabic("Can you park near us?")})


def test_an_option_that_moves_keeps_its_words(draft):
    edition = written(draft)
    question = draft.questions.get(position=1)
    question.options = [{**question.options[1], "code": "a"}, {**question.options[0], "code": "b"}]
    question.save()

    assert editions.texts_of(edition)[1].words["option a"] == in_arabic("No")
    assert missing(edition) == 0


def test_a_question_whose_removal_is_undone_has_its_words_again(draft):
    edition = written(draft)
    actions.remove_question(draft.questions.get(position=1), by=BY)
    assert [text.number for text in editions.texts_of(edition)] == [None, 1]

    actions.undo(draft, step=draft.steps.undoable().first().pk, by=BY)

    assert [text.number for text in editions.texts_of(edition)] == [None, 1, 2]
    assert missing(edition) == 0
    with pytest.raises(Refused, match="removed already"):
        editions.save_words(edition, question=99999, words={}, by=BY)


def test_easy_read_needs_no_words_around_the_questions(draft):
    edition = Edition.objects.create(survey=draft, code="easy-read")

    assert list(editions.texts_of(edition)[0].parts) == ["title"]


def test_a_new_version_starts_with_all_words_of_the_last_one(draft, keys):
    written(draft)
    following = versions.start_next_version(surveys.opened(draft), by=BY)

    copy = following.editions.get()
    assert (copy.opened_on, missing(copy)) == (None, 0)


def test_a_second_press_begins_no_second_edition_and_only_known_ones_are_begun(draft):
    assert editions.add_edition(draft, code="ur", by=BY) == editions.add_edition(draft, code="ur", by=BY)
    with pytest.raises(Refused, match="that are offered"):
        editions.add_edition(draft, code="klingon", by=BY)


def test_the_page_keeps_what_was_typed_and_says_what_was_lost(signed_in, nurse, draft):
    Edition.objects.create(survey=draft, code="ar")
    client, words = signed_in(nurse), url("edition_words", draft, "ar", 0)
    page = client.get(words)
    name = next(name for name, key in page.context["form"].names.items() if key == "question_of")

    page = client.post(words, {name: "سؤال", "part_0": "ا" * 601})

    assert "Keep {number} and {total} as it stands" in page.text
    assert "1 character too long" in page.text
    assert "سؤال" in page.text
    assert not EditionWords.objects.exists()


def test_words_are_saved_question_by_question_and_offered_again_for_the_same_text(signed_in, nurse, draft):
    Edition.objects.create(survey=draft, code="ar")
    client = signed_in(nurse)
    first, second = draft.questions.order_by("position")
    page = client.get(url("edition_words", draft, "ar", first.pk))
    names = {key: name for name, key in page.context["form"].names.items()}

    answer = client.post(url("edition_words", draft, "ar", first.pk), {names["option a"]: "نعم"})

    assert answer.url == url("edition_words", draft, "ar", second.pk)
    page = client.get(answer.url)
    assert "نعم" in page.text
    assert "Check them, then save" in page.text
    assert "12 texts" not in page.text


def test_hostile_words_stand_as_they_are(signed_in, nurse, draft):
    edition = Edition.objects.create(survey=draft, code="ar")
    evil = "<script>alert(1)</script> {{ 7|add:7 }} {number.__class__}"
    first = draft.questions.first()
    editions.save_words(edition, question=first.pk, words={"text": evil}, by=BY)

    page = signed_in(nurse).get(url("edition", draft, "ar"))

    assert "<script>alert" not in page.text
    assert "{number.__class__}" in page.text
    paper = signed_in(nurse).get(url("edition_paper", draft, "ar"))
    assert paper.content.startswith(b"%PDF")


def test_ten_editions_cost_as_many_queries_as_one(signed_in, nurse, draft, django_assert_max_num_queries):
    client = signed_in(nurse)
    for code in ("ar", "ur", "pl", "bn", "pa", "pt", "ro", "so", "tr", "easy-read"):
        Edition.objects.create(survey=draft, code=code)
    client.get(url("survey_editions", draft))

    with django_assert_max_num_queries(9):
        assert "10 editions" in client.get(url("survey_editions", draft)).text


def test_pals_reads_editions_and_writes_none(signed_in, pals, draft):
    Edition.objects.create(survey=draft, code="ar")
    client = signed_in(pals)

    assert "Begin an edition" not in client.get(url("survey_editions", draft)).text
    assert client.post(url("survey_editions", draft), {"code": "ur"}).status_code == 200
    assert not Edition.objects.filter(code="ur").exists()


def test_words_that_few_people_see_may_stay_english_and_the_page_says_how_many(signed_in, nurse, draft, keys):
    edition = written(draft, but=phrases.MAY_BE_ENGLISH)
    assert missing(edition) == 0
    many = len(phrases.MAY_BE_ENGLISH)  # the survey's own sentence in the letter too

    page = signed_in(nurse).get(url("edition", draft, "ar"))

    assert f"{many} sentences have no words in Arabic yet" in page.text
    assert f"{len(phrases.ON_SLIP)} of {len(phrases.ON_SLIP)}" in page.text
    assert "The letter is printed in Arabic when all its sentences have words" in page.text
    assert "closed" not in surveys.opened(draft).editions.get().content["phrases"]


def test_each_part_around_the_questions_is_written_by_itself_and_the_others_keep_their_words(signed_in, nurse, draft):
    edition = written(draft)
    client, there = signed_in(nurse), url("edition_words", draft, "ar", 0)
    page = client.get(f"{there}?group=slip")
    names = page.context["form"].names
    assert set(names.values()) == set(phrases.ON_SLIP)
    called = next(name for name, key in names.items() if key == "slip_call")

    lost = client.post(f"{there}?group=slip", {called: "هاتف"})
    assert "Keep {hours} and {number} as it stands" in lost.text
    answer = client.post(f"{there}?group=slip", {called: "هاتف {number} {hours}"})

    assert answer.url == f"{there}?group=letter"
    assert client.post(answer.url, {"part_0": ""}).url == f"{there}?group=foot"
    around = editions.texts_of(edition)[0]
    assert around.words["slip_call"] == "هاتف {number} {hours}"
    elsewhere = {source for key, source in phrases.PHRASES.items() if key[:4] not in ("slip", "lett")}
    lacking = {key for key, source in (phrases.ON_SLIP | phrases.IN_LETTERS).items() if source not in elsewhere}
    lacking = lacking - {"slip_call"} | {"about", *phrases.AT_A_GLANCE}
    assert "letter_box_phone" not in lacking, "“Phone us free” has words elsewhere"
    assert set(around.parts) - set(around.words) == lacking
    assert (around.missing, around.in_english) == (0, len(lacking))
    assert client.get(f"{there}?group=klingon").status_code == 404


def test_subject_lines_are_kept_only_with_the_word_of_somebody_and_nothing_typed_is_lost(signed_in, nurse, draft):
    edition = written(draft)
    client, there = signed_in(nurse), f"{url('edition_words', draft, 'ar', 0)}?group=message"
    page = client.get(there)
    assert "The subject lines and the text messages say nothing about health or illness" in page.text
    names = {key: name for name, key in page.context["form"].names.items()}
    typed = {name: "كلمة" for key, name in names.items() if key in phrases.SUBJECTS}

    refused = client.post(there, typed)
    assert refused.text.count('href="#id_vouched"') == 1
    assert "Tick that the subject lines and texts say nothing about health, or leave them empty" in refused.text
    assert "كلمة" in refused.text
    assert client.post(there, typed | {"vouched": "on"}).status_code == 302

    around = editions.texts_of(edition)[0]
    assert {around.words[key] for key in phrases.SUBJECTS} == {"كلمة"}
    assert "checked" in client.get(there).text.partition('name="vouched"')[2][:40]
    editions.save_words(edition, question=0, group="message", words={"subject_final": "ليس"}, by=BY)
    assert not phrases.SUBJECTS.keys() & editions.texts_of(edition)[0].words.keys()


def test_an_edition_that_our_fonts_cannot_draw_is_online_only_and_says_which_letters(signed_in, nurse, draft, keys):
    written(draft, "cmn", say=lambda text: "".join(re.findall(r"\{[a-z]+\}", text)) + "您能停车吗")
    client = signed_in(nurse)

    page = client.get(url("edition", draft, "cmn"))
    refused = client.get(url("edition_paper", draft, "cmn"), follow=True)

    says = "our fonts cannot draw 5 characters of it (您 能 停 车 吗)"
    assert says in page.text
    assert says in refused.text
    assert paper.why_not_print("cmn", surveys.opened(draft).editions.get().content)
