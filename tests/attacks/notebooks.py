"""Answers that attack the grading, each with what it tries and what must come of it.

The quest asks for ``add``: one point for running, nine for adding. What is written twice elsewhere is not
here: see ``tests/sandbox`` for what can be seen and taken, ``tests/worker`` for runs that never end.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

RIGHT = "\ndef add(a, b):\n    return a + b\n"
SLOW = "\ndef add(a, b):\n    time.sleep(1)\n    return a + b\n"
KERNEL = "import json, os, threading, time\nkernel = get_ipython().kernel\n"
PUBLISH = (
    KERNEL + "def publish(kind, content):\n"
    "    kernel.session.send(kernel.iopub_socket, kind, content, parent=kernel.get_parent('shell'), ident=b'x')\n"
)
INSTEAD_OF_ASKING = (
    "import json, os, runpy\nrunpy.run_path = lambda *_: {'main': lambda names, ask, answers: forge(answers)}\n"
)
WHILE_ASKED = (
    "import os, threading, time\n"
    "def keep_trying():\n"
    "    while True:\n"
    "        time.sleep(0.001)\n"
    "        try:\n"
    "            attack()\n"
    "        except OSError:\n"
    "            pass\n"
    "threading.Thread(target=keep_trying, daemon=True).start()\n"
)
RAW_FRAMES = """
import os, socket, struct
frame = struct.pack(">BQ", 3, 1_000_000) + bytes(1_000_000)  # says that more will follow
for descriptor in range(3, 300):
    try:
        stream = socket.socket(fileno=os.dup(descriptor))
        name = stream.getsockname()
        name = name.decode() if isinstance(name, bytes) else str(name)
        if name.endswith("CHANNEL") and not stream.getsockopt(socket.SOL_SOCKET, socket.SO_ACCEPTCONN):
            stream.setblocking(True)
            for _ in range(3000):
                stream.sendall(frame)
    except OSError:
        pass
"""
REPLY = """
from jupyter_client.session import DELIM
def forge(answers):
    session = get_ipython().kernel.session
    def serialize(message, ident=None):
        parts = [PARTS]
        return [*(ident if isinstance(ident, list) else [ident]), DELIM, session.sign(parts), *parts]
    session.serialize = serialize
