"""Addresses of this room."""

from django.urls import path

from . import views

urlpatterns = [
    path("", views.trace_lists, name="trace_lists"),
    path("make/", views.make_trace_list, name="make_trace_list"),
    path("<int:pk>/", views.trace_list, name="trace_list"),
    path("<int:pk>/list.csv", views.download_trace_list, name="download_trace_list"),
    path("<int:pk>/result/", views.trace_result, name="trace_result"),
    path("<int:pk>/result/forget/", views.forget_trace_result, name="forget_trace_result"),
    path("<int:pk>/<int:number>/looked-at/", views.look_at_traced, name="look_at_traced"),
    path("<int:pk>/<int:number>/decide/", views.decide_traced, name="decide_traced"),
]
