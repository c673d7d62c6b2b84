"""Addresses of the patient's pages. None of them names a survey, a group or a condition."""

from django.urls import path

from . import answering, arriving

urlpatterns = [
    path("", arriving.answer, name="answer"),
    path("k/<str:token>/", arriving.answer_link, name="answer_link"),
    path("start/", arriving.answer_start, name="answer_start"),
    path("begin/", arriving.answer_begin, name="answer_begin"),
    path("no-thanks/", arriving.answer_no_thanks, name="answer_no_thanks"),
    path("question/<int:number>/", answering.answer_question, name="answer_question"),
    path("check/", answering.answer_check, name="answer_check"),
    path("send/", answering.answer_send, name="answer_send"),
    path("done/", answering.answer_done, name="answer_done"),
]
