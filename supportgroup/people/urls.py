"""Addresses of this room."""

from django.urls import path

from . import views
from .importing import views as import_views

urlpatterns = [
    path("", views.people, name="people"),
    path("add/", views.add_person, name="add_person"),
    path("import/", import_views.import_people, name="import_people"),
    path("import/template.csv", import_views.import_template, name="import_template"),
    path("import/<int:pk>/sheet/", import_views.choose_sheet, name="choose_sheet"),
    path("import/<int:pk>/columns/", import_views.match_columns, name="match_columns"),
    path("import/<int:pk>/check/", import_views.preview_import, name="preview_import"),
    path("import/<int:pk>/answers/", import_views.answer_import, name="answer_import"),
    path("import/<int:pk>/refused.csv", import_views.refused_rows, name="refused_rows"),
    path("import/<int:pk>/cancel/", import_views.cancel_import, name="cancel_import"),
    path("import/<int:pk>/", import_views.import_progress, name="import_progress"),
    path("<int:pk>/", views.person, name="person"),
    path("<int:pk>/edit/", views.edit_person, name="edit_person"),
    path("<int:pk>/outline/", views.edit_outline, name="edit_outline"),
]
