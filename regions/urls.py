"""Posts, in the order in which a person meets them."""

from django.urls import path

from .views import posts as views

app_name = "regions"
urlpatterns = [
    path("<region:slug>/posts/", views.posts, name="posts"),
    path("<region:slug>/posts/posts.csv", views.posts_file, {"kind": "csv"}, name="posts-csv"),
    path("<region:slug>/posts/posts.xlsx", views.posts_file, {"kind": "xlsx"}, name="posts-xlsx"),
    path("<region:slug>/posts/<uuid:post_id>/", views.post, name="post"),
]
