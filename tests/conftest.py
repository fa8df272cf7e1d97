"""What every test runs under: no network but this machine's own, nothing fetched, no telemetry."""

import ipaddress
import os
import socket
from typing import Any

import pytest
from hypothesis import settings

# Before any test module imports a library that reads them.
os.environ["HF_HUB_OFFLINE"] = "1"
os.environ["ANONYMIZED_TELEMETRY"] = "False"


# Machines are noisy: no property fails for being slow. CI draws the same examples for the same code, so that a change
# is judged by itself; everywhere else they are new each time, and find what is not known yet.
settings.register_profile("no_deadline", deadline=None, derandomize=bool(os.environ.get("CI")))
settings.load_profile("no_deadline")


class NetworkClosed(RuntimeError):
    """A test reached for the network."""


def _is_local(family: int, address: Any) -> bool:
    if family not in (socket.AF_INET, socket.AF_INET6):
        return True
    host = address[0]
    try:
        return host in ("", "localhost") or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


@pytest.fixture(autouse=True)
def closed_network(monkeypatch):
    """Closed at the socket, so that a change of HTTP library cannot slip past."""

    def guarded(method):
        original = getattr(socket.socket, method)

        def call(self, *arguments):
            address = arguments[-1]
            if not _is_local(self.family, address):
                raise NetworkClosed(f"a test reached for {address}")
            return original(self, *arguments)

        return call

    for method in ("connect", "connect_ex", "sendto"):
        monkeypatch.setattr(socket.socket, method, guarded(method))
