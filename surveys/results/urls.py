"""Addresses of the results."""

from django.urls import path

from . import views

urlpatterns = [
    path("<int:pk>/results/", views.results, name="results"),
    path("<int:pk>/results/<slug:number>/", views.result, name="result"),
    path("<int:pk>/results/words/<slug:key>/", views.results_words, name="results_words"),
]
