"""One Valkey: started with everything it is told kept on the disk, found running, stopped."""

import os
import re
import socket
import time

from talentboard.embedded.place import Place
from talentboard.embedded.refusal import Refusal

from .postgresql import keep_log_short, last_lines, read_from
from .programs import programs

START_WITHIN = 60
STOP_WITHIN = 30


class Valkey:
    """The Valkey of one place. Callers hold the place's start lock around `start` and `stop`."""

    name = "Valkey"

    def __init__(self, place: Place) -> None:
        self.place = place
        self.socket = place.sockets / "valkey.sock"
        self.log = place.log / "valkey.log"

    def is_running(self) -> bool:
        """Whether it answers now."""
        return self._ask("PING").startswith("+PONG")

    def start(self) -> None:
        """Start it and wait until it answers. Raises Refusal with the end of the log if it will not."""
        server = programs(self.place).valkey
        keep_log_short(self.log)
        before = self.log.stat().st_size if self.log.exists() else 0
        started = self.place.account.run([server, *self._options()], cwd=self.place.services)
        until = time.monotonic() + (START_WITHIN if started.returncode == 0 else 0)
        while not self.is_running():
            said = started.stdout + read_from(self.log, before)
            if time.monotonic() > until or re.search("FATAL|Fatal|Bad file format|Unrecoverable", said):
                raise Refusal(f"Valkey does not start. The end of {self.log}:\n{last_lines(said)}")
            time.sleep(0.02)

    def stop(self) -> None:
        """Write everything down and stop."""
        self._ask("SHUTDOWN FORCE")
        until = time.monotonic() + STOP_WITHIN
        while self._ask("PING") and time.monotonic() < until:
            time.sleep(0.02)

    def _options(self) -> list[str]:
        settings = {
            "port": "0",
            "unixsocket": str(self.socket),
            "unixsocketperm": "700",
            "dir": str(self.place.services / "valkey"),
            "appendonly": "yes",
            "appendfsync": "no" if self.place.for_tests else "everysec",
            "save": "",
            "maxmemory-policy": "noeviction",
            "daemonize": "yes",
            "pidfile": str(self.place.services / "valkey" / "valkey.pid"),
            "logfile": str(self.log),
        }
        return [part for name, value in settings.items() for part in (f"--{name}", value)]

    def _ask(self, command: str) -> str:
        """Send one command and return the beginning of the answer; empty when nobody answers."""
        with socket.socket(socket.AF_UNIX) as line:
            line.settimeout(5)
            try:
                line.connect(os.fspath(self.socket))
                line.sendall(command.encode() + b"\r\n")
                return line.recv(65536).decode(errors="replace")
            except OSError:
                return ""
