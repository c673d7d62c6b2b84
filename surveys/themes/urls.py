"""Addresses of themes."""

from django.urls import path

from .views import codebook, questions, quoting, tagging

urlpatterns = [
    path("<int:pk>/themes/", questions.themes, name="themes"),
    path("<int:pk>/themes/quotations/", quoting.quotations, name="quotations"),
    path("<int:pk>/themes/quotations/<uuid:quotation>/confirm/", quoting.confirm, name="confirm_quotation"),
    path("<int:pk>/themes/quotations/<uuid:quotation>/take-back/", quoting.take_back, name="take_back_quotation"),
    path("<int:pk>/themes/quotations/<uuid:quotation>/put-back/", quoting.put_back, name="put_quotation_back"),
    path("<int:pk>/themes/theme/<int:theme>/", codebook.theme, name="theme"),
    path("<int:pk>/themes/theme/<int:theme>/merge/", codebook.merge_theme, name="merge_theme"),
    path("<int:pk>/themes/theme/<int:theme>/undo-merge/", codebook.undo_merge, name="undo_theme_merge"),
    path("<int:pk>/themes/theme/<int:theme>/delete/", codebook.delete_theme, name="delete_theme"),
    path("<int:pk>/themes/<slug:key>/", questions.theme_texts, name="theme_texts"),
    path("<int:pk>/themes/<slug:key>/results/", questions.show_themes, name="show_themes"),
    path("<int:pk>/themes/<slug:key>/not-in-results/", questions.hide_themes, name="hide_themes"),
    path("<int:pk>/themes/<slug:key>/<uuid:text>/", tagging.tag_text, name="tag_text"),
    path("<int:pk>/themes/<slug:key>/<uuid:text>/quote/", quoting.quote_text, name="quote_text"),
]
