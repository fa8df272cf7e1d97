"""The network is closed to tests."""

import socket

import pytest

from tests.conftest import NetworkClosed


@pytest.mark.parametrize("method", ["connect", "connect_ex"])
def test_an_address_elsewhere_is_refused(method):
    with socket.socket() as sock, pytest.raises(Exception, match="a test reached for") as caught:
        getattr(sock, method)(("192.0.2.1", 80))
    assert type(caught.value).__name__ == NetworkClosed.__name__


def test_datagrams_are_refused():
    with socket.socket(type=socket.SOCK_DGRAM) as sock, pytest.raises(Exception, match="a test reached for"):
        sock.sendto(b"x", ("192.0.2.1", 53))


def test_loopback_is_open():
    with socket.socket() as server, socket.socket() as client:
        server.bind(("127.0.0.1", 0))
        server.listen()
        client.connect(server.getsockname())
