"""The nominee: yes or no, registration, one's own nomination."""

urlpatterns: list = []
