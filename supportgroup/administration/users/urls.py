"""Addresses of this part, under <group>/settings/users/."""

from django.urls import path

from . import views

urlpatterns = [
    path("", views.users, name="users"),
    path("invite/", views.invite_user, name="invite_user"),
    path("<int:pk>/", views.user, name="user"),
    path("<int:pk>/roles/give/", views.give_role, name="give_role"),
    path("<int:pk>/roles/<int:holding>/last-day/", views.move_role_end, name="move_role_end"),
    path("<int:pk>/roles/<int:holding>/end/", views.end_role, name="end_role"),
    path("<int:pk>/left/", views.user_left, name="user_left"),
    path("<int:pk>/second-step/", views.reset_second_step, name="reset_second_step"),
    path("<int:pk>/invite-again/", views.send_invitation_again, name="send_invitation_again"),
]
