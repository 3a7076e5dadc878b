# tries: to carry files along in a text cell: a script as a picture, a page, a path as a name, megabytes of nothing
# must: lose them: of a text cell only the text is taken, and that from the quest
# kind: upload
# score: 10
from tests.graders.folders import code, notebook, words


def upload(quest):
    carried = {
        "x.svg": {"image/svg+xml": "PHN2ZyBvbmxvYWQ9YWxlcnQoMSk+"},
        "../../x.html": {"text/html": "<script>alert(1)</script>"},
        "large.png": {"image/png": "A" * 4_000_000},
        "odd": [1, {"a": "b"}],
    }
    return notebook(
        words("![](attachment:x.svg)", attachments=carried),
        code("def add(a, b):\n    return a + b", "add", answer=True, attachments=carried),
    )
