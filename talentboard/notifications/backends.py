"""Where mails go when there is no mail server."""

import sys

from django.core.mail.backends.console import EmailBackend


class StandardErrorBackend(EmailBackend):
    """Prints mails on standard error: standard output is a command's result and nothing else."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, stream=kwargs.pop("stream", None) or sys.stderr, **kwargs)
