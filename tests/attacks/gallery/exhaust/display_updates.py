# tries: to update one display millions of times
# must: be ended for its output
# score: 0
# ended_by: "output"
# limits: {"output_mb": 1}
from IPython.display import display

shown = display(0, display_id=True)
while True:
    shown.update("x" * 500)
