# tries: to ask the cloud's metadata services for the machine's credentials
# must: have no network to ask by
# score: 10
import socket

gained = []
addresses = [
    (socket.AF_INET, ("169.254.169.254", 80)),
    (socket.AF_INET, ("169.254.170.2", 80)),
    (socket.AF_INET, ("100.100.100.200", 80)),
    (socket.AF_INET, ("192.0.0.192", 80)),
    (socket.AF_INET, ("1.1.1.1", 443)),
    (socket.AF_INET6, ("fd00:ec2::254", 80)),
    (socket.AF_INET6, ("fe80::a9fe:a9fe", 80)),
]
for family, address in addresses:
    for kind in (socket.SOCK_STREAM, socket.SOCK_DGRAM):
        try:
            with socket.socket(family, kind) as stream:
                stream.settimeout(2)
                stream.connect(address)
                gained.append(address)
        except OSError:
            pass
for name in ("metadata.google.internal", "example.org"):
    try:
        gained.append(socket.getaddrinfo(name, 80))
    except OSError:
        pass


def add(a, b):
    assert not gained, gained
    return a + b
