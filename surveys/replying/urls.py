"""Addresses of the staff's pages."""

from django.urls import path

from . import views

urlpatterns = [
    path("<int:pk>/forms/", views.forms, name="forms"),
    path("<int:pk>/close/confirm/", views.confirm_close, name="confirm_close"),
    path("<int:pk>/close/take-back/", views.withdraw_close, name="withdraw_close"),
    path("<int:pk>/close/", views.close_survey, name="close_survey"),
]
