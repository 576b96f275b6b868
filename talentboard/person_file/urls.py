from django.urls import path

from . import views

app_name = "me"
urlpatterns = [
    path("", views.me, name="me"),
    path("looked/", views.looked, name="looked"),
    path("everything.json", views.as_json, name="json"),
    path("pdf/", views.print_it, name="print"),
    path("everything.pdf", views.as_pdf, name="pdf"),
]
