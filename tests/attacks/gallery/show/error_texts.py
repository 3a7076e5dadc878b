# tries: to run scripts by the texts of its error: the name, the message, the traceback, a line of code, a note
# must: have them shown as text wherever the report and the notebook speak of the error
# score: 9
CALL = "fetch('http://beacon.example/error');top.owned=self.owned=1;alert(1)"
MARK = f'<script>{CALL}</script><img src=x onerror="{CALL}">{{{{ 7 * 7 }}}}{{% debug %}}'


def add(a, b):
    return a + b


Evil = type(MARK, (Exception,), {"__module__": MARK})
error = Evil(f"\x1b[31m{MARK}\x1b]8;;javascript:{CALL}\x07x\x1b]8;;\x07")
error.add_note(MARK)
raise error  # <script>top.owned=1</script>
