"""Addresses of this room."""

from django.urls import path

from .importing import views as import_views
from .views import duplicates, filters, handing
from .views import register as views

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
    path("take-out/", handing.take_out_people, name="take_out_people"),
    path("duplicates/", duplicates.possible_duplicates, name="possible_duplicates"),
    path("filters/keep/", filters.keep_filter, name="keep_filter"),
    path("filters/<int:pk>/rename/", filters.rename_filter, name="rename_filter"),
    path("<int:pk>/merge/<int:other>/", duplicates.merge_people, name="merge_people"),
    path("<int:pk>/not/<int:other>/", duplicates.tell_people_apart, name="tell_people_apart"),
    path("<int:pk>/", views.person, name="person"),
    path("<int:pk>/edit/", views.edit_person, name="edit_person"),
    path("<int:pk>/outline/", views.edit_outline, name="edit_outline"),
]
