"""Members of pools, in the order in which a person meets them."""

from django.urls import path

from .views import members as views

app_name = "pools"
urlpatterns = [
    path("<region:slug>/members/", views.members, name="members"),
    path("<region:slug>/members/members.csv", views.members_file, {"kind": "csv"}, name="members-csv"),
    path("<region:slug>/members/members.xlsx", views.members_file, {"kind": "xlsx"}, name="members-xlsx"),
]
