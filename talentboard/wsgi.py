"""The web process: signs in to the database as web."""

import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "talentboard.settings")
os.environ.setdefault("TALENTBOARD_LOGIN", "web")

from django.core.wsgi import get_wsgi_application

application = get_wsgi_application()
