# tries: to choose the program that runs it: a kernel of its own name, with a command line
# must: be run by the quest's kernel, whatever it asks for
# kind: upload
# score: 10
from tests.graders.folders import code, notebook


def upload(quest):
    kernel = {"name": "../../bin/sh", "display_name": "sh", "argv": ["sh", "-c", "touch /tmp/owned"], "env": {"A": "b"}}
    return notebook(
        code("import numpy as np", "setup"),
        code("def add(a, b):\n    return a + b", "add", answer=True),
        code("print(add(1, 2))", "check"),
        metadata={"kernelspec": kernel, "language_info": {"name": "python", "version": [], "codemirror_mode": 7}},
    )
