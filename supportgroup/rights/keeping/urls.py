"""Addresses of this room."""

from django.urls import path

from . import views

urlpatterns = [
    path("", views.records, name="records"),
    path("destroyed/", views.destructions, name="destructions"),
    path("destroyed/<int:pk>/", views.destruction, name="destruction"),
    path("destroyed/<int:pk>/certificate.pdf", views.destruction_certificate, name="destruction_certificate"),
    path("holds/<int:pk>/lift/", views.lift_hold, name="lift_hold"),
    path("<str:kept>/", views.records_of_a_kind, name="records_of_a_kind"),
    path("<str:kept>/period/", views.set_period, name="set_period"),
    path("<str:kept>/destroy/", views.destroy_records, name="destroy_records"),
    path("<str:kept>/<str:item>/keep/", views.keep_for_now, name="keep_for_now"),
]
