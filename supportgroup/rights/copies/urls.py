"""Addresses of this room."""

from django.urls import path

from . import views

urlpatterns = [
    path("", views.copy_requests, name="copy_requests"),
    path("ask/<int:pk>/", views.ask_for_copy, name="ask_for_copy"),
    path("<int:pk>/", views.copy_request, name="copy_request"),
    path("<int:pk>/copy.json", views.copy_file, name="copy_file"),
    path("<int:pk>/copy.pdf", views.copy_paper, name="copy_paper"),
    path("<int:pk>/pals.pdf", views.copy_of_pals, name="copy_of_pals"),
    path("<int:pk>/identity/", views.check_identity, name="check_identity"),
    path("<int:pk>/stop/", views.stop_clock, name="stop_clock"),
    path("<int:pk>/go-on/", views.go_on, name="go_on"),
    path("<int:pk>/longer/", views.take_longer, name="take_longer"),
    path("<int:pk>/hand-over/", views.hand_over, name="hand_over"),
    path("<int:pk>/refuse/", views.refuse_copy, name="refuse_copy"),
    path("<int:pk>/withdraw/", views.withdraw_request, name="withdraw_request"),
]
