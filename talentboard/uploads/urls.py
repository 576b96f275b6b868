"""The upload page of a region, in the order in which a person meets it."""

from django.urls import path

from . import views

app_name = "uploads"
urlpatterns = [
    path("<region:slug>/upload/", views.upload, name="upload"),
    path("<region:slug>/upload/<slug:kind>-template.xlsx", views.template, name="template"),
    path("<region:slug>/upload/<uuid:upload_id>/", views.checked, name="checked"),
    path("<region:slug>/upload/<uuid:upload_id>/save/", views.save, name="save"),
    path("<region:slug>/upload/<uuid:upload_id>/marked.xlsx", views.marked, name="marked"),
]
