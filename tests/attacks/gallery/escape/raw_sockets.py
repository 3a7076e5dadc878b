# tries: to speak below the rules of its network: raw and packet sockets, netlink, other interfaces, forwarding
# must: be refused all that could change or overhear anything
# score: 10
import fcntl, os, socket, struct

gained = []
for family, kind, protocol in (
    (socket.AF_PACKET, socket.SOCK_RAW, socket.htons(3)),
    (socket.AF_PACKET, socket.SOCK_DGRAM, socket.htons(3)),
    (socket.AF_INET, socket.SOCK_RAW, socket.IPPROTO_ICMP),
    (socket.AF_INET, socket.SOCK_RAW, socket.IPPROTO_RAW),
    (socket.AF_INET6, socket.SOCK_RAW, socket.IPPROTO_RAW),
):
    try:
        socket.socket(family, kind, protocol)
        gained.append((family, kind, protocol))
    except OSError:
        pass
try:
    # Ask netlink for a second interface: RTM_NEWLINK, a dummy.
    with socket.socket(socket.AF_NETLINK, socket.SOCK_RAW, 0) as route:
        route.settimeout(2)
        attributes = struct.pack("HH8s", 11, 3, b"dummy9\0\0") + struct.pack("HHHH8s", 16, 18, 12, 1, b"dummy\0\0\0")
        body = struct.pack("BxHiII", 0, 0, 0, 0, 0) + attributes
        route.send(struct.pack("IHHII", 16 + len(body), 16, 0x605, 1, 0) + body)
        error = struct.unpack("i", route.recv(4096)[16:20])[0]
        if error == 0:
            gained.append("an interface of its own")
except OSError:
    pass
if [name for _, name in socket.if_nameindex()] not in ([], ["lo"]):
    gained.append(socket.if_nameindex())
with socket.socket() as stream:
    try:
        fcntl.ioctl(stream, 0x8914, struct.pack("16sH14x", b"lo", 0))  # SIOCSIFFLAGS: take the loopback down
        gained.append("the state of an interface")
    except OSError:
        pass


def add(a, b):
    assert not gained, gained
    return a + b
