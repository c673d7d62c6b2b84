"""Addresses of this room, under a group's people."""

from django.urls import path

from .views import contacts, helping

urlpatterns = [
    path("follow-ups/", contacts.follow_ups, name="follow_ups"),
    path("follow-ups/<int:pk>/close/", contacts.close_follow_up, name="close_follow_up"),
    path("follow-ups/<int:pk>/open/", contacts.open_follow_up_again, name="open_follow_up_again"),
    path("<int:pk>/contacts/", contacts.contact_log, name="contact_log"),
    path("<int:pk>/contacts/add/", contacts.log_contact, name="log_contact"),
    path("<int:pk>/contacts/<int:entry>/", contacts.change_contact, name="change_contact"),
    path("<int:pk>/helpers/add/", helping.add_helper, name="add_helper"),
    path("<int:pk>/helpers/<int:helper>/", helping.edit_helper, name="edit_helper"),
    path("<int:pk>/helpers/<int:helper>/end/", helping.end_helper, name="end_helper"),
]
