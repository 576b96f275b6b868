"""The web process: signs in to the database as web."""

import os
import sys

sys.modules["numpy"] = None  # openpyxl would load it where it is installed, and no page computes with it

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "talentboard.settings")
os.environ.setdefault("TALENTBOARD_LOGIN", "web")

from django.core.wsgi import get_wsgi_application  # noqa: E402

application = get_wsgi_application()
