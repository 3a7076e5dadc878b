# tries: to be read by an old converter: a notebook of format 3, with worksheets, headings and pyout
# must: be read as what it is, and run as the quest has it
# kind: upload
# score: 10
import json

from tests.graders.folders import code


def upload(quest):
    cells = [{"cell_type": "heading", "level": 1, "source": "Sums", "metadata": {}}]
    for cell in (
        code("import numpy as np", "setup"),
        code("def add(a, b):\n    return a + b", "add", answer=True),
        code("print(add(1, 2))", "check"),
    ):
        old = {"cell_type": "code", "input": cell["source"], "metadata": cell["metadata"], "language": "python"}
        cells.append(old | {"prompt_number": 1, "outputs": [{"output_type": "pyout", "html": "<script>1</script>"}]})
    return json.dumps(
        {"nbformat": 3, "nbformat_minor": 0, "metadata": {"name": "x"}, "worksheets": [{"cells": cells}]}
    ).encode()
