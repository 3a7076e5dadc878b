"""The quests that nurseries are tried on: one that shows all a cell can do, and small ones to be made as needed."""

from __future__ import annotations

from pathlib import Path

from tests.graders.folders import code, notebook, write_quest

TOML = """\
slug = "{slug}"
course = "dlp"
chapter = 2
title = {{ en = "Sums", ko = "합" }}
summary = {{ en = "Add numbers.", ko = "수를 더합니다." }}
text = {{ en = "Write `add`.", ko = "`add`를 작성합니다." }}
limits = {{ seconds = 60, memory_mb = 4096 }}

[[criterion]]
id = "runs"
kind = "runs"
points = 1
title = {{ en = "It runs", ko = "실행됩니다" }}

[[criterion]]
id = "add"
kind = "function"
points = 9
cell = "add"
function = "add"
reference = "add"
cases = [[1, 2], [3, -4]]
title = {{ en = "It adds", ko = "더합니다" }}
"""
RIGHT = "def add(a, b):\n    return a + b"
WRONG = "def add(a, b):\n    return a * b"
STARTER = "def add(a, b):\n    # YOUR CODE HERE\n    return None"

FIRST = {
    "setup": (
        "import os, random, signal, sys, threading\nimport numpy as np\nimport matplotlib.pyplot as plt\nprint('ready')"
    ),
    "nothing": "",
    "helper": "def halve(x):\n    if x < 0:\n        raise ValueError(f'negative: {x}')\n    return x / 2",
    "rich": (
        "class Table:\n    def _repr_html_(self):\n        return '<table></table>'\n"
        "    def __repr__(self):\n        return 'a table'\nTable()"
    ),
    "dot": (
        "class Dot:\n    def __repr__(self):\n        return 'a dot'\n"
        "    def _repr_png_(self):\n        return b'\\x89PNG\\r\\n\\x1a\\n' + bytes(40)\ndisplay(Dot())"
    ),
    "seed": "random.seed(3)",
    "forty-two": "40 + 2",
    "seven": "print('on its way', file=sys.stderr)\n7",
    "set": "words = {'alpha', 'beta', 'gamma', 'delta', 'epsilon'}\nprint(list(words), hash('alpha'))",
    "figure": "plt.figure(figsize=(1, 1))\nplt.plot([1, 2])\nplt.show()",
}
"""The locked cells. A parent may run all but the last, which leaves the file of a font open."""
ANSWERS = {
    "results": "(_, __, ___, sorted(Out), len(In), In[3][:9])",
    "ten": "10",
    "results-again": "(_, __, ___)",
    "raises": "def quarter(x):\n    return halve(halve(x))\n\nquarter(-1)",
    "syntax": "def broken(:\n    pass",
    "input": "input('How many? ')",
    "empty": "",
    "magics": "%timeit -n1 -r1 -q halve(4)\n%pwd",
    "shell": "!echo from a shell",
    "capture": "%%capture said\nprint('caught')",
    "captured": "said.stdout",
    "pickle": (
        "import pickle\nclass Point:\n    x = 1\n"
        "(pickle.loads(pickle.dumps(Point())).x, __name__, sys.modules['__main__'].halve is halve)"
    ),
    "processes": (
        "import multiprocessing\nwith multiprocessing.get_context('fork').Pool(2) as pool:\n"
        "    mapped = pool.map(halve, [2, 4])\nmapped"
    ),
    "threads": (
        "ended = []\nthread = threading.Thread(target=lambda: ended.append(True))\nthread.start()\nthread.join()\nended"
    ),
    "await": "import asyncio\nawait asyncio.sleep(0.01, 'awaited')",
    "surroundings": (
        "(sys.path, sys.argv[0], sys.flags, os.getcwd(), sorted(os.environ.items()), threading.active_count() < 99,\n"
        " [str(signal.getsignal(n)) for n in (signal.SIGTERM, signal.SIGCHLD, signal.SIGPIPE, signal.SIGHUP)],\n"
        " sorted(name for name in sys.modules if name in ('datasets', 'enter', 'fork', 'kernel', 'prelude')))"
    ),
    "figures": "plt.figure(figsize=(1, 1))\nplt.plot([1, 2, 3])\nplt.show()",
    "warns": "import warnings\nwarnings.warn('mind the gap')",
    "add": "def add(a, b):\n    return int(halve(2 * a + 2 * b)) if a + b >= 0 else halve(a + b)",
}
"""A learner's cells. The last one goes wrong in a helper of the quest's, but only when it is asked."""
DRAWS = (
    "drawn = random.random(), float(np.random.rand())\nimport tensorflow as tf\n(*drawn, float(tf.random.uniform(())))"
)


def everything(place: Path) -> Path:
    """The quest with all of these cells."""
    cells = [code(source, name) for name, source in FIRST.items()]
    cells += [code("pass", name, answer=True) for name in ANSWERS]
    solution = [code(source, name) for name, source in FIRST.items()]
    solution += [code(RIGHT if name == "add" else "pass", name, answer=True) for name in ANSWERS]
    return write_quest(
        place,
        **{"wrong/subtracts_ipynb": None},
        quest_toml=TOML.format(slug="dlp-02-everything"),
        starter_ipynb=notebook(*cells, code("pass", "draws", answer=True)),
        solution_ipynb=notebook(*solution, code("pass", "draws", answer=True)),
    )


def everything_answered() -> bytes:
    """A submission to it."""
    cells = [code(source, name) for name, source in FIRST.items()]
    cells += [code(source, name, answer=True) for name, source in ANSWERS.items()]
    return notebook(*cells, code(DRAWS, "draws", answer=True))


def small(place: Path, *first: str, slug: str = "dlp-02-small") -> Path:
    """A quest with these first cells, and then ``add`` to write."""
    return write_quest(
        place,
        **{"wrong/subtracts_ipynb": None},
        quest_toml=TOML.format(slug=slug),
        starter_ipynb=answered(STARTER, *first),
        solution_ipynb=answered(RIGHT, *first),
    )


def answered(source: str, *first: str) -> bytes:
    """A submission to a small quest."""
    cells = [code(before, f"first-{number}") for number, before in enumerate(first, start=1)]
    return notebook(*cells, code(source, "add", answer=True), code("print(add(1, 2))", "check"))
