# tries: to lead its reader's page away, or to have it fetch something before anybody clicks
# must: leave the page where it is, and be fetched nothing for
# score: 10
from IPython.display import HTML, display

display(
    HTML("""
<meta http-equiv="refresh" content="0;url=http://beacon.example/refresh">
<meta http-equiv="Content-Security-Policy" content="script-src *"><meta http-equiv="set-cookie" content="a=b">
<meta name="referrer" content="unsafe-url"><link rel="prefetch" href="http://beacon.example/prefetch">
<link rel="dns-prefetch" href="//beacon.example"><link rel="preconnect" href="http://beacon.example">
<link rel="stylesheet" href="http://beacon.example/s.css"><link rel="icon" href="http://beacon.example/i.ico">
<link rel="manifest" href="http://beacon.example/m.json"><link rel="import" href="http://beacon.example/i.html">
<script type="speculationrules">{"prefetch":[{"source":"list","urls":["http://beacon.example/rules"]}]}</script>
<a href="http://beacon.example/ping" ping="http://beacon.example/pinged">x</a><audio src="http://beacon.example/a" autoplay>
</td></table></div></body></html><meta http-equiv="refresh" content="0;url=//beacon.example/out">
""")
)


def add(a, b):
    return a + b
