"""The web process: signs in to the database as web."""

import os
import sys

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "talentboard.settings")
os.environ.setdefault("TALENTBOARD_LOGIN", "web")

# openpyxl loads NumPy where it is installed, which no page needs: while openpyxl is loaded there is none.
sys.modules["numpy"] = None
import openpyxl  # noqa: E402, F401

del sys.modules["numpy"]

from django.core.wsgi import get_wsgi_application  # noqa: E402

application = get_wsgi_application()
