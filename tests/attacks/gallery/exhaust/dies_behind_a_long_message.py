# tries: to bring the worker down by a message of very many parts whose sender is gone before the last one is read
# must: be graded, and told that Python ended in this cell
# score: 0
# ended_by: "kernel_died"
import os, socket, struct

frame = struct.pack(">BB", 1, 0)  # empty, and says that more will follow
message = frame * 200_000 + struct.pack(">BB", 0, 0)
for descriptor in range(3, 300):
    try:
        stream = socket.socket(fileno=os.dup(descriptor))
        name = stream.getsockname()
        name = name.decode() if isinstance(name, bytes) else str(name)
        if name.endswith("k-2") and not stream.getsockopt(socket.SOL_SOCKET, socket.SO_ACCEPTCONN):
            stream.setblocking(True)
            stream.sendall(message)
    except OSError:
        pass
os._exit(0)
