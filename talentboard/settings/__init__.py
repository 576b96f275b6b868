"""Settings, in rooms: every address and secret comes from the environment, and nothing is started here."""

from .addresses import *
from .apps import *
from .health import *
from .jobs import *
from .logs import *
from .security import *
from .signing_in import *