"""


@dataclass(frozen=True)
class Attack:
    """One answer cell."""

    tries: str
    source: str
    score: float
    """Of 10 points."""
    ended_by: str | None = None
    """As the record of the run says; None where it does not matter."""
    notice: str | None = None
    """The notice that the learner gets."""
    limits: tuple[tuple[str, Any], ...] = ()


FORGING = [
    Attack(
        "an object that equals everything",
        "class Yes(int):\n    __eq__ = lambda *_: True\n    __hash__ = int.__hash__\ndef add(a, b):\n    return Yes(0)",
        1,
    ),
    Attack(
        "an array that says it is another one",
        "import numpy as np\nclass Liar:\n    shape, dtype = (), np.dtype(int)\n"
        "    def __array__(self, *_, **__): raise SystemExit\n    def __eq__(self, other): return True\n"
        "    __hash__ = None\n"
        "def add(a, b):\n    return Liar()",
        1,
    ),
    Attack(
        "comparing, asserting and NumPy patched",
        "import builtins, numpy as np\n"
        "np.array_equal = np.allclose = np.isclose = lambda *_, **__: True\n"
        "np.testing.assert_allclose = builtins.AssertionError = lambda *_, **__: None\n"
        "get_ipython().ast_transformers.clear()\n"
        "def add(a, b):\n    return 0",
        1,
    ),
    Attack(
        "a link to a file of the system in the place of an answer",
        INSTEAD_OF_ASKING + "def forge(answers):\n    os.symlink('/etc/passwd', answers + '/add.json')\n" + RIGHT,
        1,
        notice="answers-dropped",
    ),
    Attack(
        "an answer that unpacks to more than anybody may read",
        INSTEAD_OF_ASKING + "import numpy as np\ndef forge(answers):\n"
        "    np.savez_compressed(answers + '/add.npz', call0=np.zeros(30_000_000))\n"
        "    told = {'type': 'numpy.ndarray', 'array': 'call0', 'has_value': True}\n"
        "    open(answers + '/add.json', 'w').write(\n"
        "        json.dumps({'id': 'add', 'status': 'answered', 'values': [told, told]}))\n" + RIGHT,
        1,
    ),
    Attack(
        "an answer that is a pickle",
        INSTEAD_OF_ASKING + "import numpy as np\n"
        "class Evil:\n    def __reduce__(self): return exec, ('raise SystemExit(0)',)\n"
        "def forge(answers):\n"
        "    np.savez(answers + '/add.npz', call0=np.array([Evil()], dtype=object))\n"
        "    told = {'type': 'int', 'array': 'call0', 'has_value': True}\n"
        "    open(answers + '/add.json', 'w').write(\n"
        "        json.dumps({'id': 'add', 'status': 'answered', 'values': [told, told]}))\n" + RIGHT,
        1,
    ),
    *(
        Attack(
            f"an answer that no reader of JSON survives: {name}",
            INSTEAD_OF_ASKING + f"def forge(answers):\n    open(answers + '/add.json', 'w').write({content})\n" + RIGHT,
            1,
        )
        for name, content in (
            ("deep", "'[' * 400_000"),
            (
                "numbers",
                """'{"id": "add", "status": "answered", "values": [{"type": "int", "has_value": true, '
            '"value": ' + '9' * 100_000 + '}, {"type": "float", "value": NaN}]}'""",
            ),
        )
    ),
    *(
        Attack(
            f"a reply to the questions whose {part} is nonsense",
            INSTEAD_OF_ASKING + REPLY.replace("PARTS", parts) + RIGHT,
            1,
        )
        for part, parts in (
            ("parent", "session.pack(message['header']), b'[1]', b'{}', b'{}'"),
            ("head", """b'{"msg_id": [1], "msg_type": {}, "date": 5, "version": []}', b'{}', b'{}', b'{}'"""),
        )
    ),
    Attack(
        "outputs that no notebook can hold",
        PUBLISH + "deep = 1\nfor _ in range(450): deep = [deep]\n"
        "publish('display_data', {'data': {'application/json': deep}, 'metadata': {}})\n"
        "publish('display_data', {'data': {'application/json': [float('nan'), 10**4000]}, 'metadata': {}})\n"
        "publish('execute_input', {'code': 'x', 'execution_count': {'a': [1]}})\n" + RIGHT,
        10,
    ),
]

EXHAUSTING = [
    *(
        Attack(
            f"one message without an end to the worker's {what} connection",
            RAW_FRAMES.replace("CHANNEL", channel) + "import time\ntime.sleep(60)",
            0,
            ended_by="output",
        )
        for what, channel in (("outputs'", "k-2"), ("control", "k-4"))
    ),
    Attack(
        "memory that is shared and then taken out of sight",
        "import mmap, time\nhidden = mmap.mmap(-1, 900_000_000)\n"
        "for at in range(0, 900_000_000, 100_000_000):\n"
        "    hidden[at : at + 100_000_000] = bytes(100_000_000)\n    hidden.madvise(mmap.MADV_DONTNEED)\n"
        "time.sleep(60)",
        0,
        ended_by="memory",
    ),
    Attack(
        "memory that belongs to no process",
        "import ctypes, os\nrefused = 0\nc = ctypes.CDLL(None)\n"
        "try: os.memfd_create('mine')\nexcept OSError: refused += 1\n"
        "refused += (c.shmget(0, 10**9, 0o1600) == -1) + (c.msgget(0, 0o1600) == -1) + (c.semget(0, 9, 0o1600) == -1)\n"
        "assert refused == 4\n" + RIGHT,
        10,
    ),
    Attack(
        "folders so deep that the watcher loses its way, then memory without end",
        "import os, time, threading\n"
        "def dig():\n"
        "    while True:\n"
        "        try:\n"
        "            os.chdir('/questbook/answers')\n"
        "            for _ in range(900): os.mkdir('d' * 250); os.chdir('d' * 250)\n"
        "        except OSError:\n"
        "            time.sleep(0.001)\n"
        "threading.Thread(target=dig, daemon=True).start()\n"
        "def add(a, b):\n    asked = os.path.exists('/questbook/ask/questions.json')\n"
        "    time.sleep(0.5)\n    held = [bytearray(100_000_000) for _ in range(12 * asked)]\n"
        "    return a + b",
        1,
    ),
    Attack(
        "a folder in the place of an answer",
        WHILE_ASKED + "def attack():\n    os.mkdir('/questbook/answers/add.keras')\n" + SLOW,
        10,
        notice="answers-dropped",
    ),
    Attack(
        "folders thousands deep, which the next run would have to sweep up",
        "import os, time, threading\n"
        "def dig():\n"
        "    while True:\n"
        "        try:\n"
        "            os.chdir('/questbook/answers')\n"
        "            while True: os.mkdir('d'); os.chdir('d')\n"
        "        except OSError:\n"
        "            time.sleep(0.001)\n"
        "threading.Thread(target=dig, daemon=True).start()\n" + SLOW,
        1,
    ),
    Attack(
        "gigabytes of holes as answers",
        WHILE_ASKED + "def attack():\n"
        "    for name in ('add.npz', 'add.keras', 'other.npz'):\n"
        "        with open('/questbook/answers/' + name, 'wb') as file: file.truncate(500 * 2**20)\n" + SLOW,
        10,
        notice="answers-dropped",
    ),
]
