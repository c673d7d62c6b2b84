"""Addresses of this room."""

from django.urls import path

from .views import arranging, editions, preview, questions, surveys, undoing, versions, writing

urlpatterns = [
    path("", surveys.surveys, name="surveys"),
    path("start/", surveys.start_survey, name="start_survey"),
    path("<int:pk>/edit/", surveys.edit_survey, name="edit_survey"),
    path("<int:pk>/duties/", surveys.survey_duties, name="survey_duties"),
    path("<int:pk>/open/", surveys.open_survey, name="open_survey"),
    path("<int:pk>/versions/", versions.survey_versions, name="survey_versions"),
    path("<int:pk>/versions/new/", versions.start_next_version, name="start_next_version"),
    path("<int:pk>/editions/", editions.survey_editions, name="survey_editions"),
    path("<int:pk>/editions/<slug:code>/", editions.edition, name="edition"),
    path("<int:pk>/editions/<slug:code>/words/<int:question>/", editions.edition_words, name="edition_words"),
    path("<int:pk>/editions/<slug:code>/open/", editions.open_edition, name="open_edition"),
    path("<int:pk>/editions/<slug:code>/remove/", editions.remove_edition, name="remove_edition"),
    path("<int:pk>/editions/<slug:code>/paper/", editions.edition_paper, name="edition_paper"),
    path("<int:pk>/questionnaire/", questions.questionnaire, name="questionnaire"),
    path("<int:pk>/questions/add/", questions.add_question, name="add_question"),
    path("<int:pk>/questions/undo/", undoing.undo_change, name="undo_change"),
    path("<int:pk>/questions/redo/", undoing.redo_change, name="redo_change"),
    path("<int:pk>/questions/forget-typed/", writing.forget_typing, name="forget_typing"),
    path("<int:pk>/questions/typed/<slug:kind>/", writing.keep_typing, name="keep_typing"),
    path("<int:pk>/questions/<int:question>/", questions.edit_question, name="edit_question"),
    path("<int:pk>/questions/<int:question>/where-next/", questions.question_routes, name="question_routes"),
    path("<int:pk>/questions/<int:question>/move/", arranging.move_question, name="move_question"),
    path("<int:pk>/questions/<int:question>/place/", arranging.place_question, name="place_question"),
    path("<int:pk>/questions/<int:question>/copy/", arranging.copy_question, name="copy_question"),
    path("<int:pk>/questions/<int:question>/heading/", arranging.question_heading, name="question_heading"),
    path("<int:pk>/questions/<int:question>/heading/move/", arranging.move_heading, name="move_heading"),
    path("<int:pk>/questions/<int:question>/remove/", arranging.remove_question, name="remove_question"),
    path("<int:pk>/preview/", preview.preview_survey, name="preview_survey"),
    path("<int:pk>/preview/<int:number>/", preview.preview_question, name="preview_question"),
]
