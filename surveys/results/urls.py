"""Addresses of the results."""

from django.urls import path

from .views import questions, released

urlpatterns = [
    path("<int:pk>/results/", questions.results, name="results"),
    path("<int:pk>/results/breakdowns/", released.results_breakdowns, name="results_breakdowns"),
    path("<int:pk>/results/rounds/", released.results_rounds, name="results_rounds"),
    path("<int:pk>/results/file/<str:name>", released.results_file, name="results_file"),
    path("<int:pk>/results/<slug:number>/", questions.result, name="result"),
    path("<int:pk>/results/words/<slug:key>/", questions.results_words, name="results_words"),
]
