from django.urls import path

from regions.views.home import home

urlpatterns = [path("", home, name="home")]
