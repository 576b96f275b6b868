"""The page of components, for everywhere but production."""

from django.urls import path

from . import views

urlpatterns = [path("components/", views.components, name="components")]
