# tries: to speak to what the machine runs on, by sockets that know no network namespace: vsock and its like
# must: be refused every such socket
# score: 10
import socket

gained = []
VSOCK, ALG, TIPC, BLUETOOTH, QIPCRTR, XDP, NFC, CAN = 40, 38, 30, 31, 42, 44, 39, 29
for family in (VSOCK, TIPC, BLUETOOTH, QIPCRTR, XDP, NFC, CAN):
    for kind in (socket.SOCK_STREAM, socket.SOCK_DGRAM, socket.SOCK_SEQPACKET, socket.SOCK_RAW):
        try:
            socket.socket(family, kind).close()
            gained.append((family, kind))
        except OSError:
            pass


def add(a, b):
    assert not gained, gained
    return a + b
