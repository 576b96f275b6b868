"""What a web process loads."""

import os
import subprocess
import sys

HEAVY = "{'numpy', 'pandas', 'scipy', 'vl_convert', 'weasyprint', 'faker'}"
LOADED = (
    "import sys; from talentboard.wsgi import application; import talentboard.urls; "
    "from django.db import connection; connection.cursor().execute('SELECT %s + %s', [1, 2**40]); "
    f"print(*[name for name in {HEAVY} if name in sys.modules], end='')"
)


def test_a_web_process_that_reads_workbooks_loads_nothing_that_computes():
    environment = {name: value for name, value in os.environ.items() if name != "TALENTBOARD_LOGIN"}
    done = subprocess.run([sys.executable, "-c", LOADED], env=environment, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
