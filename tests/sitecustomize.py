"""Closes sockets but for loopback in every Python that the tests start; they put this folder on PYTHONPATH."""

import os
import socket

if os.environ.get("FRAMING_TEST_OFFLINE"):
    _connect = socket.socket.connect

    def connect(self, address):
        host = address[0] if isinstance(address, tuple) else ""
        if isinstance(address, tuple) and host not in ("127.0.0.1", "::1", "localhost"):
            raise OSError(f"The tests allow no connection but to this machine; asked for {host}.")
        return _connect(self, address)

    socket.socket.connect = connect
